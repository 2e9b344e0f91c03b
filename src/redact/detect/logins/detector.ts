/** Logins in the output of programs. The rule names the program: a login that it proves counts in its session. */
import { holdsAny } from '../../text/terms.ts';
import type { Detector, Finding, TextUnit } from '../detector.ts';
import { rowsFor } from '../labels/held.ts';
import { isPersonLike } from '../labels/named.ts';
import { W, wordFlags } from '../prose/words.ts';
import { isMachineAccount } from './accounts.ts';
import { columnLogins } from './columns.ts';
import { LOGIN_SHAPES } from './shapes.ts';

const shapesFor = rowsFor(LOGIN_SHAPES);
const CONFIDENCE = 0.8;
const LOGIN = /^[A-Za-z][\w.-]{1,31}$/;
const holdsUser = holdsAny(['user', 'uid', 'owner', 'login']);
const HOLDS_USER = /USER|UID|OWNER|LOGIN|User|Login|Owner/;

export const loginDetector: Detector = {
  name: 'login',
  detect({ text, kind }: TextUnit): Finding[] {
    if (kind === 'key' || kind === 'name' || text.length < 8) return [];
    const found: Finding[] = [];
    const add = (login: string, start: number, rule: string): void => {
      found.push({
        start,
        end: start + login.length,
        type: 'USERNAME',
        detector: 'login',
        rule,
        confidence: CONFIDENCE,
        evidence: `program:${rule}`,
      });
    };
    for (const shape of shapesFor(text)) {
      shape.pattern.lastIndex = 0;
      for (let match = shape.pattern.exec(text); match; match = shape.pattern.exec(text)) {
        match.forEach((login, group) => {
          const at = match?.indices?.[group]?.[0];
          if (!login || group === 0 || at === undefined || !isLogin(login, shape.strange)) return;
          // A group of users is hidden where it is called after its one member.
          if (group === 1 || login === match?.[1]) add(login, at, shape.rule);
        });
        if (shape.rule === 'id')
          for (const at of groupsOf(text, match.index, match[1] ?? '')) add(match[1] ?? '', at, 'id');
      }
    }
    if (text.includes('\n') && holdsUser(text) && HOLDS_USER.test(text))
      for (const { text: login, start } of columnLogins(text)) if (isLogin(login)) add(login, start, 'column');
    if (text.includes(' (') || text.includes('\t(') || /^\^?[\da-f]{7}/.test(text)) blamed(text, found);
    if (text.includes(':/')) gecos(text, found);
    return found;
  },
};

/** The full name in a line of `/etc/passwd`. */
const GECOS = /^[\w.-]{1,32}:[x*!]?:\d{1,6}:\d{1,6}:([^:,\n]{3,60})[:,]/gm;

function gecos(text: string, found: Finding[]): void {
  GECOS.lastIndex = 0;
  for (let match = GECOS.exec(text); match; match = GECOS.exec(text)) {
    const name = match[1] ?? '';
    const start = match.index + match[0].length - 1 - name.length;
    if (isPersonLike(name))
      found.push({
        start,
        end: start + name.length,
        type: 'PERSON',
        detector: 'login',
        rule: 'passwd',
        confidence: CONFIDENCE,
        evidence: 'program:passwd',
      });
  }
}

/** @param strange only what is no word of the dictionary */
export function isLogin(login: string, strange = false): boolean {
  if (!LOGIN.test(login) || isMachineAccount(login)) return false;
  if (!strange || /\d/.test(login)) return true;
  const flags = wordFlags(login);
  return !(flags & (W.COMMON | W.KNOWN));
}

/** Of a line of `id`; nobody is in more groups. */
const MAX_GROUPS = 600;
/** The login again behind `uid=…(x)`, as its own group. */
function groupsOf(text: string, from: number, login: string): number[] {
  const [line = ''] = text.slice(from, from + MAX_GROUPS).split('\n', 1);
  const places: number[] = [];
  if (!isLogin(login)) return places;
  for (let at = line.indexOf(`(${login})`); at >= 0; at = line.indexOf(`(${login})`, at + 1))
    places.push(from + at + 1);
  return places.slice(1);
}

/** `a1b2c3d4 (Ilka Vrbata 2031-03-04 11:20:09 +0100 12) …` of git blame. */
const BLAME =
  /^\^?[\da-f]{7,40} (?:[^\s(]{1,200} {1,40})?\(([^()\n]{2,80}?) {1,40}\d{4}-\d\d-\d\d \d\d:\d\d:\d\d [+-]\d{4} {1,8}\d{1,7}\)/gm;
const NOT_COMMITTED = /^(?:Not Committed Yet|External file.*|.*\[bot\])$/;

function blamed(text: string, found: Finding[]): void {
  BLAME.lastIndex = 0;
  for (let match = BLAME.exec(text); match; match = BLAME.exec(text)) {
    const name = match[1] ?? '';
    const person = /^\p{Lu}\S* \S/u.test(name) || isPersonLike(name);
    if (NOT_COMMITTED.test(name) || (!person && !isLogin(name))) continue;
    const start = match.index + match[0].indexOf(`(${name}`) + 1;
    found.push({
      start,
      end: start + name.length,
      type: person ? 'PERSON' : 'USERNAME',
      detector: 'login',
      rule: 'blame',
      confidence: CONFIDENCE,
      evidence: 'program:blame',
    });
  }
}
