/** Parts that a reader has no rule for: counted with the message they stood in, and never passed over in silence. */
import type { PartStub } from '../model/event.ts';
import { readContent } from './content.ts';
import { isObject, str } from './parse.ts';
import { unknownPart } from './steps/unknown.ts';

/** @param type name of the part's kind, where the log does not have it under `type` */
export const unreadPart = (part: unknown, type?: string): PartStub[] => {
  const given = isObject(part)
    ? { ...part, ...(type === undefined ? {} : { type }) }
    : { type: type ?? typeof part, value: part };
  const { text, reasoning, parts } = readContent([given]);
  // What could be read elsewhere has no place here: its caller takes the parts alone.
  return parts.length > 0 || (text === '' && !reasoning) ? parts : [unknownPart(str(given.type) ?? 'part', part)];
};
