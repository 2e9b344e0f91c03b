/** Files that lie beside the talks of coding assistants and hold none: recognised, so that a user is told where the talk is. */
import { get, isObject, str } from '../../parse.ts';
import type { Reader } from '../../reader.ts';

/** A kind of file, and what the user is told about it. */
interface Kind {
  test(record: unknown): boolean;
  reason: string;
}

const has = (record: unknown, ...keys: string[]): boolean =>
  isObject(record) && keys.every((key) => Object.hasOwn(record, key));

const KINDS: readonly Kind[] = [
  {
    test: (r) => has(r, 'sessionId', 'messageId', 'type', 'message') && typeof get(r, 'message') === 'string',
    reason: 'Gemini CLI’s list of prompts holds no answers; the talks are in chats/session-*.json beside it',
  },
  {
    test: (r) => has(r, 'session_id', 'ts', 'text') && Object.keys(r as object).length <= 4,
    reason: 'Codex’s list of prompts holds no answers; the talks are in sessions/**/rollout-*.jsonl beside it',
  },
  {
    test: (r) => has(r, 'display', 'pastedContents', 'timestamp'),
    reason: 'Claude Code’s list of prompts holds no answers; the talks are in projects/*/*.jsonl beside it',
  },
  {
    test: (r) =>
      has(r, 'ts', 'type') &&
      (get(r, 'type') === 'say' || get(r, 'type') === 'ask') &&
      (has(r, 'say') || has(r, 'ask')),
    reason: 'Cline’s screen messages repeat the talk; read api_conversation_history.json beside it',
  },
  {
    test: (r) => has(r, 'files_in_context', 'model_usage'),
    reason: 'Cline’s task metadata holds no talk; read api_conversation_history.json beside it',
  },
  {
    test: (r) =>
      has(r, 'type', 'sessionID', 'part') && isObject(get(r, 'part')) && typeof get(r, 'timestamp') === 'number',
    reason: 'OpenCode’s event stream leaves prompts out; run `opencode export` and read its output',
  },
];

/** Lists, settings and repetitions of the agents whose talks lie in a file of their own. */
const BESIDE: readonly Kind[] = [
  {
    test: (r) =>
      (/^[A-Z][A-Za-z]+$/.test(str(get(r, 'message', 'type')) ?? '') && isObject(get(r, 'message', 'payload'))) ||
      (get(r, 'type') === 'metadata' && has(r, 'protocol_version')),
    reason: 'Kimi’s wire log repeats the talk; read context.jsonl beside it',
  },
  {
    test: (r) => has(r, 'method', 'params') && typeof get(r, 'params', 'update', 'sessionUpdate') === 'string',
    reason: 'Grok’s updates for the page repeat the talk; read chat_history.jsonl beside it',
  },
  {
    test: (r) => has(r, 'sessionId', 'title', 'dateCreated') && !has(r, 'history'),
    reason: 'Continue’s list of sessions holds titles and times; the talks are the other files beside it',
  },
  {
    test: (r) =>
      has(r, 'session_id', 'start_time') && (has(r, 'stats') || has(r, 'environment')) && !has(r, 'messages'),
    reason: 'Vibe’s description of a session holds no talk; it is in messages.jsonl beside it',
  },
  {
    test: (r) =>
      has(r, 'session_id', 'cwd') &&
      (has(r, 'created_at', 'updated_at') || has(r, 'session_state')) &&
      !has(r, 'messages') &&
      !has(r, 'history'),
    reason: 'Kiro’s description of a session holds no talk; it is in the file .jsonl of that name beside it',
  },
  {
    test: (r) => has(r, 'assistantActiveTimeMs') || (has(r, 'tokenUsage', 'model') && has(r, 'autonomyMode')),
    reason: 'Factory’s settings of a session hold no talk; it is in the file .jsonl of that name beside it',
  },
  {
    test: (r) => has(r, 'createdAtMs', 'hasConversation'),
    reason: 'Cursor’s description of a chat holds no talk; it is in store.db beside it',
  },
];

const kindOf = (record: unknown): Kind | undefined => [...KINDS, ...BESIDE].find((kind) => kind.test(record));

export const assistantExtras: Reader = {
  id: 'assistant-extras',
  doc: {
    title: 'Files beside the talks of coding assistants',
    files:
      '~/.gemini/tmp/*/logs.json, ~/.codex/history.jsonl, ~/.claude/history.jsonl, ui_messages.json, task_metadata.json',
    detection:
      'Lists of prompts, screen messages and task metadata of Gemini CLI, Codex, Claude Code, Cline and OpenCode; lists, descriptions and repetitions of sessions of Kimi, Grok, Continue, Vibe, Kiro, Factory and Cursor.',
    notes: ['Recognised and not read: every record is skipped with a reason that names the file which holds the talk.'],
  },
  votes: (r) => kindOf(r) !== undefined,
  index({ value }) {
    return { skip: kindOf(value)?.reason ?? 'no talk', code: 'metadata' };
  },
  read: () => undefined,
};
