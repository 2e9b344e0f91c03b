/** Exchanges that a service exports as one document, `{data: [...]}`: each element is read as the line that it is elsewhere. */
import { type Exchange, indexExchange } from './exchange.ts';
import { isObject } from './parse.ts';
import { into, items, type Place, placeOf } from './place.ts';
import type { IndexEntry, InRecord, NoSession, Reader } from './reader.ts';

/** The elements of the list; none for a record that is an exchange itself. */
const elements = (record: Place, isLine: (value: unknown) => boolean): Place[] =>
  isObject(record.value) && !isLine(record.value) ? items(into(record, 'data')).filter((p) => isLine(p.value)) : [];

/** True for a line, and for a list of lines. */
export const isListed = (record: unknown, isLine: (value: unknown) => boolean): boolean =>
  isLine(record) || elements({ value: record, pointer: '', text: '', path: [] }, isLine).length > 0;

/**
 * Index entries of a record, one for each element.
 *
 * @param why the reason for a line that holds no exchange, where the format knows a better one
 */
export function indexListed(
  record: InRecord,
  isLine: (value: unknown) => boolean,
  parse: (at: Place) => Exchange | undefined,
  why: (value: unknown) => string | undefined = () => undefined,
): ReturnType<Reader['index']> {
  const place = placeOf(record);
  const entryOf = (p: Place): IndexEntry[] | NoSession => {
    const found = indexExchange(parse(p), p.value);
    return Array.isArray(found) ? found : { ...found, skip: why(p.value) ?? found.skip };
  };
  const list = elements(place, isLine);
  if (list.length === 0) return entryOf(place);
  return list.flatMap((p): (IndexEntry | NoSession)[] => {
    const found = entryOf(p);
    return Array.isArray(found) ? found.map((entry) => ({ ...entry, part: p.pointer })) : [found];
  });
}

/** The place of a record's exchange: the record itself, or the element that its index entry was about. */
export function placeListed({ ref, ...record }: InRecord): Place {
  const place = placeOf(record);
  const found = ref.pointer === undefined ? null : /^\/data\/(\d+)$/.exec(ref.pointer);
  return found ? into(place, 'data', Number(found[1])) : place;
}
