/** Runs the rules: one pass for the marks, then each rule's pattern where its mark occurs. */
import { memo } from '../../../kit/memo.ts';
import { termList } from '../../text/terms.ts';
import type { Finding, TextUnit } from '../detector.ts';
import { namesFromAbove } from '../keynames.ts';
import { isAlnum } from '../patterns/text.ts';
import { type Assignment, assignmentAt, MARKS_OF_NAMES, mentionAt } from './assignment.ts';
import { commandAt, MARKS_OF_COMMANDS } from './commands.ts';
import { entropy } from './entropy.ts';
import { valueOfKey, valueUnderPassword } from './keyvalue.ts';
import { type AssignmentKind, kindOfName } from './names.ts';
import { MARKS_OF_KEYS, pemAt } from './pem.ts';
import { isFiller, isPlaceholder } from './placeholder.ts';
import { HEAD, isWordy } from './plausible.ts';
import type { SecretRule } from './rule.ts';
import { RULES } from './rules/index.ts';
import { Runs } from './runs.ts';
import { MARKS_OF_NOUNS, spokenAt } from './sentence.ts';
import { MARKS_OF_KEY_NOUNS, spokenKeyAt } from './spoken-key.ts';

/** UTF-16 units on both sides of a value that `near` looks at. */
const NEAR = 200;

const MARKS = [
  ...new Set([
    ...RULES.flatMap((rule) => rule.marks),
    ...MARKS_OF_NAMES,
    ...MARKS_OF_NOUNS,
    ...MARKS_OF_KEY_NOUNS,
    ...MARKS_OF_COMMANDS,
    ...MARKS_OF_KEYS,
  ]),
];
const RULES_OF: readonly (readonly SecretRule[])[] = rulesByMark();
const NAMES = MARKS.map((mark) => MARKS_OF_NAMES.includes(mark));
const NOUNS = MARKS.map((mark) => MARKS_OF_NOUNS.includes(mark));
const KEY_NOUNS = MARKS.map((mark) => MARKS_OF_KEY_NOUNS.includes(mark));
const COMMANDS = MARKS.map((mark) => MARKS_OF_COMMANDS.includes(mark));
const KEYS = MARKS.map((mark) => MARKS_OF_KEYS.includes(mark));
/** Marks that nothing but tokens begin with, behind no letter or digit. */
const eachMark = termList(
  MARKS,
  (mark) =>
    !(NAMES[mark] || NOUNS[mark] || KEY_NOUNS[mark] || COMMANDS[mark] || KEYS[mark]) &&
    (RULES_OF[mark] ?? []).every((rule) => rule.kind === 'token' && !rule.notAfter),
);

function rulesByMark(): SecretRule[][] {
  const places = new Map(MARKS.map((mark, i) => [mark, i]));
  const out: SecretRule[][] = MARKS.map(() => []);
  for (const rule of RULES) for (const mark of rule.marks) out[places.get(mark) ?? 0]?.push(rule);
  return out;
}

interface Range {
  start: number;
  end: number;
}

/** The value is the group that matched, the last one if there are several. */
function rangeOf(match: RegExpExecArray, offset: number): Range {
  const value = match.slice(1).findLast((group) => group !== undefined);
  if (value === undefined) return { start: offset + match.index, end: offset + match.index + match[0].length };
  const start = offset + match.index + match[0].lastIndexOf(value);
  return { start, end: start + value.length };
}

/** The ranges that one rule matches at one occurrence of its mark. */
function matchAt(rule: SecretRule, mark: string, text: string, at: number): Range[] {
  if (rule.kind === 'window') {
    const from = Math.max(0, at - rule.before);
    const window = text.slice(from, at + mark.length + rule.after);
    return [...window.matchAll(rule.pattern)].map((match) => rangeOf(match, from));
  }
  if (rule.kind === 'token') {
    if (at > 0 && (rule.notAfter ? rule.notAfter.test(text[at - 1]!) : isAlnum(text.charCodeAt(at - 1)))) return [];
    rule.pattern.lastIndex = at;
  } else {
    if (rule.spelt && !rule.spelt.test(text.slice(at, at + mark.length))) return [];
    rule.pattern.lastIndex = at + mark.length;
  }
  const match = rule.pattern.exec(text);
  if (!match) return [];
  const range = rangeOf(match, 0);
  if (rule.kind === 'assigned' && rule.names && !rule.names.test(text.slice(Math.max(0, at - 24), range.start)))
    return [];
  return [range];
}

/** The whole value of a rule that has read its beginning. */
function whole(rule: SecretRule, text: string, range: Range): Range | undefined {
  const end = rule.open ? rule.open(text, range.end) : range.end;
  if (end === undefined) return undefined;
  return { start: range.start, end: rule.kind === 'token' ? wrapped(text, range.start, end) : end };
}

