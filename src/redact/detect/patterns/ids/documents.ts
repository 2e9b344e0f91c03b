/** Passports, driving licences and number plates: short shapes, so nearly all need words of context. */
import type { NumberRule } from '../numbers.ts';
import { mrz } from './europe-west.ts';

const PASSPORT =
  /passport|travel document|passeport|pasaporte|passaporte|passaporto|reisepass|\bpass ?(?:no|nr|number)|paspoort|护照|여권|パスポート/;
const LICENCE =
  /driv(?:er|ing)|licen[cs]e|\bdl\b|\bdl ?(?:no|#)|f[üu]hrerschein|permis de conduire|patente|permiso de conducir|rijbewijs|운전면허/;
const PLATE =
  /licen[cs]e plate|\bplates?\b|kennzeichen|number ?plate|registration|\breg\.? ?(?:no|number)|vehicle|\bcar\b|plaka|matr[íi]cula/;

export const DOCUMENTS: readonly NumberRule[] = [
  {
    rule: 'de_passport',
    type: 'PASSPORT',
    pattern: /[CFGHJK][CFGHJKLMNPRTVWXYZ0-9]{8}/y,
    context: PASSPORT,
    check: (id) => /\d{3}/.test(id) && mrz(id),
    known: 0.95,
  },
  {
    rule: 'passport',
    type: 'PASSPORT',
    pattern: /[A-Z]{1,3}\d{6,8}|\d{9}|\d{2}[A-Z]{2}\d{5}|[A-Z]\d{3}[A-Z]\d{4}/iy,
    context: PASSPORT,
    known: 0.85,
  },
  {
    rule: 'passport',
    type: 'PASSPORT',
    pattern: /[A-Z]{3}\d{6}|[A-Z]{2}\d{7}|[A-Z]\d{8}|[MSRODG]\d{3}[A-Z]\d{4}|[A-PR-WY][1-9]\d{6}/iy,
    context: PASSPORT,
    alone: 0.5,
    known: 0.85,
  },
  // Without the check digit, which stands apart on the card.
  {
    rule: 'de_passport',
    type: 'PASSPORT',
    pattern: /[CFGHJKLMNPRTVWXYZ][CFGHJKLMNPRTVWXYZ0-9]{8}/y,
    context: PASSPORT,
    check: (id) => /(?:\d.*){4}/.test(id),
    known: 0.8,
  },
  {
    rule: 'passport_mrz',
    type: 'PASSPORT',
    pattern: /[A-Z0-9<]{9}\d[A-Z<]{3}\d{7}[MF<]\d{7}[A-Z0-9<]{14}[0-9<]\d/y,
    context: PASSPORT,
    bare: 0.95,
  },
  {
    rule: 'uk_driving_licence',
    type: 'DRIVER_LICENSE',
    pattern: /[A-Z9]{5}\d[0156]\d[0-3]\d{2}[A-Z9]{2}[A-Z0-9]{3}/iy,
    context: LICENCE,
    bare: 0.85,
    alone: 0.9,
    known: 0.97,
  },
  {
    rule: 'kr_driver_license',
    type: 'DRIVER_LICENSE',
    pattern: /(?:1[1-9]|2[0-8])-\d{2}-\d{6}-\d{2}/y,
    context: LICENCE,
    bare: 0.75,
    alone: 0.8,
    known: 0.95,
  },
  {
    rule: 'it_driver_license',
    type: 'DRIVER_LICENSE',
    pattern: /[A-Z]{2}\d{7}[A-Z]|U1[BCDFGHLMNPRSTUVWXYZ0-9]{7}[A-Z]/iy,
    context: LICENCE,
    alone: 0.5,
    known: 0.9,
  },
  {
    rule: 'de_fuehrerschein',
    type: 'DRIVER_LICENSE',
    pattern: /[A-Z]\d{2}[A-Z0-9]{6}[0-9X][A-Z0-9]|[A-Z]{2}\d{8}[A-Z0-9]/iy,
    context: LICENCE,
    alone: 0.5,
    known: 0.85,
  },
  {
    rule: 'us_driver_license',
    type: 'DRIVER_LICENSE',
    pattern:
      /[A-Z]\d{3}-?\d{3}-?\d{2}-?\d{3}-?\d|[A-Z]{1,2}\d{5,13}|[A-Z]\d{3}-\d{4}-\d{4}|\d{2}-\d{3}-\d{4}|\d{3}[A-Z]{2}\d{4}|\d{7,10}[A-Z]|\d{7,9}/iy,
    context: LICENCE,
    known: 0.75,
  },
  {
    rule: 'plate_de',
    type: 'GOV_ID',
    pattern: /[A-ZÄÖÜ]{1,3}[ -][A-Z]{1,2}[ -]?[1-9]\d{0,3}[EH]?/y,
    context: /kennzeichen|\bkfz\b|auto|fahrzeug|licen[cs]e plate|\bplate\b/,
    alone: 0.45,
    known: 0.8,
  },
  {
    rule: 'plate_uk',
    type: 'GOV_ID',
    // The half-year it was given out in: 02 to 29 or 51 to 79.
    pattern: /[A-HJ-PR-Y][A-HJ-PR-Y](?:0[2-9]|[12]\d|5[1-9]|[67]\d)[ -]?[A-HJ-PR-Z]{3}/iy,
    context: PLATE,
    alone: 0.5,
    known: 0.85,
  },
  // Given out before 2001, and on many cars still.
  {
    rule: 'plate_uk',
    type: 'GOV_ID',
    pattern: /[A-HJ-NPR-TV-Y]\d{1,3} ?[A-HJ-PR-Y]{3}|[A-HJ-PR-Y]{3} ?\d{1,3}[A-HJ-NPR-TV-Y]/y,
    context: PLATE,
    alone: 0.45,
    known: 0.75,
  },
  {
    rule: 'plate_in',
    type: 'GOV_ID',
    pattern: /[A-Z]{2}[ -]?\d{1,2}[ -]?[A-Z]{1,3}[ -]?\d{4}/iy,
    context: PLATE,
    alone: 0.5,
    known: 0.8,
  },
  {
    rule: 'plate_tr',
    type: 'GOV_ID',
    pattern: /(?:0[1-9]|[1-7]\d|8[01]) ?[A-Z]{1,3} ?\d{2,5}/y,
    context: PLATE,
    alone: 0.45,
    known: 0.8,
  },
  {
    rule: 'plate_ng',
    type: 'GOV_ID',
    pattern: /[A-Z]{3}[- ]?\d{3}[- ]?[A-Z]{2}/y,
    context: PLATE,
    alone: 0.45,
    known: 0.8,
  },
  { rule: 'vin', type: 'GOV_ID', pattern: /[A-HJ-NPR-Z0-9]{17}/y, context: /\bvin\b|vehicle id|chassis/, known: 0.85 },
];
