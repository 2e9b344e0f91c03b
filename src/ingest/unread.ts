/** Parts that a reader has no rule for: counted with the message they stood in, and never passed over in silence. */
import type { PartStub } from '../model/event.ts';
import { readContent } from './content.ts';
import { isObject } from './parse.ts';

/** @param type name of the part's kind, where the log does not have it under `type` */
export const unreadPart = (part: unknown, type?: string): PartStub[] =>
  readContent([
    isObject(part) ? { ...part, ...(type === undefined ? {} : { type }) } : { type: type ?? typeof part, value: part },
  ]).parts;
