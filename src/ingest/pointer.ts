/** JSON Pointer (RFC 6901). */
import { get } from './parse.ts';

/** Keys of the pointer; '' has none. */
export const pointerKeys = (pointer: string): string[] =>
  pointer === ''
    ? []
    : pointer
        .slice(1)
        .split('/')
        .map((k) => k.replace(/~1/g, '/').replace(/~0/g, '~'));

export const toPointer = (keys: readonly (string | number)[]): string =>
  keys.map((k) => `/${String(k).replace(/~/g, '~0').replace(/\//g, '~1')}`).join('');

/** What a pointer leads to; undefined when it leads nowhere. */
export const pointed = (value: unknown, pointer: string): unknown => get(value, ...pointerKeys(pointer));
