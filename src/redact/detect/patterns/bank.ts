/** Bank accounts: IBAN, routing and account numbers, and wallets of crypto currencies. */
import { createHash } from 'node:crypto';
import { isValidBIC, ValidationErrorsIBAN, validateIBAN } from 'ibantools';
import type { Detector, Finding } from '../detector.ts';
import { isRepeated, weighted } from './checksums.ts';
import { HAS, type Needing, needing } from './facts.ts';
import type { NumberRule } from './numbers.ts';
import { digitRegions, matchesNeeding, matchesOf, mayMatch } from './regions.ts';
import { hasContext } from './text.ts';

const IBAN = needing(HAS.LETTER_BEFORE, /(?<![\p{L}\p{N}_])[A-Z]{2}\d{2}(?:[ -]?[A-Z0-9]){11,30}(?![\p{L}\p{N}_])/giu);
const BIC = /(?<![\p{L}\p{N}_])[A-Z]{4}[A-Z]{2}[A-Z0-9]{2}(?:[A-Z0-9]{3})?(?![\p{L}\p{N}_])/gu;
const BITCOIN = needing(HAS.TOKEN_OF_26, /(?<![\w/+=-])[13][1-9A-HJ-NP-Za-km-z]{25,34}(?![\w/+=-])/g);
const BECH32 = needing(
  HAS.TOKEN_OF_14 | HAS.LETTER_BEFORE,
  /(?<![\w/+=-])(?:bc1|tb1|ltc1)[02-9ac-hj-np-z]{11,87}(?![\w/+=-])/gi,
);
const ETHEREUM = needing(HAS.TOKEN_OF_26, /(?<![\w/+=-])0x[0-9a-fA-F]{40}(?![\w/+=-])/g);
const BASE58 = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz';
const BECH = 'qpzry9x8gf2tvdw0s3jn54khce6mua7l';

/**
 * Right in country, length, form and the check digits of all IBANs. The check digits that some countries have inside the account
 * number are not asked for: people invent and mistype these, and nothing else looks like an IBAN.
 */
function isIban(value: string): boolean {
  const { valid, errorCodes } = validateIBAN(value);
  return valid || errorCodes.every((code) => code === ValidationErrorsIBAN.WrongAccountBankBranchChecksum);
}

/** The longest beginning of `value`, cut at separators, that is an IBAN. */
function ibanIn(value: string): string | undefined {
  for (let part = value; part.length >= 15; part = part.replace(/[ -][^ -]*$/, '')) {
    if (isIban(part.replace(/[ -]/g, '').toUpperCase())) return part;
    if (!/[ -]/.test(part)) break;
  }
  return undefined;
}

function isBase58Check(value: string): boolean {
  let number = 0n;
  for (const character of value) number = number * 58n + BigInt(BASE58.indexOf(character));
  const hex = number.toString(16).padStart(50, '0');
  if (hex.length !== 50) return false;
  const bytes = Buffer.from(hex, 'hex');
  const sum = createHash('sha256')
    .update(createHash('sha256').update(bytes.subarray(0, 21)).digest())
    .digest();
  return sum.subarray(0, 4).equals(bytes.subarray(21));
}

/** BIP-173 and BIP-350 checksum. */
function isBech32(value: string): boolean {
  const lower = value.toLowerCase();
  if (value !== lower && value !== value.toUpperCase()) return false;
  const split = lower.lastIndexOf('1');
  const prefix = lower.slice(0, split);
  const data = Array.from(lower.slice(split + 1), (c) => BECH.indexOf(c));
  if (data.includes(-1)) return false;
  const values = [
    ...Array.from(prefix, (c) => c.charCodeAt(0) >> 5),
    0,
    ...Array.from(prefix, (c) => c.charCodeAt(0) & 31),
    ...data,
  ];
  let check = 1;
  for (const v of values) {
    const top = check >> 25;
    check = ((check & 0x1ffffff) << 5) ^ v;
    [0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3].forEach((generator, i) => {
      if ((top >> i) & 1) check ^= generator;
    });
  }
  return check === 1 || check === 0x2bc830a3;
}

const wallets = (text: string, one: Needing): readonly RegExpExecArray[] =>
  mayMatch(text, one) ? matchesOf(text, one.pattern) : [];

