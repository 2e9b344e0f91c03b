/** Salesforce's xLAM sets for function calling: a question, the calls that answer it, the tools; the latter two as JSON text. */

import { SessionBuilder } from '../../builder.ts';
import type { CallIn } from '../../message.ts';
import { readTools } from '../../openai.ts';
import { get, idOf, isObject, jsonText, str } from '../../parse.ts';
import { decoded, into, items, type Place, placeOf, rawArgs } from '../../place.ts';
import type { Reader } from '../../reader.ts';
import { columnList } from '../../shapes/message-lists.ts';
import { readCall } from '../../shapes/parts.ts';

const FORMAT = 'xlam';

const isRow = (r: unknown): boolean =>
  isObject(r) &&
  typeof get(r, 'query') === 'string' &&
  columnList(get(r, 'answers')) !== undefined &&
  columnList(get(r, 'tools')) !== undefined;

export const xlam: Reader = {
  id: FORMAT,
  doc: {
    title: 'xLAM function calling',
    files: '*.json, *.jsonl, *.parquet',
    detection: 'Objects with `query`, and `answers` and `tools` as lists or as JSON texts of lists.',
    notes: [
      'The answers are the calls of one message; there are no results, so the talk ends on its calls.',
      'Parameters told by name with a Python type become a JSON Schema: those with a default or marked `optional` are not required.',
      'An empty list of answers (no tool fits) leaves the question alone.',
    ],
  },
  votes: isRow,
  index: ({ value }) => (isRow(value) ? [{}] : { skip: 'no query with answers and tools' }),
  read(records) {
    const builder = new SessionBuilder(FORMAT);
    for (const record of records) {
      builder.from(record.ref);
      const place = placeOf(record);
      const id = idOf(get(record.value, 'id'));
      if (id !== undefined) builder.fields.nativeId = id;
      addTools(into(place, 'tools'), builder);
      builder.user(str(get(record.value, 'query')) ?? '', { pointer: '/query' });
      const answers = items(into(place, 'answers'));
      const calls = answers.map(readCall).filter((c): c is CallIn => c !== undefined);
      if (calls.length > 0) builder.message({ role: 'assistant', text: '', calls }, { pointer: '/answers' });
      for (const answer of answers) if (!readCall(answer)) builder.unknown('answers', answer.value);
    }
    return builder.build();
  },
};

function addTools(list: Place, builder: SessionBuilder): void {
  const schemas = new Map(items(list).map((tool) => [str(get(tool.value, 'name')), into(tool, 'parameters')]));
  for (const tool of readTools(list.value, list.text, list.path)) {
    const flat = schemas.get(tool.name);
    builder.tools.set(tool.name, flat && isFlat(flat.value) ? { ...tool, parameters: schemaOf(flat) } : tool);
  }
}

/** Parameters by name, and no schema of an object. */
const isFlat = (value: unknown): boolean =>
  isObject(value) && get(value, 'properties') === undefined && Object.values(value).every(isObject);

const TYPES: Readonly<Record<string, string>> = {
  str: 'string',
  int: 'integer',
  float: 'number',
  bool: 'boolean',
  list: 'array',
  tuple: 'array',
  set: 'array',
  dict: 'object',
};

/** A JSON Schema; defaults keep their text. */
function schemaOf(flat: Place): string {
  const names = Object.keys(decoded(flat).value as object);
  const required: string[] = [];
  const properties = names.map((name) => {
    const at = into(flat, name);
    const told = str(get(at.value, 'type')) ?? '';
    const base = /^[a-z]+/.exec(told.toLowerCase())?.[0] ?? '';
    const description = str(get(at.value, 'description'));
    const fallback = into(at, 'default');
    if (fallback.value === undefined && !told.includes('optional')) required.push(name);
    const members = [
      ...(base === '' ? [] : [`"type":${jsonText(Object.hasOwn(TYPES, base) ? TYPES[base] : base)}`]),
      ...(description === undefined ? [] : [`"description":${jsonText(description)}`]),
      ...(fallback.value === undefined ? [] : [`"default":${defaultText(fallback)}`]),
    ];
    return `${jsonText(name)}:{${members.join(',')}}`;
  });
  return `{"type":"object","properties":{${properties.join(',')}},"required":${jsonText(required)}}`;
}

const defaultText = (place: Place): string =>
  typeof place.value === 'string' || place.value === null ? jsonText(place.value) : rawArgs(place);
