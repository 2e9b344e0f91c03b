/** National ids of North and South America. */
import { isDate, isRepeated, luhn, weighted } from '../checksums.ts';
import type { NumberRule } from '../numbers.ts';

const SSN_CONTEXT = /\bssns?\b|social[ _-]?security|ss ?#|\bss ?no\b|\bssid\b|soc\.? sec/;

function ssn(id: string, raw: string): boolean {
  if (isRepeated(id) || id === '123456789' || id.startsWith('98765432')) return false;
  const separators = raw.replace(/\d/g, '');
  return separators.length === 0 || (separators.length === 2 ? separators[0] === separators[1] : true);
}

/** Two check digits by falling weights, as in CPF and CNPJ. */
function brazilian(id: string, first: readonly number[], second: readonly number[]): boolean {
  const digit = (weights: readonly number[]) => {
    const rest = weighted(id, weights) % 11;
    return rest < 2 ? 0 : 11 - rest;
  };
  return !isRepeated(id) && digit(first) === Number(id.at(-2)) && digit(second) === Number(id.at(-1));
}

const CURP = '0123456789ABCDEFGHIJKLMNÑOPQRSTUVWXYZ';
function curp(id: string): boolean {
  let sum = 0;
  for (let i = 0; i < 17; i++) sum += CURP.indexOf(id[i]!) * (18 - i);
  return (10 - (sum % 10)) % 10 === Number(id[17]);
}

function rut(id: string): boolean {
  let sum = 0;
  for (let i = id.length - 2, weight = 2; i >= 0; i--, weight = weight === 7 ? 2 : weight + 1)
    sum += Number(id[i]) * weight;
  return '0K987654321'[sum % 11] === id.at(-1);
}

/** DEA registration: two letters, six digits, check digit. */
function dea(id: string): boolean {
  const d = Array.from(id.slice(2), Number);
  return (d[0]! + d[2]! + d[4]! + 2 * (d[1]! + d[3]! + d[5]!)) % 10 === d[6];
}

