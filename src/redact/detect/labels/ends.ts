/** The last characters of labels: what most words of a text can be told by that no label ends with. */

/** So many characters are looked at. */
const LOOK = 3;

const isUpper = (code: number): boolean => code >= 65 && code <= 90;
const isPlain = (code: number): boolean => (code >= 97 && code <= 122) || (code >= 48 && code <= 57) || isUpper(code);

/** Of three characters, whatever their case: `a` and `A` differ in one bit, and digits have it set. */
const place = (a: number, b: number, c: number): number => ((a & 31) << 10) | ((b & 31) << 5) | (c & 31);

export class LabelEnds {
  private readonly known = new Uint8Array(1 << 15);

  /** @param names labels in the spelling of keys */
  constructor(names: Iterable<string>) {
    for (const name of names)
      for (const form of [name, `${name}s`]) {
        // What a `_` parts may be written as one word.
        const end = form.replaceAll('_', '').slice(-LOOK);
        if (end.length === LOOK) this.known[place(end.charCodeAt(0), end.charCodeAt(1), end.charCodeAt(2))] = 1;
      }
  }

  /**
   * False when no label ends right before `end`. Only letters and digits of ASCII are told apart: other signs may be a part of
   * no label, or may be written otherwise in it.
   */
  mayEnd(text: string, end: number): boolean {
    if (end < LOOK) return true;
    const a = text.charCodeAt(end - 3);
    const b = text.charCodeAt(end - 2);
    const c = text.charCodeAt(end - 1);
    if (!(isPlain(a) && isPlain(b) && isPlain(c))) return true;
    // `clientFN`: a capital begins a word.
    if ((isUpper(c) && !isUpper(b)) || (isUpper(b) && !isUpper(a))) return true;
    return this.known[place(a, b, c)] === 1;
  }
}
