/**
 * Proposes a mapping from a file's first records: where the messages lie, who speaks, what is said.
 *
 * Three readings are tried (lists of messages, records that are messages, exchanges) and the most confident one is
 * proposed. The user sees it with its reasons and a preview, and can change each pointer: a good guess is enough.
 * Confidences only rank: names of speakers are strong evidence (0.95), two values that take turns weak (0.6), names of
 * members alone are in between (0.7).
 */
import type { Mapping } from '../../model/config-ingest.ts';
import { get, isObject } from '../parse.ts';
import { pointerKeys, toPointer } from '../pointer.ts';
import { guessColumns } from '../rows/columns.ts';
import { flag, number, roleOf } from '../rows/values.ts';
import { parseTime } from '../time.ts';

export interface Proposal {
  mapping: Mapping;
  /** From 0 (a guess) to 1 (no doubt). */
  confidence: number;
  /** Why, one sentence a pointer; names of keys, no text of the log. */
  reasons: string[];
}

/** Members are looked at this deep below a record; deeper ones are content. */
const DEPTH = 4;
/** More records do not change the guess, and a preview must come at once. */
const MAX_RECORDS = 200;

/** All values of a member over the records, by JSON Pointer. */
type Members = Map<string, unknown[]>;

/** `records`: parsed, from the start of the file. undefined: nothing in them looks like a talk. */
export function proposeMapping(records: readonly unknown[], file: string): Proposal | undefined {
  const sample = records.slice(0, MAX_RECORDS).filter((r) => typeof r === 'object' && r !== null);
  if (sample.length === 0) return undefined;
  const name =
    (file.split('/').at(-1) ?? 'log')
      .replace(/\.[^.]*$/, '')
      .replace(/[^\w.-]+/g, '-')
      .slice(0, 40) || 'log';
  const base = { name, files: [file] };
  const candidates = [listProposal(sample, base), messageProposal(sample, base), exchangeProposal(sample, base)];
  return candidates.filter((c) => c !== undefined).sort((a, b) => b.confidence - a.confidence)[0];
}

/** Every scalar or list under the records, by pointer. */
function members(records: readonly unknown[], depth = DEPTH): Members {
  const found: Members = new Map();
  const visit = (value: unknown, keys: string[]): void => {
    if (!isObject(value) || keys.length > depth) return;
    for (const [key, member] of Object.entries(value).slice(0, 200)) {
      const pointer = toPointer([...keys, key]);
      const values = found.get(pointer) ?? [];
      values.push(member);
      found.set(pointer, values);
      visit(member, [...keys, key]);
    }
  };
  for (const record of records) visit(record, []);
  return found;
}

type Base = Pick<Mapping, 'name' | 'files'>;

/** Records that hold a list of messages, in at least half of them. */
function listProposal(records: readonly unknown[], base: Base): Proposal | undefined {
  let best: Proposal | undefined;
  const lists: [string, unknown[]][] = [['', records.filter(Array.isArray)], ...members(records)];
  for (const [pointer, values] of lists) {
    const arrays = values.filter((v): v is unknown[] => Array.isArray(v) && v.some(isObject));
    if (arrays.length * 2 < records.length) continue;
    const inner = speakers(arrays.flat().filter(isObject));
    if (!inner) continue;
    const mapping: Mapping = { ...base, messages: pointer, ...inner.fields, ...recordFields(records) };
    const reasons = [`messages: lists of objects at ${pointer || '""'}`, ...inner.reasons];
    const proposal = { mapping, confidence: inner.confidence, reasons };
    if (proposal.confidence > (best?.confidence ?? 0)) best = proposal;
  }
  return best;
}

/** Records that are messages. Without an id the file would be one session, which is less likely to be meant. */
function messageProposal(records: readonly unknown[], base: Base): Proposal | undefined {
  const inner = speakers(records);
  if (!inner) return undefined;
  const outer = recordFields(records);
  const mapping: Mapping = { ...base, ...outer, ...inner.fields };
  const reasons = [...inner.reasons, outer.id ? `id: ${outer.id} repeats` : 'no id: the file is one session'];
  return { mapping, confidence: inner.confidence * (outer.id ? 1 : 0.8), reasons };
}

