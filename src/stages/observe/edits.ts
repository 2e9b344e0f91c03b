/**
 * What a trajectory changed in files, call by call, as far as its calls tell. A change by a program that the agent ran (`sed -i`, a
 * formatter, a generator) is not seen. Only calls count whose result is there and is no error.
 */
import { tryJson } from '../../kit/json/parse.ts';
import type { Event, EventOf } from '../../model/event.ts';
import { changesByArguments } from './edits-arguments.ts';
import { type Change, changesInText } from './edits-patches.ts';
import { joined } from './edits-shell.ts';

export interface Edit extends Change {
  /** Number of the event that made it. */
  readonly seq: number;
  /** Pairing number of its call; absent for an edit that stands in an answer. */
  readonly call?: number;
  /** UTC ms, of the call or else of what is next to it; absent where the log tells no time before it. */
  readonly ts?: number;
}

export interface SessionEdits {
  readonly edits: readonly Edit[];
  /** Folder that the agent worked in, as the log names it. */
  readonly folder?: string;
}

/** What editors answer that refuse an edit and flag no error; at the beginning of the result. */
const REFUSED =
  /^\W{0,4}(?:error\b|failed\b|invalid\b|no (?:replacement|match|changes|edits)\b|your proposed edit|the (?:user|tool|edit|search|string|file)\b.{0,60}\b(?:den(?:ied|y)|reject|fail|not (?:found|applied|exist)|doesn't want)|(?:old_?str|search)\w*\b.{0,40}not found|string (?:to replace )?not found|could not|cannot|can't|permission denied|unknown tool|aborted|cancell?ed|interrupted|patch (?:failed|does not apply))/i;

/** Of a result, enough for the answer of an editor. */
const HEAD = 200;

export function editsOf(events: readonly Event[]): SessionEdits {
  const results = resultsOf(events);
  const edits: Edit[] = [];
  let ts: number | undefined;
  let current: string | undefined;
  const folder = folderOf(events);
  for (const event of events) {
    ts = event.ts ?? ts;
    if (event.kind !== 'tool_call' && event.kind !== 'assistant') continue;
    const changes = event.kind === 'assistant' ? inAnswer(event) : byCall(event, results);
    if (event.kind === 'tool_call') current = openedBy(event) ?? current;
    const result = event.kind === 'tool_call' ? results.byCall.get(event.call) : undefined;
    const when = event.ts ?? result?.ts ?? ts;
    for (const change of changes) {
      const path = change.path ?? current;
      if (path === undefined && change.kind !== 'reset') continue;
      const { seq } = event;
      const place = { seq, ...(event.kind === 'tool_call' ? { call: event.call } : {}) };
      edits.push({
        ...change,
        ...place,
        ...(path === undefined ? {} : { path: joined(folder, path) }),
        ...(when === undefined ? {} : { ts: when }),
      });
    }
  }
  return { edits, ...(folder === undefined ? {} : { folder }) };
}

interface Results {
  byCall: ReadonlyMap<number, EventOf<'tool_result'>>;
  /** Whether the log holds results at all: some formats keep calls only. */
  any: boolean;
}

function resultsOf(events: readonly Event[]): Results {
  const byCall = new Map<number, EventOf<'tool_result'>>();
  for (const event of events) if (event.kind === 'tool_result' && event.call !== null) byCall.set(event.call, event);
  return { byCall, any: byCall.size > 0 };
}

function byCall(event: EventOf<'tool_call'>, results: Results): Change[] {
  if (event.flags?.includes('inherited') || event.side === 'user') return [];
  const result = results.byCall.get(event.call);
  if (result ? isRefused(result) : results.any) return [];
  const changes = changesByArguments(event.argsJson ? tryJson(event.args) : event.args);
  return changes.length > 0 || !result || !SUBMITS.test(event.name) ? changes : submitted(result.text);
}

const SUBMITS = /^submit/i;

/** The diff of a submission is all that is left of the edits before it in its files. */
function submitted(text: string): Change[] {
  if (!text.includes('diff --git ')) return [];
  return changesInText(text).flatMap((change): Change[] =>
    change.path === undefined ? [] : [{ kind: 'reset', path: change.path, added: [], removed: [] }, change],
  );
}

const isRefused = (result: EventOf<'tool_result'>): boolean =>
  result.isError === true || (result.isError === undefined && REFUSED.test(result.text.slice(0, HEAD)));

/** Aider's edits stand in the answer itself. */
const inAnswer = ({ text }: EventOf<'assistant'>): Change[] =>
  text.includes('<<<<<<< SEARCH') ? changesInText(text).filter((change) => change.path !== undefined) : [];

const OPENS = /^(?:open|create|goto)/i;
const OPENED = /^(?:open|create) ["']?([^\s"']+)/;

/** Editors with an open file (SWE-agent's) name it in another call than the edit. */
function openedBy({ name, args, argsJson }: EventOf<'tool_call'>): string | undefined {
  if (!argsJson) return OPENED.exec(args)?.[1];
  if (!OPENS.test(name)) return undefined;
  const value = tryJson(args);
  if (typeof value !== 'object' || value === null) return undefined;
  const { path, filename, file } = value as Readonly<Record<string, unknown>>;
  const named = path ?? filename ?? file;
  return typeof named === 'string' ? named : undefined;
}

const FOLDER = /<cwd>([^<\n]+)<\/cwd>|\b[Ww]orking directory(?::| is| \()\s*[`"']?([/~]|[A-Za-z]:[/\\])([^\n`"')]*)/;

/** Harnesses tell the folder in a system prompt or beside the first words of the user. */
function folderOf(events: readonly Event[]): string | undefined {
  for (const event of events.slice(0, FIRST)) {
    if (event.kind !== 'system' && event.kind !== 'context' && event.kind !== 'user') continue;
    const [, tagged, root, rest] = FOLDER.exec(event.text) ?? [];
    const folder = tagged ?? (root === undefined ? undefined : root + (rest ?? ''));
    if (folder !== undefined) return folder.trim().replace(/[.\s]+$/, '');
  }
  return undefined;
}

/** Events among which the folder is looked for: system prompt, context and request. */
const FIRST = 12;
