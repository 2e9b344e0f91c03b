/** The journal that VS Code keeps of a chat session: a first state, then changes to it. */
import { arr, get, num } from '../../parse.ts';

/** Initial 0, set 1, push 2 (after cutting the list to `i`), delete 3. The given state is changed in place. */
export function replay(state: unknown, entry: unknown): unknown {
  const kind = num(get(entry, 'kind'));
  const value = get(entry, 'v');
  if (kind === 0) return structuredClone(value);
  const path = (arr(get(entry, 'k')) ?? []).filter(
    (k): k is string | number => typeof k === 'string' || typeof k === 'number',
  );
  const key = path.at(-1);
  const parent = get(state, ...path.slice(0, -1));
  if (key === undefined || typeof parent !== 'object' || parent === null || !isKey(parent, key)) return state;
  if (kind === 3) Reflect.deleteProperty(parent, key);
  else if (kind === 1) put(parent, key, structuredClone(value));
  else if (kind === 2) {
    const list = arr(get(parent, key)) ?? [];
    const cut = num(get(entry, 'i'));
    if (cut !== undefined && cut >= 0 && cut < list.length) list.length = Math.floor(cut);
    list.push(...(structuredClone(arr(value)) ?? []));
    put(parent, key, list);
  }
  return state;
}

/** A list takes positions only, and none far behind its end. */
const isKey = (parent: object, key: string | number): boolean =>
  !Array.isArray(parent) || (typeof key === 'number' && Number.isInteger(key) && key >= 0 && key <= parent.length);

/** As an own property, whatever the key is called. */
function put(parent: object, key: string | number, value: unknown): void {
  Object.defineProperty(parent, key, { value, enumerable: true, configurable: true, writable: true });
}
