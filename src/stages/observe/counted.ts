/** Keyword that stands beside each `$ref` of a cleaned schema: the validator counts with it. */
export const COUNTED = 'goldpanCounted';