export const AMERICAS: readonly NumberRule[] = [
  {
    rule: 'us_ssn',
    type: 'GOV_ID',
    pattern: /(?!000|666|9)\d{3}-(?!00)\d{2}-(?!0000)\d{4}/y,
    context: SSN_CONTEXT,
    check: ssn,
    bare: 0.85,
    known: 0.98,
  },
  {
    rule: 'us_ssn',
    type: 'GOV_ID',
    pattern: /(?!000|666|9)\d{3}[ .](?!00)\d{2}[ .](?!0000)\d{4}/y,
    context: SSN_CONTEXT,
    check: ssn,
    bare: 0.5,
    known: 0.95,
  },
  {
    rule: 'us_ssn',
    type: 'GOV_ID',
    pattern: /(?!000|666|9)\d{3}-?(?!00)\d{2}-?(?!0000)\d{4}/y,
    context: SSN_CONTEXT,
    check: ssn,
    alone: 0,
    known: 0.9,
  },
  {
    rule: 'us_itin',
    type: 'GOV_ID',
    pattern: /9\d{2}[- ](?:5\d|6[0-5]|7\d|8[0-8]|9[0-24-9])[- ]\d{4}/y,
    context: /\bitin\b|taxpayer|tax id/,
    bare: 0.75,
    alone: 0.8,
    known: 0.95,
  },
  {
    rule: 'us_itin',
    type: 'GOV_ID',
    pattern: /9\d{2}[- ]?(?:5\d|6[0-5]|7\d|8[0-8]|9[0-24-9])[- ]?\d{4}/y,
    context: /\bitin\b|taxpayer id/,
    known: 0.85,
  },
  { rule: 'us_ein', type: 'GOV_ID', pattern: /\d{2}-\d{7}/y, context: /\bein\b|employer id|\bfein\b|tax id/ },
  {
    rule: 'us_npi',
    type: 'GOV_ID',
    pattern: /[12]\d{9}|[12]\d{3}[- ]\d{3}[- ]\d{3}/y,
    context: /\bnpi\b|provider|physician/,
    check: (id) => !isRepeated(id.slice(1)) && luhn(`80840${id}`),
  },
  {
    rule: 'us_mbi',
    type: 'GOV_ID',
    pattern:
      /[1-9][AC-HJKMNP-RT-Y][AC-HJKMNP-RT-Y0-9]\d-?[AC-HJKMNP-RT-Y][AC-HJKMNP-RT-Y0-9]\d-?[AC-HJKMNP-RT-Y]{2}\d{2}/iy,
    context: /\bmbi\b|medicare|beneficiary/,
    bare: 0.6,
    alone: 0.7,
    known: 0.95,
  },
  {
    rule: 'us_dea',
    type: 'GOV_ID',
    pattern: /[ABCDEFGHJKLMPRSTUX][A-Z9]\d{7}/iy,
    context: /\bdea\b|prescri|certificate|licen[cs]e/,
    check: dea,
    bare: 0.5,
  },
  {
    rule: 'ca_sin',
    type: 'GOV_ID',
    pattern: /[1-79]\d{2}[- ]?\d{3}[- ]?\d{3}/y,
    context: /\bsin\b|\bnas\b|social insurance|assurance sociale/,
    check: (id) => luhn(id) && !isRepeated(id),
  },
  {
    rule: 'br_cpf',
    type: 'GOV_ID',
    pattern: /\d{3}\.\d{3}\.\d{3}-\d{2}|\d{11}/y,
    context: /\bcpf\b/,
    check: (id) => brazilian(id, [10, 9, 8, 7, 6, 5, 4, 3, 2], [11, 10, 9, 8, 7, 6, 5, 4, 3, 2]),
  },
  {
    rule: 'br_cpf',
    type: 'GOV_ID',
    pattern: /\d{3}\.\d{3}\.\d{3}-\d{2}/y,
    context: /\bcpf\b/,
    check: (id) => brazilian(id, [10, 9, 8, 7, 6, 5, 4, 3, 2], [11, 10, 9, 8, 7, 6, 5, 4, 3, 2]),
    bare: 0.9,
    known: 0.98,
  },
  {
    rule: 'br_cnpj',
    type: 'GOV_ID',
    pattern: /\d{2}\.\d{3}\.\d{3}\/\d{4}-\d{2}/y,
    context: /\bcnpj\b/,
    check: (id) => brazilian(id, [5, 4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2], [6, 5, 4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2]),
    bare: 0.85,
    known: 0.97,
  },
  {
    rule: 'br_cnpj',
    type: 'GOV_ID',
    pattern: /\d{14}/y,
    context: /\bcnpj\b/,
    check: (id) => brazilian(id, [5, 4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2], [6, 5, 4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2]),
  },
  {
    rule: 'mx_curp',
    type: 'GOV_ID',
    pattern: /[A-Z]{4}\d{6}[HMX][A-Z]{5}[A-Z0-9]\d/iy,
    context: /\bcurp\b/,
    check: curp,
    bare: 0.9,
    known: 0.98,
  },
  {
    rule: 'mx_rfc',
    type: 'GOV_ID',
    pattern: /[A-ZÑ&]{3,4}\d{6}[A-Z0-9]{3}/iy,
    context: /\brfc\b|contribuyente/,
    check: (id) => {
      const date = id.slice(-9, -3);
      return isDate(Number(date.slice(0, 2)), Number(date.slice(2, 4)), Number(date.slice(4)));
    },
    alone: 0.5,
  },
  {
    rule: 'ar_cuit',
    type: 'GOV_ID',
    pattern: /(?:20|2[3-7]|30|33|34)-?\d{8}-?\d/y,
    context: /\bcui[tl]\b|afip/,
    check: (id) => (11 - (weighted(id, [5, 4, 3, 2, 7, 6, 5, 4, 3, 2]) % 11)) % 11 === Number(id[10]),
  },
  { rule: 'ar_dni', type: 'GOV_ID', pattern: /\d{1,2}\.?\d{3}\.?\d{3}/y, context: /\bdni\b|documento nacional/ },
  {
    rule: 'cl_rut',
    type: 'GOV_ID',
    pattern: /\d{1,2}\.\d{3}\.\d{3}-[\dK]/iy,
    context: /\bru[tn]\b/,
    check: rut,
    bare: 0.8,
    known: 0.97,
  },
  { rule: 'cl_rut', type: 'GOV_ID', pattern: /\d{7,8}-[\dK]/iy, context: /\bru[tn]\b/, check: rut },
  { rule: 'co_nit', type: 'GOV_ID', pattern: /\d{3}\.?\d{3}\.?\d{3}-\d/y, context: /\bnit\b/ },
  { rule: 'co_cedula', type: 'GOV_ID', pattern: /\d{1,4}(?:\.?\d{3}){2}/y, context: /c[ée]dula|\bc\.?c\.? n/ },
  { rule: 'ec_cedula', type: 'GOV_ID', pattern: /[0-2]\d{9}/y, context: /c[ée]dula/, check: luhn, alone: 0 },
];
