/** National ids of the British Isles, France, the Low Countries, Germany, Austria, Switzerland. */
import { isDate, isRepeated, luhn, mod11_10, remainder, weighted } from '../checksums.ts';
import type { NumberRule } from '../numbers.ts';

/** Social security, tax, identity: the words that go with several of the numbers of a country. */
const NHS = [10, 9, 8, 7, 6, 5, 4, 3, 2];
const MRZ = [7, 3, 1];

/** Check digit of machine-readable documents (ICAO 9303): weights 7 3 1, letters from 10. */
export function mrz(id: string): boolean {
  let sum = 0;
  for (let i = 0; i < id.length - 1; i++) sum += Number.parseInt(id[i]!, 36) * MRZ[i % 3]!;
  return sum % 10 === Number(id.at(-1));
}

/** Real ones repeat exactly one digit; those made up for examples may have all ten, so only wild repetition is refused. */
function germanTaxId(id: string): boolean {
  const counts = new Map<string, number>();
  for (const digit of id.slice(0, 10)) counts.set(digit, (counts.get(digit) ?? 0) + 1);
  const repeated = [...counts.values()].filter((n) => n > 1);
  return id[0] !== '0' && repeated.every((n) => n <= 3) && mod11_10(id);
}

/** Sum of the digits of each product. */
function crossSum(digits: string, weights: readonly number[]): number {
  return weights.reduce((sum, weight, i) => {
    const product = Number(digits[i]) * weight;
    return sum + Math.floor(product / 10) + (product % 10);
  }, 0);
}

/** `15070649C103`: area, birth date, letter, serial, check digit. */
function germanPension(id: string): boolean {
  const letter = String(id.charCodeAt(8) - 64).padStart(2, '0');
  const digits = id.slice(0, 8) + letter + id.slice(9);
  const day = Number(id.slice(2, 4));
  return (
    isDate(Number(id.slice(6, 8)), Number(id.slice(4, 6)), day > 50 ? day - 50 : day) &&
    crossSum(digits, [2, 1, 2, 5, 7, 1, 2, 1, 2, 1, 2, 1]) % 10 === Number(id[11])
  );
}

function germanHealth(id: string): boolean {
  const digits = String(id.charCodeAt(0) - 64).padStart(2, '0') + id.slice(1);
  return crossSum(digits, [1, 2, 1, 2, 1, 2, 1, 2, 1, 2]) % 10 === Number(id[9]);
}

/** Physician: six digits, check digit by weights 4 and 9, two digits of speciality. */
function germanPhysician(id: string): boolean {
  const sum = weighted(id, [4, 9, 4, 9, 4, 9]);
  return !isRepeated(id) && (10 - (sum % 10)) % 10 === Number(id[6]);
}

