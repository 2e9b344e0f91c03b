/** Remembers what was computed for a string, within a bound: sessions repeat their values. */
export function memo<T>(compute: (text: string) => T, max = 20_000): (text: string) => T {
  let known = new Map<string, T>();
  return (text) => {
    let value = known.get(text);
    if (value === undefined) {
      value = compute(text);
      if (known.size >= max) known = new Map();
      known.set(text, value);
    }
    return value;
  };
}
