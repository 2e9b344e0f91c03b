/** Exports that give each turn a heading: cuts a text at them, and not where a heading stands in code or in a tool's block. */

export interface Section<H> {
  head: H;
  /** Line of the heading, from 0. */
  line: number;
  /** What follows it, without blank lines and rules at its ends. */
  body: string;
}

/**
 * @param headOf the heading that a line is, if any
 * @param closing what ends the block that a line opens (`</tool-use>`), within which no line is a heading
 * @returns the text before the first heading, and the sections
 */
export function sectionsOf<H>(
  lines: readonly string[],
  headOf: (line: string) => H | undefined,
  closing: (line: string) => string | undefined = () => undefined,
): { preamble: string; sections: Section<H>[] } {
  const fences = new Fences(lines);
  const closings = new Closings(lines);
  const heads: { head: H; line: number }[] = [];
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i] as string;
    const head = headOf(line);
    if (head !== undefined) heads.push({ head, line: i });
    const close = closing(line);
    const end = close === undefined ? undefined : closings.after(close, i);
    i = Math.max(i, end ?? fences.end(i) ?? i);
  }
  const cut = (from: number, to: number): string => trimmed(lines.slice(from, to));
  return {
    preamble: cut(0, heads[0]?.line ?? lines.length),
    sections: heads.map(({ head, line }, i) => ({
      head,
      line,
      body: cut(line + 1, heads[i + 1]?.line ?? lines.length),
    })),
  };
}

/** Where lines hold a text: looked for once, and then by going on from line to line. */
class Closings {
  private readonly known = new Map<string, { at: number[]; next: number }>();

  constructor(private readonly lines: readonly string[]) {}

  /** The first line from `from` on; must be asked for lines in their order. */
  after(text: string, from: number): number | undefined {
    let found = this.known.get(text);
    if (!found) {
      found = { at: this.lines.flatMap((line, i) => (line.includes(text) ? [i] : [])), next: 0 };
      this.known.set(text, found);
    }
    while ((found.at[found.next] ?? from) < from) found.next++;
    return found.at[found.next];
  }
}

const OPENING = /^ {0,3}(`{3,}|~{3,})([^`]*)$/;
/** Fence marks that are looked at for the end of one fence: more are not nested in what people show. */
const NESTED = 64;

/** Code fences. What a tool printed may hold fences itself: one with a language opens, one without closes. */
export class Fences {
  private readonly marks: { line: number; mark: string; opens: boolean }[] = [];
  private readonly at = new Map<number, number>();

  constructor(lines: readonly string[]) {
    lines.forEach((text, line) => {
      const found = OPENING.exec(text);
      if (!found) return;
      this.at.set(line, this.marks.length);
      this.marks.push({ line, mark: found[1] as string, opens: found[2]?.trim() !== '' });
    });
  }

  /** Last line of the fence that line `i` opens; undefined when it opens none, or one without an end. */
  end(i: number): number | undefined {
    const index = this.at.get(i);
    if (index === undefined) return undefined;
    const { mark } = this.marks[index] as { mark: string };
    let depth = 1;
    let first: number | undefined;
    for (const fence of this.marks.slice(index + 1, index + 1 + NESTED)) {
      if (!fence.mark.startsWith(mark)) continue;
      if (fence.opens) depth++;
      else {
        first ??= fence.line;
        if (--depth === 0) return fence.line;
      }
    }
    return first;
  }
}

/** Without blank lines and `---` at the ends. */
export function trimmed(lines: readonly string[]): string {
  const empty = (line: string | undefined): boolean => line !== undefined && /^\s*(?:-{3,})?\s*$/.test(line);
  let from = 0;
  let to = lines.length;
  while (from < to && empty(lines[from])) from++;
  while (to > from && empty(lines[to - 1])) to--;
  return lines.slice(from, to).join('\n');
}

/** A tool's block as pages show it: what it was asked, and in the last fence what came back. */
export function shownResult(body: string): { given: string; result?: string } {
  const lines = body.split('\n');
  const fences = new Fences(lines);
  let last: { from: number; to: number } | undefined;
  for (let i = 0; i < lines.length; i++) {
    const to = fences.end(i);
    if (to === undefined) continue;
    last = { from: i, to };
    i = to;
  }
  const info = last && OPENING.exec(lines[last.from] as string)?.[2]?.trim();
  // Code in a language and changes are what the tool was given.
  if (!last || (info !== '' && !/^(?:text|txt|plaintext|output|console)$/.test(info ?? '')))
    return { given: body.trim() };
  const rest = [...lines.slice(0, last.from), ...lines.slice(last.to + 1)];
  return { given: trimmed(rest), result: lines.slice(last.from + 1, last.to).join('\n') };
}

/** A piece of markup with what it holds. */
export interface MarkupBlock {
  open: RegExpExecArray;
  inner: string;
  /** Where it begins and ends in the text. */
  from: number;
  to: number;
}

/** Blocks in order, none within another; what is never closed is none. */
export function blocksIn(text: string, opening: RegExp, closeOf: (open: RegExpExecArray) => string): MarkupBlock[] {
  const out: MarkupBlock[] = [];
  const missing = new Set<string>();
  const step = new RegExp(opening.source, opening.flags.includes('g') ? opening.flags : `${opening.flags}g`);
  for (let open = step.exec(text); open; open = step.exec(text)) {
    const close = closeOf(open);
    const start = open.index + open[0].length;
    const end = missing.has(close) ? -1 : text.indexOf(close, start);
    if (end < 0) missing.add(close);
    else {
      out.push({ open, inner: text.slice(start, end), from: open.index, to: end + close.length });
      step.lastIndex = end + close.length;
    }
  }
  return out;
}