/** Records with a prompt and an answer, by the names of their members alone. */
function exchangeProposal(records: readonly unknown[], base: Base): Proposal | undefined {
  const all = members(records);
  const texts = [...all].filter(([, values]) => values.filter((v) => typeof v === 'string').length * 2 > values.length);
  const byName = (pattern: RegExp): string | undefined => texts.find(([p]) => pattern.test(leaf(p)))?.[0];
  const prompt = byName(/^(?:user_?)?(?:prompt|question|query|input|request|instruction|utterance|user)(?:_?text)?$/i);
  const response = byName(
    /^(?:model_?|bot_?|assistant_?)?(?:response|answer|completion|output|reply|generation|assistant)(?:_?text)?$/i,
  );
  if (!prompt || !response || prompt === response) return undefined;
  const mapping: Mapping = { ...base, prompt, response, ...recordFields(records) };
  const time = pick(all, /time|date|created|^ts$/i, (v) => parseTime(v) !== undefined);
  if (time) mapping.time = time;
  return { mapping, confidence: 0.7, reasons: [`prompt: ${prompt} by its name`, `response: ${response} by its name`] };
}

const leaf = (pointer: string): string => pointerKeys(pointer).at(-1) ?? '';

/** Role, content and the rest in objects that are messages. */
function speakers(
  objects: readonly unknown[],
): { fields: Partial<Mapping>; confidence: number; reasons: string[] } | undefined {
  const all = members(objects, 2);
  const role = roleMember(all, objects.length);
  if (!role) return undefined;
  const content = contentMember(all, role.pointer, objects.length);
  if (!content) return undefined;
  const fields: Partial<Mapping> = { role: role.pointer, content };
  if (role.roles) fields.roles = role.roles;
  const time = pick(all, /time|date|created|sent|^ts$|^at$/i, (v) => parseTime(v) !== undefined);
  if (time) fields.time = time;
  const tool = toolMembers(all, [role.pointer, content]);
  if (tool) fields.tool = tool;
  const feedback = pick(
    all,
    /feedback|rating|thumb|vote|reaction/i,
    (v) => flag(v) !== undefined || number(v) !== undefined || typeof v === 'string',
  );
  if (feedback && feedback !== content) fields.feedback = feedback;
  const reasoning = pick(all, /reason(?:ing)?$|thinking|thought/i, (v) => typeof v === 'string');
  if (reasoning && reasoning !== content) fields.reasoning = reasoning;
  const confidence = (role.known ? 0.95 : 0.6) * (objects.length > 1 ? 1 : 0.7);
  const reasons = [
    `role: ${role.pointer} ${role.known ? 'holds names of speakers' : 'has two values that take turns'}`,
    `content: ${content} holds the longest text`,
  ];
  return { fields, confidence, reasons };
}

interface RoleMember {
  pointer: string;
  known: boolean;
  roles?: Mapping['roles'];
}

/** Values that name speakers, or else two to five different ones of which the first two are taken for user and assistant. */
function roleMember(all: Members, total: number): RoleMember | undefined {
  let unknown: RoleMember | undefined;
  for (const [pointer, values] of all) {
    const words = values
      .filter((v) => typeof v === 'string' || typeof v === 'boolean' || typeof v === 'number')
      .map(String);
    if (words.length * 2 <= total) continue;
    const distinct = [...new Set(words)];
    const named = distinct.filter((w) => roleOf(w) !== undefined);
    if (named.length >= 1 && named.length * 2 >= distinct.length && distinct.length <= 8) {
      return { pointer, known: named.length >= 2 || total === 1 };
    }
    const byName = /role|sender|speaker|author|from|direction|who|actor|party|side/i.test(leaf(pointer));
    if (byName && distinct.length >= 2 && distinct.length <= 5 && !unknown) {
      unknown = {
        pointer,
        known: false,
        roles: { [distinct[0] as string]: 'user', [distinct[1] as string]: 'assistant' },
      };
    }
  }
  return unknown;
}

/**
 * The member with the longest text, ids and times aside. A usual name counts as 1000 characters: a long log of
 * something else beside it must not win. Content that is often a list of parts need not be text in a third of the
 * messages.
 */
