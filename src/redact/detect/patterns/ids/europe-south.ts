/** National ids of Spain, Portugal, Italy, Greece, Turkey, Israel. */
import { isRepeated, luhn, weighted } from '../checksums.ts';
import type { NumberRule } from '../numbers.ts';

const NIF_LETTERS = 'TRWAGMYFPDXBNJZSQVHLCKE';
const NIF_CONTEXT = /\bnif\b|\bdni\b|documento|identidad|identifica/;
const nif = (id: string) => NIF_LETTERS[Number(id.slice(0, -1)) % 23] === id.at(-1);

/** Values of characters at odd places of a codice fiscale, by 0-9A-Z. */
const ODD = [
  1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22,
  25, 24, 23,
];

function codiceFiscale(id: string): boolean {
  let sum = 0;
  for (let i = 0; i < 15; i++) {
    const value = Number.parseInt(id[i]!, 36);
    sum += i % 2 === 0 ? ODD[value]! : value > 9 ? value - 10 : value;
  }
  return sum % 26 === id.charCodeAt(15) - 65;
}

/** Spanish companies: a letter, seven digits, a digit or letter. */
function cif(id: string): boolean {
  let sum = 0;
  for (let i = 1; i < 8; i++) {
    const digit = Number(id[i]);
    const doubled = digit * 2;
    sum += i % 2 === 0 ? digit : Math.floor(doubled / 10) + (doubled % 10);
  }
  const control = (10 - (sum % 10)) % 10;
  return id[8] === String(control) || id[8] === 'JABCDEFGHI'[control];
}

function turkish(id: string): boolean {
  const d = Array.from(id, Number);
  const odd = d[0]! + d[2]! + d[4]! + d[6]! + d[8]!;
  const even = d[1]! + d[3]! + d[5]! + d[7]!;
  return (
    d[0] !== 0 &&
    (((odd * 7 - even) % 10) + 10) % 10 === d[9] &&
    d.slice(0, 10).reduce((a, b) => a + b, 0) % 10 === d[10]
  );
}

export const EUROPE_SOUTH: readonly NumberRule[] = [
  {
    rule: 'es_nif',
    type: 'GOV_ID',
    pattern: /\d{7,8}[- ]?[A-HJ-NP-TV-Z]/iy,
    context: NIF_CONTEXT,
    check: nif,
    known: 0.97,
    alone: 0.8,
  },
  // Small letters after digits are hexadecimal more often than not.
  {
    rule: 'es_nif',
    type: 'GOV_ID',
    pattern: /\d{8}-?[A-HJ-NP-TV-Z]/y,
    context: NIF_CONTEXT,
    check: nif,
    bare: 0.65,
    known: 0.97,
    alone: 0.8,
  },
  {
    rule: 'es_nie',
    type: 'GOV_ID',
    pattern: /[XYZ][- ]?\d{7}[- ]?[A-HJ-NP-TV-Z]/iy,
    context: /\bnie\b|extranjero|\bdni\b|documento|identidad/,
    check: (id) => NIF_LETTERS[Number('XYZ'.indexOf(id[0]!) + id.slice(1, -1)) % 23] === id.at(-1),
    bare: 0.8,
    alone: 0.85,
    known: 0.97,
  },
  {
    rule: 'es_cif',
    type: 'GOV_ID',
    pattern: /[ABCDEFGHJNPQRSUVW]-?\d{7}-?[0-9A-J]/iy,
    context: /\bcif\b|\bnif\b|empresa/,
    check: cif,
  },
  {
    rule: 'es_social_security',
    type: 'GOV_ID',
    pattern: /\d{2}[/ -]?\d{8}[/ -]?\d{2}/y,
    context: /seguridad social|\bnuss\b|\bnaf\b/,
    check: (id) => Number(id.slice(0, 10)) % 97 === Number(id.slice(10)),
  },
  {
    rule: 'pt_nif',
    type: 'GOV_ID',
    pattern: /[1235689]\d{2} ?\d{3} ?\d{3}/y,
    context: /\bnif\b|contribuinte|\bnipc\b|fiscal/,
    check: (id) => {
      const rest = weighted(id, [9, 8, 7, 6, 5, 4, 3, 2]) % 11;
      return (rest < 2 ? 0 : 11 - rest) === Number(id[8]);
    },
  },
  {
    rule: 'pt_citizen_card',
    type: 'GOV_ID',
    pattern: /\d{8}[ -]?\d[ -]?[A-Z]{2}\d/iy,
    context: /cart[ãa]o (?:de|do) cidad[ãa]o|\bcc\b|bilhete/,
    check: (id) => {
      let sum = 0;
      for (let i = 0; i < 12; i++) {
        let v = Number.parseInt(id[i]!, 36);
        if (i % 2 === 0) {
          v *= 2;
          if (v > 9) v -= 9;
        }
        sum += v;
      }
      return sum % 10 === 0;
    },
  },
  {
    rule: 'it_codice_fiscale',
    type: 'GOV_ID',
    pattern: /[A-Z]{6}[0-9LMNPQRSTUV]{2}[A-EHLMPRST][0-9LMNPQRSTUV]{2}[A-Z][0-9LMNPQRSTUV]{3}[A-Z]/iy,
    context: /codice fiscale|\bcf\b|fiscal/,
    check: codiceFiscale,
    bare: 0.9,
    known: 0.98,
  },
  // With a wrong last letter it is still nobody else's number: six letters, a year, a month, a day, a town.
  {
    rule: 'it_codice_fiscale',
    type: 'GOV_ID',
    pattern: /[A-Z]{6}\d{2}[A-EHLMPRST](?:[04][1-9]|[1256]\d|[37][01])[A-Z]\d{3}[A-Z]/iy,
    context: /codice fiscale|\bcf\b|fiscal/,
    bare: 0.55,
  },
  {
    rule: 'it_vat',
    type: 'GOV_ID',
    pattern: /(?:IT ?)?\d{11}/iy,
    context: /partita iva|p\.? ?iva|\bvat\b/,
    check: (id) => {
      const digits = id.replace(/^IT/, '');
      return !isRepeated(digits) && luhn(digits);
    },
  },
  {
    rule: 'it_identity_card',
    type: 'GOV_ID',
    pattern: /[A-Z]{2} ?\d{7}|\d{7}[A-Z]{2}|[A-Z]{2}\d{5}[A-Z]{2}/iy,
    context: /carta d.identit|identity card|documento|\bcie\b/,
    alone: 0.5,
  },
  {
    rule: 'gr_afm',
    type: 'GOV_ID',
    pattern: /\d{9}/y,
    context: /\bafm\b|αφμ|tax id/,
    check: (id) => !isRepeated(id) && (weighted(id, [256, 128, 64, 32, 16, 8, 4, 2]) % 11) % 10 === Number(id[8]),
    alone: 0,
  },
  { rule: 'gr_amka', type: 'GOV_ID', pattern: /\d{11}/y, context: /\bamka\b|αμκα/, check: luhn, alone: 0 },
  {
    rule: 'tr_national_id',
    type: 'GOV_ID',
    pattern: /[1-9]\d{10}/y,
    context: /\btc\b|t\.c\.|tckn|kimlik|turkish id|vatanda/,
    check: turkish,
  },
  {
    rule: 'il_teudat_zehut',
    type: 'GOV_ID',
    pattern: /\d{8,9}/y,
    context: /teudat|zehut|israeli? id|תעודת זהות/,
    check: (id) => luhn(id.padStart(9, '0')),
    alone: 0,
  },
];
