/**
 * Values known by their key: in JSON that was decoded (`unit.key`), and in text that holds `"key": "value"` or `key=value`.
 * Names, places and addresses by key are found elsewhere; passwords and tokens by the secret detector.
 */
import ipaddr from 'ipaddr.js';
import type { PiiType } from '../../types.ts';
import type { Detector, Finding, TextUnit } from '../detector.ts';
import { namesFromAbove } from '../keynames.ts';

const NONE: Finding[] = [];

interface KeyRule {
  type: PiiType;
  /** On the key's words, in lower case, joined by `_`. */
  key: RegExp;
  /** What the value must look like, lest booleans, templates and labels count. */
  value: RegExp;
  confidence?: number;
}

const ID = '(?:id|ids|no|nr|num|number|ref|reference|code)';
const DIGITS = /\d(?:.*\d){3}/;
const REFERENCE = /^(?=.*\d)[\w#.:/-]{4,64}$/;

const RULES: readonly KeyRule[] = [
  { type: 'EMAIL', key: /(?:^|_)e?_?mails?(?:_(?:address|addr|id))?(?:es)?$/, value: /^[^\s@]{1,64}@[^\s@]{2,255}$/ },
  {
    type: 'PHONE',
    key: /(?:^|_)(?:tele)?(?:phone|mobile|cell|fax|tel|whatsapp|msisdn)(?:_?(?:number|no|num|home|work|e164))?s?$/,
    value: /^[+(]?\d[\d\s()./x-]{5,24}$/i,
  },
  {
    type: 'DATE_OF_BIRTH',
    key: /(?:^|_)(?:dob|date_of_birth|birth_?date|birth_?day|born(?:_(?:on|at))?|geburtsdatum|fecha_nacimiento)$/,
    value: /\d{1,4}/,
  },
  { type: 'PASSPORT', key: new RegExp(`(?:^|_)passport(?:_${ID})?$`), value: /^[A-Z0-9 -]{6,14}$/i },
  {
    type: 'DRIVER_LICENSE',
    key: new RegExp(`(?:^|_)(?:driv(?:er_?s?|ing)_licen[cs]e|dl|licen[cs]e_number)(?:_${ID})?$`),
    value: /^(?=.*\d)[A-Z0-9 -]{5,20}$/i,
  },
  {
    type: 'GOV_ID',
    key: new RegExp(
      `(?:^|_)(?:ssn|itin|social_security|social_insurance|national_(?:id|identity|insurance)|tax_?(?:payer_)?id|tin|ein|nino|nhs|pesel|cpf|cnpj|curp|rfc|aadh?aar|bsn|dni|nie|nif|sin|nric|fin|hkid|personnummer|codice_fiscale|fiscal_code|steuer_?id|vat_?(?:id|number)|id_card|identity_card|identity_document|medicare|mbi|npi|resident_id|citizen_id|government_id|gov_id)(?:_${ID}|_last_?4|_last_four)?$`,
    ),
    value: DIGITS,
  },
  {
    type: 'CREDIT_CARD',
    key: /(?:^|_)(?:(?:credit_?|debit_?|payment_?)?card_?(?:number|no|num|pan)|cc_?(?:number|num|no)|card_?pan)$/,
    value: /^[\dX*• -]{8,25}$/i,
  },
  {
    type: 'CREDIT_CARD',
    key: /(?:^|_)(?:last_?(?:four|4)(?:_digits)?|card_?last_?(?:four|4))$/,
    value: /^\d{4}$/,
    confidence: 0.45,
  },
  {
    type: 'CREDIT_CARD',
    key: /(?:^|_)(?:cvv2?|cvc2?|card_?security_?code|card_?verification(?:_value)?)$/,
    value: /^\d{3,4}$/,
    confidence: 0.85,
  },
  { type: 'IBAN', key: /(?:^|_)iban(?:_number)?$/, value: /^[A-Z]{2}\d{2}[A-Z0-9 ]{11,40}$/i },
  {
    type: 'BANK_ACCOUNT',
    key: /(?:^|_)(?:(?:bank_?)?account_?(?:number|no|num)|bank_?account|acct_?(?:no|num|number)|routing_?(?:number|no)?|aba|sort_?code|bic|swift(?:_code)?|ifsc|clabe|bsb|wallet(?:_?address)?)$/,
    value: /^(?=.*\d|[A-Z]{8,11}$)[\w -]{6,64}$/,
  },
  {
    type: 'IP_ADDRESS',
    key: /(?:^|_)(?:ip|ips|ip_?addr(?:ess)?|client_?ip|remote_?addr(?:ess)?|source_?ip|src_?ip|dst_?ip|x_?forwarded_?for|x_?real_?ip|last_?login_?ip|ipv[46])$/,
    value: /^[\da-f.:]{3,45}$/i,
  },
  {
    type: 'MAC_ADDRESS',
    key: /(?:^|_)(?:mac|mac_?addr(?:ess)?|hw_?addr|bssid)$/,
    value: /^(?:[\da-f]{2}[:-]?){5}[\da-f]{2}$/i,
  },
  {
    type: 'USERNAME',
    key: /(?:^|_)(?:user_?name|user_?id|login(?:_?name)?|screen_?name|nick_?name|handle|user_?handle|account_?name|twitter|github_?(?:user|login)|telegram|skype|discord_?(?:user|tag))$/,
    value: /^@?(?=.*[A-Za-z])[\w.@+-]{3,64}$/,
  },
  {
    type: 'ACCOUNT_ID',
    key: new RegExp(
      `(?:^|_)(?:user|customer|client|member|membership|account|acct|order|booking|reservation|confirmation|invoice|payment|payment_method|transaction|txn|subscription|policy|claim|ticket|case|employee|staff|patient|student|passenger|tracking|shipment|loyalty|rewards?|frequent_flyer|subscriber|contract|voucher|certificate|gift_card|refund|license|mrn|pnr|vin|imei|imsi|iccid|device|serial)_?${ID}$`,
    ),
    value: REFERENCE,
    confidence: 0.9,
  },
  {
    type: 'ACCOUNT_ID',
    key: /(?:^|_)(?:pnr|mrn|imei|imsi|iccid|vin|record_?locator|meter_?number|license_?plate|number_?plate)$/,
    value: REFERENCE,
  },
  {
    type: 'ACCOUNT_ID',
    key: /(?:^|_)(?:reservations?|bookings?|orders?|invoices?|tickets?|payments?|certificates?|vouchers?)$/,
    value: /^(?=.*\d)(?=.*[A-Z])[A-Z0-9]{5,16}$|^#?[A-Za-z_-]{0,30}\d{5,16}$/,
    confidence: 0.75,
  },
  {
    type: 'POSTAL_CODE',
    key: /(?:^|_)(?:zip|zip_?code|postal|postal_?code|post_?code|postcode|plz|cep|pin_?code|eircode)$/,
    value: /^(?=.*\d)[A-Z0-9][A-Z0-9 -]{2,10}$/i,
  },
  { type: 'AGE', key: /(?:^|_)(?<!(?:^|_)(?:max|min|cache)_)age$/, value: /^(?:1[01]\d|\d{1,2})$/, confidence: 0.45 },
  {
    type: 'NRP',
    key: /(?:^|_)(?:nationality|citizenship|religion|ethnicity|race|political_?(?:party|affiliation|view))$/,
    value: /^\p{L}[\p{L} /-]{2,40}$/u,
    confidence: 0.75,
  },
  {
    type: 'URL',
    key: /(?:^|_)(?:website|homepage|home_?page|profile_?url|linkedin(?:_url)?|facebook(?:_url)?|instagram(?:_url)?|blog)$/,
    value: /^\S+\.\S+$/,
    confidence: 0.6,
  },
];

/** `billingZip`, `billing-zip`, `Billing Zip` → `billing_zip`. */
function normalise(key: string): string {
  return key
    .replace(/([a-z\d])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .replace(/[^a-z\d]+/g, '_')
    .replace(/^_|_$/g, '');
}

/** Nearly no key that stands before a colon in a text is one of a rule. */
const ANY = new RegExp(RULES.map((rule) => rule.key.source).join('|'));
const NO_RULES: readonly KeyRule[] = [];
const MAX_CACHE = 4096;
const cache = new Map<string, readonly KeyRule[]>();

/** The rules for a key; keys repeat, so the answer is remembered (bounded). */
function rulesOf(key: string): readonly KeyRule[] | undefined {
  let rules = cache.get(key);
  if (rules === undefined) {
    const normal = normalise(key);
    rules = ANY.test(normal) ? RULES.filter((rule) => rule.key.test(normal)) : NO_RULES;
    if (cache.size >= MAX_CACHE) cache.clear();
    cache.set(key, rules);
  }
  return rules.length ? rules : undefined;
}

const PLACEHOLDER =
  /^(?:null|none|username|user|email|e-?mail|name|phone|admin|root|login|password|user_?id|user_?name|[a-z]+_account|undefined|true|false|n\/?a|string|str|integer|int|number|example|unknown|redacted|optional|required)$|^[<[{$%].*[>\]}]?$|\$\{|\{\{/i;

function match(rules: readonly KeyRule[], value: string): KeyRule | undefined {
  if (value.length < 1 || value.length > 200 || PLACEHOLDER.test(value)) return undefined;
  const rule = rules.find((r) => r.value.test(value));
  if (rule?.type === 'IP_ADDRESS' && !ipaddr.isValid(value)) return undefined;
  return rule;
}

function isKeyCode(code: number): boolean {
  return (
    (code >= 48 && code <= 57) ||
    (code >= 97 && code <= 122) ||
    (code >= 65 && code <= 90) ||
    code === 95 ||
    code === 45
  );
}

const MAX_KEY = 40;
/** After `:` or `=`: the value in quotes, or a bare word that cannot be code. */
const VALUE =
  /[ \t]{0,3}(?:\\?"([^"\\\n]{1,200})\\?"|'([^'\\\n]{1,200})'|([^\s,;"'`{}()[\]<>|&=]{2,100})(?=[\s,;)\]}&|"'<]|$))/y;
/** Bare words that are values all the same: addresses of mail, dates, long numbers, `name_name_1234`. */
const EVIDENT = /@[\w-]{1,63}\.\w|^\d{4}-\d\d-\d\d|^\d[\d-]{5,}$|^[a-z]+(?:_[a-z]+)+_\d{3,}$|^[A-Z]{1,4}\d{5,}$/;

/** The key that ends before the sign at `i`, in quotes or not; every key has two letters: clocks, dates and line numbers are no keys. */
function keyBefore(text: string, i: number): string | undefined {
  let end = i;
  while (end > 0 && i - end < 3 && text.charCodeAt(end - 1) === 32) end--;
  const quote = text[end - 1];
  if (quote === '"' || quote === "'") end -= text[end - 2] === '\\' ? 2 : 1;
  let start = end;
  let letters = 0;
  while (start > 0 && end - start <= MAX_KEY && isKeyCode(text.charCodeAt(start - 1)))
    if (text.charCodeAt(--start) > 64) letters++;
  return letters < 2 || end - start > MAX_KEY ? undefined : text.slice(start, end);
}

/** Pairs of key and value written out in text. */
function inText(text: string, found: Finding[]): void {
  for (let i = 1; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code !== 58 && code !== 61) continue;
    const key = keyBefore(text, i);
    const rules = key === undefined ? undefined : rulesOf(key);
    const pair = rules && valueBehind(text, i + 1);
    if (!pair) continue;
    const { bare, value, from } = pair;
    if (bare && !EVIDENT.test(value)) continue;
    const rule = match(rules, value);
    if (!rule) continue;
    found.push({
      start: from,
      end: from + value.length,
      type: rule.type,
      detector: 'keys',
      rule: 'text',
      confidence: Math.min(bare ? 0.75 : 0.9, rule.confidence ?? 1),
      evidence: `key:${rule.type.toLowerCase()}`,
    });
  }
}

/** The value that begins at `at`, without spaces at its ends; `bare`: not in quotes. */
function valueBehind(text: string, at: number): { value: string; from: number; bare: boolean } | undefined {
  VALUE.lastIndex = at;
  const pair = VALUE.exec(text);
  if (!pair) return undefined;
  const bare = pair[1] === undefined && pair[2] === undefined;
  const value = (pair[1] ?? pair[2] ?? pair[3]!).trim();
  return { value, from: pair.index + pair[0].lastIndexOf(value), bare };
}

function underName(name: string, text: string): Finding | undefined {
  const rules = rulesOf(name);
  const value = text.trim();
  const rule = rules && match(rules, value);
  if (!rule) return undefined;
  const start = text.indexOf(value);
  const evidence = `key:${rule.type.toLowerCase()}`;
  return {
    start,
    end: start + value.length,
    type: rule.type,
    detector: 'keys',
    rule: 'json',
    confidence: rule.confidence ?? 0.98,
    evidence,
  };
}

/** Reads the nearest key only, so that its answer depends on nothing but key and text. */
export const keyDetector: Detector = {
  name: 'keys',
  detect(unit: TextUnit) {
    const found: Finding[] = [];
    const named = unit.kind === 'value' && unit.key !== undefined ? underName(unit.key, unit.text) : undefined;
    if (named) found.push(named);
    else if (unit.kind === 'prose' || unit.kind === 'value') inText(unit.text, found);
    return found;
  },
};

/** Reads the key above the nearest: `{"card": {"number": …}}`. */
export const keyPathDetector: Detector = {
  name: 'keys',
  detect(unit: TextUnit) {
    if (unit.kind !== 'value') return NONE;
    for (const name of namesFromAbove(unit)) {
      const named = underName(name, unit.text);
      if (named) return [named];
    }
    return NONE;
  },
};
