/**
 * Cuts a field into units: decoded stretches of text that detectors can read, each with a map back to the field. JSON, at
 * any depth of strings in strings and also in the midst of prose, is taken apart into its values and keys.
 */
import { descend, type JsonLeaf, jsonLeaves, looksLikeJson, walkJson } from '../../kit/json/rewrite.ts';
import type { TextUnit } from '../detect/detector.ts';
import type { Field } from './fields.ts';

export interface Unit extends TextUnit {
  /** Index of its field. */
  field: number;
  /** How many times a replacement must be encoded as a JSON string. */
  levels: number;
  /** A JSON number: only a number can replace it. */
  numeric: boolean;
  /** Inside a tool's JSON Schema: its keys are names of parameters, not data. */
  schema: boolean;
  /** Offset in the unit's text → offset in the field's text. */
  at: (offset: number) => number;
}

type Kind = TextUnit['kind'];
interface Place {
  levels: number;
  at: (offset: number) => number;
  path: readonly string[];
  holder?: object;
  index?: number;
}

/** Where JSON may start inside prose. */
const OPENING = /\{\s*"|\[\s*\{\s*"|\[\s*\[\s*\{\s*"/g;
/** Failed attempts to read JSON may cost at most this many times the length of the text. */
const EFFORT = 4;
/** Cut-off or unbalanced JSON this long is worth no second look. */
const MAX_DEPTH = 4;

export function fieldUnits(field: Pick<Field, 'text' | 'kind' | 'origin'>, index: number): Unit[] {
  const out: Unit[] = [];
  const schema = field.kind === 'schema';
  const push = (text: string, kind: Kind, place: Place, numeric = false): void => {
    if (text === '') return;
    const key = place.path[place.path.length - 1];
    // All of one shape: every detector reads them.
    const path = key === undefined ? undefined : place.path;
    const { levels, at, holder } = place;
    const { origin } = field;
    out.push({ text, kind, field: index, levels, at, numeric, schema, key, path, holder, index: place.index, origin });
  };
  const addLeaf = (leaf: JsonLeaf, depth: number): void => {
    if (leaf.kind === 'string') addText(leaf.text, 'value', leaf, depth + 1);
    else push(leaf.text, leaf.kind === 'key' ? 'key' : 'value', leaf, leaf.kind === 'number');
  };
  const addText = (text: string, kind: Kind, place: Place, depth: number): void => {
    if (depth <= MAX_DEPTH && looksLikeJson(text)) {
      const leaves = jsonLeaves(text, place);
      if (leaves) {
        for (const leaf of leaves) addLeaf(leaf, depth);
        return;
      }
    }
    let copied = 0;
    const flush = (end: number): void => {
      const from = copied;
      if (from === 0) push(end === text.length ? text : text.slice(0, end), kind, place);
      else push(text.slice(from, end), kind, { ...place, at: (offset) => place.at(from + offset) });
    };
    // Most texts have no quote, so no JSON: cheap first.
    if (depth <= MAX_DEPTH && text.includes('"'))
      for (const { start, end, leaves } of embedded(text, place)) {
        flush(start);
        for (const leaf of leaves) addLeaf(leaf, depth);
        copied = end;
      }
    flush(text.length);
  };
  const place: Place = { levels: 0, at: (offset) => offset, path: [] };
  if (field.kind === 'name') push(field.text, 'name', place);
  else addText(field.text, 'prose', place, 0);
  return out;
}

/** JSON objects and arrays of objects in the midst of text. */
function* embedded(text: string, place: Place): Generator<{ start: number; end: number; leaves: JsonLeaf[] }> {
  let effort = EFFORT * text.length;
  OPENING.lastIndex = 0;
  let from = 0;
  while (effort > 0) {
    OPENING.lastIndex = from;
    const start = OPENING.exec(text)?.index;
    if (start === undefined) return;
    const walked = walkJson(text, {
      ...place,
      from: start,
      onFail: (read) => {
        effort -= read;
      },
    });
    if (walked) {
      yield { start, end: walked.end, leaves: descend(walked.leaves) };
      from = walked.end;
    } else {
      effort--;
      from = start + 1;
    }
  }
}
