/** What the editor can ask of the worker thread: one table, from which client, handlers and checks follow. */
import * as z from 'zod/mini';
import type { ValidationReport } from '../datasets/validate.ts';
import type { ConnectionTest } from '../ingest/postgres/import.ts';
import type { Columns } from '../ingest/rows/columns.ts';
import type { FoundStore } from '../ingest/stores/find.ts';
import { type Methods, reasonOf } from '../kit/methods.ts';
import { Database, Mapping } from '../model/config-ingest.ts';
import { ExampleView, ListPage, ListQuery, PairView, studioMethods, Text } from '../protocol/studio.ts';
import { PII_TYPES } from '../redact/types.ts';
import type { RunResult } from '../run/options.ts';
import type {
  DroppedPlace,
  KnownSession,
  LogFile,
  MappingView,
  NewDatabase,
  Preview,
  ProjectSpec,
  RowSource,
  RunProgress,
  RunSummary,
  SessionInfo,
  WhyAnswer,
} from './types.ts';

const project = z.object({ root: z.string(), trusted: z.boolean() }) satisfies z.ZodMiniType<ProjectSpec>;
const of = z.object({ project });
/** Of an archive or a database: which of the logs in it. */
const entry = z.optional(z.string());
const limit = z.int().check(z.positive());

/** Checked by a schema, but handed on as it was given: defaults are not written into files. */
const given = <T>(schema: typeof Database | typeof Mapping) =>
  z.custom<T>().check((context) => {
    const parsed = schema.safeParse(context.value);
    if (parsed.success) return;
    context.issues.push({ code: 'custom', message: reasonOf(parsed.error.issues), input: context.value });
  });
const database = given<NewDatabase>(Database);
const mapping = given<Mapping>(Mapping);
const password = z.optional(z.string());

/** The studio's part: it is asked of the page's host, which hands it on. */
const studio = {
  studioList: { params: z.object({ project, query: ListQuery }), reply: ListPage },
  studioExample: { params: z.extend(studioMethods.example.params, { project }), reply: ExampleView },
  studioPair: { params: z.extend(studioMethods.pair.params, { project }), reply: PairView },
  studioText: { params: z.extend(studioMethods.text.params, { project }), reply: Text },
  /** `changed`: redaction changed the edited text before it was stored. `stamp`: see OwnWrites. */
  studioDecide: {
    params: z.object({ project, decision: studioMethods.decide.params }),
    reply: z.object({ changed: z.boolean(), stamp: z.string() }),
  },
  /** Whether one message of an example is learnt from; null: as the rules of steps say. */
  setWeight: {
    params: z.object({
      project,
      id: z.string(),
      message: z.int().check(z.nonnegative()),
      weight: z.nullable(z.union([z.literal(0), z.literal(1)])),
    }),
    reply: z.object({ stamp: z.string() }),
  },
  studioUndo: {
    params: z.object({ project, id: z.string() }),
    reply: z.object({ undone: z.nullable(z.string()), stamp: z.string() }),
  },
  /** `changed`: redaction changed the note before it was stored. */
  studioGold: {
    params: z.extend(studioMethods.gold.params, { project }),
    reply: z.object({ said: z.string(), changed: z.boolean(), stamp: z.string() }),
  },
  studioGoldUndo: {
    params: z.object({ project, id: z.string() }),
    reply: z.object({ undone: z.boolean(), stamp: z.string() }),
  },
  /** The record that an example, or the n-th record of its session, was read from. */
  studioSource: {
    params: z.object({ project, id: z.string(), record: z.optional(z.int()) }),
    reply: z.nullable(z.object({ path: z.string(), line: z.int(), entry: z.optional(z.string()) })),
  },
} satisfies Methods;

