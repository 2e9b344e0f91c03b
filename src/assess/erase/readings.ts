/** The ways in which a stretch of text can be read: as it stands, and with its encodings taken off. Each costs linear time. */

/** Encoded twice is usual (a web address in a web address); deeper is hardly ever met. */
const ROUNDS = 3;
/** Shorter base64 holds no identifier; longer than this it is a file. */
const BASE64 = /[A-Za-z0-9+/_-]{12,65536}={0,2}/g;
const HUMPS = /\p{Ll}\p{Lu}/u;
const DRESSED = /[%&\\=\u00ad\u200b-\u200f\u2060\ufeff\u001b]/;

/** The text itself, then each other reading of it. */
export function readings(text: string): string[] {
  const out = [text];
  let plain = text;
  for (let round = 0; round < ROUNDS && DRESSED.test(plain); round++) {
    const next = undressed(plain);
    if (next === plain) break;
    plain = next;
  }
  if (plain !== text) out.push(plain);
  // `OdileMarchettiTest`: names of classes and files.
  if (HUMPS.test(plain)) out.push(plain.replace(/(\p{Ll})(?=\p{Lu})/gu, '$1 '));
  for (const [packed] of plain.matchAll(BASE64)) {
    const unpacked = fromBase64(packed);
    if (unpacked !== undefined) out.push(unpacked);
  }
  return out;
}

const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  commat: '@',
  period: '.',
  lowbar: '_',
  plus: '+',
  num: '#',
  nbsp: ' ',
  quot: '"',
  apos: "'",
  lt: '<',
  gt: '>',
};

/** Takes one layer off: invisible characters, colours, percent signs, quoted-printable, HTML entities, escapes of programs. */
function undressed(text: string): string {
  return text
    .replace(/\u001b\[[\d;]{0,20}[A-Za-z]|[\u00ad\u200b-\u200f\u2060\ufeff]/g, '')
    .replace(/(?:%[0-9A-Fa-f]{2})+/g, (run) => bytesText(run.replaceAll('%', '')) ?? run)
    .replace(/(?:=[0-9A-F]{2})+/g, (run) => bytesText(run.replaceAll('=', '')) ?? run)
    .replace(/&#(\d{1,7});/g, (whole, code: string) => character(Number(code)) ?? whole)
    .replace(/&#x([0-9A-Fa-f]{1,6});/gi, (whole, code: string) => character(Number.parseInt(code, 16)) ?? whole)
    .replace(/&([a-z]{2,6});/g, (whole, name: string) => ENTITIES[name] ?? whole)
    .replace(/\\u([0-9A-Fa-f]{4})/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
    .replace(/(?:\\x[0-9A-Fa-f]{2})+/g, (run) => bytesText(run.replaceAll('\\x', '')) ?? run)
    .replace(/\\[nrt]/g, ' ');
}

/** Undefined for bytes that are no UTF-8. */
function bytesText(hex: string): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.from(hex, 'hex'));
  } catch {
    return undefined;
  }
}

const character = (code: number): string | undefined => (code <= 0x10ffff ? String.fromCodePoint(code) : undefined);

/** Undefined unless it is text from end to end: most runs of such letters are words and digests. */
function fromBase64(packed: string): string | undefined {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(Buffer.from(packed, 'base64'));
    return /[\u0000-\u0008\u000e-\u001f]/.test(text) ? undefined : text;
  } catch {
    return undefined;
  }
}
