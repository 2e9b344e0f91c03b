/**
 * Privacy is a type: what comes after redaction takes `Redacted<T>`, and only this folder can make one.
 * The symbol is not exported, so no other module can write the brand without a cast that review and lint catch.
 */
declare const redacted: unique symbol;

/** A value whose every string has passed redaction. */
export type Redacted<T> = T & { readonly [redacted]: true };

/** Only for src/redact (after rendering a plan) and the run store (reading back what only `Redacted` was written to). */
export function markRedacted<T>(value: T): Redacted<T> {
  return value as Redacted<T>;
}

/** Something made only of parts of `from`, which has passed redaction: a cut, a tag, a count, a row. */
export function derive<T>(_from: Redacted<unknown> | readonly Redacted<unknown>[], value: T): Redacted<T> {
  return value as Redacted<T>;
}
