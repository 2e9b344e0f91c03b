/**
 * Spans and log records out of the files that hold them: OTLP/JSON, SDK dumps, Phoenix rows, bare attribute maps.
 *
 * OTLP/JSON nests `resourceSpans`, scopes and spans (`scope_spans` and `instrumentationLibrarySpans` in older
 * exporters). Console exporters print single spans with `spanContext` or `context`. Phoenix and other data frames have
 * a row per span, with dotted columns. All become the same `Span`; what is missing stays empty.
 */

import { defined } from '../../kit/defined.ts';
import { arr, get, idOf, isObject, str } from '../parse.ts';
import { parseTime } from '../time.ts';
import { type Attributes, anyValue, readAttributes } from './attributes.ts';

/** An event of a span. `body` exists only on log records, which carry the same kind of message. */
/** A span. `start` and `end` in ms UTC; `time` is the start as it was logged. */
export interface SpanEvent {
  name: string;
  attributes: Attributes;
  body?: unknown;
  time?: unknown;
}

export interface Span {
  /** '' when the record does not say. */
  trace: string;
  id: string;
  parent?: string;
  name: string;
  time?: unknown;
  start?: number;
  end?: number;
  attributes: Attributes;
  resource: Attributes;
  events: SpanEvent[];
  failed: boolean;
  statusMessage?: string;
  pointer: string;
}

/** A log record: the later conventions put messages here, and name the span that they belong to. */
export interface LogRecord extends SpanEvent {
  trace: string;
  span: string;
  resource: Attributes;
  pointer: string;
}

/** Everything in one record, in the order of the file. */
export interface Telemetry {
  spans: Span[];
  logs: LogRecord[];
}

const NO_ATTRIBUTES: Attributes = new Map();

/** @param value a parsed record of any of the layouts. Anything else gives empty lists. */
export function readTelemetry(value: unknown): Telemetry {
  const out: Telemetry = { spans: [], logs: [] };
  collect(value, '', out, 0);
  return out;
}

/** `depth` bounds how deep spans are looked for: real files nest lists three deep at most. */
function collect(value: unknown, pointer: string, out: Telemetry, depth: number): void {
  if (Array.isArray(value)) {
    if (depth < 3) for (const [i, v] of value.entries()) collect(v, `${pointer}/${i}`, out, depth + 1);
    return;
  }
  if (!isObject(value)) return;
  // Tempo calls them batches.
  const batches = ['resourceSpans', 'resource_spans', 'batches'].map((k) => arr(get(value, k))).find((l) => l);
  const logs = arr(get(value, 'resourceLogs')) ?? arr(get(value, 'resource_logs'));
  if (batches)
    otlp(
      batches,
      `${pointer}/resourceSpans`,
      ['scopeSpans', 'scope_spans', 'instrumentationLibrarySpans'],
      'spans',
      out,
    );
  if (logs) otlp(logs, `${pointer}/resourceLogs`, ['scopeLogs', 'scope_logs'], 'logRecords', out);
  if (batches || logs) return;
  if (isColumns(value)) for (const row of rowsOf(value)) collect(row, pointer, out, depth + 1);
  else if (isSpan(value)) out.spans.push(readSpan(value, pointer, NO_ATTRIBUTES));
  else if (isAttributeMap(value)) out.spans.push(bareSpan(value, pointer));
  // Pages of an API, and spans grouped under names of one's own.
  else if (depth < 2)
    for (const [key, list] of Object.entries(value))
      if (Array.isArray(list) ? list.length > 0 && list.every(isSpan) : key === 'trace')
        collect(list, `${pointer}/${key.replace(/~/g, '~0').replace(/\//g, '~1')}`, out, depth + 1);
}

/** A data frame that was written column by column, as pandas does unless told otherwise: `{"context.span_id": {"0": …}}`. */
const isColumns = (value: Record<string, unknown>): boolean => isObject(get(value, 'context.span_id'));

