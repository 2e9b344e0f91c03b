/** The parts of goldpan.json that say where logs come from and how to read them. Composed by config.ts. */
import { z } from 'zod';
import { globMistake } from '../kit/glob.ts';

/** A pattern that no parser takes would match nothing: it is refused with its key. */
export const Glob = z
  .string()
  .min(1)
  .superRefine((glob, context) => {
    const mistake = globMistake(glob);
    if (mistake) context.addIssue({ code: 'custom', message: `${JSON.stringify(glob)} is not a pattern: ${mistake}` });
  });

const Pointer = z
  .string()
  .regex(/^(?:\/(?:[^~/]|~[01])*)*$/, 'must be a JSON Pointer such as /message/content, or "" for the whole record')
  .describe('JSON Pointer (RFC 6901).');

const Labels = z
  .array(z.string().min(1).max(200))
  .describe('Labels as words, or regular expressions written /…/ or /…/i.');

const Transcripts = z.strictObject({
  labels: z
    .strictObject({
      user: Labels.optional(),
      assistant: Labels.optional(),
      system: Labels.optional(),
      tool: Labels.optional(),
      tool_call: Labels.optional(),
      reasoning: Labels.optional(),
    })
    .default({})
    .describe("Speakers' labels in plain-text transcripts, asked before the built-in table."),
  onlyThese: z.boolean().default(false).describe('Use no other labels than these.'),
});

const COLUMN_FIELDS = [
  'conversation',
  'id',
  'role',
  'content',
  'time',
  'order',
  'tool_calls',
  'tool_call_id',
  'tool_name',
  'tool_args',
  'error',
  'model',
  'latency',
  'reasoning',
  'rating',
  'reason',
  'user',
  'metadata',
  'system',
  'prompt',
  'response',
] as const;

const SINCE =
  /^(?:\d{1,5}\s*(?:minute|hour|day|week|month|year)s?|\d{4}-\d{2}-\d{2}(?:[T ][\d:.]+(?:Z|[+-]\d{2}:?\d{2})?)?)$/;

export const Database = z.strictObject({
  name: z
    .string()
    .regex(/^[\w.-]{1,60}$/, 'letters, digits, dot, dash and underscore')
    .describe('Names the database in reports and in the editor.'),
  url: z
    .string()
    .optional()
    .describe(
      'postgresql://user@host:5432/database, without a password: that comes from GOLDPAN_PG_PASSWORD or PGPASSWORD.',
    ),
  urlEnv: z.string().optional().describe('Environment variable that holds the connection string.'),
  tls: z
    .enum(['auto', 'verify', 'encrypt', 'off'])
    .default('auto')
    .describe('verify: encrypted, certificate checked. encrypt: not checked. auto: verify, but off on this machine.'),
  ca: z.string().optional().describe("File with the certificate authority's certificate (PEM)."),
  schema: z.string().default('public').describe('Schema of the two tables of the default query.'),
  conversations: z.string().default('conversations').describe('Table of conversations (id, created_at, metadata).'),
  messages: z
    .string()
    .default('messages')
    .describe('Table of messages (conversation_id, role, content, created_at, tool_name, tool_args).'),
  sql: z.string().optional().describe('A query of your own in place of the default one. $1 is the start of `since`.'),
  columns: z
    .partialRecord(z.enum(COLUMN_FIELDS), z.string())
    .optional()
    .describe('Which column is what, where the names do not tell.'),
  since: z
    .string()
    .regex(SINCE, 'such as "7 days", "12 hours" or "2026-01-31"')
    .optional()
    .describe('Only conversations with a message since then.'),
  timeoutSeconds: z.int().positive().default(600).describe('The query is given up after this time.'),
});

const MappedRole = z.enum(['system', 'user', 'assistant', 'tool']);

export const Mapping = z.strictObject({
  name: z
    .string()
    .regex(/^[\w.-]{1,40}$/, 'letters, digits, dot, dash and underscore')
    .describe('Name of the format.'),
  files: z.array(Glob).min(1).describe('Files that are read by it: globs relative to this file.'),
  messages: Pointer.optional().describe(
    'List of messages in each record; the pointers below then start at a message. Without it each record is one message, or one exchange.',
  ),
  id: Pointer.optional().describe(
    'Conversation id, from the record. Without it: one session a record or, for records that are messages, a file.',
  ),
  role: Pointer.optional().describe('Who speaks.'),
  content: Pointer.optional().describe('What is said: text, or parts.'),
  roles: z
    .record(z.string(), MappedRole)
    .optional()
    .describe('What the values of `role` mean, where the names do not tell.'),
  prompt: Pointer.optional().describe('The user text of a record that is one exchange.'),
  response: Pointer.optional().describe('The answer of a record that is one exchange.'),
  system: Pointer.optional().describe('System prompt, from the record.'),
  time: Pointer.optional().describe('Time of the message or exchange.'),
  model: Pointer.optional().describe('Model, from the record.'),
  reasoning: Pointer.optional().describe('Reasoning beside the content.'),
  tool: z
    .strictObject({
      calls: Pointer.optional().describe('List of tool calls in one of the usual shapes.'),
      name: Pointer.optional().describe('Name of the tool.'),
      args: Pointer.optional().describe('Arguments of a call: JSON or text.'),
      result: Pointer.optional().describe('Result beside the call.'),
      id: Pointer.optional().describe('Id that a call and its result share.'),
      error: Pointer.optional().describe('Says that the call failed.'),
    })
    .optional(),
  feedback: Pointer.optional().describe('Thumbs, rating or verdict.'),
  score: Pointer.optional().describe('Reward or score of the whole record, a number.'),
  intent: Pointer.optional().describe('Task id: sessions with the same one can be compared.'),
  subject: Pointer.optional().describe('Id of the person it is about.'),
});

/** Which sessions something is given to; each key that is there must match. */
const Whom = {
  app: z.string().optional().describe('Only to sessions of this application, as the logs name it.'),
  format: z.string().optional().describe('Only to sessions of this format, such as openai-chat.'),
  files: z.array(Glob).min(1).optional().describe('Only to sessions from files that one of these patterns matches.'),
};

const GivenTools = z.strictObject({
  file: z
    .string()
    .min(1)
    .describe(
      'JSON file relative to this one: a list of tools as OpenAI or Anthropic take it, or the result of MCP tools/list.',
    ),
  ...Whom,
});

const GivenPrompt = z
  .strictObject({
    text: z.string().min(1).optional().describe('The system prompt.'),
    file: z.string().min(1).optional().describe('File with the system prompt, relative to this one.'),
    ...Whom,
  })
  .refine(({ text, file }) => (text === undefined) !== (file === undefined), 'needs either "text" or "file"');

/** The keys that `Config` takes over. */
export const IngestConfig = z.strictObject({
  transcripts: Transcripts.prefault({}),
  answerTools: z
    .record(z.string(), z.string())
    .default({})
    .describe(
      'Tools by which an agent answers, with the argument that holds the answer; "" for a built-in one that is none.',
    ),
  tools: z
    .array(GivenTools)
    .default([])
    .describe('Tools of sessions whose logs declare none; the first entry that fits.'),
  systemPrompts: z
    .array(GivenPrompt)
    .default([])
    .describe('System prompts of sessions whose logs hold none; the first entry that fits.'),
  databases: z.array(Database).default([]).describe('PostgreSQL databases with conversations.'),
  mappings: z.array(Mapping).default([]).describe('Formats of your own, by JSON Pointers.'),
});

export type Database = z.infer<typeof Database>;
export type Mapping = z.infer<typeof Mapping>;
export type IngestConfig = z.infer<typeof IngestConfig>;
