/** Arguments of two calls that mean the same have one normal form: 1 and 1.0, the order of keys and of lists, case and white space. */

/** Deeper than any real argument; what lies below is compared as text. */
const DEEPEST = 12;

/** A text that is equal for values that mean the same. */
export function normalForm(value: unknown, depth = 0): string {
  if (value === null || value === undefined || value === '') return 'null';
  if (typeof value === 'string') return ofText(value);
  if (typeof value === 'number') return String(value);
  if (typeof value === 'boolean') return String(value);
  if (depth > DEEPEST) return JSON.stringify(value);
  // What order lists have is seldom part of the aim: items of an order, passengers, flights of a trip.
  if (Array.isArray(value))
    return `[${value
      .map((v) => normalForm(v, depth + 1))
      .sort()
      .join(',')}]`;
  const entries = Object.entries(value as Record<string, unknown>).filter(([, v]) => v !== null && v !== undefined);
  return `{${entries
    .map(([k, v]) => `${k}:${normalForm(v, depth + 1)}`)
    .sort()
    .join(',')}}`;
}

/** A number in quotes is that number; yes and no are booleans to some schemas. */
function ofText(text: string): string {
  const plain = text.trim().replace(/\s+/g, ' ').toLowerCase();
  if (/^-?\d{1,15}(?:\.\d{1,15})?$/.test(plain) && !/^-?0\d/.test(plain)) return String(Number(plain));
  return plain === '' ? 'null' : plain;
}

/** Does `given` hold all that `wanted` asks for? What it holds beyond that is a default that was spelled out. */
export function covers(given: unknown, wanted: unknown, depth = 0): boolean {
  if (depth > DEEPEST) return normalForm(given) === normalForm(wanted);
  if (Array.isArray(wanted) && Array.isArray(given)) {
    if (wanted.length !== given.length) return false;
    const left = [...given];
    return wanted.every((w) => {
      const at = left.findIndex((g) => covers(g, w, depth + 1));
      if (at >= 0) left.splice(at, 1);
      return at >= 0;
    });
  }
  if (isRecord(wanted) && isRecord(given))
    return Object.entries(wanted).every(([key, w]) => covers(given[key], w, depth + 1));
  return normalForm(given) === normalForm(wanted);
}

const isRecord = (v: unknown): v is Record<string, unknown> => typeof v === 'object' && v !== null && !Array.isArray(v);
