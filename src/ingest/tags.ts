/**
 * Texts that programs wrap in tags. By indexOf and not by regular expressions: with a thousand opening tags and no closing
 * one, `<a>[^]*?</a>` walks to the end of the text a thousand times.
 */

/** The text without these elements, and they, as they stood. An element that is not closed stays. */
export function takeTags(
  text: string,
  tags: readonly string[],
): { text: string; taken: { tag: string; text: string }[] } {
  let out = text;
  const taken: { tag: string; text: string }[] = [];
  for (const tag of tags) {
    const pieces: string[] = [];
    let from = 0;
    for (const { start, end } of elements(out, tag)) {
      pieces.push(out.slice(from, start));
      taken.push({ tag, text: out.slice(start, end) });
      from = end;
    }
    if (from > 0) out = pieces.join('') + out.slice(from);
  }
  return { text: out, taken };
}

/** The text inside these elements, trimmed, in the order of the text. */
export function insideTags(text: string, tags: readonly string[]): string[] {
  return tags
    .flatMap((tag) => [...elements(text, tag)].map((e) => ({ at: e.start, said: e.inside.trim() })))
    .sort((a, b) => a.at - b.at)
    .map((e) => e.said);
}

function* elements(text: string, tag: string): Generator<{ start: number; end: number; inside: string }> {
  const [open, close] = [`<${tag}>`, `</${tag}>`];
  for (let start = text.indexOf(open); start >= 0; ) {
    const stop = text.indexOf(close, start + open.length);
    if (stop < 0) return;
    const end = stop + close.length;
    yield { start, end, inside: text.slice(start + open.length, stop) };
    start = text.indexOf(open, end);
  }
}
