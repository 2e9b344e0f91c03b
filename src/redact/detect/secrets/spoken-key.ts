/** Keys that people tell each other: `Der Schlüssel für die Schnittstelle ist …`, `La clé est …`, `接口的密钥是…`. Random beyond doubt. */
import { entropy } from './entropy.ts';
import { isRandom, isWordy } from './plausible.ts';
import { openEnd } from './rule.ts';

/** By the mark of the scanner, what the noun looks like there. A compound ends with it: `API-Schlüssel`, `Zugangsschlüssel`. */
const NOUNS: Readonly<Record<string, { pattern: RegExp; compound: boolean }>> = {
  'schl\u00fcssel': { pattern: /schlüssels?/iy, compound: true },
  schluessel: { pattern: /schluessels?/iy, compound: true },
  'cl\u00e9': { pattern: /clés?/iy, compound: false },
  'clave': { pattern: /claves?/iy, compound: false },
  'llave': { pattern: /llaves?/iy, compound: false },
  'chave': { pattern: /chaves?/iy, compound: false },
  'chiave': { pattern: /chiave/iy, compound: false },
  'sleutel': { pattern: /sleutels?/iy, compound: true },
  'klucz': { pattern: /klucz(?:a|em)?/iy, compound: false },
  '\u043a\u043b\u044e\u0447': { pattern: /ключ(?:а|ом)?/iy, compound: false },
  '\u30ad\u30fc': { pattern: /キー/y, compound: true },
  '\u30c8\u30fc\u30af\u30f3': { pattern: /トークン/y, compound: true },
  '\u79d8\u5bc6\u9375': { pattern: /秘密鍵/y, compound: true },
  '\u5bc6\u94a5': { pattern: /密钥/y, compound: true },
  '\u79d8\u94a5': { pattern: /秘钥/y, compound: true },
  '\u91d1\u9470': { pattern: /金鑰/y, compound: true },
  '\u4ee4\u724c': { pattern: /令牌/y, compound: true },
  '\ud0a4': { pattern: /키/y, compound: true },
}; // biome-ignore format: a table

export const MARKS_OF_KEY_NOUNS: readonly string[] = Object.keys(NOUNS);

/** A clause between the noun and the key: words, quotes, a verb or a colon, and no end of a sentence. */
const KEY = /(?:[\p{L}\p{M} ,'’"“„«「『`*:：=-]|\.(?! )){1,60}?(?<![\w/+.=-])([A-Za-z0-9+/_-]{20,200})/uy;
const REST = openEnd('A-Za-z0-9+/_-');
const LETTER = /[\p{L}\p{N}_]/u;
/** One case of letters with digits all through, as generators of hex and base36 write it. */
const ONE_CASE = /^(?:[a-z\d]{28,}|[A-Z\d]{28,})$/;

/** The key that a sentence gives to the noun at `at`. */
export function spokenKeyAt(text: string, at: number, mark: string): { start: number; end: number } | undefined {
  const noun = NOUNS[mark];
  if (!noun) return undefined;
  noun.pattern.lastIndex = at;
  if (!noun.pattern.test(text)) return undefined;
  const to = noun.pattern.lastIndex;
  if (!noun.compound && LETTER.test(text.charAt(at - 1))) return undefined;
  if (mark.charCodeAt(0) < 0x3000 && LETTER.test(text.charAt(to))) return undefined;
  KEY.lastIndex = to;
  const head = KEY.exec(text)?.[1];
  if (head === undefined) return undefined;
  const start = KEY.lastIndex - head.length;
  const end = REST(text, KEY.lastIndex);
  if (end === undefined || /[\w/+-]/.test(text.charAt(end))) return undefined;
  return isRandom(head) || isOneCase(head) ? { start, end } : undefined;
}

const isOneCase = (head: string): boolean =>
  ONE_CASE.test(head) &&
  (head.match(/\d/g)?.length ?? 0) >= 4 &&
  /[A-Za-z]/.test(head) &&
  entropy(head) >= 3.4 &&
  !isWordy(head);
