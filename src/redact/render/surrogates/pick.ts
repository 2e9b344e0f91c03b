/** Keyed choices: the same thing gets the same fake in every session of the workspace. */
import type { Key } from '../../../kit/key.ts';

/** A whole number from 0 to below `n`, drawn from the key and what is named. */
export function draw(key: Key, n: number, ...parts: string[]): number {
  return key.digest('surrogate', parts).readUInt32BE(0) % n;
}

/** One of the list, but not `not` itself (compared without case). */
export function pick(key: Key, list: readonly string[], not: string, ...parts: string[]): string {
  const at = draw(key, list.length, ...parts);
  const found = list[at] ?? '';
  return found.toLowerCase() === not.toLowerCase() ? (list[(at + 1) % list.length] ?? found) : found;
}

/** Gives `text` the case of `like`: all upper, all lower, or as it is. */
export function likeCase(text: string, like: string): string {
  if (like === like.toUpperCase() && like !== like.toLowerCase() && like.length > 1) return text.toUpperCase();
  return like === like.toLowerCase() ? text.toLowerCase() : text;
}
