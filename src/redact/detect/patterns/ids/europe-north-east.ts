/** National ids of the Nordic, Baltic and eastern European countries. */
import { isDate, luhn, mod11_10, remainder, weighted } from '../checksums.ts';
import type { NumberRule } from '../numbers.ts';

const HETU = '0123456789ABCDEFHJKLMNPRSTUVWXY';

/** `yymmdd` at the front; coordination numbers add 60 to the day. */
function swedish(id: string): boolean {
  const short = id.length === 12 ? id.slice(2) : id;
  const day = Number(short.slice(4, 6));
  return isDate(Number(short.slice(0, 2)), Number(short.slice(2, 4)), day > 60 ? day - 60 : day) && luhn(short);
}

function norwegian(id: string): boolean {
  const day = Number(id.slice(0, 2));
  const first = (11 - (weighted(id, [3, 7, 6, 1, 8, 9, 4, 5, 2]) % 11)) % 11;
  const second = (11 - (weighted(id, [5, 4, 3, 2, 7, 6, 5, 4, 3, 2]) % 11)) % 11;
  return (
    isDate(Number(id.slice(4, 6)), Number(id.slice(2, 4)) % 40, day > 40 ? day - 40 : day) &&
    first === Number(id[9]) &&
    second === Number(id[10])
  );
}

function pesel(id: string): boolean {
  const month = Number(id.slice(2, 4)) % 20;
  return (
    isDate(Number(id.slice(0, 2)), month, Number(id.slice(4, 6))) &&
    (10 - (weighted(id, [1, 3, 7, 9, 1, 3, 7, 9, 1, 3]) % 10)) % 10 === Number(id[10])
  );
}

/** Estonia and Lithuania: two rounds of weights. */
function baltic(id: string): boolean {
  let rest = weighted(id, [1, 2, 3, 4, 5, 6, 7, 8, 9, 1]) % 11;
  if (rest === 10) rest = weighted(id, [3, 4, 5, 6, 7, 8, 9, 1, 2, 3]) % 11;
  return isDate(Number(id.slice(1, 3)), Number(id.slice(3, 5)), Number(id.slice(5, 7))) && rest % 10 === Number(id[10]);
}

/** Czech and Slovak birth numbers; women's months count from 51. */
function czech(id: string): boolean {
  const month = Number(id.slice(2, 4)) % 50;
  return (
    isDate(Number(id.slice(0, 2)), month > 20 ? month - 20 : month, Number(id.slice(4, 6))) && remainder(id, 11) === 0
  );
}

function inn(id: string): boolean {
  const check = (weights: readonly number[]) => (weighted(id, weights) % 11) % 10;
  return id.length === 10
    ? check([2, 4, 10, 3, 5, 9, 4, 6, 8]) === Number(id[9])
    : check([7, 2, 4, 10, 3, 5, 9, 4, 6, 8]) === Number(id[10]) &&
        check([3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8]) === Number(id[11]);
}

function snils(id: string): boolean {
  let sum = weighted(id, [9, 8, 7, 6, 5, 4, 3, 2, 1]) % 101;
  if (sum === 100) sum = 0;
  return sum === Number(id.slice(9));
}