export const EUROPE_WEST: readonly NumberRule[] = [
  {
    rule: 'uk_nino',
    type: 'GOV_ID',
    pattern: /(?!BG|GB|NK|KN|TN|NT|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z] ?\d{2} ?\d{2} ?\d{2} ?[A-D]/iy,
    context: /national insurance|nino|\bni (?:no|number)|insurance number/,
    bare: 0.8,
    alone: 0.85,
    known: 0.97,
    check: (id) => /^[A-Z]{2}\d{6}[A-D]$/.test(id),
  },
  {
    rule: 'uk_nhs',
    type: 'GOV_ID',
    pattern: /\d{3}[- ]?\d{3}[- ]?\d{4}/y,
    context: /\bnhs\b|national health|patient/,
    check: (id) => !isRepeated(id) && (11 - (weighted(id, NHS) % 11)) % 11 === Number(id[9]),
  },
  { rule: 'uk_utr', type: 'GOV_ID', pattern: /\d{5} ?\d{5}K?/y, context: /\butr\b|unique taxpayer|tax reference/ },
  {
    rule: 'ie_pps',
    type: 'GOV_ID',
    pattern: /\d{7}[A-W][A-IW]?/iy,
    context: /\bpps[n]?\b|personal public service/,
    check: (id) =>
      'WABCDEFGHIJKLMNOPQRSTUV'[
        (weighted(id, [8, 7, 6, 5, 4, 3, 2]) + (id[8] && id[8] !== 'W' ? (id.charCodeAt(8) - 64) * 9 : 0)) % 23
      ] === id[7],
  },
  {
    rule: 'fr_nir',
    type: 'GOV_ID',
    pattern: /[12378] ?\d{2} ?(?:0[1-9]|1[0-2]|[2-9]\d) ?(?:\d{2}|2[AB]) ?\d{3} ?\d{3} ?\d{2}/iy,
    context: /s[ée]curit[ée] sociale|\bnir\b|\binsee\b|num[ée]ro de s[ée]cu|social security/,
    bare: 0.7,
    check: (id) => 97 - remainder(id.slice(0, 13).replace('2A', '19').replace('2B', '18'), 97) === Number(id.slice(13)),
  },
  {
    rule: 'fr_siren',
    type: 'GOV_ID',
    pattern: /\d{3} ?\d{3} ?\d{3}(?: ?\d{5})?/y,
    context: /\bsiren\b|\bsiret\b/,
    check: (id) => luhn(id),
  },
  {
    rule: 'fr_tax',
    type: 'GOV_ID',
    pattern: /[0-3]\d ?\d{2} ?\d{3} ?\d{3} ?\d{3}/y,
    context: /num[ée]ro fiscal|\bspi\b|identifiant fiscal/,
    check: (id) => remainder(id.slice(0, 10), 511) === Number(id.slice(10)),
  },
  {
    rule: 'nl_bsn',
    type: 'GOV_ID',
    pattern: /\d{3}[. ]?\d{3}[. ]?\d{3}|\d{4}[. ]?\d{2}[. ]?\d{3}/y,
    context: /\bbsn\b|burgerservice|sofinummer|citizen service/,
    check: (id) => !isRepeated(id) && (weighted(id, [9, 8, 7, 6, 5, 4, 3, 2]) - Number(id[8])) % 11 === 0,
  },
  {
    rule: 'be_rrn',
    type: 'GOV_ID',
    pattern: /\d{2}[. ]?\d{2}[. ]?\d{2}[- ]?\d{3}[. ]?\d{2}/y,
    context: /rijksregister|registre national|national register|\bniss\b|\binsz\b|num[ée]ro national/,
    check: (id) => {
      const key = Number(id.slice(9));
      return (
        isDate(Number(id.slice(0, 2)), Number(id.slice(2, 4)), Number(id.slice(4, 6))) &&
        (97 - remainder(id.slice(0, 9), 97) === key || 97 - remainder(`2${id.slice(0, 9)}`, 97) === key)
      );
    },
  },
  {
    rule: 'de_tax_id',
    type: 'GOV_ID',
    pattern: /\d{2} ?\d{3} ?\d{3} ?\d{3}/y,
    context: /steuer|\bidnr\b|tin\b|tax ?(?:id|number)|identifikationsnummer/,
    check: germanTaxId,
  },
  {
    rule: 'de_tax_number',
    type: 'GOV_ID',
    pattern: /\d{2,3}\/\d{3,4}\/\d{4,5}|(?:0[1-9]|1[0-6]|[2-9]\d)\d{11}/y,
    context: /steuernummer|st\.?-?nr|finanzamt|tax number/,
    check: (id) => !isRepeated(id),
    alone: 0.45,
  },
  {
    rule: 'de_pension',
    type: 'GOV_ID',
    pattern: /\d{2} ?\d{6} ?[A-Z] ?\d{3}/iy,
    context: /rentenversicherung|sozialversicherung|\bsvnr\b|\brvnr\b|versicherungsnummer/,
    check: germanPension,
    bare: 0.7,
  },
  {
    rule: 'de_health_insurance',
    type: 'GOV_ID',
    pattern: /[A-Z]\d{9}/y,
    context: /krankenversicher|krankenkasse|versichertennummer|\bkvnr\b|\bgkv\b/,
    check: germanHealth,
  },
  {
    rule: 'de_physician',
    type: 'GOV_ID',
    pattern: /\d{9}/y,
    context: /\blanr\b|arztnummer|\bbsnr\b|betriebsst[äa]tten/,
    check: germanPhysician,
  },
  {
    rule: 'de_id_card',
    type: 'GOV_ID',
    pattern: /[CFGHJKLMNPRTVWXYZ][CFGHJKLMNPRTVWXYZ0-9]{8}\d?(?:D)?/y,
    context: /personalausweis|ausweis|id card|\bperso\b/,
    check: (id) => /\d/.test(id) && mrz(id.replace(/D$/, '').slice(0, 10)),
    alone: 0,
  },
  {
    rule: 'de_vat',
    type: 'GOV_ID',
    pattern: /DE[ .-]?\d{3}[ .-]?\d{3}[ .-]?\d{3}/iy,
    context: /ust|umsatzsteuer|\bvat\b|mwst/,
    check: (id) => id[2] !== '0' && mod11_10(id.slice(2)),
    bare: 0.6,
  },
  {
    rule: 'de_commercial_register',
    type: 'GOV_ID',
    pattern: /HR[AB] ?\d{2,6}(?: [A-Z]{1,3}(?![\w]))?/iy,
    context: /handelsregister|amtsgericht|registergericht|register/,
    bare: 0.45,
    alone: 0.5,
  },
  {
    rule: 'at_svnr',
    type: 'GOV_ID',
    pattern: /[1-9]\d{3} ?\d{6}/y,
    context: /\bsvnr\b|sozialversicherung|versicherungsnummer|\bsv-?nr/,
    check: (id) =>
      weighted(id, [3, 7, 9, 0, 5, 8, 4, 2, 1, 6]) % 11 === Number(id[3]) &&
      isDate(Number(id.slice(8)), Number(id.slice(6, 8)), Number(id.slice(4, 6))),
  },
  {
    rule: 'ch_ahv',
    type: 'GOV_ID',
    pattern: /756[. ]?\d{4}[. ]?\d{4}[. ]?\d{2}/y,
    context: /\bahv\b|\bavs\b|versichertennummer|social security/,
    check: (id) => weighted(id, [1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1]) % 10 === 0,
    bare: 0.75,
  },
];
