/** Optional fields without a conditional spread for each. */

/**
 * Copies `members` without those that are undefined, in their order. For objects that are compared, hashed, spread over others
 * or written, where an absent field and one that is undefined must not differ.
 */
export function defined<T extends object>(members: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  const out: { [K in keyof T]?: Exclude<T[K], undefined> } = {};
  for (const key in members) {
    const value = members[key];
    if (value !== undefined) out[key] = value as Exclude<T[typeof key], undefined>;
  }
  return out;
}
