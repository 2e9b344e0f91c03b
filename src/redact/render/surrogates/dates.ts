/** Fake days, written as the real ones were. */
import type { Key } from '../../../kit/key.ts';
import { draw, likeCase } from './pick.ts';

const MONTHS = 'January February March April May June July August September October November December'.split(' ');

/** The parts of a written date, and how to write another day in the same form. */
interface Written {
  /** As numbers, in the order year, month, day. */
  day: readonly [number, number, number];
  write(year: string, month: number, day: number): string;
}

/** Another day within a year of it, in the same form; undefined for what is no day. */
export function fakeDate(key: Key, text: string): string | undefined {
  const written = numbers(text) ?? words(text) ?? compact(text);
  if (!written) return undefined;
  const [year, month, day] = written.day;
  const time = Date.UTC(year, month - 1, day);
  if (month < 1 || month > 12 || day < 1 || new Date(time).getUTCDate() !== day) return undefined;
  const iso = new Date(time).toISOString().slice(0, 10);
  const moved = new Date(time - (1 + draw(key, 360, 'date', iso)) * 86_400_000);
  return written.write(moved.toISOString().slice(0, 4), moved.getUTCMonth() + 1, moved.getUTCDate());
}

const two = (n: number): string => String(n).padStart(2, '0');

/** `1990-4-5`, `05.04.1990`, `4/5/1990`: with dots the day comes first, else the month unless it cannot be one. */
function numbers(text: string): Written | undefined {
  const yearFirst = /^(\s*)(\d{4})([-/.])(\d{1,2})\3(\d{1,2})(?![\d.])(.*)$/s.exec(text);
  if (yearFirst) {
    const [, lead = '', year, mark = '', m = '', d = '', rest = ''] = yearFirst;
    return {
      day: [Number(year), Number(m), Number(d)],
      write: (y, month, day) => `${lead}${y}${mark}${like(month, m, d)}${mark}${like(day, d, m)}${rest}`,
    };
  }
  const [, lead = '', a = '', mark = '', b = '', year, rest = ''] =
    /^(\s*)(\d{1,2})([-/.])(\d{1,2})\3(\d{4})(\s*)$/.exec(text) ?? [];
  if (!year) return undefined;
  const dayFirst = mark === '.' || Number(a) > 12;
  return {
    day: [Number(year), Number(dayFirst ? b : a), Number(dayFirst ? a : b)],
    write: (y, month, day) => {
      const [first, second] = dayFirst ? [day, month] : [month, day];
      return `${lead}${like(first, a, b)}${mark}${like(second, b, a)}${mark}${y}${rest}`;
    },
  };
}

/** Two digits where the old number has them, unless its neighbour shows that none are put in front. */
const like = (n: number, old: string, beside: string): string =>
  old.length === 2 && (beside.length === 2 || old.startsWith('0')) ? two(n) : String(n);

/** `March 9, 1984`, `9th of Mar 1984`. */
function words(text: string): Written | undefined {
  const monthFirst = /^(\s*)(\p{L}{3,9})(\.?\s+)(\d{1,2})(st|nd|rd|th)?(,?\s+)(\d{4})(\s*)$/u.exec(text);
  if (monthFirst) {
    const [, lead = '', name = '', gap = '', d = '', suffix, behind = '', year, rest = ''] = monthFirst;
    return {
      day: [Number(year), monthOf(name), Number(d)],
      write: (y, month, day) => `${lead}${named(month, name)}${gap}${dayLike(day, d, suffix)}${behind}${y}${rest}`,
    };
  }
  const [, lead = '', d = '', suffix, gap = '', name = '', behind = '', year, rest = ''] =
    /^(\s*)(\d{1,2})(st|nd|rd|th)?(\.?\s+(?:of\s+)?)(\p{L}{3,9})(\.?,?\s+)(\d{4})(\s*)$/u.exec(text) ?? [];
  if (!year) return undefined;
  return {
    day: [Number(year), monthOf(name), Number(d)],
    write: (y, month, day) => `${lead}${dayLike(day, d, suffix)}${gap}${named(month, name)}${behind}${y}${rest}`,
  };
}

/** 0 for a word that is no month. */
const monthOf = (name: string): number =>
  MONTHS.findIndex((month) => month.slice(0, 3).toLowerCase() === name.slice(0, 3).toLowerCase()) + 1;

/** `May` is long and short at once: taken as short, since it is written where the others are, too. */
function named(month: number, old: string): string {
  const name = MONTHS[month - 1] ?? '';
  return likeCase(old.length > 4 || /^(?:june|july)$/i.test(old) ? name : name.slice(0, 3), old);
}

const dayLike = (day: number, old: string, suffix: string | undefined): string =>
  suffix ? `${day}${ordinal(day)}` : old.startsWith('0') ? two(day) : String(day);

const ordinal = (n: number): string =>
  n % 10 === 1 && n !== 11 ? 'st' : n % 10 === 2 && n !== 12 ? 'nd' : n % 10 === 3 && n !== 13 ? 'rd' : 'th';

/** `19840309`. */
function compact(text: string): Written | undefined {
  const [, lead = '', y, m, d, rest = ''] = /^(\s*)(\d{4})(\d\d)(\d\d)(\s*)$/.exec(text) ?? [];
  if (!y) return undefined;
  return {
    day: [Number(y), Number(m), Number(d)],
    write: (year, month, day) => `${lead}${year}${two(month)}${two(day)}${rest}`,
  };
}
