/** Base64 that is text inside: keys, mails and passwords of Kubernetes, Docker and HTTP stand in logs like that. */
import { latest } from './latest.ts';

export interface Encoded {
  /** UTF-16 range of the whole run, line ends inside it included. */
  start: number;
  end: number;
  /** What it says. */
  text: string;
}

/** Shorter runs are words; twelve bytes hold neither a mail nor a key. */
const SHORTEST = 16;
/** Bytes of text read of one run. The run itself is hidden whole. */
const MOST = 64 * 1024;
const UTF8 = new TextDecoder('utf-8', { fatal: true });

/** Value of each character in both alphabets, 64 for all others. */
const VALUE = new Uint8Array(128).fill(64);
for (const [i, char] of [...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'].entries())
  VALUE[char.charCodeAt(0)] = i;
VALUE[45] = 62;
VALUE[95] = 63;

const valueAt = (text: string, at: number): number => {
  const code = text.charCodeAt(at);
  return code < 128 ? (VALUE[code] as number) : 64;
};

/**
 * The runs of base64 that hold text. Linear: a run of 16 characters covers every sixteenth, so only these are looked at first;
 * and of chance runs (paths, names, keys, images, hashes) hardly one survives the first bytes.
 */
export function base64In(text: string): readonly Encoded[] {
  return text.length < SHORTEST ? NONE : remembered(text);
}

const NONE: readonly Encoded[] = [];
const remembered = latest(read);

function read(text: string): readonly Encoded[] {
  const out: Encoded[] = [];
  for (let probe = SHORTEST - 1; probe < text.length; probe += SHORTEST) {
    if (valueAt(text, probe) === 64) continue;
    const floor = out.at(-1)?.end ?? 0;
    let start = probe;
    while (start > floor && valueAt(text, start - 1) < 64) start--;
    let end = probe + 1;
    while (end < text.length && valueAt(text, end) < 64) end++;
    probe = end - 1;
    if (end - start < SHORTEST || !saysText(text, start)) continue;
    const found = readFrom(text, start, end);
    if (!found) continue;
    out.push(found);
    probe = found.end - 1;
  }
  return out.length ? out : NONE;
}

/** Whether the first twelve bytes are letters, digits and signs; those of UTF-8 beyond ASCII count. */
function saysText(text: string, start: number): boolean {
  let before = 0;
  for (let at = start; at < start + SHORTEST; at += 4) {
    const bits =
      (valueAt(text, at) << 18) | (valueAt(text, at + 1) << 12) | (valueAt(text, at + 2) << 6) | valueAt(text, at + 3);
    for (const byte of [bits >> 16, (bits >> 8) & 255, bits & 255]) {
      if (
        byte < 32
          ? byte !== 10 && byte !== 13 && byte !== 9
          : byte === 127 || (byte >= 0x80 && byte < 0xc0 && before < 0x80)
      )
        return false;
      before = byte;
    }
  }
  return true;
}

/** Of the next line, when it goes on there: `base64` breaks its output after 76 characters, MIME after 76, PEM after 64. */
const NEXT = /\r?\n[ \t]{0,12}(?=[A-Za-z0-9+/])/y;
const BROKEN = 60;
const IMAGE = /data:image\/[\w.+-]{1,20};[^,\s]{0,40}base64,$/;

function readFrom(text: string, start: number, first: number): Encoded | undefined {
  if (IMAGE.test(text.slice(Math.max(0, start - 80), start))) return undefined;
  const parts = [text.slice(start, first)];
  let end = first;
  for (let width = end - start; width >= BROKEN; ) {
    NEXT.lastIndex = end;
    const gap = NEXT.exec(text)?.[0].length;
    if (gap === undefined) break;
    const from = end + gap;
    let to = from;
    while (to < text.length && valueAt(text, to) < 64) to++;
    if (to - from > width || (to < text.length && !/[\s="'<,)\]}]/.test(text.charAt(to)))) break;
    parts.push(text.slice(from, to));
    end = to;
    if (to - from < width) break;
  }
  const run = parts.join('');
  while (text.charCodeAt(end) === 61 && end - first < text.length) end++;
  const said = textOf(run.slice(0, Math.ceil(MOST / 3) * 4));
  return said === undefined ? undefined : { start, end, text: said };
}

function textOf(run: string): string | undefined {
  const whole = run.length - (run.length % 4 === 1 ? 1 : 0);
  const bytes = Buffer.from(run.slice(0, whole), 'base64');
  let said: string;
  try {
    said = UTF8.decode(bytes);
  } catch {
    return undefined;
  }
  return CONTROL.test(said) ? undefined : said;
}

/** What text does not hold; escape bytes of a terminal are text. */
const CONTROL = /[\0-\x08\x0e-\x1a\x1c-\x1f\x7f]/;
