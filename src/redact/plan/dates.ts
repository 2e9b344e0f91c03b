/** Dates as people and programs write them, for telling that two forms are one day. */

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const NAMES = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

/** `1990-04-05` for any common way to write that day; undefined when it is none, or day and month cannot be told apart. */
export function isoDate(text: string): string | undefined {
  const numbers = /^\s*(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T\s]|$)/.exec(text);
  if (numbers) return iso(numbers[1], numbers[2], numbers[3]);
  const word = /^\s*(\p{L}{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})\s*$/u.exec(text);
  if (word) return iso(word[3], month(word[1]), word[2]);
  const day = /^\s*(\d{1,2})(?:st|nd|rd|th)?\.?\s+(?:of\s+)?(\p{L}{3,9})\.?,?\s+(\d{4})\s*$/u.exec(text);
  if (day) return iso(day[3], month(day[2]), day[1]);
  const short = /^\s*(\d{1,2})([-/.])(\d{1,2})\2(\d{4})\s*$/.exec(text);
  if (short) {
    const [a, b] = [Number(short[1]), Number(short[3])];
    if (short[2] === '.' || a > 12) return iso(short[4], b, a);
    return b > 12 || a === b ? iso(short[4], a, b) : undefined;
  }
  return undefined;
}

function month(name: string | undefined): number {
  return MONTHS.indexOf((name ?? '').slice(0, 3).toLowerCase()) + 1;
}

function iso(year: string | undefined, monthOf: string | number | undefined, day: string | number | undefined) {
  const [m, d] = [Number(monthOf), Number(day)];
  if (!(m >= 1 && m <= 12 && d >= 1 && d <= 31)) return undefined;
  return `${year}-${String(m).padStart(2, '0')}-${String(d).padStart(2, '0')}`;
}

/** Other ways to write an ISO day: a date of birth is looked for in all of them. */
export function dateForms(isoDay: string): string[] {
  const [year = '', mm = '', dd = ''] = isoDay.split('-');
  const [m, d] = [Number(mm), Number(dd)];
  const name = NAMES[m - 1] ?? '';
  const short = name.slice(0, 3);
  const suffix =
    d % 10 === 1 && d !== 11 ? 'st' : d % 10 === 2 && d !== 12 ? 'nd' : d % 10 === 3 && d !== 13 ? 'rd' : 'th';
  const forms = [`${year}-${mm}-${dd}`, `${year}/${mm}/${dd}`, `${year}${mm}${dd}`];
  for (const [a, b] of [
    [mm, dd],
    [String(m), String(d)],
  ])
    for (const mark of ['/', '-', '.']) forms.push(`${a}${mark}${b}${mark}${year}`, `${b}${mark}${a}${mark}${year}`);
  for (const word of [name, short])
    for (const number of [String(d), dd, `${d}${suffix}`])
      forms.push(
        `${word} ${number}, ${year}`,
        `${word} ${number} ${year}`,
        `${number} ${word} ${year}`,
        `${number} of ${word} ${year}`,
        `${number}. ${word} ${year}`,
      );
  return [...new Set(forms)];
}
