/** Members that JSON has in camel case, and dumps of Python's objects with underscores. */
import { get } from './parse.ts';
import { into, type Place } from './place.ts';

const snake = (name: string): string => name.replace(/[A-Z]/g, (c) => `_${c.toLowerCase()}`);

/** @param name in camel case */
export const either = (place: Place, name: string): Place => {
  const at = into(place, name);
  return at.value === undefined ? into(place, snake(name)) : at;
};
export const eitherOf = (value: unknown, name: string): unknown => get(value, name) ?? get(value, snake(name));
