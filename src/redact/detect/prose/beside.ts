/**
 * Names beside a mailbox or handle: `Temnel Okwuosa <temnel@…>`, calendars, `git blame`. No list needs to know them: angle
 * brackets hold a person's mailbox or a role's, and elsewhere the two must share a part.
 */
import type { Finding } from '../detector.ts';
import { matchesOf } from '../patterns/regions.ts';
import { isAgent, isTool } from './things.ts';
import { W, wordFlags } from './words.ts';

// A point belongs to an initial only; behind a longer word it ends a sentence.
const WORD = "(?:\\p{L}\\.|[\\p{L}\\p{M}][\\p{L}\\p{M}'’-]{0,30})";
const NAME = `${WORD}(?: ${WORD}){0,4}`;
/** What may stand between a name and its mailbox; the brackets and `mailto:` bind closer than a comma or tab. */
const BEFORE_MAIL = new RegExp(
  `(?<![\\p{L}\\p{M}\\p{N}_@./])(${NAME})["'”’]?(?:([ \\t]?<|["'”]?[:;] ?mailto:)|[ \\t]?(?:[([,;|\\t]|[-–:]) ?(?:mailto:|@)?)$`,
  'iu',
);
const BEHIND_MAIL = new RegExp(`^[\\w.-]{1,100}>?[ \\t]?[(,;|\\t] ?(${NAME})(?=[)\\s,;|]|$)`, 'iu');
/** `name='Ada Okwuosa', email='…'`, `user.name=Ada Okwuosa⏎user.email=…`, `-F 'name=…' -F 'email=…'`: the fields of one record. */
const BEFORE_FIELD = new RegExp(
  `(?<![\\p{L}_])name["'”]?[ \\t]?(?:=>|[:=])[ \\t]?["'“]?(${NAME})["'”]?[,;&]?\\s{1,2}[ \\t]{0,8}(?:-F |--form |-d )?["'“]?(?:user\\.)?e-?mail(?:_?address)?["'”]?[ \\t]?(?:=>|[:=])[ \\t]?["'“]?$`,
  'iu',
);
/** `MAINTAINER Ada Okwuosa ada@…` of a Dockerfile, and `Okwuosa, Ada <…>` of mail programs. */
const BEFORE_BARE = new RegExp(`^MAINTAINER "?(${NAME}) <?$`, 'mu');
const REVERSED = new RegExp(`(?:^|[:;>,]) ?(${WORD}), (${WORD}) <$`, 'mu');
const BEFORE_HANDLE = new RegExp(`(?<![\\p{L}\\p{M}\\p{N}_@./])(${NAME})[ \\t]?[(,|/–-]? ?$`, 'u');
/** Author, date, clock, zone and line number, as \`git blame\` prints them. */
const BLAME = new RegExp(`\\((${NAME}) +\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d [+-]\\d{4} +\\d{1,6}\\)`, 'gu');
/** Calendars and address cards. */
const CARD = new RegExp(
  `(?:^|\\n)(?:(?:ORGANIZER|ATTENDEE)[^\\n]{0,200}?;CN=|FN:|X-WR-OWNER:)"?(${NAME})(?=[";:\\r\\n]|$)`,
  'gu',
);
/** Mailboxes that several people read. */
const ROLES =
  /^(?:no-?reply|do-?not-?reply|info|support|sales|team|hello|contact|admin|help|helpdesk|billing|notifications?|news(?:letter)?|service|office|hr|jobs|careers|press|security|dev|root|git|postmaster|webmaster|abuse|orders?|bookings?|reservations?|calendar(?:-\w+)?|mailer-daemon|bot|ci|build|system|alerts?)$/i;