export const hostMethods = {
  scan: { params: of, reply: z.custom<{ files: LogFile[]; ownOutputs: string[] }>() },
  sessionsOf: { params: z.object({ project, path: z.string(), entry, limit }), reply: z.custom<SessionInfo[]>() },
  /** `databases`: the user has confirmed that they may be read, the only use of the network. Passwords by name. */
  run: {
    params: z.object({
      project,
      paths: z.optional(z.array(z.string())),
      workerFile: z.string(),
      databases: z.optional(z.object({ passwords: z.record(z.string(), z.string()) })),
      /** The user has agreed that the judge of goldpan.json is asked. */
      judge: z.optional(z.boolean()),
      /** The user has agreed to replace a dataset with rows by one without. */
      allowEmpty: z.optional(z.boolean()),
    }),
    reply: z.custom<RunResult>(),
    progress: z.custom<RunProgress>(),
  },
  results: { params: of, reply: z.custom<RunSummary | null>() },
  /** Sessions of the last run that begin in a file, in its order; `total` of 0: the run does not know the file. */
  knownSessions: {
    params: z.object({ project, path: z.string(), entry, limit }),
    reply: z.custom<{ total: number; sessions: KnownSession[] }>(),
  },
  /** Stages and reasons whose places are known. */
  droppedReasons: { params: of, reply: z.custom<{ stage: string; why: string }[]>() },
  dropped: {
    params: z.object({ project, stage: z.string(), why: z.string(), limit }),
    reply: z.custom<DroppedPlace[]>(),
  },
  preview: { params: z.object({ project, file: z.string() }), reply: z.custom<Preview>() },
  validate: {
    params: z.object({ root: z.string(), paths: z.array(z.string()) }),
    reply: z.custom<ValidationReport>(),
  },
  /** `where`: FILE:LINE, or an id. */
  why: { params: z.object({ project, where: z.string() }), reply: z.custom<WhyAnswer>() },
  rowSource: { params: z.object({ project, row: z.string() }), reply: z.custom<RowSource>() },
  teach: {
    params: z.object({
      project,
      term: z.string(),
      mode: z.enum(['mask', 'never']),
      type: z.optional(z.enum(PII_TYPES)),
      /** Text in which the term was selected, and where: UTF-16, end exclusive. */
      around: z.optional(z.object({ text: z.string(), start: z.int(), end: z.int() })),
    }),
    reply: z.object({
      file: z.string(),
      known: z.boolean(),
      stamp: z.string(),
      /** What still hides a term that is never to be hidden: a longer value that it is part of, `length` characters of it. */
      covered: z.optional(z.object({ type: z.enum(PII_TYPES), length: z.int() })),
    }),
  },
  /** Databases that a run would read, the judge that it would ask, and the keys of goldpan.json that are ignored without trust. */
  settings: {
    params: of,
    reply: z.custom<{
      ignored: string[];
      databases: { name: string; place: string }[];
      judge?: { model: string; place: string };
    }>(),
  },
  testDatabase: { params: z.object({ project, database, password }), reply: z.custom<ConnectionTest>() },
  /** Ten rows as aligned text, and which column is taken for what. `kind` null: none could be a role and a text. */
  previewDatabase: {
    params: z.object({ project, database, password }),
    reply: z.custom<{ columns: string[]; rows: number; guessed: Columns; kind: string | null; text: string }>(),
  },
  saveDatabase: { params: z.object({ project, database }), reply: z.object({ file: z.string() }) },
  /** `configText`: goldpan.json as the editor holds it, saved or not, when it is open. */
  proposeMapping: {
    params: z.object({
      project,
      file: z.string(),
      picked: z.optional(mapping),
      configText: z.optional(z.string()),
    }),
    reply: z.custom<MappingView>(),
  },
  saveMapping: { params: z.object({ project, mapping }), reply: z.object({ file: z.string() }) },
  /** Looks at names, sizes and dates only. `included`: `sources.include` names all of it already. */
  agentStores: {
    params: of,
    reply: z.custom<{ looked: number; stores: (FoundStore & { included: boolean })[] }>(),
  },
  /** `added`: those that were not there yet. */
  saveSources: {
    params: z.object({ project, paths: z.array(z.string().check(z.minLength(1))).check(z.minLength(1)) }),
    reply: z.object({ file: z.string(), added: z.array(z.string()) }),
  },
  /** A folder, or a wheel with a model in it. `terms`: what the licence of a known model asks to be said. */
  addModel: {
    params: z.object({ path: z.string() }),
    reply: z.object({ name: z.string(), folder: z.string(), terms: z.nullable(z.string()) }),
  },
  /** Lines by number from 0; each cut after `max` bytes, with its full length. */
  lines: {
    params: z.object({
      file: z.string(),
      from: z.int().check(z.nonnegative()),
      count: z.int(),
      max: z.int().check(z.nonnegative()),
    }),
    reply: z.custom<{ total: number; size: number; lines: { text: string; bytes: number }[] }>(),
  },
  ...studio,
} satisfies Methods;

export type HostMethods = typeof hostMethods;