export const EUROPE_NORTH_EAST: readonly NumberRule[] = [
  {
    rule: 'se_personnummer',
    type: 'GOV_ID',
    pattern: /(?:19|20|18)?\d{6}[-+]?\d{4}/y,
    context: /person(?:nummer|nr)|\bpnr\b|samordningsnummer|person(?:al)? ?(?:number|id)|swedish id/,
    check: swedish,
  },
  {
    rule: 'se_personnummer',
    type: 'GOV_ID',
    pattern: /(?:19|20|18)?\d{6}[-+]\d{4}/y,
    context: /personnummer/,
    check: swedish,
    bare: 0.75,
  },
  {
    rule: 'se_organisationsnummer',
    type: 'GOV_ID',
    pattern: /\d{2}[2-9]\d{3}-?\d{4}/y,
    context: /organisationsnummer|org\.? ?n(?:umme)?r|f[öo]retag|company (?:identity|id|number|registration)/,
    check: luhn,
  },
  {
    rule: 'fi_hetu',
    type: 'GOV_ID',
    pattern: /\d{6}[-+A-FU-Y]\d{3}[0-9A-FHJ-NPR-Y]/iy,
    context: /henkil[öo]tunnus|hetu|personal identity/,
    bare: 0.8,
    known: 0.97,
    check: (_, raw) => {
      const id = raw.toUpperCase();
      return (
        isDate(Number(id.slice(4, 6)), Number(id.slice(2, 4)), Number(id.slice(0, 2))) &&
        id.slice(7, 10) >= '002' &&
        HETU[Number(id.slice(0, 6) + id.slice(7, 10)) % 31] === id[10]
      );
    },
  },
  {
    rule: 'no_fodselsnummer',
    type: 'GOV_ID',
    pattern: /\d{6} ?\d{5}/y,
    context: /f[øo]dselsnummer|personnummer|norwegian|d-nummer/,
    check: norwegian,
  },
  {
    rule: 'dk_cpr',
    type: 'GOV_ID',
    pattern: /[0-3]\d[01]\d{3}-?\d{4}/y,
    context: /\bcpr\b|personnummer|danish/,
    check: (id) => isDate(Number(id.slice(4, 6)), Number(id.slice(2, 4)), Number(id.slice(0, 2))),
    alone: 0,
  },
  {
    rule: 'is_kennitala',
    type: 'GOV_ID',
    pattern: /[0-3]\d[01]\d{3}-?\d{4}/y,
    context: /kennitala/,
    check: (id) => weighted(id, [3, 2, 7, 6, 5, 4, 3, 2, 1]) % 11 === 0,
    alone: 0,
  },
  { rule: 'pl_pesel', type: 'GOV_ID', pattern: /\d{11}/y, context: /pesel|identyfikacyj/, check: pesel },
  {
    rule: 'pl_nip',
    type: 'GOV_ID',
    pattern: /\d{3}-?\d{3}-?\d{2}-?\d{2}|\d{3}-\d{2}-\d{2}-\d{3}/y,
    context: /\bnip\b|podatk/,
    check: (id) => weighted(id, [6, 5, 7, 2, 3, 4, 5, 6, 7]) % 11 === Number(id[9]),
    alone: 0,
  },
  {
    rule: 'pl_id_card',
    type: 'GOV_ID',
    pattern: /[A-Z]{3} ?\d{6}/y,
    context: /dow[óo]d|osobist/,
    check: (id) =>
      Array.from(id).reduce((sum, c, i) => sum + Number.parseInt(c, 36) * [7, 3, 1, 9, 7, 3, 1, 7, 3][i]!, 0) % 10 ===
      0,
    alone: 0,
  },
  {
    rule: 'cz_birth_number',
    type: 'GOV_ID',
    pattern: /\d{6}\/\d{4}|\d{10}/y,
    context: /rodn[ée] [čc][íi]slo|birth number|\br\. ?[čc]\./,
    check: czech,
    alone: 0,
  },
  {
    rule: 'ro_cnp',
    type: 'GOV_ID',
    pattern: /[1-8]\d{12}/y,
    context: /\bcnp\b|cod numeric/,
    check: (id) =>
      isDate(Number(id.slice(1, 3)), Number(id.slice(3, 5)), Number(id.slice(5, 7))) &&
      (weighted(id, [2, 7, 9, 1, 4, 6, 3, 5, 8, 2, 7, 9]) % 11) % 10 === Number(id[12]),
  },
  {
    rule: 'bg_egn',
    type: 'GOV_ID',
    pattern: /\d{10}/y,
    context: /\begn\b|егн/,
    check: (id) => (weighted(id, [2, 4, 8, 5, 10, 9, 7, 3, 6]) % 11) % 10 === Number(id[9]),
    alone: 0,
  },
  {
    rule: 'hr_oib',
    type: 'GOV_ID',
    pattern: /\d{11}/y,
    context: /\boib\b|osobni identifikacijski/,
    check: mod11_10,
    alone: 0,
  },
  {
    rule: 'ee_isikukood',
    type: 'GOV_ID',
    pattern: /[1-6]\d{10}/y,
    context: /isikukood|asmens kod|personal code/,
    check: baltic,
  },
  { rule: 'lv_personas_kods', type: 'GOV_ID', pattern: /\d{6}-?\d{5}/y, context: /personas kods/, alone: 0 },
  {
    rule: 'hu_tax_id',
    type: 'GOV_ID',
    pattern: /8\d{9}/y,
    context: /ad[óo]azonos[íi]t[óo]|ad[óo]sz[áa]m/,
    check: (id) => weighted(id, [1, 2, 3, 4, 5, 6, 7, 8, 9]) % 11 === Number(id[9]),
    alone: 0,
  },
  { rule: 'ru_inn', type: 'GOV_ID', pattern: /\d{12}|\d{10}/y, context: /\binn\b|инн/, check: inn, alone: 0 },
  {
    rule: 'ru_snils',
    type: 'GOV_ID',
    pattern: /\d{3}-\d{3}-\d{3}[ -]\d{2}|\d{11}/y,
    context: /snils|снилс/,
    check: snils,
    alone: 0,
  },
];
