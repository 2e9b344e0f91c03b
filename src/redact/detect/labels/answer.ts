/** A question is the label of a short answer: `Your date of birth?` → `June 9, 1983`. Over two messages, or two lines of one text. */

import type { Detector, Finding, TextUnit } from '../detector.ts';
import { labelOf, mayEndLabelAt } from './label.ts';
import { isNamed } from './named.ts';
import { labelled } from './read.ts';
import { isValue, valueEnd } from './shapes.ts';
import type { Found, Label } from './types.ts';

/** Longer answers are no mere answers. */
const MAX_ANSWER = 120;
/** Of a long message, its end is the question. */
const MAX_QUESTION = 240;
const MAX_WORDS = 5;
const MAX_LABELS = 6;
const CONFIDENCE = 0.8;

/** Asks for something without a question mark; in several languages. */
const ASKS =
  /\b(?:please|provide|enter|tell me|what(?:'s| is)|confirm|may i have|can i have|need|share|give me|verify|bitte|angeben|nennen|wie lautet|veuillez|indiquez|quel(?:le)? est|por favor|indique|cuál es|qual (?:è|é)|informe|inserisca|vul|geef|wat is|proszę|podaj)\b|[:：]\s*$|请|請|ください|教えて|いただけ|주세요|пожалуйста|укажите/iu;

/** Labels that a question names, each once, in order. */
export function questionLabels(text: string): Label[] {
  const end = text.slice(-MAX_QUESTION).trimEnd();
  if (!/[?？]/.test(end.slice(-80)) && !ASKS.test(end)) return [];
  const words = Array.from(end.matchAll(/[\p{L}\p{M}\p{N}][\p{L}\p{M}\p{N}'’-]*/gu));
  const labels = new Map<string, Label>();
  // In scripts without spaces a label may stand anywhere in a word.
  const spaced = !UNSPACED.test(end);
  const asks = words.map(([word]) => !spaced || mayEndLabelAt(word, word.length) || isName(word));
  for (let i = 0; i < words.length && labels.size < MAX_LABELS; i++)
    for (let n = Math.min(MAX_WORDS, words.length - i); n > 0; n--) {
      if (!asks[i + n - 1]) continue;
      const phrase = words.slice(i, i + n).map(([word]) => word);
      const label = asked(phrase.join(' '));
      // `your birth date and email`: the end of a phrase is asked about on its own.
      if (!label || (n > 1 && asked(phrase.slice(1).join(' '))?.type === label.type)) continue;
      labels.set(label.type, label);
      i += n - 1;
      break;
    }
  return [...labels.values()];
}

const UNSPACED = /[\u3040-\u9fff\uac00-\ud7af]/;
const isName = (word: string): boolean => /^(?:names?|name|nom|nome|nombre|naam|imię|imya|имя|名前|名字)$/iu.test(word);

/** What a question asks for: sure labels, and somebody's name. Scripts without spaces: the label is a part of the word. */
function asked(phrase: string): Label | undefined {
  const label = labelOf(phrase);
  if (label?.strength === 'sure' && label.type !== 'LOCATION' && label.type !== 'ORGANIZATION') return label;
  if (isName(phrase)) return { type: 'PERSON', strength: 'sure', name: 'name' };
  if (!UNSPACED.test(phrase)) return undefined;
  for (let from = 0; from < phrase.length; from++)
    for (let to = Math.min(phrase.length, from + 8); to > from + 1; to--) {
      const part = labelOf(phrase.slice(from, to));
      if (part && part.strength !== 'beside') return part;
    }
  return undefined;
}

/** Values of an answer under the labels of its question, from `start` to `end` in the text. */
function under(labels: readonly Label[], text: string, start: number, end: number): Finding[] {
  const found: Finding[] = [];
  if (end <= start || end - start > MAX_ANSWER) return found;
  for (const label of labels) {
    const range =
      label.type === 'PERSON' ? nameIn(text, start, end, labels.length > 1) : valueIn(label, text, start, end);
    if (range) found.push(labelled(label, range.start, range.end, CONFIDENCE));
  }
  return found;
}

interface Range {
  start: number;
  end: number;
}

function valueIn(label: Label, text: string, start: number, end: number): Range | undefined {
  // One word answers for a login; a street is all of the answer or a part between commas.
  if (label.type === 'USERNAME' || label.type === 'ADDRESS') {
    const value = text.slice(start, end).replace(/[.!\s]+$/, '');
    return isValue(label.type, value) ? { start, end: start + value.length } : undefined;
  }
  for (let at = start; at < end; at++) {
    if (at > start && /[\p{L}\p{N}]/u.test(text[at - 1] ?? '')) continue;
    const to = valueEnd(label.type, text, at, end, false);
    if (to !== undefined) return { start: at, end: to };
  }
  return undefined;
}

const BEFORE_NAME =
  /^(?:(?:sure|yes|yeah|ok|okay|hi|hello|it'?s|it is|i'?m|i am|this is|my name is|ja|oui|sí|si|sim|the name is)[,.!]? ){1,3}/i;

/** A name that is the whole answer, or its first part where more was asked for. */
function nameIn(text: string, start: number, end: number, more: boolean): Range | undefined {
  const lead = BEFORE_NAME.exec(text.slice(start, end))?.[0].length ?? 0;
  const from = start + lead;
  const part = (more ? text.slice(from, end).split(/[,;\n]|\band\b/)[0] : text.slice(from, end)) ?? '';
  const value = part.replace(/[.!?,\s]+$/, '');
  const words = value.split(/\s+/);
  const cased =
    isNamed(value) ||
    (words.length <= 4 &&
      /^[\p{Ll}\s'’-]+$/u.test(value) &&
      isNamed(words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join(' ')) &&
      words.length > 1);
  return value && words.length <= 4 && cased ? { start: from, end: from + value.length } : undefined;
}

/** The speakers' messages side by side. */
export function answers(units: readonly TextUnit[], found: Found): void {
  let question: TextUnit | undefined;
  units.forEach((unit, i) => {
    const speaker = unit.origin?.kind;
    if (unit.kind !== 'prose' || (speaker !== 'user' && speaker !== 'assistant')) return;
    const other = question && question.origin?.kind !== speaker ? question : undefined;
    question = unit;
    if (!other || unit.text.length > MAX_ANSWER) return;
    const labels = questionLabels(other.text);
    for (const finding of under(labels, unit.text, 0, unit.text.trimEnd().length)) found(i, finding);
  });
}

/** What a question or a request ends with. */
const ENDS = new Set(Array.from('?？:：.。!！', (sign) => sign.charCodeAt(0)));
/** `User: ` at the start of a line, also in a list or set in bold. */
const SPEAKER = /[ \t]{0,4}(?:[>*-] )?(?:\*\*)?\p{L}[\p{L} ]{0,20}(?:\*\*)?[:：](?:\*\*)?[ \t]{0,4}(?=\S)/uy;

/** `Assistant: Your date of birth?` over `User: June 9, 1983`, in one text. */
export const answerDetector: Detector = {
  name: 'labels',
  detect({ text, kind }: TextUnit): Finding[] {
    if (kind === 'key' || kind === 'name') return [];
    const found: Finding[] = [];
    for (let feed = text.indexOf('\n'); feed >= 0; feed = text.indexOf('\n', feed + 1)) {
      let end = feed;
      while (end > 0 && text.charCodeAt(end - 1) <= 32 && feed - end < 6) end--;
      if (!ENDS.has(text.charCodeAt(end - 1))) continue;
      SPEAKER.lastIndex = text.charCodeAt(feed + 1) === 10 ? feed + 2 : feed + 1;
      if (!SPEAKER.test(text)) continue;
      const start = SPEAKER.lastIndex;
      const before = text.slice(Math.max(0, end - MAX_QUESTION), end);
      const labels = questionLabels(before.slice(before.lastIndexOf('\n') + 1));
      if (labels.length === 0) continue;
      const [answer = ''] = text.slice(start, start + MAX_ANSWER + 1).split('\n', 1);
      found.push(...under(labels, text, start, start + answer.trimEnd().length));
    }
    return found;
  },
};
