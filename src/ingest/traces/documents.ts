/** Documents that a retriever found, in the shapes of the frameworks. */
import { defined } from '../../kit/defined.ts';
import { get, isObject, str } from '../parse.ts';
import { decoded, into, items, type Place } from '../place.ts';
import type { Step } from './step.ts';

export interface DocumentIn {
  text: string;
  title?: string;
}

/** A list of documents, or an object that holds one under `documents` or a name like it. */
export function documentsIn(given: Place): DocumentIn[] {
  const at = decoded(given);
  const list = isObject(at.value)
    ? ['documents', 'docs', 'output', 'results', 'nodes']
        .map((k) => into(at, k))
        .find((p) => Array.isArray(decoded(p).value))
    : at;
  return list ? items(list).flatMap(({ value }) => documentOf(value)) : [];
}

function documentOf(value: unknown): DocumentIn[] {
  if (typeof value === 'string') return value === '' ? [] : [{ text: value }];
  const inner = get(value, 'kwargs') ?? get(value, 'document') ?? get(value, 'node') ?? value;
  const text = str(get(inner, 'page_content')) ?? str(get(inner, 'content')) ?? str(get(inner, 'text'));
  const title = str(get(inner, 'name')) ?? str(get(inner, 'title')) ?? str(get(inner, 'id'));
  return text ? [{ text, ...defined({ title: title || undefined }) }] : [];
}

/** A step of the documents; without any the span is a branch of the tree. */
export const contextOr = (base: Omit<Extract<Step, { kind: 'link' }>, 'kind'>, documents: DocumentIn[]): Step =>
  documents.length > 0 ? { kind: 'context', ...base, documents } : { kind: 'link', ...base };
