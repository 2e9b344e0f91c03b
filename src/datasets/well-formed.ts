/**
 * What consumers cannot load. Half of a surrogate pair (text that was cut inside an emoji) is legal in JSON and not in UTF-8: Python
 * fails on the whole file. A number beyond the range of a double is legal in JSON, too; readers make `inf` or null of it, and
 * Python's `json` writes `inf` back as `Infinity`, which is no JSON.
 */

/** Strings and numbers of a JSON text that has been checked. */
const TOKEN = /"(?:[^"\\]|\\.)*"|-?\d[\d.eE+-]*|\s+/g;
const SURROGATE = /[\ud800-\udfff]|\\u[dD][89a-fA-F]/;

/**
 * Raw JSON on one line in a form that every consumer loads. Tokens stay as they were written (`1.0`, `1e5`, long integers) but for
 * two: half of a surrogate pair becomes U+FFFD, and a number beyond the range of a double becomes a string of the same characters.
 *
 * @param text Valid JSON.
 */
export const loadableJson = (text: string): string =>
  text.replace(TOKEN, (token) => {
    const first = token.charCodeAt(0);
    if (first === 34) return SURROGATE.test(token) ? loadableString(token) : token;
    if (first === 45 || (first >= 48 && first <= 57)) return Number.isFinite(Number(token)) ? token : `"${token}"`;
    return '';
  });

/** `token`: with its quotes. */
function loadableString(token: string): string {
  const text = JSON.parse(token) as string;
  return text.isWellFormed() ? token : JSON.stringify(text.toWellFormed());
}

export interface Unloadable {
  /** JSON pointer. */
  pointer: string;
  what: 'text' | 'number';
}

/** @returns Every place of a parsed value that cannot be loaded, in no order that matters. Nesting of any depth is fine. */
export function unloadableAt(value: unknown): Unloadable[] {
  interface Place {
    value: unknown;
    step: string;
    parent: Place | undefined;
  }
  const out: Unloadable[] = [];
  const note = (place: Place, what: Unloadable['what']): void => {
    const steps: string[] = [];
    for (let at: Place | undefined = place; at?.parent; at = at.parent) steps.push(at.step);
    const escaped = steps
      .reverse()
      .map((step) => `/${step.toWellFormed().replaceAll('~', '~0').replaceAll('/', '~1')}`);
    out.push({ pointer: escaped.join(''), what });
  };
  const open: Place[] = [{ value, step: '', parent: undefined }];
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    const { value: one } = at;
    if (typeof one === 'string') {
      if (!one.isWellFormed()) note(at, 'text');
    } else if (typeof one === 'number') {
      if (!Number.isFinite(one)) note(at, 'number');
    } else if (typeof one === 'object' && one !== null) {
      for (const [step, member] of Object.entries(one)) {
        const place = { value: member, step, parent: at };
        if (!step.isWellFormed()) note(place, 'text');
        open.push(place);
      }
    }
  }
  return out;
}
