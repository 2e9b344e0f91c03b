/** Noise that looks like the requests of a run: what clusters have to be better than. */

/** Words, and signs of scripts that do without spaces. */
const WORD =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]|[^\s\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]+/gu;

/** Lists of the same lengths, of the same things as often, without what they have to do with each other. */
export function dealtAnew<T>(lists: readonly Iterable<T>[], next: () => number): T[][] {
  const own = lists.map((list) => [...list]);
  const all = own.flat();
  for (let i = all.length - 1; i > 0; i--) {
    const j = Math.floor(next() * (i + 1));
    [all[i], all[j]] = [all[j] as T, all[i] as T];
  }
  let from = 0;
  return own.map(({ length }) => {
    from += length;
    return all.slice(from - length, from);
  });
}

/** Texts of the same numbers of words, of the same words as often. */
export const textsDealtAnew = (texts: readonly string[], next: () => number): string[] =>
  dealtAnew(
    texts.map((text) => text.match(WORD) ?? []),
    next,
  ).map((words) => words.join(' '));
