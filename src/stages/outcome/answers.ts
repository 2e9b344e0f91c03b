/** The final answer of a run against the right ones. */
import { normalForm } from './normal-form.ts';
import type { RunView } from './run-view.ts';

export interface FinalAnswer {
  text: string;
  /** Arguments of the last message's calls: agents submit answers by a tool. */
  submitted: string;
  /** Of its message. */
  index: number;
}

/** Longest answer that is read: a right one stands at its end. */
const TAIL = 4000;

export function finalAnswer(view: RunView): FinalAnswer | undefined {
  const last = view.lastOf('assistant');
  if (!last) return undefined;
  const { message, index } = last;
  return {
    text: message.content.slice(-TAIL),
    submitted: (message.calls ?? []).map((c) => c.args.slice(0, TAIL)).join('\n'),
    index,
  };
}

/** A longer reference is a text that no right answer repeats word by word: nothing follows from its absence. */
const LONGEST_KEY = 60;

/** @returns undefined where neither can be said */
export function matchAnswer(
  text: string,
  references: readonly string[],
  submitted = '',
): { right: boolean; confidence: number; rule: string } | undefined {
  const keys = references.map((r) => plain(r)).filter((k) => k !== '');
  if (keys.length === 0) return undefined;
  const said = plain(text);
  const marked = plain(MARKED.exec(text)?.[1] ?? '');
  if (keys.some((k) => said === k || marked === k)) return { right: true, confidence: 0.95, rule: 'equal' };
  // A marked choice that is another one is wrong, wherever else the letter stands.
  if (marked !== '' && keys.every((k) => k.length <= 2))
    return { right: false, confidence: 0.95, rule: 'another choice' };
  if (keys.every(isNumber)) {
    const last = lastNumber(text) ?? lastNumber(submitted);
    const right = last !== undefined && keys.includes(last);
    return { right, confidence: 0.9, rule: last === undefined ? 'no number' : 'the last number' };
  }
  const all = `${said}\n${plain(submitted)}`;
  const short = keys.every((k) => k.length <= LONGEST_KEY);
  if (short && keys.some((k) => endsWith(said, k))) return { right: true, confidence: 0.9, rule: 'at the end' };
  if (keys.some((k) => k.length > 2 && holds(all, k))) return { right: true, confidence: 0.85, rule: 'included' };
  if (!short) return undefined;
  if (said === '' && submitted === '') return { right: false, confidence: 0.85, rule: 'no answer' };
  // Several words, or a formula, may be said in another way.
  const plainWord = keys.every((k) => /^[\p{L}\p{N}{}_.-]+$/u.test(k));
  return { right: false, confidence: plainWord ? 0.9 : 0.72, rule: 'not included' };
}

const isNumber = (key: string): boolean => /^-?\d+(?:\.\d+)?$/.test(key);

/** In its normal form. */
function lastNumber(text: string): string | undefined {
  const last = text.match(/(?<![\w.])-?\d[\d,]*(?:\.\d+)?/g)?.at(-1);
  return last === undefined ? undefined : normalForm(last.replace(/,/g, ''));
}

/** `ANSWER: C`, `Final answer: 42`, `\boxed{42}`, `#### 42`. */
const MARKED = /(?:\b(?:final\s+)?answer\s*(?:is)?\s*[:=]\s*|\\boxed\{|####\s*)\**\s*\(?([^\n}]{1,60}?)\)?[\s.*}]*$/i;

/** Without the marks around words; a number has its normal form. */
function plain(text: string): string {
  const bare = text
    .trim()
    .toLowerCase()
    .replace(/[*_`"'“”]/g, '')
    .replace(/\s+/g, ' ')
    .replace(/(\d),(?=\d{3}\b)/g, '$1')
    .replace(/[.!?]+$/, '')
    .trim();
  return /^[$€£]?-?\d+(?:\.\d+)?%?$/.test(bare) ? normalForm(bare.replace(/[$€£%]/g, '')) : bare;
}

const isWord = (c: string | undefined): boolean => c !== undefined && /[\p{L}\p{N}]/u.test(c);

const endsWith = (text: string, key: string): boolean =>
  text.endsWith(key) && !isWord(text[text.length - key.length - 1]);

/** As whole words. */
function holds(text: string, key: string): boolean {
  for (let at = text.indexOf(key); at >= 0; at = text.indexOf(key, at + 1))
    if (!isWord(text[at - 1]) && !isWord(text[at + key.length])) return true;
  return false;
}
