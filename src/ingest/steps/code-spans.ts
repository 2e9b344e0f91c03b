/** Markdown code inside a text: what is quoted there is shown to the reader and does not act. */

/** Longest span of inline code that is looked for. CommonMark has no bound; without one, odd runs of backticks cost a scan of the rest each. */
const MAX_INLINE = 1000;

/** Remembers what was looked for in vain, so that a text full of openers is still read in linear time. */
export class CodeSpans {
  private readonly unclosed = new Set<string>();

  constructor(private readonly text: string) {}

  /**
   * End of the code that a run of backticks or tildes begins.
   *
   * @param at where the run begins
   * @param run the run itself; shorter than three signs it can only be inline code
   * @returns offset behind the closing run; behind the opening one when nothing closes it, since it is no code then
   */
  end(at: number, run: string): number {
    const behind = at + run.length;
    if (run.length >= 3 && startsLine(this.text, at)) {
      const fence = run[0] === '~' ? '\n~~~' : '\n```';
      if (this.unclosed.has(fence)) return behind;
      const close = closingFence(this.text, behind, fence);
      if (close >= 0) return close;
      this.unclosed.add(fence);
      return behind;
    }
    if (run[0] === '~') return behind;
    const span = this.text.slice(behind, behind + MAX_INLINE);
    const blank = span.indexOf('\n\n');
    const close = closingRun(blank < 0 ? span : span.slice(0, blank), run);
    return close < 0 ? behind : behind + close;
  }
}

/** Only white space, list marks and quote marks stand before `at` on its line. */
function startsLine(text: string, at: number): boolean {
  for (let i = at - 1; i >= 0 && at - i < 20; i--) {
    const c = text[i] as string;
    if (c === '\n') return true;
    if (!' \t>-*'.includes(c)) return false;
  }
  return at < 20;
}

/** Behind the next fence that begins a line; it may be indented, as fences in lists are. */
function closingFence(text: string, from: number, fence: string): number {
  const sign = fence.slice(1);
  for (let at = text.indexOf(sign, from); at >= 0; at = text.indexOf(sign, at + sign.length)) {
    if (!startsLine(text, at)) continue;
    let end = at;
    while (text[end] === sign[0]) end++;
    return end;
  }
  return -1;
}

/** Behind a run of exactly the same length; -1 when there is none. */
function closingRun(span: string, run: string): number {
  for (let at = span.indexOf(run); at >= 0; at = span.indexOf(run, at)) {
    let end = at;
    while (span[end] === '`') end++;
    if (end - at === run.length) return end;
    at = end;
  }
  return -1;
}
