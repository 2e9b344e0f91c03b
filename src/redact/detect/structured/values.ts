/** Whether a value can be what its key says: a schema's `"email": "string"` is no e-mail address. */
import type { PiiType } from '../../types.ts';

/** What programs write where a value is missing or described. */
const FILLER =
  /^(?:string|str|text|number|integer|int|float|boolean|bool|object|array|list|null|none|nil|undefined|unknown|n\/?a|nan|true|false|yes|no|tbd|todo|test|example|sample|redacted|hidden|optional|required|default|any|all|user|users|name|email|e-mail|phone|address|username|user_?id|id|self|me|anonymous|guest|admin|root|system|assistant|agent|bot|human|customer|date|value|xxx+|\*+|-+|\.+|first|last|middle|other|city|country|state|zip|private|public|localhost|uuid|uri|url)$/i;
const PLACEHOLDER = /^(?:\[[A-Z_0-9]+\]|<[^<>]*>|\{\{?[^{}]*\}?\}|\$\{?\w+\}?|%\w+%)$/;

const NAME = /^[\p{Lu}\p{Ll}\p{Lt}\p{Lo}\p{M}][\p{L}\p{M}'’ʼ.\- ]{0,60}$/u;
const DIGIT = /\d/;

const SHAPE: Readonly<Partial<Record<PiiType, (text: string) => boolean>>> = {
  PERSON: (text) => NAME.test(text) && text.trim().split(/\s+/).length <= 6,
  EMAIL: (text) => /^[^\s@]+@[^\s@]+$/.test(text),
  PHONE: (text) => /^[+(]?[\d\s().\-/x+]{5,25}$/i.test(text) && (text.match(/\d/g)?.length ?? 0) >= 5,
  USERNAME: (text) => /^[\p{L}\p{N}][\p{L}\p{N}._@+-]{1,63}$/u.test(text),
  ACCOUNT_ID: (text) => /^[#A-Za-z0-9][\w\-./#]{3,63}$/.test(text) && (DIGIT.test(text) || /^[A-Z]{5,12}$/.test(text)),
  DATE_OF_BIRTH: (text) => DIGIT.test(text) && text.length >= 6 && text.length <= 40,
  ADDRESS: (text) =>
    text.length >= 2 && text.length <= 200 && (DIGIT.test(text) || /\p{Lu}/u.test(text)) && !/[{}<>=]/.test(text),
  POSTAL_CODE: (text) => DIGIT.test(text) && /^[A-Za-z0-9][A-Za-z0-9 -]{2,10}$/.test(text),
  LOCATION: (text) => /^\p{L}[\p{L}\p{M}'’.,()\- ]{1,60}$/u.test(text),
  GOV_ID: (text) => (text.match(/\d/g)?.length ?? 0) >= 4 && /^[\w\-./ ]{5,30}$/.test(text),
  PASSPORT: (text) => DIGIT.test(text) && /^[A-Za-z0-9 -]{5,20}$/.test(text),
  DRIVER_LICENSE: (text) => DIGIT.test(text) && /^[A-Za-z0-9 \-*]{4,25}$/.test(text),
  CREDIT_CARD: (text) => /^[\d \-*xX]{8,25}$/.test(text) && (text.match(/\d/g)?.length ?? 0) >= 8,
  IBAN: (text) => /^[A-Za-z]{2}\d{2}[A-Za-z0-9 ]{10,40}$/.test(text),
  BANK_ACCOUNT: (text) => (text.match(/\d/g)?.length ?? 0) >= 4 && /^[\w\- ]{5,34}$/.test(text),
  IP_ADDRESS: (text) =>
    /^(?:\d{1,3}(?:\.\d{1,3}){3}|[0-9a-f:]*:[0-9a-f:.]+)$/i.test(text) && !/^(?:127\.|0\.0\.0\.0|::1?$)/.test(text),
  MAC_ADDRESS: (text) => /^(?:[0-9a-f]{2}[:\-.]?){5}[0-9a-f]{2}$/i.test(text),
  AGE: (text) => /^\d{1,3}(?:\s*(?:y|yrs?|years?)(?:\s*old)?)?$/i.test(text) && Number.parseInt(text, 10) <= 120,
  ORGANIZATION: (text) => /^[\p{L}\p{N}].{1,80}$/u.test(text) && /\p{L}/u.test(text),
  TITLE: (text) => /^\p{L}[\p{L}\p{M}'’.,&/()\- ]{1,60}$/u.test(text),
  NRP: (text) => /^\p{L}[\p{L}\p{M}'’\- ]{2,40}$/u.test(text),
};

/** `value`: trimmed. */
export function fits(type: PiiType, value: string): boolean {
  if (FILLER.test(value) || PLACEHOLDER.test(value)) return false;
  return SHAPE[type]?.(value) ?? true;
}

/** A key or listed string that looks like an id: letters or words with a number of four digits or more behind. */
export function looksLikeId(value: string): boolean {
  return (
    /^[#A-Za-z0-9][\w\-#]{3,63}$/.test(value) &&
    (/\d{4,}/.test(value) || (/\d/.test(value) && /^[A-Z0-9#-]{5,20}$/.test(value)))
  );
}

/** A record locator of capitals only, such as `HATHAT`: an id only where an id is expected. */
export function isLocator(value: string): boolean {
  return /^[A-Z]{5,8}$/.test(value);
}
