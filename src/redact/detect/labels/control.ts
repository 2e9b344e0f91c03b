/** Calls that fill in a form say the field beside the value: `{"selector": "#password", "text": …}`, `{"path": "/contact/lastName", "value": …}`. */
import { headerLabel, holds } from './record.ts';
import type { Label } from './types.ts';

/** Keys of browser tools, of JSON Patch and of filters that hold the name of a field. */
const CONTROL =
  /^(?:selector|locator|element|field|target|description|xpath|css|css_?selector|path|aria_?label|property|column|input_?name)$/i;
const TYPED = /^(?:text|value|keys|input|content|val|input_?text|type_?text|string)$/i;
/** Words of selectors and of people who describe a control; they say nothing of what it takes. */
const FRAME = new Set(
  `the a an of for in your input field textbox box text textarea entry form control edit type name id css xpath data test testid qa cy aria label
  placeholder div span body section contact profile account login signup register required`.split(/\s+/),
);
/** Longer ones are texts about something. */
const MAX_CONTROL = 120;
const MAX_WORDS = 3;
/** Keys that are pressed, and what stands on a control: a capital and small letters. */
const ON_SCREEN = /^[A-Z][a-z]+(?:\b(?!\d)|$)|^[A-Z][a-z]+\+/;

interface Field {
  key: string;
  text: string;
}

/** What the last word of a control says: `input[name='firstName']`, `the password input`, but not `User menu`. */
function labelIn(control: string): Label | undefined {
  const words = (control.match(/[\p{L}][\p{L}\p{N}_-]*/gu) ?? []).filter((word) => !FRAME.has(word.toLowerCase()));
  for (let n = Math.min(MAX_WORDS, words.length); n > 0; n--) {
    const label = headerLabel(words.slice(-n).join(' '));
    if (label?.strength === 'sure') return label;
  }
  return undefined;
}

/** @returns the field that holds a value, and its label, when another field of the record names the control that takes it */
export function filledIn<F extends Field>(fields: readonly F[]): { value: F; label: Label } | undefined {
  const value = fields.find(({ key, text }) => TYPED.test(key) && text !== '');
  if (!value) return undefined;
  for (const control of fields) {
    if (control === value || control.text.length > MAX_CONTROL || !CONTROL.test(control.key)) continue;
    const label = labelIn(control.text);
    const said = value.text.trim();
    if (!label || !holds(label, said, 'person')) continue;
    if (label.type === 'SECRET' && (said.length < 4 || said.length > 200 || ON_SCREEN.test(said) || /\s/.test(said)))
      continue;
    return { value, label };
  }
  return undefined;
}
