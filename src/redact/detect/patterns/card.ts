/** Payment cards: 12 to 19 digits with a Luhn check, a brand's range, or words of context. */
import type { Detector, Finding } from '../detector.ts';
import { isRepeated, luhn } from './checksums.ts';
import { digitRegions, matchesIn } from './regions.ts';
import { hasContext, isAlone, textBefore } from './text.ts';

/** Digits with at most one separator between them; bounded, so linear. */
const CANDIDATE = /(?<![\p{L}\p{N}_]|[.$#/\\-])\d(?:[ -]?\d){11,18}(?![\p{L}\p{N}_]|[.-]\d)/gu;
const CONTEXT =
  /\b(?:card|credit|debit|visa|master ?card|amex|american express|discover|diners|jcb|maestro|union ?pay|cc(?: ?(?:no|num|number))?|pan|karte|kreditkarte|tarjeta|carte|carta|cart[aã]o|kaart|kort|karta)\b|card(?:_?num|_?no\b)/;
/** Right before the number, so that it is the number of a card and not of something that was paid with one. */
const LABEL =
  /(?:\b(?:(?:credit|debit|bank|visa|master)? ?card(?: ?(?:no\.?|num(?:ber)?|#|on file|ending))?|visa|mastercard|amex|cc(?: ?(?:no|num|number))?|pan|(?:kredit|giro|ec-)?karten?(?:nummer|nr\.?)?|(?:n[úu]mero (?:de|do) )?(?:la )?(?:tarjeta|cart[aã]o|carte|carta)(?: (?:de cr[ée]dit[oe]?|bancaire|di credito))?|kaart(?:nummer)?|numer karty|kort(?:nummer)?)|カード番号|卡号|카드번호)["'*]{0,2}\s?(?:[:：=#]|is|was|ist|lautet|est|es|è|é|→)?\s?["'*#]{0,3}$/;
const BRANDS: readonly (readonly [name: string, prefix: RegExp, lengths: readonly number[]])[] = [
  ['visa', /^4/, [13, 16, 19]],
  ['mastercard', /^(?:5[1-5]|222[1-9]|22[3-9]\d|2[3-6]\d\d|27[01]\d|2720)/, [16]],
  ['amex', /^3[47]/, [15]],
  ['diners', /^(?:30[0-5]|3095|36|3[89])/, [14, 16, 17, 18, 19]],
  ['discover', /^(?:6011|64[4-9]|65|622)/, [16, 19]],
  ['jcb', /^35(?:2[89]|[3-8]\d)/, [16, 17, 18, 19]],
  ['unionpay', /^(?:62|81)/, [16, 17, 18, 19]],
  ['maestro', /^(?:50|5[6-9]|6[0-9])/, [12, 13, 14, 15, 16, 17, 18, 19]],
  ['mir', /^220[0-4]/, [16, 17, 18, 19]],
];

function brandOf(digits: string): string | undefined {
  return BRANDS.find(([, prefix, lengths]) => prefix.test(digits) && lengths.includes(digits.length))?.[0];
}

/** Groups as printed on cards: 4-4-4-4(-3), 4-6-5, 4-6-4. */
const PRINTED = /^(?:\d{4}([ -])\d{4}\1\d{4}\1\d{4}(?:\1\d{1,3})?|\d{4}([ -])\d{6}\2\d{4,5})$/;

export const cardDetector: Detector = {
  name: 'card',
  digits: true,
  detect({ text }) {
    const found: Finding[] = [];
    for (const match of matchesIn(text, digitRegions(text, 10), CANDIDATE)) {
      const value = match[0];
      const digits = value.replace(/\D/g, '');
      if (isRepeated(digits)) continue;
      const plain = value.length === digits.length;
      const printed = PRINTED.test(value);
      // A digit mistyped or made up: the label says what it is meant to be.
      if (!luhn(digits)) {
        if ((printed || (plain && brandOf(digits))) && LABEL.test(textBefore(text, match.index, 40)))
          found.push({
            start: match.index,
            end: match.index + value.length,
            type: 'CREDIT_CARD',
            detector: 'card',
            rule: 'labelled',
            confidence: 0.8,
            evidence: 'context:card',
          });
        continue;
      }
      if (!plain && !printed) continue;
      const brand = brandOf(digits);
      const start = match.index;
      const end = start + value.length;
      const context = hasContext(text, start, end, CONTEXT);
      const alone = isAlone(text, start, end);
      // A plain run of digits passes Luhn one time in ten: ids and timestamps need a brand of usual length, and 13-digit ones (milliseconds) context.
      const confidence = context
        ? 0.98
        : !brand
          ? 0
          : printed
            ? 0.95
            : brand !== 'maestro' && (digits.length >= 15 || (alone && digits.length >= 14))
              ? 0.8
              : alone && digits.length === 16
                ? 0.6
                : 0;
      if (!confidence) continue;
      found.push({
        start,
        end,
        type: 'CREDIT_CARD',
        detector: 'card',
        rule: brand ?? 'luhn',
        confidence,
        evidence: context ? 'checksum+context' : 'checksum',
      });
    }
    return found;
  },
};
