/** What a JSON key says of its whole value. A password needs neither length nor entropy there: nothing else can stand under its key. */
import type { Assignment } from './assignment.ts';
import { isWeakName, kindOfName } from './names.ts';
import { PASSWORD_LABELS } from './password-words.ts';
import { isTemplate, isWordsOnly } from './placeholder.ts';
import { HEAD, isPlausible, isRandom, isWide } from './plausible.ts';

/** The label of the field, in the languages of user interfaces: `"password": "Passwort"`. */
const LABEL = new RegExp(`pass?w(?:or|ö|oe)[drt]|passwd|passphrase|passcode|${PASSWORD_LABELS}`, 'i');
/** Words of sentences: phrases that people choose as passwords are nouns and names. */
const TALK =
  /(?:^|\s)(?:the|is|are|was|be|must|should|may|can|cannot|your|you|please|enter|type|at|least|minimum|characters?|invalid|required|forgot|reset|confirm|incorrect|wrong|for|from|with|to|of|a|an|not|no|or|and|der|die|das|ist|und|oder|bitte|mit|le|la|les|et|est|un|une|de|el|los|es|y|o|il|per|con|een|het|van)(?:\s|$)/i;
/** Types, validators and patterns in the place of a value. */
const DECLARED =
  /^(?:(?:var)?char|string|text|number|int(?:eger)?|bool(?:ean)?|object|any|unknown|never|secretstr|optional|required|nullable|sometimes|hidden|protected|encrypted|hashed|bcrypt|argon2|plain|none|null)(?:[([<|:!?].*)?$|^\^.*\$$|^(?:required|nullable|min|max|string)[|:]|^[~^<>=]{0,2}v?\d+(?:\.[\dx*]+){1,3}$/i;
const CALL = /^[A-Za-z_$][\w$.]*\(.*\)?;?$|=>|^(?:await|new|return|typeof) |\)\.|\?\./;
const CHAIN = /^[A-Za-z_$][\w$]*(?:\.[A-Za-z_$][\w$]*)+$/;
const PLACE = /^(?:[a-z][a-z+.-]{1,20}:\/\/|\.{0,2}\/(?:[\w.-]+\/)|~\/|[A-Za-z]:\\|arn:|urn:)/i;

/** `user.password`, `cfg.db.pw`: words all through. `Kp9v.Lm2Qx7` has digits in their midst. */
function isChain(value: string): boolean {
  return CHAIN.test(value) && value.split('.').every((part) => /^[A-Za-z_$]+\d{0,2}$/.test(part));
}

/** Whether what stands under a key for passwords is one, and no label, type, variable or sentence about it. */
function isPasswordValue(said: string): boolean {
  if (said.length < 4 || /[\n\r]/.test(said)) return false;
  const head = said.slice(0, HEAD);
  if (isTemplate(head) || DECLARED.test(head) || CALL.test(head) || PLACE.test(head) || isChain(head)) return false;
  // Phrases outside ASCII are labels and sentences of user interfaces.
  if (isWide(head) || (/\s/.test(head) && /[^\0-\x7f]/.test(head))) return false;
  if (!/\s/.test(head)) return !isWordsOnly(head) && !LABEL.test(head.replace(/\d.*$/, ''));
  return (
    said.length <= 160 &&
    !TALK.test(head) &&
    !LABEL.test(head) &&
    !/[.!?:…]$/.test(head) &&
    head.split(/\s+/).length <= 12
  );
}

/** Private numbers of a JSON Web Key, and how long each is at least in base64. */
const JWK: Readonly<Record<string, number>> = { d: 42, k: 22, p: 80, q: 80, dp: 80, dq: 80, qi: 80 };

function isJwkPart(key: string, value: string): boolean {
  const least = JWK[key];
  return least !== undefined && value.length >= least && /^[\w-]+$/.test(value) && isRandom(value.slice(0, HEAD));
}

/** The value without the white space around it. */
function trimmed(value: string): { start: number; end: number; said: string } {
  const start = value.length - value.trimStart().length;
  const end = value.trimEnd().length;
  return { start, end, said: value.slice(start, Math.max(start, end)) };
}

/** Also the opposite of `fail`, Spanish for a key, and Italian and Turkish for a word: what they hold must look the part. */
const AMBIGUOUS = /^(?:pass|clave|parola)$/i;

/** The whole value of a JSON key, when it is what the key promises. */
export function valueOfKey(key: string, value: string): Assignment | undefined {
  const { start, end, said } = trimmed(value);
  if (said.length < 4) return undefined;
  const kind = kindOfName(key);
  if (kind === 'password') {
    const sure =
      !AMBIGUOUS.test(key) || (/^[!-~]+$/.test(said.slice(0, HEAD)) && isPlausible(said.slice(0, HEAD), kind, true));
    return sure && isPasswordValue(said) ? { start, end, kind } : undefined;
  }
  if (/^(?:pin|user_?pin|card_?pin|pin_?code)$/i.test(key))
    return /^\d{4,12}$/.test(said) ? { start, end, kind: 'password' } : undefined;
  if (/\s/.test(said)) return undefined;
  const head = said.slice(0, HEAD);
  if (!kind) {
    if (isJwkPart(key, said)) return { start, end, kind: 'secret' };
    // Ids of sessions that begin with a word are names of records: `ses_4Kd…`.
    return isWeakName(key) && isRandom(head) && !/^[a-z]{2,8}_/.test(head) ? { start, end, kind: 'key' } : undefined;
  }
  return isPlausible(head, kind, true) ? { start, end, kind } : undefined;
}

/** Keys under that of a password that hold it: DynamoDB's `S` and Firestore's `stringValue` among them. */
const HOLDS =
  /^(?:values?|val|raw|plain|plain_?text|clear|clear_?text|current|old|new|previous|prev|before|after|from|to|confirm(?:ation)?|repeat(?:ed)?|primary|secondary|data|string_?value|S|s|\$t|_text|#text|_|admin|root|master)$/;
/** Keys beside a password that hold something else. */
const BESIDE =
  /^(?:id|_id|uuid|type|kind|site|url|uri|host|domain|user|user_?name|login|name|title|label|email|note|notes|comment|description|help|hint|error|message|created|updated|expires|tags?|folder|status|state|algorithm|hash|salt|format|pattern|placeholder|text|content|display|source|ref|\$ref|path|file|env|rule|rules|policy|locale|lang)$|(?:_at|_on|At|On|Id|_id|Url|Name|_name|Length|_length)$/;

/**
 * A value under a password's key, at any depth: `{"password": {"new": {"value": …}}}`, `{"passwords": {"ann": …}}`.
 *
 * @param path all keys above the value, outermost first, its own among them
 */
export function valueUnderPassword(path: readonly string[], value: string): Assignment | undefined {
  for (let i = path.length - 2; i >= 0; i--) {
    const key = path[i] ?? '';
    if (kindOfName(key) !== 'password' || AMBIGUOUS.test(key)) continue;
    const below = path.slice(i + 1);
    const { start, end, said } = trimmed(value);
    if (!isPasswordValue(said)) return undefined;
    const held = below.every((name) => HOLDS.test(name));
    // Under a plural, or a name that is no part of a form, the keys are those whose passwords they are.
    const owners = below.length === 1 && !BESIDE.test(below[0] ?? '') && kindOfName(below[0] ?? '') === undefined;
    if (held || (owners && (/s$/i.test(key) || isPlausible(said.slice(0, HEAD), 'password', true))))
      return { start, end, kind: 'password' };
    return undefined;
  }
  return undefined;
}