function rowsOf(columns: Record<string, unknown>): Record<string, unknown>[] {
  const rows = new Map<string, Record<string, unknown>>();
  for (const [column, cells] of Object.entries(columns)) {
    if (!isObject(cells)) continue;
    for (const [row, cell] of Object.entries(cells)) {
      const at = rows.get(row) ?? (Object.create(null) as Record<string, unknown>);
      rows.set(row, at);
      if (cell !== null) at[column] = cell;
    }
  }
  return [...rows.values()];
}

/** Spans or log records of OTLP batches. Attributes of the resource (service, process) are common to a batch. */
function otlp(
  batches: unknown[],
  pointer: string,
  scopes: string[],
  key: 'spans' | 'logRecords',
  out: Telemetry,
): void {
  batches.forEach((batch, i) => {
    const resource = readAttributes(get(batch, 'resource', 'attributes'));
    const name = scopes.find((s) => Array.isArray(get(batch, s)));
    if (!name) return;
    (arr(get(batch, name)) ?? []).forEach((scope, j) => {
      const list = arr(get(scope, key)) ?? arr(get(scope, 'log_records')) ?? [];
      list.forEach((item, k) => {
        const at = `${pointer}/${i}/${name}/${j}/${key}/${k}`;
        if (!isObject(item)) return;
        if (key === 'spans') out.spans.push(readSpan(item, at, resource));
        else out.logs.push(readLog(item, at, resource));
      });
    });
  });
}

/**
 * SDK dumps have `spanContext`, Phoenix rows `context`, bare OTLP spans their ids. Attributes alone do not make a span:
 * any analytics event has them.
 */
export const isSpan = (value: unknown): boolean =>
  isObject(value) &&
  (isObject(get(value, 'attributes')) ||
    Array.isArray(get(value, 'attributes')) ||
    Object.keys(value).some((k) => k.startsWith('attributes.'))) &&
  (isObject(get(value, 'spanContext')) ||
    isObject(get(value, 'context')) ||
    get(value, 'spanId') !== undefined ||
    get(value, 'span_id') !== undefined ||
    get(value, 'context.span_id') !== undefined ||
    get(value, 'span_kind') !== undefined);

/** Attributes that only the instrumentation of a model call writes. */
const MARK =
  /^(?:gen_ai\.|openinference\.|llm\.(?:input_messages|output_messages|model_name|request)|ai\.operationId$)/;

export const isAttributeMap = (value: unknown): boolean =>
  isObject(value) && Object.keys(value).some((key) => MARK.test(key));

/**
 * Attributes without a span around them, as some applications log them: the little that is known beside them is kept.
 */
function bareSpan(value: Record<string, unknown>, pointer: string): Span {
  const attributes = readAttributes(value);
  const trace = idOf(get(value, 'trace_id')) ?? idOf(get(value, 'traceId')) ?? '';
  const time = get(value, 'start_time') ?? get(value, 'timestamp');
  return {
    trace,
    id: idOf(get(value, 'span_id')) ?? idOf(get(value, 'spanId')) ?? '',
    name: str(get(value, 'name')) ?? '',
    attributes,
    resource: NO_ATTRIBUTES,
    events: [],
    failed: false,
    pointer,
    ...timesOf(time, undefined),
  };
}

/** Times are nanoseconds, ISO texts or `[seconds, nanoseconds]`: `parseTime` knows all of them. */
function timesOf(time: unknown, end: unknown): Pick<Span, 'time' | 'start' | 'end'> {
  const start = parseTime(time);
  const stop = parseTime(end);
  return {
    ...defined({ time: time === undefined || time === null ? undefined : time, start, end: stop }),
  };
}

/** OTLP/JSON, proto dumps, SDK dumps, data frames, Logfire. */
const STARTS = ['startTimeUnixNano', 'start_time_unix_nano', 'startTime', 'start_time', 'start_timestamp'];
const ENDS = ['endTimeUnixNano', 'end_time_unix_nano', 'endTime', 'end_time', 'end_timestamp'];

