/** Check digit arithmetic shared by many kinds of number. All take strings of digits. */

/** Luhn (mod 10), as in cards, IMEI, SIN, personnummer. */
export function luhn(digits: string): boolean {
  let sum = 0;
  for (let i = digits.length - 1, double = false; i >= 0; i--, double = !double) {
    let value = digits.charCodeAt(i) - 48;
    if (double) {
      value *= 2;
      if (value > 9) value -= 9;
    }
    sum += value;
  }
  return sum % 10 === 0;
}

/** Sum of the leading digits, each times its weight. */
export function weighted(digits: string, weights: readonly number[]): number {
  let sum = 0;
  for (let i = 0; i < weights.length; i++) sum += (digits.charCodeAt(i) - 48) * weights[i]!;
  return sum;
}

/** ISO 7064 mod 11,10 over all digits, the last one the check digit (German tax ids, Croatian OIB). */
export function mod11_10(digits: string): boolean {
  let product = 10;
  for (let i = 0; i < digits.length - 1; i++) {
    let sum = (digits.charCodeAt(i) - 48 + product) % 10;
    if (sum === 0) sum = 10;
    product = (sum * 2) % 11;
  }
  return (11 - product) % 10 === digits.charCodeAt(digits.length - 1) - 48;
}

/** The remainder of a long decimal number. */
export function remainder(digits: string, modulus: number): number {
  let rest = 0;
  for (let i = 0; i < digits.length; i++) rest = (rest * 10 + digits.charCodeAt(i) - 48) % modulus;
  return rest;
}

const DIHEDRAL = [
  '0123456789', '1234067895', '2340178956', '3401289567', '4012395678',
  '5987604321', '6598710432', '7659821043', '8765932104', '9876543210',
]; // biome-ignore format: a table
const PERMUTE = [
  '0123456789',
  '1576283094',
  '5803796142',
  '8916043527',
  '9453126870',
  '4286573901',
  '2793806415',
  '7046913258',
];

/** Verhoeff, as in Aadhaar. */
export function verhoeff(digits: string): boolean {
  let check = 0;
  for (let i = 0; i < digits.length; i++) {
    const digit = Number(digits[digits.length - 1 - i]);
    check = Number(DIHEDRAL[check]![Number(PERMUTE[i % 8]![digit])]);
  }
  return check === 0;
}

/** A calendar date that exists (years 1850–2099); two-digit years are read as 20xx and 19xx alike. */
export function isDate(year: number, month: number, day: number): boolean {
  if (month < 1 || month > 12 || day < 1) return false;
  const full = year < 100 ? 2000 + year : year;
  if (full < 1850 || full > 2099) return false;
  return day <= new Date(Date.UTC(full, month, 0)).getUTCDate();
}

/** Whether all characters are the same: 000000000, 111111111. */
export function isRepeated(digits: string): boolean {
  return digits.length > 1 && digits === digits[0]!.repeat(digits.length);
}
