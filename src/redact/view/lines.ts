/** What stands in front of lines, and values that go on in the next line. */

/** A stretch that is no part of the text: a prefix, or the end of a line inside a value. */
export interface Joint {
  at: number;
  length: number;
}

/** Marks in front of lines, by who writes them. A diff's sign may also be part of a value: it is treated on its own. */
const PREFIXES: readonly RegExp[] = [
  // Quoted mail.
  /(?:> ?){1,6}/y,
  // Steps of `docker build`.
  /#\d{1,4} \d{1,6}\.\d{1,3} /y,
  // `docker compose`, `kubectl logs --prefix`.
  /(?:[\w.][\w./-]{0,63} {0,24}\||\[[\w./ -]{1,100}\]) /y,
  // `cat -n`, listings with line numbers.
  /[ \t]{0,8}\d{1,7}(?:→|\t|: | {2}| \| )/y,
  /\[?\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:[.,]\d{1,9})?(?:Z|[+-]\d\d:?\d\d)?\]?[ \t](?:std(?:out|err) F )?/y,
  // Neither the names of the files, nor armour itself.
  /\+(?!\+\+)|-(?=-{5}[BE]|[^-])/y,
];
const DIFF = PREFIXES.length - 1;
/** A service's name, then the time. */
const MAX_PREFIXES = 2;

/** Keys in armour have 64 characters a line, base64 76, terminals 80; shorter ends of lines are words. */
const LONG = 40;
/** Lines of one value that are joined or undressed together. */
const MAX_LINES = 2000;

interface Line {
  start: number;
  /** Where its text begins, behind the prefix. */
  text: number;
  end: number;
  /** Kind of its prefix: an index, or of two prefixes both; -1 for none. */
  kind: number;
}

/** Letters, digits and the signs of base64 in both alphabets. */
function isToken(code: number): boolean {
  return (
    (code >= 97 && code <= 122) ||
    (code >= 65 && code <= 90) ||
    (code >= 47 && code <= 57) ||
    code === 43 ||
    code === 45 ||
    code === 46 ||
    code === 61 ||
    code === 95
  );
}

/** Whether the line that ends here ends in a long token, and not in a path. Cheap first: nearly no line does. */
function endsLong(text: string, end: number): boolean {
  if (
    end < LONG ||
    !isToken(text.charCodeAt(end - 1)) ||
    !isToken(text.charCodeAt(end - LONG)) ||
    !isToken(text.charCodeAt(end - LONG / 2))
  )
    return false;
  for (let i = end - LONG; i < end; i++) if (!isToken(text.charCodeAt(i))) return false;
  const token = text.slice(end - LONG, end);
  return /\d/.test(token) && (!/[/.]/.test(token) || (/[A-Z]/.test(token) && /[a-z]/.test(token)));
}

const lineEnd = (text: string, at: number): number => {
  const newline = text.indexOf('\n', at);
  return newline < 0 ? text.length : newline;
};

/** Without the carriage return. */
const textEnd = (text: string, end: number): number => (text.charCodeAt(end - 1) === 13 ? end - 1 : end);

function lineAt(text: string, start: number): Line {
  let at = start;
  let kind = -1;
  for (let round = 0; round < MAX_PREFIXES; round++) {
    const found = PREFIXES.findIndex((prefix) => {
      prefix.lastIndex = at;
      return prefix.test(text);
    });
    if (found < 0) break;
    kind = kind < 0 ? found : kind * PREFIXES.length + found;
    at = PREFIXES[found]?.lastIndex ?? at;
    if (found === DIFF) break;
  }
  return { start, text: at, end: textEnd(text, lineEnd(text, start)), kind };
}

/** Where the token that begins at `from` ends. */
function tokenEnd(text: string, from: number, to: number): number {
  let i = from;
  while (i < to && isToken(text.charCodeAt(i))) i++;
  return i;
}

/** Lines of one key or token: the first ends in a long one, the next are of nothing else, the last may be shorter. */
function blockFrom(text: string, first: Line): Line[] {
  const block = [first];
  let before = first;
  while (block.length < MAX_LINES && before.end + 1 < text.length) {
    const line = continued(lineAt(text, lineEnd(text, before.end) + 1), first.kind);
    // A terminal breaks a line without a prefix for the rest of it.
    const kind = block[1]?.kind ?? (line.kind === -1 ? -1 : first.kind);
    if (line.kind !== kind || line.text >= line.end || !isToken(text.charCodeAt(line.text))) break;
    const whole = tokenEnd(text, line.text, line.end) === line.end;
    if (!whole && !CLOSING.test(text.charAt(tokenEnd(text, line.text, line.end)))) break;
    block.push(line);
    if (!whole || line.end - line.start < before.end - before.start) break;
    before = line;
  }
  return block;
}

