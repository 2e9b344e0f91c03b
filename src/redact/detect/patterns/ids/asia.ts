/** National ids of Asia. */
import { isDate, isRepeated, verhoeff, weighted } from '../checksums.ts';
import type { NumberRule } from '../numbers.ts';

const CN_WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

function chinese(id: string): boolean {
  return (
    isDate(Number(id.slice(6, 10)), Number(id.slice(10, 12)), Number(id.slice(12, 14))) &&
    '10X98765432'[weighted(id, CN_WEIGHTS) % 11] === id[17]
  );
}

function singaporean(id: string): boolean {
  const sum = weighted(id.slice(1, 8), [2, 7, 6, 5, 4, 3, 2]);
  switch (id[0]) {
    case 'S':
      return 'JZIHGFEDCBA'[sum % 11] === id[8];
    case 'T':
      return 'JZIHGFEDCBA'[(sum + 4) % 11] === id[8];
    case 'F':
      return 'XWUTRQPNMLK'[sum % 11] === id[8];
    case 'G':
      return 'XWUTRQPNMLK'[(sum + 4) % 11] === id[8];
    default:
      return 'XWUTRQPNJLK'[(sum + 3) % 11] === id[8];
  }
}

const TAIWAN = 'ABCDEFGHJKLMNPQRSTUVXYWZIO';
function taiwanese(id: string): boolean {
  const area = TAIWAN.indexOf(id[0]!) + 10;
  return (Math.floor(area / 10) + (area % 10) * 9 + weighted(id.slice(1), [8, 7, 6, 5, 4, 3, 2, 1, 1])) % 10 === 0;
}

function hongKong(id: string): boolean {
  const letters = /^[A-Z]+/.exec(id)![0];
  const digits = id.slice(letters.length, -1);
  let sum =
    letters.length === 2
      ? (letters.charCodeAt(0) - 55) * 9 + (letters.charCodeAt(1) - 55) * 8
      : 36 * 9 + (letters.charCodeAt(0) - 55) * 8;
  sum += weighted(digits, [7, 6, 5, 4, 3, 2]);
  const check = (11 - (sum % 11)) % 11;
  return (check === 10 ? 'A' : String(check)) === id.at(-1);
}

const KOREAN = /resident registration|foreigner registration|주민|외국인|\b[rf]rn\b/;

/** `yymmdd` at the front. */
function koreanDate(id: string): boolean {
  return isDate(Number(id.slice(0, 2)), Number(id.slice(2, 4)), Number(id.slice(4, 6)));
}

/** Residents' and foreigners' numbers differ in the last step of the check. Numbers given since October 2020 have no check digit: the date must do. */
function korean(id: string): boolean {
  const rest = weighted(id, [2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5]) % 11;
  const foreign = '5678'.includes(id[6]!);
  return koreanDate(id) && ((foreign ? 13 : 11) - rest) % 10 === Number(id[12]);
}

const GSTIN = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ';
function gstin(id: string): boolean {
  const state = Number(id.slice(0, 2));
  return ((state >= 1 && state <= 38) || state === 97 || state === 99) && GSTIN.includes(id[14]!);
}