const firstOf = (value: Record<string, unknown>, keys: readonly string[]): unknown =>
  keys.map((key) => get(value, key)).find((v) => v !== undefined && v !== null);

function readSpan(value: Record<string, unknown>, pointer: string, resource: Attributes): Span {
  const context = get(value, 'spanContext') ?? get(value, 'context');
  const id = (names: string[]): string | undefined => {
    for (const n of names) {
      const found = idOf(get(context, n)) ?? idOf(get(value, n)) ?? idOf(get(value, `context.${n}`));
      if (found !== undefined) return found;
    }
    return undefined;
  };
  const attributes = attributesOf(value);
  const code = get(value, 'status', 'code') ?? get(value, 'status_code') ?? get(value, 'statusCode');
  const message =
    str(get(value, 'status', 'message')) ?? str(firstOf(value, ['status_message', 'otel_status_message']));
  const parent =
    idOf(firstOf(value, ['parentSpanId', 'parent_span_id', 'parent_id'])) ??
    idOf(get(value, 'parentSpanContext', 'spanId'));
  // SDK dumps repeat the resource on each span.
  const own = readAttributes(get(value, 'resource', 'attributes'));
  return {
    trace: id(['traceId', 'trace_id']) ?? '',
    id: id(['spanId', 'span_id']) ?? '',
    ...defined({ parent: parent || undefined }),
    name: str(get(value, 'name')) ?? str(get(value, 'span_name')) ?? '',
    attributes,
    resource: own.size > 0 ? own : resource,
    events: (arr(get(value, 'events')) ?? arr(get(value, 'otel_events')) ?? []).map(readEvent),
    // 2 is STATUS_CODE_ERROR; data frames and the OTLP mapping of proto3 write the name.
    failed:
      code === 2 ||
      code === 'STATUS_CODE_ERROR' ||
      code === 'ERROR' ||
      code === '2' ||
      get(value, 'is_exception') === true,
    ...defined({ statusMessage: message || undefined }),
    pointer,
    ...timesOf(firstOf(value, STARTS), firstOf(value, ENDS)),
  };
}

/** The span's attributes. A data frame has the kind of an OpenInference span in a column of its own. */
function attributesOf(value: Record<string, unknown>): Attributes {
  const attributes = readAttributes(get(value, 'attributes'));
  // A data frame's columns are `attributes.llm.…`.
  for (const [key, member] of Object.entries(value))
    if (key.startsWith('attributes.'))
      for (const [k, v] of readAttributes({ [key.slice(11)]: member })) attributes.set(k, v);
  const kind = str(get(value, 'span_kind'));
  if (kind && !attributes.has('openinference.span.kind') && kind !== 'UNKNOWN')
    attributes.set('openinference.span.kind', kind);
  return attributes;
}

function readEvent(value: unknown): SpanEvent {
  const time = get(value, 'timeUnixNano') ?? get(value, 'time') ?? get(value, 'timestamp');
  const body = get(value, 'body');
  return {
    name: str(get(value, 'name')) ?? '',
    attributes: readAttributes(get(value, 'attributes')),
    ...defined({ body: body === undefined ? undefined : anyValue(body), time }),
  };
}

/** The event's name was an attribute (`event.name`) before it became a field. */
function readLog(value: Record<string, unknown>, pointer: string, resource: Attributes): LogRecord {
  const attributes = readAttributes(get(value, 'attributes'));
  const time = get(value, 'timeUnixNano') ?? get(value, 'observedTimeUnixNano');
  return {
    trace: idOf(get(value, 'traceId')) ?? idOf(get(value, 'trace_id')) ?? '',
    span: idOf(get(value, 'spanId')) ?? idOf(get(value, 'span_id')) ?? '',
    name: str(get(value, 'eventName')) ?? str(attributes.get('event.name')) ?? '',
    attributes,
    body: anyValue(get(value, 'body')),
    resource,
    pointer,
    ...defined({ time }),
  };
}
