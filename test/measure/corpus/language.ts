/** What a language of the corpus consists of. The templates were written without a look at the rules, and no rule is made from them. */

/**
 * Marks in a template and the values that take their places: P full name, G given name, F family name, E e-mail, T telephone,
 * A street and number, Z postal code, B birth date, C card, I IBAN, N national id, U login, K token, W password, X IP address.
 */
export type Mark = 'P' | 'G' | 'F' | 'E' | 'T' | 'A' | 'Z' | 'B' | 'C' | 'I' | 'N' | 'U' | 'K' | 'W' | 'X';

export interface Language {
  given: readonly string[];
  family: readonly string[];
  /** Family name first, with what between them. */
  familyFirst?: string;
  /** `#` is a digit. */
  phones: readonly string[];
  streets: readonly string[];
  postal: string;
  /** `d`, `m`, `y`: day, month, year of the birth date; `M` the month's name. */
  birth: readonly string[];
  months: readonly string[];
  /** Country and length of the IBAN's account part; digits only. */
  iban: readonly [country: string, digits: number];
  national: string;
  /** Texts with marks such as `<P>`. */
  positive: readonly string[];
  /** Texts without anything personal. `<n>` is a number of one to three digits, `<v>` a version, `<o>` an order number. */
  negative: readonly string[];
}
