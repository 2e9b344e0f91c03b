/** Every string of a session that survives redaction, as a place that can be read and written. */
import type { Event } from '../../model/event.ts';
import type { Session } from '../../model/session.ts';
import type { Origin } from '../detect/detector.ts';

export interface Field {
  /** `events/3/text`, `branches/0/events/1/args`, `tools/0/description` … */
  path: string;
  text: string;
  /** prose: natural language or JSON. name: an identifier such as a tool's name. schema: JSON Schema of a tool. */
  kind: 'prose' | 'name' | 'schema';
  /** The event that it stands in. */
  origin?: Origin;
  set(text: string): void;
}

/** Only what a clock or a date formatter writes; anything else in a time field is not worth its risk. */
const TIMESTAMP =
  /^(?:[\d\s:.,+\-/TZ]|AM|PM|UTC|GMT|EST|EDT|CET|CEST|PST|PDT|(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun|Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)\b){4,48}$/i;

/** A copy that can be written to: without `records`, `nativeId`, the calls' native ids and the hidden solution of a benchmark. */
export function workingCopy(session: Session): Session {
  const { expected: _hidden, ...seen } = session;
  const copy: Session = copied({ ...seen, records: [] });
  delete copy.nativeId;
  for (const event of [...copy.events, ...copy.branches.flatMap((branch) => branch.events)]) {
    if (event.kind === 'tool_call' || event.kind === 'tool_result') delete event.nativeId;
    if (event.tsRaw !== undefined && !TIMESTAMP.test(event.tsRaw)) delete event.tsRaw;
  }
  return copy;
}

/** A session is plain data: copying it by hand takes a fraction of what a structured clone does. */
function copied<T>(value: T): T {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(copied) as T;
  const out: Record<string, unknown> = {};
  for (const key of Object.keys(value)) out[key] = copied((value as Record<string, unknown>)[key]);
  return out as T;
}

/** The fields of a session in reading order: what the model saw first comes first, so numbering follows the talk. */
export function sessionFields(session: Session): Field[] {
  const fields: Field[] = [];
  const add = <K extends string>(
    path: string,
    holder: { [key in K]?: string | undefined },
    key: K,
    kind: Field['kind'],
  ): void => {
    const text = holder[key];
    if (text === undefined || text === '') return;
    fields.push({
      path: `${path}${key}`,
      text,
      kind,
      origin,
      set: (value) => {
        holder[key] = value;
      },
    });
  };
  let origin: Origin | undefined;
  const addEvent = (event: Event, at: string): void => {
    origin = { kind: event.kind, call: 'call' in event ? (event.call ?? undefined) : undefined };
    eventFields(event, at, add);
    origin = undefined;
  };
  session.events.forEach((event, i) => {
    addEvent(event, `events/${i}/`);
  });
  session.branches.forEach((branch, b) => {
    branch.events.forEach((event, i) => {
      addEvent(event, `branches/${b}/events/${i}/`);
    });
  });
  session.tools.forEach((tool, i) => {
    add(`tools/${i}/`, tool, 'name', 'name');
    add(`tools/${i}/`, tool, 'description', 'prose');
    add(`tools/${i}/`, tool, 'parameters', 'schema');
  });
  for (const key of ['model', 'arm', 'app'] as const) add('', session, key, 'name');
  add('governance/', session.governance, 'jurisdiction', 'name');
  const { purposes = [] } = session.governance;
  purposes.forEach((text, i) => {
    fields.push({
      path: `governance/purposes/${i}`,
      text,
      kind: 'name',
      set: (value) => {
        purposes[i] = value;
      },
    });
  });
  if (session.outcome) {
    add('outcome/', session.outcome, 'source', 'name');
    add('outcome/', session.outcome, 'detail', 'prose');
  }
  session.scores.forEach((score, i) => {
    add(`scores/${i}/`, score, 'name', 'name');
  });
  return fields;
}

type Add = <K extends string>(
  path: string,
  holder: { [key in K]?: string | undefined },
  key: K,
  kind: Field['kind'],
) => void;

function eventFields(event: Event, at: string, add: Add): void {
  add(at, event, 'agent', 'name');
  if (event.kind === 'context') add(at, event, 'title', 'prose');
  if (event.kind === 'tool_call') {
    add(at, event, 'name', 'name');
    add(at, event, 'args', 'prose');
  } else {
    if (event.kind === 'tool_result') {
      add(at, event, 'name', 'name');
      add(at, event, 'orphan', 'prose');
    }
    if (event.kind === 'feedback') add(at, event, 'name', 'name');
    if (event.kind === 'error') add(at, event, 'code', 'name');
    add(at, event, 'text', 'prose');
  }
  if (event.kind === 'assistant' || event.kind === 'tool_call') add(at, event, 'model', 'name');
  if ('parts' in event)
    event.parts?.forEach((part, i) => {
      for (const key of ['mime', 'name', 'keys'] as const) add(`${at}parts/${i}/`, part, key, 'name');
      add(`${at}parts/${i}/`, part, 'ref', 'prose');
    });
  add(`${at}src/`, event.src, 'pointer', 'name');
}