export const bankDetector: Detector = {
  name: 'bank',
  detect({ text }) {
    const found: Finding[] = [];
    const add = (
      match: RegExpExecArray,
      length: number,
      rest: Pick<Finding, 'type' | 'rule' | 'confidence' | 'evidence'>,
    ) => found.push({ start: match.index, end: match.index + length, detector: 'bank', ...rest });
    for (const match of matchesNeeding(text, digitRegions(text, 6), IBAN)) {
      const iban = ibanIn(match[0]);
      if (iban) add(match, iban.length, { type: 'IBAN', rule: 'iban', confidence: 0.98, evidence: 'checksum' });
      else if (
        /^[A-Z]{2}\d{2}/.test(match[0]) &&
        hasContext(text, match.index, match.index + match[0].length, /\biban\b/) &&
        /\d{8}/.test(match[0].replace(/\D/g, ''))
      )
        add(match, match[0].length, { type: 'IBAN', rule: 'iban', confidence: 0.6, evidence: 'shape+context' });
    }
    if (/\b(?:swift|bic)\b/i.test(text)) {
      for (const match of matchesOf(text, BIC)) {
        if (isValidBIC(match[0]) && hasContext(text, match.index, match.index + match[0].length, /\b(?:swift|bic)\b/))
          add(match, match[0].length, {
            type: 'BANK_ACCOUNT',
            rule: 'bic',
            confidence: 0.6,
            evidence: 'shape+context',
          });
      }
    }
    for (const match of wallets(text, BITCOIN))
      if (isBase58Check(match[0]))
        add(match, match[0].length, { type: 'BANK_ACCOUNT', rule: 'bitcoin', confidence: 0.97, evidence: 'checksum' });
    for (const match of wallets(text, BECH32))
      if (isBech32(match[0]))
        add(match, match[0].length, { type: 'BANK_ACCOUNT', rule: 'bitcoin', confidence: 0.97, evidence: 'checksum' });
    for (const match of wallets(text, ETHEREUM)) {
      if (/^0x0{20}|(.)\1{15}/i.test(match[0])) continue;
      const near = hasContext(
        text,
        match.index,
        match.index + match[0].length,
        /wallet|ether|\beth\b|crypto|address|send|payment|donat/,
      );
      add(match, match[0].length, {
        type: 'BANK_ACCOUNT',
        rule: 'ethereum',
        confidence: near ? 0.85 : 0.55,
        evidence: near ? 'shape+context' : 'shape',
      });
    }
    return found;
  },
};

const ACCOUNT =
  /account(?: ?(?:no|num|number|#))?|\bacct\b|\ba\/c\b|bank|konto|cuenta|compte|conto\b|checking|savings|direct deposit|bankverbindung/;

/** Numbers of banks and accounts; run with the ids, in one pass. */
export const BANK_NUMBERS: readonly NumberRule[] = [
  {
    rule: 'us_aba',
    type: 'BANK_ACCOUNT',
    pattern: /(?:0\d|1[0-2]|2[1-9]|3[0-2]|6[1-9]|7[0-2]|80)\d{2}-?\d{4}-?\d/y,
    context: /routing|\baba\b|\brtn\b|transit|wire/,
    check: (id) => !isRepeated(id) && weighted(id, [3, 7, 1, 3, 7, 1, 3, 7, 1]) % 10 === 0,
    known: 0.93,
  },
  { rule: 'uk_sort_code', type: 'BANK_ACCOUNT', pattern: /\d{2}-\d{2}-\d{2}/y, context: /sort ?code/, known: 0.93 },
  { rule: 'au_bsb', type: 'BANK_ACCOUNT', pattern: /\d{3}-\d{3}/y, context: /\bbsb\b/, known: 0.93 },
  { rule: 'in_ifsc', type: 'BANK_ACCOUNT', pattern: /[A-Z]{4}0[A-Z0-9]{6}/iy, context: /\bifsc\b|bank/, known: 0.93 },
  {
    rule: 'mx_clabe',
    type: 'BANK_ACCOUNT',
    pattern: /\d{18}/y,
    context: /clabe/,
    check: (id) =>
      (10 - (Array.from(id.slice(0, 17)).reduce((sum, d, i) => sum + ((Number(d) * [3, 7, 1][i % 3]!) % 10), 0) % 10)) %
        10 ===
      Number(id[17]),
    alone: 0,
  },
  {
    rule: 'account_number',
    type: 'BANK_ACCOUNT',
    pattern: /\d{2,6}(?:[ -]?\d{2,6}){1,4}/y,
    context: ACCOUNT,
    check: (id) => id.length >= 8 && id.length <= 17 && !isRepeated(id) && !/^(?:19|20)\d\d(?:19|20)\d\d$/.test(id),
    alone: 0,
    known: 0.7,
  },
];
