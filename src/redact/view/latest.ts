/** Answers about the latest texts: detectors, propagation, decisions and the gate ask about the same ones in turn. */

/** Characters of texts whose answers are kept: those of a session's latest. */
const KEPT = 400_000;
/** What an entry costs beside its text. */
const ENTRY = 32;

/** @param read never undefined, so that one look-up tells */
export function latest<T extends object | null>(read: (text: string) => T): (text: string) => T {
  let kept = new Map<string, T>();
  let chars = 0;
  return (text) => {
    const known = kept.get(text);
    if (known !== undefined) return known;
    const answer = read(text);
    if (chars > KEPT) {
      kept = new Map();
      chars = 0;
    }
    chars += text.length + ENTRY;
    kept.set(text, answer);
    return answer;
  };
}