/** A value may go on with the sign of a diff. */
const continued = (line: Line, kind: number): Line =>
  line.kind === DIFF && kind !== DIFF ? { ...line, kind: -1, text: line.start } : line;

/** What may stand behind the last piece of a wrapped value. */
const CLOSING = /[\s"'`,;)\]}<|\\]/;
/** What a vendor's token or a signed one begins with. */
const MARKED = /^(?:[A-Za-z]{2,12}\d?[-_]|eyJ|AIza|AKIA|ya29\.)/;
/** Shorter remainders are words: the next sentence begins there. */
const SHORT_REST = 20;

/** Whether the block is one token that its program or the terminal broke. Of lines of equal length none is the beginning of the next. */
function isWrapped(text: string, [first, ...rest]: readonly Line[]): boolean {
  const last = rest.at(-1);
  if (!first || !last) return false;
  let start = first.end;
  // An equals sign ends a value as padding, or begins one.
  while (
    start > first.text &&
    isToken(text.charCodeAt(start - 1)) &&
    (text[start - 1] !== '=' || start > first.end - 2)
  )
    start--;
  const head = text.slice(start, start + 16);
  // Armour and plain base64 are read line by line.
  if (start === first.text && !MARKED.test(head)) return false;
  if (
    rest.some(
      (line) => text.startsWith(head.slice(0, 4), line.text) || line.end - line.start > first.end - first.start + 1,
    )
  )
    return false;
  const end = text.slice(last.text, tokenEnd(text, last.text, last.end));
  return (
    end.length >= SHORT_REST ||
    (end.length >= 4 && /\d/.test(end) && /[A-Za-z]/.test(end) && !/^\d+[a-z]{0,2}\.?$/.test(end))
  );
}

/** The sign of a diff is one of base64 too: one line with it in front says nothing. */
const hasPrefix = (text: string, block: readonly Line[], around: readonly Line[]): boolean =>
  block[0] !== undefined &&
  block[0].kind >= 0 &&
  block.every((line) => line.kind === block[0]?.kind) &&
  (block[0].kind % PREFIXES.length !== DIFF ||
    (block.length + around.length > 2 && block.every((line) => text[line.start] === text[block[0]?.start ?? 0])));

/** Prefixes and ends of lines inside keys and long tokens, in order. */
export function jointsOf(text: string): Joint[] {
  const joints: Joint[] = [];
  let before = -1;
  let start = 0;
  for (let newline = text.indexOf('\n'); newline >= 0; ) {
    let next = newline + 1;
    if (endsLong(text, textEnd(text, newline))) {
      const block = blockFrom(text, lineAt(text, start));
      if (block.length > 1) {
        for (const joint of jointsIn(text, block, before)) joints.push(joint);
        next = lineEnd(text, block.at(-1)?.end ?? newline) + 1;
      }
    }
    before = start;
    start = next;
    newline = next > text.length ? -1 : text.indexOf('\n', next);
  }
  return joints;
}

/** @param before where the line before the block starts: the head of the armour may stand there */
function jointsIn(text: string, block: readonly Line[], before: number): Joint[] {
  const [first] = block;
  const last = block.at(-1);
  if (!first || !last) return [];
  const wrapped = isWrapped(text, block);
  const beside = [before, lineEnd(text, last.end) + 1]
    .filter((at) => at >= 0 && at < text.length)
    .map((at) => lineAt(text, at))
    .filter((line) => line.kind === first.kind && text.startsWith('-----', line.text));
  const prefixed = hasPrefix(text, block, beside);
  if (!wrapped && !prefixed) return [];
  return [...beside, ...block]
    .sort((a, b) => a.start - b.start)
    .flatMap((line) => {
      const from = wrapped && line !== first && !beside.includes(line) ? newlineBefore(text, line.start) : line.start;
      const length = (prefixed ? line.text : line.start) - from;
      return length > 0 ? [{ at: from, length }] : [];
    });
}

const newlineBefore = (text: string, at: number): number => (text.charCodeAt(at - 2) === 13 ? at - 2 : at - 1);