function contentMember(all: Members, role: string, total: number): string | undefined {
  let best: { pointer: string; length: number } | undefined;
  for (const [pointer, values] of all) {
    if (pointer === role || /(?:^|[_-])id$|[a-z]I[dD]$|uuid|hash|url/.test(leaf(pointer))) continue;
    const texts = values.filter((v): v is string => typeof v === 'string' && parseTime(v) === undefined);
    const named = /^(?:content|text|message|body|msg|value|utterance|said)$/i.test(leaf(pointer));
    if (texts.length * 3 < total && !(named && values.some(Array.isArray))) continue;
    const length = texts.reduce((n, t) => n + t.length, 0) / Math.max(1, texts.length) + (named ? 1000 : 0);
    if (length > (best?.length ?? 0)) best = { pointer, length };
  }
  return best?.pointer;
}

/** Members that tell of tools. A list of calls needs neither name nor arguments; those are for calls that lie flat. */
function toolMembers(all: Members, taken: readonly string[]): Mapping['tool'] | undefined {
  const tool: NonNullable<Mapping['tool']> = {};
  const find = (pattern: RegExp, ok: (v: unknown) => boolean): string | undefined =>
    [...all].find(([p, values]) => !taken.includes(p) && pattern.test(leaf(p)) && values.some(ok))?.[0];
  const calls = find(/^(?:tool|function)_?calls?$/i, Array.isArray);
  if (calls) tool.calls = calls;
  const name = find(/^(?:tool|function|tool_?name|function_?name|action)$/i, (v) => typeof v === 'string');
  if (name && !calls) tool.name = name;
  const args = find(/^(?:args|arguments|tool_?args|tool_?input|parameters|params|input)$/i, (v) => v !== null);
  if (args && name && !calls) tool.args = args;
  const result = find(/^(?:tool_?)?(?:result|output|observation)$/i, (v) => v !== null);
  if (result && name) tool.result = result;
  const id = find(/^(?:tool_?)?(?:call_?id|use_?id)$/i, (v) => v !== null);
  if (id) tool.id = id;
  return Object.keys(tool).length > 0 ? tool : undefined;
}

/** The first member with a name and a value that fit. */
const pick = (all: Members, name: RegExp, ok: (value: unknown) => boolean): string | undefined =>
  [...all].find(([pointer, values]) => name.test(leaf(pointer)) && values.some((v) => v !== null && ok(v)))?.[0];

/** Fields of the record beside the messages. */
function recordFields(records: readonly unknown[]): Partial<Mapping> {
  const keys = records.flatMap((r) => (isObject(r) ? [Object.keys(r)] : []))[0] ?? [];
  const guess = guessColumns(keys);
  const fields: Partial<Mapping> = {};
  const first = records.find(isObject);
  const scalar = (key: string | undefined): boolean =>
    key !== undefined && ['string', 'number'].includes(typeof get(first, key));
  const all = members(records, 2);
  const nested = pick(
    all,
    /^(?:conversation|session|thread|chat|dialog(?:ue)?)_?(?:id|uuid|key)$/i,
    (v) => typeof v !== 'object',
  );
  const id = scalar(guess.conversation)
    ? toPointer([guess.conversation as string])
    : (nested ??
      (scalar(guess.id) && unique(records, guess.id as string) ? toPointer([guess.id as string]) : undefined));
  if (id) fields.id = id;
  const model = pick(all, /^model(?:_?(?:name|id))?$/i, (v) => typeof v === 'string');
  if (model) fields.model = model;
  const system = pick(all, /^system(?:_?(?:prompt|message))?$/i, (v) => typeof v === 'string');
  if (system) fields.system = system;
  const score = pick(all, /^(?:reward|score)$/i, (v) => typeof v === 'number');
  if (score) fields.score = score;
  const intent = pick(all, /^task_?id$/i, (v) => typeof v !== 'object');
  if (intent) fields.intent = intent;
  const subject = pick(all, /^(?:user|customer|account)_?id$/i, (v) => typeof v !== 'object');
  if (subject) fields.subject = subject;
  return fields;
}

/** An `id` names the record itself: that is a session only where records are sessions. */
const unique = (records: readonly unknown[], key: string): boolean =>
  records.some((r) => isObject(r) && Object.values(r).some(Array.isArray)) &&
  new Set(records.map((r) => get(r, key))).size === records.length;
