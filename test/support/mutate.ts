/** Seeded mutations of JSON values and of bytes: the same seed gives the same cases. */
import { randomOf } from '../../src/kit/random.ts';

export type Random = () => number;

/** Good enough to pick mutations. */
export const seeded: (seed: number) => Random = randomOf;

const below = (random: Random, n: number): number => Math.floor(random() * n);
const pick = <T>(random: Random, list: readonly T[]): T => list[below(random, list.length)] as T;

const ODD: readonly unknown[] = [
  null,
  true,
  false,
  0,
  -1,
  1e308,
  12345678901234567000,
  '',
  ' ',
  '\ud800',
  '\u0000',
  'null',
  '{"a":',
  '{}',
  '[]',
  [],
  {},
  [[]],
  [null],
  [{}],
  { type: 'text' },
  { type: 'tool_use', id: 7, input: null },
  { content: { content: { content: [] } } },
  'attachment://',
  '<command-name>',
  '1970-01-01T00:00:00Z',
  'not a time',
  Number.MAX_SAFE_INTEGER,
];
const KEYS = [
  '__proto__',
  'constructor',
  'toString',
  'hasOwnProperty',
  'length',
  'id',
  'type',
  'role',
  'content',
  'parentUuid',
];

/** A copy of the value with one change somewhere in it. */
export function mutateJson(value: unknown, random: Random): unknown {
  if (random() < 0.06) return structuredClone(pick(random, ODD));
  if (typeof value !== 'object' || value === null) return structuredClone(pick(random, ODD));
  const copy = shallow(value);
  const keys = Object.keys(copy);
  const action = random();
  if (keys.length > 0 && action < 0.72) {
    const key = pick(random, keys);
    const member = (copy as Record<string, unknown>)[key];
    // Deeper most of the time: that is where the readers look.
    if (typeof member === 'object' && member !== null && random() < 0.75) set(copy, key, mutateJson(member, random));
    else set(copy, key, random() < 0.5 ? structuredClone(pick(random, ODD)) : twist(member, random));
  } else if (keys.length > 0 && action < 0.86) remove(copy, pick(random, keys));
  else if (Array.isArray(copy))
    copy.splice(below(random, copy.length + 1), 0, structuredClone(pick(random, [...copy, ...ODD])));
  else set(copy, pick(random, KEYS), structuredClone(pick(random, ODD)));
  return copy;
}

const shallow = (value: object): object =>
  Array.isArray(value) ? [...value] : Object.assign(Object.create(Object.prototype), value);

/** As an own property, whatever its name, as JSON.parse does it. */
function set(target: object, key: string, value: unknown): void {
  Object.defineProperty(target, key, { value, enumerable: true, configurable: true, writable: true });
}

function remove(target: object, key: string): void {
  if (Array.isArray(target)) target.splice(Number(key), 1);
  else Reflect.deleteProperty(target, key);
}

function twist(value: unknown, random: Random): unknown {
  if (typeof value === 'string') {
    const cut = below(random, value.length + 1);
    return pick(random, [
      value.slice(0, cut),
      value + value,
      [value],
      { text: value },
      value.toUpperCase(),
      `<x>${value}</x>`,
    ]);
  }
  if (typeof value === 'number') return pick(random, [-value, value * 1e9, String(value), value + 0.5]);
  if (Array.isArray(value))
    return pick<unknown>(random, [[...value].reverse(), [...value, ...value], value[0], { ...value }]);
  if (typeof value === 'object' && value !== null)
    return pick<unknown>(random, [[value], JSON.stringify(value), Object.keys(value)]);
  return pick(random, ODD);
}

/** The bytes with one to three changes: cut, flipped, doubled or shuffled lines, other line ends and byte-order marks. */
export function mutateBytes(bytes: Buffer, random: Random): Buffer {
  let out: Buffer = Buffer.from(bytes);
  for (let n = 1 + below(random, 3); n > 0; n--) out = changed(out, random);
  return out;
}

function changed(bytes: Buffer, random: Random): Buffer {
  const at = below(random, bytes.length + 1);
  const to = Math.min(bytes.length, at + below(random, 200));
  switch (below(random, 9)) {
    case 0:
      return bytes.subarray(0, at);
    case 1:
      return Buffer.concat([bytes.subarray(0, at), bytes.subarray(to)]);
    case 2:
      return Buffer.concat([bytes.subarray(0, to), bytes.subarray(at, to), bytes.subarray(to)]);
    case 3: {
      const copy = Buffer.from(bytes);
      for (let i = 0; i < 4 && copy.length > 0; i++) copy[below(random, copy.length)] = below(random, 256);
      return copy;
    }
    case 4:
      return Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), bytes]);
    case 5:
      return Buffer.from(bytes.toString('latin1').replaceAll('\n', '\r\n'), 'latin1');
    case 6: {
      const lines = bytes.toString('latin1').split('\n');
      const [taken = ''] = lines.splice(below(random, lines.length), 1);
      lines.splice(below(random, lines.length + 1), 0, taken, ...(random() < 0.5 ? [taken] : []));
      return Buffer.from(lines.join('\n'), 'latin1');
    }
    case 7:
      return Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(bytes.toString('utf8'), 'utf16le')]);
    default:
      return Buffer.concat([
        bytes.subarray(0, at),
        Buffer.from(pick(random, ['"', '}', ']', '{', '[', ',', '\\', '\u2028', 'NaN', '\0'])),
        bytes.subarray(at),
      ]);
  }
}
