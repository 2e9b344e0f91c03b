/** Fields of one JSON object: `{"k": "passport_no", "v": …}`, and `{"fn": …, "ln": …, "bday": …}`. */

import type { Finding, TextUnit } from '../detector.ts';
import { filledIn } from './control.ts';
import { headerLabel, holds, subjectOf } from './record.ts';
import type { Found, Holders, Label } from './types.ts';

const PAIR_KEY = /^(?:key|k|name|field|field_?name|label|attribute|property|question|title|feld|champ|campo|type)$/i;
const PAIR_VALUE = /^(?:value|val|v|content|text|answer|wert|valeur|valor|data|string_?value)$/i;
const MAX_VALUE = 200;
/** Longer records are maps of data with keys that are data too. */
const MAX_FIELDS = 300;

const SURE = 0.9;
const LIKELY = 0.75;

export function recordFindings(units: readonly TextUnit[], holders: Holders, found: Found): void {
  for (const list of holders.values()) {
    if (list.length > MAX_FIELDS || units[list[0] ?? 0]?.key === undefined) continue;
    const fields = list.map((index) => ({ index, key: units[index]?.key ?? '', text: units[index]?.text ?? '' }));
    if (!pair(fields, found)) {
      siblings(fields, found);
      const filled = filledIn(fields);
      if (filled) found(filled.value.index, whole(filled.value, filled.label, SURE));
    }
    callers(fields, found);
  }
}

interface Field {
  index: number;
  key: string;
  text: string;
}

function pair(fields: readonly Field[], found: Found): boolean {
  const key = fields.find((field) => PAIR_KEY.test(field.key));
  const value = key && fields.find((field) => field !== key && PAIR_VALUE.test(field.key));
  const label = value && headerLabel(key.text.trim().replace(/[?:]$/, ''));
  if (!value || !label || label.strength === 'beside') return false;
  // `{"Key": "Owner", "Value": …}`: a tag of a cloud; teams own things as well.
  if (label.strength === 'role') {
    if (holds(label, value.text.trim(), 'perhaps')) found(value.index, whole(value, label, LIKELY));
    return true;
  }
  if (holds(label, value.text.trim(), 'person')) found(value.index, whole(value, label, SURE));
  return true;
}

/** Short keys and bare names, by the labels beside them. What a sure key holds is found without. */
function siblings(fields: readonly Field[], found: Found): void {
  const labels = fields.map(({ key }) => headerLabel(key));
  if (!labels.some((label) => label && label.strength !== 'sure')) return;
  const subject = subjectOf(labels);
  if (subject === 'thing') return;
  fields.forEach((field, i) => {
    const label = labels[i];
    if (!label || label.strength === 'sure' || field.text.length > MAX_VALUE) return;
    if (holds(label, field.text.trim(), subject)) found(field.index, whole(field, label, LIKELY));
  });
}

const END =
  /^(?:from|to|src|dst|caller|callee|a_?party|b_?party|origin|destination|sender|receiver|recipient)(?:_?(?:number|msisdn|no))?$/i;
/** An international number without its plus sign; not a time in seconds or milliseconds, which ranges have under the same keys. */
const NUMBER = /^(?!1[4-9]\d{8}(?:\d{3})?$)[1-9]\d{9,14}$/;

/** Records of calls and messages: both ends are numbers. */
function callers(fields: readonly Field[], found: Found): void {
  const ends = fields.filter(({ key, text }) => END.test(key) && NUMBER.test(text));
  const others = fields.some(({ key }) =>
    /^(?:duration|call|sms|body|message|msg|text|direction|started|status|type|cost|seconds|channel)/i.test(key),
  );
  if (ends.length === 0 || !others || !fields.some(({ key }) => END.test(key))) return;
  const label: Label = { type: 'PHONE', strength: 'sure', name: 'call_record' };
  for (const end of ends) found(end.index, whole(end, label, LIKELY));
}

function whole({ text }: Field, { type, name }: Label, confidence: number): Finding {
  const value = text.trim();
  const start = text.indexOf(value);
  return {
    start,
    end: start + value.length,
    type,
    detector: 'labels',
    rule: name,
    confidence,
    evidence: `sibling:${name}`,
  };
}
