/** Parts that a reader has no rule for: counted with the message they stood in, and never passed over in silence. */
import type { PartStub } from '../model/event.ts';
import { readContent } from './content.ts';
import { isObject } from './parse.ts';
import { firstData, unknownPart } from './steps/unknown.ts';

/** @param type name of the part's kind, where the log does not have it under `type` */
export function unreadPart(part: unknown, type?: string): PartStub[] {
  const value = isObject(part)
    ? { ...part, ...(type === undefined ? {} : { type }) }
    : { type: type ?? typeof part, value: part };
  const { text, reasoning, parts } = readContent([value]);
  // It has a text, which the reader does not take.
  if (parts.length === 0 && (text !== '' || reasoning !== '')) return [unknownPart(type ?? firstData(value), value)];
  return parts;
}
