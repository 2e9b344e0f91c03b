/**
 * Cuts a field into units: decoded stretches of text that detectors can read, each with a map back to the field. JSON, at
 * any depth of strings in strings and also in the midst of prose, is taken apart into its values and keys, and so is what Python
 * and JavaScript print of their objects.
 */
import { descend, encodeAt, type JsonLeaf, jsonLeaves, looksLikeJson, walkJson } from '../../kit/json/rewrite.ts';
import type { TextUnit } from '../detect/detector.ts';
import type { Field } from './fields.ts';
import { type ReprLeaf, readRepr } from './repr.ts';

export interface Unit extends TextUnit {
  /** Index of its field. */
  field: number;
  /** How many JSON strings it lies in. */
  levels: number;
  /** In the print of an object: a replacement as it must be written there, in place of `levels`. */
  encode: ((text: string) => string) | undefined;
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
  /** Of what lies in a string of a print. */
  encode?: ((text: string) => string) | undefined;
  holder?: object;
  index?: number;
}

/** Where JSON, or the print of an object, may start inside prose. */
const OPENING = /\{\s*"|\[\s*\{\s*"|\[\s*\[\s*\{\s*"|\{\s*(?:[bu]?'|[A-Za-z_$][\w$]{0,40}:\s)/g;
/** Failed attempts to read JSON may cost at most this many times the length of the text. */
const EFFORT = 4;
/** A character of a print costs more to read than one of JSON. */
const PRINT_EFFORT = 4;
/** Cut-off or unbalanced JSON this long is worth no second look. */
const MAX_DEPTH = 4;

export function fieldUnits(field: Pick<Field, 'text' | 'kind' | 'origin'>, index: number): Unit[] {
  const cutter = new Cutter(index, field);
  const place: Place = { levels: 0, at: (offset) => offset, path: [] };
  if (field.kind === 'name') cutter.push(field.text, 'name', place);
  else cutter.text(field.text, 'prose', place, 0);
  return cutter.units;
}

class Cutter {
  readonly units: Unit[] = [];

  private readonly schema: boolean;

  constructor(
    private readonly field: number,
    private readonly of: Pick<Field, 'kind' | 'origin'>,
  ) {
    this.schema = of.kind === 'schema';
  }

  push(text: string, kind: Kind, place: Place, numeric = false): void {
    if (text === '') return;
    const { levels, at, encode, holder, index } = place;
    const { field, schema } = this;
    const { origin } = this.of;
    const key = place.path[place.path.length - 1];
    // All of one shape: every detector reads them.
    const path = key === undefined ? undefined : place.path;
    this.units.push({ text, kind, field, levels, encode, at, numeric, schema, key, path, holder, index, origin });
  }

  private leaf(leaf: JsonLeaf, around: Place, depth: number): void {
    const { kind, text } = leaf;
    const place = around.encode ? within(leaf, around.encode, around.levels) : leaf;
    if (kind === 'string') this.text(text, 'value', place, depth + 1);
    else this.push(text, kind === 'key' ? 'key' : 'value', place, kind === 'number');
  }

  /** A part of a print: what is written in its string needs escapes of its own. */
  private part({ kind, text, path, at, quote }: ReprLeaf, around: Place, depth: number): void {
    const encode = (replacement: string): string => {
      const quoted =
        quote === '' ? replacement : replacement.replace(ESCAPED, (char) => (char === '\n' ? '\\n' : `\\${char}`));
      return around.encode ? around.encode(quoted) : encodeAt(quoted, around.levels);
    };
    const place = { levels: around.levels, path, encode, at: (offset: number) => around.at(at(offset)) };
    if (kind === 'string') this.text(text, 'value', place, depth + 1);
    else this.push(text, kind === 'key' ? 'key' : 'value', place, kind === 'number');
  }

  text(text: string, kind: Kind, place: Place, depth: number): void {
    if (depth <= MAX_DEPTH && looksLikeJson(text)) {
      const leaves = jsonLeaves(text, place);
      if (leaves) {
        for (const leaf of leaves) this.leaf(leaf, place, depth);
        return;
      }
    }
    let copied = 0;
    const flush = (end: number): void => {
      const from = copied;
      if (from === 0) this.push(end === text.length ? text : text.slice(0, end), kind, place);
      else this.push(text.slice(from, end), kind, { ...place, at: (offset) => place.at(from + offset) });
    };
    // Most texts have no brace, so no object: cheap first.
    if (depth <= MAX_DEPTH && text.includes('{'))
      for (const { start, end, leaves, parts } of embedded(text, place)) {
        flush(start);
        for (const leaf of leaves) this.leaf(leaf, place, depth);
        for (const part of parts) this.part(part, place, depth);
        copied = end;
      }
    flush(text.length);
  }
}

/** What ends a string of either quote early. */
const ESCAPED = /['"`\\\n]/g;

/** JSON inside a string of a print: encoded for its own strings first. */
const within = (leaf: JsonLeaf, encode: (text: string) => string, levels: number): Place => ({
  levels: leaf.levels,
  at: leaf.at,
  path: leaf.path,
  holder: leaf.holder,
  index: leaf.index,
  encode: (replacement) => encode(encodeAt(replacement, leaf.levels - levels)),
});

interface Embedded {
  start: number;
  end: number;
  leaves: readonly JsonLeaf[];
  parts: readonly ReprLeaf[];
}

/** JSON objects, arrays of objects and prints of objects in the midst of text. */
function* embedded(text: string, place: Place): Generator<Embedded> {
  let effort = EFFORT * text.length;
  const onFail = (read: number): void => {
    effort -= read;
  };
  const onFailedPrint = (read: number): void => {
    effort -= PRINT_EFFORT * (read + 4);
  };
  let from = 0;
  while (effort > 0) {
    OPENING.lastIndex = from;
    const start = OPENING.exec(text)?.index;
    if (start === undefined) return;
    const walked = walkJson(text, { ...place, from: start, onFail });
    const printed = walked ? undefined : readRepr(text, start, place.path, onFailedPrint);
    if (walked) yield { start, end: walked.end, leaves: descend(walked.leaves), parts: [] };
    else if (printed) yield { start, end: printed.end, leaves: [], parts: printed.leaves };
    else effort--;
    from = walked?.end ?? printed?.end ?? start + 1;
  }
}