/** A terminal is no narrower. */
const MIN_WIDTH = 60;
/** The rest of a token in a line of its own; what is cut at the width of a screen goes on at the start of the next line. */
const REST_OF_TOKEN = /\\?\r?\n([\w+/=.~-]{6,})(?=[ \t"'`,;]{0,2}(?:\r?\n|$))/y;

/** The end of a token that a line as wide as a terminal has cut: the next line is nothing but the rest of it. */
function wrapped(text: string, start: number, end: number): number {
  if (text[end] !== '\n' && text[end] !== '\\' && text[end] !== '\r') return end;
  const width = end - text.lastIndexOf('\n', start) - 1;
  if (width < MIN_WIDTH || end - start < 20) return end;
  let to = end;
  for (;;) {
    REST_OF_TOKEN.lastIndex = to;
    const rest = REST_OF_TOKEN.exec(text)?.[1];
    if (rest === undefined || rest.length > width || !isRest(rest)) return to;
    to = REST_OF_TOKEN.lastIndex;
    if (rest.length < width) return to;
  }
}

/** Random letters with digits or capitals among them: no word, and no token of its own. */
function isRest(line: string): boolean {
  return (
    /\d/.test(line) && /[A-Za-z]/.test(line) && !isWordy(line.slice(0, HEAD)) && !/^(?:sk|gh[a-z]|xox)[-_]/.test(line)
  );
}

function accepts(rule: SecretRule, text: string, { start, end }: Range): boolean {
  const value = text.slice(start, end);
  if (rule.check && !rule.check(value)) return false;
  if (rule.entropy !== undefined && entropy(value) < rule.entropy) return false;
  if (!rule.fillers && isFiller(value)) return false;
  if (rule.kind === 'assigned' && /example|placeholder|changeme|redacted/i.test(value)) return false;
  return !rule.near || rule.near.test(text.slice(Math.max(0, start - NEAR), end + NEAR).toLowerCase());
}

/** Of findings that overlap, the more confident stays, then the longer. */
function settle(found: Finding[]): Finding[] {
  found.sort((a, b) => a.start - b.start || b.end - a.end);
  const kept: Finding[] = [];
  for (const finding of found) {
    const last = kept.at(-1);
    if (!last || finding.start >= last.end) kept.push(finding);
    else if (
      finding.confidence > last.confidence ||
      (finding.confidence === last.confidence && finding.end - finding.start > last.end - last.start)
    )
      kept[kept.length - 1] = finding;
  }
  return kept;
}

function finding(range: Range, rule: string, confidence: number, evidence: string): Finding {
  return { start: range.start, end: range.end, type: 'SECRET', detector: 'secrets', rule, confidence, evidence };
}

const NONE: Finding[] = [];

const CONFIDENCE: Record<AssignmentKind, number> = { password: 0.85, secret: 0.8, key: 0.75 };

/** What is known of a text while it is scanned. */
interface Scan {
  text: string;
  runs: Runs;
  found: Finding[];
  /** Where the last value of a rule ended: marks within it are not looked at again. */
  until: Map<SecretRule, number>;
  /** Where the last command line of a program ended. */
  lines: Map<string, number>;
}

function ruleAt({ text, found, until }: Scan, rule: SecretRule, mark: string, at: number): void {
  if (rule.open && at < (until.get(rule) ?? 0)) return;
  for (const head of matchAt(rule, mark, text, at)) {
    const range = accepts(rule, text, head) ? whole(rule, text, head) : undefined;
    if (!range) continue;
    if (rule.open) until.set(rule, range.end);
    const assigned = rule.kind === 'assigned';
    const confidence = rule.confidence ?? (assigned ? 0.9 : 0.97);
    found.push(finding(range, rule.id, confidence, assigned ? `name:${mark}` : 'mark'));
  }
}

function nameAt({ text, runs, found }: Scan, mark: string, at: number): void {
  const assignment = assignmentAt(runs, at, mark.length);
  const hit = assignment ?? mentionAt(runs, at, mark.length);
  if (!hit || isPlaceholder(headOf(text, hit))) return;
  const confidence = assignment ? CONFIDENCE[hit.kind] : 0.6;
  found.push(finding(hit, `${assignment ? 'assigned' : 'mentioned'}-${hit.kind}`, confidence, `name:${mark}`));
}

/** A program's name among its own arguments is none: its line is read once. */
function programAt({ text, found, lines }: Scan, mark: string, at: number): void {
  if (at < (lines.get(mark) ?? 0)) return;
  const { ranges, end } = commandAt(text, at, mark);
  lines.set(mark, end);
  for (const range of ranges) found.push(finding(range, 'command-line', 0.9, mark.trim()));
}

function headOf(text: string, { start, end }: Range): string {
  return text.slice(start, Math.min(end, start + HEAD));
}

/** All that the rules find in a text. */
function scanText(text: string): Finding[] {
  const scan: Scan = { text, runs: new Runs(text), found: [], until: new Map(), lines: new Map() };
  let pemEnd = 0;
  eachMark(text, (keyword, at) => {
    const mark = MARKS[keyword]!;
    if (KEYS[keyword]) {
      if (at < pemEnd) return;
      const key = pemAt(text, at, pemEnd);
      if (key) scan.found.push(key);
      pemEnd = key?.end ?? pemEnd;
      return;
    }
    for (const rule of RULES_OF[keyword]!) ruleAt(scan, rule, mark, at);
    if (NAMES[keyword]) nameAt(scan, mark, at);
    if (COMMANDS[keyword]) programAt(scan, mark, at);
    const key = KEY_NOUNS[keyword] ? spokenKeyAt(text, at, mark) : undefined;
    if (key) scan.found.push(finding(key, 'spoken-key', 0.8, 'sentence'));
    if (NOUNS[keyword])
      for (const range of spokenAt(scan.runs, at, mark))
        scan.found.push(finding(range, 'spoken-password', 0.8, 'sentence'));
  });
  return scan.found;
}

/** Longer values are not read again behind their key: what the key says of the whole of them is asked all the same. */
const MAX_VALUE = 512;

/**
 * A JSON value is read as what it was written as, `"key": "value"`, so that rules for assigned names see the name. `whole`: the
 * name alone decides, whatever the value looks like.
 */
function scanValue(name: string, text: string, whole = true): Finding[] {
  if (text.length > MAX_VALUE || text.includes('\n')) return [...scanText(text), ...keyFinding(valueOfKey(name, text))];
  const found: Finding[] = [];
  const front = `"${name}": "`;
  for (const hit of scanText(`${front}${text}"`)) {
    const [start, end] = [hit.start - front.length, hit.end - front.length];
    if (start >= 0 && end <= text.length) found.push({ ...hit, start, end });
  }
  if (whole) found.push(...keyFinding(valueOfKey(name, text)));
  return found;
}

function keyFinding(hit: Assignment | undefined): Finding[] {
  return hit ? [finding(hit, `assigned-${hit.kind}`, CONFIDENCE[hit.kind] + 0.1, `key:${hit.kind}`)] : NONE;
}

/** Reads the text and the nearest key. */
export function scanSecrets(unit: TextUnit): Finding[] {
  const keyed = unit.kind === 'value' && unit.key !== undefined;
  const found = keyed ? scanValue(unit.key!, unit.text) : scanText(unit.text);
  return found.length > 1 ? settle(found) : found;
}

/** Keys that hold texts for people to read: the label of a password field says "Password". */
const SHOWN = /^(?:text|content|display|formatted|main)$/i;

/** A key that can be the telling one of two. */
const MARKED = new RegExp(MARKS_OF_NAMES.map((mark) => mark.replace(/[^a-z_]/g, '')).join('|'), 'i');

/** What rules for assigned names look for in a name. */
const ASSIGNED = RULES_OF.map((rules) => rules.some((rule) => rule.kind === 'assigned'));

/** Names that promise a secret, or that a rule knows: what the text says by itself, the other detector has found. */
const tells = memo((name) => {
  let marked = kindOfName(name) !== undefined;
  eachMark(name, (keyword) => {
    marked ||= ASSIGNED[keyword] === true;
  });
  return marked;
});

/** Whether a key is one for passwords: each value of a log asks it of all keys above. */
const isPasswordKey = memo((key) => kindOfName(key) === 'password');

/**
 * Reads the keys above the nearest one: `{"password": {"value": …}}`. A key of its own meaning takes part only when it is the
 * telling one, `{"api": {"key": …}}`: `{"password": {"description": …}}` is about the password. What holds texts for people
 * (`{"password": {"text": "Password"}}`) must look like a secret besides.
 */
export function scanSecretsFromAbove(unit: TextUnit): Finding[] {
  const { kind, key, path, text } = unit;
  if (kind !== 'value' || key === undefined) return NONE;
  if (path && path.length > 1 && path.some(isPasswordKey)) {
    const found = keyFinding(valueUnderPassword(path, text));
    if (found.length) return found;
  }
  // Short numbers are not shown to detectors of values; a PIN is one.
  if (text.length < 5) return keyFinding(valueOfKey(key, text));
  if (text.length > MAX_VALUE || text.includes('\n')) return NONE;
  const names = namesFromAbove(unit);
  if (names.length === 0) return NONE;
  if (names.length === 1 && !MARKED.test(key)) return NONE;
  for (const name of names) {
    if (!tells(name)) continue;
    const found = scanValue(name, text, !SHOWN.test(key) && kindOfName(name) !== 'password');
    if (found.length) return settle(found);
  }
  return NONE;
}