export const ASIA: readonly NumberRule[] = [
  {
    rule: 'in_aadhaar',
    type: 'GOV_ID',
    pattern: /[2-9]\d{3}(?: ?\d{4} ?\d{4}|-\d{4}-\d{4})/y,
    context: /aadh?aar|\buid(?:ai)?\b|आधार/,
    check: (id) => verhoeff(id) && !isRepeated(id) && id !== Array.from(id).reverse().join(''),
  },
  {
    rule: 'in_pan',
    type: 'GOV_ID',
    pattern: /[A-Z]{3}[ABCFGHJLPT][A-Z]\d{4}[A-Z]/iy,
    context: /\bpan\b|permanent account|income tax/,
    bare: 0.7,
    alone: 0.8,
    known: 0.95,
  },
  {
    rule: 'in_pan',
    type: 'GOV_ID',
    pattern: /[A-Z]{5}\d{4}[A-Z]/iy,
    context: /\bpan\b|permanent account|income tax/,
    alone: 0.5,
    known: 0.85,
  },
  {
    rule: 'in_gstin',
    type: 'GOV_ID',
    pattern: /\d{2}[A-Z]{5}\d{4}[A-Z][1-9A-Z]Z[0-9A-Z]/iy,
    context: /\bgst(?:in)?\b/,
    check: gstin,
    bare: 0.8,
    known: 0.97,
  },
  {
    rule: 'in_voter',
    type: 'GOV_ID',
    pattern: /[A-Z]{3}\d{7}/iy,
    context: /\bvot(?:er?|ing)\b|\bepic\b|election/,
    alone: 0.5,
  },
  {
    rule: 'sg_nric',
    type: 'GOV_ID',
    pattern: /[STFGM]\d{7}[A-Z]/iy,
    context: /\bnric\b|\bfin\b|singapore/,
    check: singaporean,
    bare: 0.8,
    known: 0.97,
  },
  // Mistyped or made up, but nothing else has this shape.
  {
    rule: 'sg_nric',
    type: 'GOV_ID',
    pattern: /[STFGM]\d{7}[A-Z]/iy,
    context: /\bnric\b|\bfin\b|singapore/,
    alone: 0.5,
  },
  {
    rule: 'sg_uen',
    type: 'GOV_ID',
    pattern: /(?:\d{8,9}[A-Z]|[TRS]\d{2}[A-Z]{2}\d{4}[A-Z])/y,
    context: /\buen\b|unique entity|business reg/,
    alone: 0.5,
  },
  {
    rule: 'my_nric',
    type: 'GOV_ID',
    pattern: /\d{6}-\d{2}-\d{4}/y,
    context: /\bnric\b|mykad|\bic (?:no|number)|kad pengenalan/,
    check: koreanDate,
    bare: 0.6,
  },
  { rule: 'id_nik', type: 'GOV_ID', pattern: /\d{16}/y, context: /\bnik\b|\bktp\b/, alone: 0 },
  {
    rule: 'ph_tin',
    type: 'GOV_ID',
    pattern: /\d{3}-\d{3}-\d{3}(?:-\d{3,5})?|\d{9}(?:\d{3,5})?/y,
    context: /\btin\b|taxpayer/,
    check: (id) => weighted(id, [1, 2, 3, 4, 5, 6, 7, 8]) % 11 === Number(id[8]),
    alone: 0,
  },
  // Behind its name, in groups: also without the check.
  { rule: 'ph_tin', type: 'GOV_ID', pattern: /\d{3}-\d{3}-\d{3}(?:-\d{3,5})?/y, context: /\btin\b|taxpayer/ },
  {
    rule: 'ph_id',
    type: 'GOV_ID',
    pattern: /\d{2}-\d{7}-\d|\d{4}-\d{7}-\d/y,
    context: /\bsss\b|\bumid\b|philhealth|pag-?ibig/,
  },
  {
    rule: 'th_id',
    type: 'GOV_ID',
    pattern: /[1-8]-?\d{4}-?\d{5}-?\d{2}-?\d/y,
    context: /thai|\btnin\b|citizen id|national id|บัตรประชาชน|เลขประจำตัว/,
    check: (id) =>
      !isRepeated(id) && (11 - (weighted(id, [13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2]) % 11)) % 10 === Number(id[12]),
  },
  { rule: 'vn_cccd', type: 'GOV_ID', pattern: /0\d{11}/y, context: /\bcccd\b|\bcmnd\b|căn cước/, alone: 0 },
  {
    rule: 'cn_resident_id',
    type: 'GOV_ID',
    pattern: /[1-8]\d{5}(?:18|19|20)\d{9}[\dX]/iy,
    context: /身份证|resident id|chinese id|居民/,
    check: chinese,
    bare: 0.85,
    known: 0.98,
  },
  {
    rule: 'tw_national_id',
    type: 'GOV_ID',
    pattern: /[A-Z][1289]\d{8}/iy,
    context: /身分證|taiwan|national id/,
    check: taiwanese,
    bare: 0.6,
  },
  {
    rule: 'hk_id',
    type: 'GOV_ID',
    pattern: /[A-Z]{1,2}\d{6}\([0-9A]\)/iy,
    context: /\bhkid\b|hong kong|身份證/,
    check: hongKong,
    bare: 0.8,
  },
  {
    rule: 'jp_my_number',
    type: 'GOV_ID',
    pattern: /\d{4}[- ]?\d{4}[- ]?\d{4}/y,
    context: /my ?number|マイナンバー|個人番号/,
    check: (id) => {
      const rest = weighted(id, [6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2]) % 11;
      return (rest <= 1 ? 0 : 11 - rest) === Number(id[11]);
    },
    alone: 0,
  },
  { rule: 'kr_rrn', type: 'GOV_ID', pattern: /\d{6}-?\d{7}/y, context: KOREAN, check: korean, known: 0.97 },
  { rule: 'kr_rrn', type: 'GOV_ID', pattern: /\d{6}-\d{7}/y, context: KOREAN, check: korean, bare: 0.8, known: 0.97 },
  // A date, a dash, the digit of sex and century, six more: hardly anything else is written so.
  {
    rule: 'kr_rrn',
    type: 'GOV_ID',
    pattern: /\d{6}-[1-8]\d{6}/y,
    context: KOREAN,
    check: koreanDate,
    bare: 0.55,
    alone: 0.6,
  },
  { rule: 'kr_rrn', type: 'GOV_ID', pattern: /\d{6}[1-8]\d{6}/y, context: KOREAN, check: koreanDate, known: 0.8 },
  {
    rule: 'kr_brn',
    type: 'GOV_ID',
    pattern: /\d{3}-?\d{2}-?\d{5}/y,
    context: /business registration|사업자|\bbrn\b/,
    check: (id) => {
      const sum =
        weighted(id, [1, 3, 7, 1, 3, 7, 1, 3]) + Math.floor((Number(id[8]) * 5) / 10) + ((Number(id[8]) * 5) % 10);
      return (10 - (sum % 10)) % 10 === Number(id[9]);
    },
  },
  { rule: 'ae_emirates_id', type: 'GOV_ID', pattern: /784-?\d{4}-?\d{7}-?\d/y, context: /emirates|\beid\b/, bare: 0.7 },
  { rule: 'sa_national_id', type: 'GOV_ID', pattern: /[12]\d{9}/y, context: /iqama|saudi|هوية/, alone: 0 },
  { rule: 'pk_cnic', type: 'GOV_ID', pattern: /\d{5}-\d{7}-\d/y, context: /\bcnic\b|nadra/, bare: 0.7 },
];