const NOT_COMMITTED = /^(?:not committed yet|external file)/i;
const PARTICLE = /^(?:van|von|der|den|de|del|della|di|da|dos|du|la|le|el|al|bin|ibn|ben|ter|ten|zu|of|y|e)$/;
/** Characters looked at on either side of a mailbox. */
const LOOK = 130;
const MAIL = /(?<![\w.+-])([\w.+-]{2,64})@(?=[\w-]{1,63}(?:\.[\w-]{1,63}|\)))/g;
const HANDLE = /(?<=[(\s])@([A-Za-z][\w-]{2,38})(?![\w@.-])/g;

/** Cheap enough for every text: most have neither sign. */
export function findBeside(text: string): Finding[] {
  const out: Finding[] = [];
  if (text.includes('@')) {
    for (const match of matchesOf(text, MAIL)) beside(out, text, match.index, match[0].length, match[1] ?? '');
    for (const match of matchesOf(text, HANDLE)) handle(out, text, match.index, match[1] ?? '');
  }
  if (/ [+-]\d{4} +\d/.test(text))
    for (const match of matchesOf(text, BLAME)) {
      const name = match[1] ?? '';
      if (!NOT_COMMITTED.test(name) && isPersonal(name)) push(out, match.index + 1, name, 'blame', 0.85);
    }
  if (text.includes(';CN=') || text.includes('FN:'))
    for (const match of matchesOf(text, CARD)) {
      const name = match[1] ?? '';
      if (isPersonal(name)) push(out, match.index + match[0].lastIndexOf(name), name, 'card', 0.85);
    }
  return out;
}

function beside(out: Finding[], text: string, start: number, length: number, local: string): void {
  const before = BEFORE_MAIL.exec(text.slice(Math.max(0, start - LOOK), start));
  const name = before?.[1] ?? '';
  if (before && name) {
    const at = Math.max(0, start - LOOK) + before.index;
    const own = ownedPart(name, local);
    if (own) push(out, at + own.start, own.text, 'mailbox', 0.9);
    else if (before[2] && !ROLES.test(local) && isPersonal(name) && name.includes(' '))
      push(out, at, name, 'mailbox', 0.8);
  }
  inRecord(out, text, start, local);
  const end = start + length;
  const behind = BEHIND_MAIL.exec(text.slice(end, end + LOOK));
  if (!behind?.[1]) return;
  const own = ownedPart(behind[1], local);
  if (own) push(out, end + behind[0].length - behind[1].length + own.start, own.text, 'mailbox', 0.85);
}

/** A full name in front of a mailbox that need not share a part with it. */
function inRecord(out: Finding[], text: string, start: number, local: string): void {
  if (ROLES.test(local)) return;
  const from = Math.max(0, start - LOOK);
  const before = text.slice(from, start);
  const field = BEFORE_FIELD.exec(before) ?? BEFORE_BARE.exec(before);
  const name = field?.[1];
  if (field && name?.includes(' ') && isPersonal(name))
    push(out, from + field.index + field[0].indexOf(name), name, 'mailbox', 0.8);
  const turned = before.endsWith(' <') ? REVERSED.exec(before) : null;
  if (!turned) return;
  const [whole, last = '', first = ''] = turned;
  if (isPersonal(last) && isPersonal(first))
    push(out, from + turned.index + whole.lastIndexOf(`${last}, `), `${last}, ${first}`, 'mailbox', 0.8);
}

/** `Temnel Okwuosa (@temnel)`: a handle with a part of the name in it. */
function handle(out: Finding[], text: string, start: number, login: string): void {
  const from = Math.max(0, start - LOOK);
  const before = BEFORE_HANDLE.exec(text.slice(from, start));
  const own = before?.[1] === undefined ? undefined : ownedPart(before[1], login);
  if (before && own) push(out, from + before.index + own.start, own.text, 'handle', 0.8);
}

/** The last words of a run that share a part with a login: `Ask Temnel Okwuosa` owns `tokwuosa`, without `Ask`. */
function ownedPart(name: string, login: string): { start: number; text: string } | undefined {
  const parts = fold(login)
    .split(/[^a-z]+/)
    .filter((part) => part.length > 1);
  const joined = parts.join('');
  const words = [...name.matchAll(/\S+/g)].map((match) => ({
    start: match.index,
    text: match[0],
    key: fold(match[0]).replace(/[^a-z]/g, ''),
  }));
  const last = words.at(-1);
  if (!last || ROLES.test(login)) return undefined;
  for (const [k, word] of words.entries()) {
    if (words.length - k > 3 || !canBeName(word.text)) continue;
    const whole = k === words.length - 1;
    const shared = parts.includes(word.key) && word.key.length >= 3;
    const initials =
      !whole &&
      last.key.length >= 3 &&
      [
        word.key + last.key,
        last.key + word.key,
        word.key.charAt(0) + last.key,
        last.key + word.key.charAt(0),
        word.key + last.key.charAt(0),
      ].includes(joined);
    const byLast =
      !whole && parts.includes(last.key) && last.key.length >= 3 && words.slice(k).every(({ text }) => canBeName(text));
    if (shared || initials || byLast) return { start: word.start, text: name.slice(word.start) };
  }
  return undefined;
}

/** No agent, tool, role or ordinary word in it. A name in lower case has the mailbox to prove it. */
function isPersonal(name: string): boolean {
  const words = name.split(' ');
  return (
    /\p{Lu}/u.test(name) &&
    words.every((word) => PARTICLE.test(word) || canBeName(word)) &&
    !words.every((word) => isTool(word))
  );
}

function canBeName(word: string): boolean {
  const flags = wordFlags(word.replace(/[.'’-]+$/, ''));
  if (isAgent(word) || flags & (W.CAMEL | W.DIGITS | W.ORG) || (flags & W.JOB && !(flags & W.FAMILY))) return false;
  return !(flags & W.COMMON) || Boolean(flags & (W.GIVEN | W.FAMILY)) || /^\p{Lu}.$/u.test(word);
}

const fold = (text: string): string =>
  text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replace(/ß/g, 'ss').replace(/ø/g, 'o').replace(/ł/g, 'l');

function push(out: Finding[], start: number, name: string, rule: string, confidence: number): void {
  const text = name.replace(/[.'’-]+$/, '');
  if (text.length < 2) return;
  out.push({
    start,
    end: start + text.length,
    type: 'PERSON',
    detector: 'beside',
    rule,
    confidence,
    evidence: `beside:${rule}`,
  });
}
