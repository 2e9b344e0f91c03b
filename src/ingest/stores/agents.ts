/**
 * Where coding agents keep their sessions: places from the agents' own documentation and from public importers of their logs.
 * One row an agent. To look reads names, sizes and dates of files, and nothing that is in them.
 */
import { join } from 'node:path';
import { dataHomes, editorFolders, inApplicationData, type Machine, movedBy, type Root } from './roots.ts';

export interface Place {
  /** Below one of the roots of the agent: what is to be read, as a pattern. "": the root itself. */
  read: string;
  /** Files below it with one session each, as a pattern; undefined: a database, whose sessions are not counted. */
  sessions?: string;
}

export interface Agent {
  /** Stable id, for `goldpan find --add`. */
  id: string;
  title: string;
  roots(machine: Machine): Root[];
  places: readonly Place[];
}

const inHome =
  (...folders: string[]) =>
  ({ home }: Machine): Root[] =>
    folders.map((folder) => ({ folder: join(home, folder) }));

const inDataHome =
  (...names: string[]) =>
  (machine: Machine): Root[] =>
    names.flatMap((name) => dataHomes(machine).map((root) => ({ ...root, folder: join(root.folder, name) })));

/** `CODE_HOME` moves what is otherwise in `~/.code`. */
const moved =
  (variable: string, ...folders: string[]) =>
  (machine: Machine): Root[] =>
    movedBy(variable, machine, ...folders.map((folder) => join(machine.home, folder)));

const CLINE_TASKS: readonly Place[] = [{ read: 'tasks', sessions: '*/api_conversation_history.json' }];
const extension =
  (id: string) =>
  (machine: Machine): Root[] =>
    editorFolders(machine).map(({ folder }) => ({ folder: join(folder, 'globalStorage', id) }));

export const AGENTS: readonly Agent[] = [
  {
    id: 'claude-code',
    title: 'Claude Code',
    roots: moved('CLAUDE_CONFIG_DIR', '.claude', '.config/claude'),
    // Sub-agents lie beside or below their session, and are no sessions of their own.
    places: [{ read: 'projects', sessions: '*/!(agent-*).jsonl' }],
  },
  {
    id: 'codex',
    title: 'Codex',
    roots: moved('CODEX_HOME', '.codex'),
    places: [
      { read: 'sessions', sessions: '**/rollout-*.jsonl' },
      { read: 'archived_sessions', sessions: '**/rollout-*.jsonl' },
    ],
  },
  {
    id: 'cursor',
    title: 'Cursor',
    roots: (machine) => editorFolders(machine, (name) => /cursor/i.test(name)),
    places: [{ read: 'globalStorage/state.vscdb' }],
  },
  {
    id: 'cursor-agent',
    title: 'Cursor (agent transcripts)',
    roots: inHome('.cursor/projects'),
    places: [{ read: '*/agent-transcripts', sessions: '**/*.{jsonl,txt}' }],
  },
  {
    id: 'copilot-chat',
    title: 'GitHub Copilot Chat',
    roots: (machine) => editorFolders(machine),
    places: [
      { read: 'workspaceStorage/*/chatSessions', sessions: '*.{json,jsonl}' },
      { read: 'globalStorage/emptyWindowChatSessions', sessions: '*.{json,jsonl}' },
    ],
  },
  {
    id: 'copilot-cli',
    title: 'GitHub Copilot CLI',
    roots: moved('COPILOT_HOME', '.copilot'),
    places: [{ read: 'session-state', sessions: '{*/events,*}.jsonl' }],
  },
  {
    id: 'gemini-cli',
    title: 'Gemini CLI',
    roots: inHome('.gemini/tmp'),
    places: [{ read: '*/chats', sessions: 'session-*.{json,jsonl}' }],
  },
  {
    id: 'antigravity',
    title: 'Antigravity',
    roots: inHome('.gemini/antigravity-cli/brain', '.gemini/antigravity/brain', '.gemini/antigravity-ide/brain'),
    places: [{ read: '*/.system_generated/logs', sessions: 'transcript.jsonl' }],
  },
  {
    id: 'qwen-code',
    title: 'Qwen Code',
    roots: inHome('.qwen/projects', '.qwen/tmp'),
    places: [{ read: '*/chats', sessions: '*.{json,jsonl}' }],
  },
  {
    id: 'opencode',
    title: 'OpenCode',
    roots: inDataHome('opencode'),
    places: [{ read: 'opencode.db' }, { read: 'opencode-*.db' }, { read: 'storage', sessions: 'session/*/*.json' }],
  },
  {
    id: 'kilo',
    title: 'Kilo Code (CLI)',
    roots: inDataHome('kilo'),
    places: [{ read: '*.db' }, { read: 'storage', sessions: 'session/*/*.json' }],
  },
  { id: 'cline', title: 'Cline', roots: extension('saoudrizwan.claude-dev'), places: CLINE_TASKS },
  {
    id: 'cline-cli',
    title: 'Cline (CLI)',
    roots: moved('CLINE_DIR', '.cline'),
    places: [
      { read: 'data/sessions', sessions: '*/*.messages.json' },
      { read: 'data/tasks', sessions: '*/api_conversation_history.json' },
    ],
  },
  { id: 'roo-code', title: 'Roo Code', roots: extension('rooveterinaryinc.roo-cline'), places: CLINE_TASKS },
  { id: 'kilo-code', title: 'Kilo Code', roots: extension('kilocode.kilo-code'), places: CLINE_TASKS },
  {
    id: 'continue',
    title: 'Continue',
    roots: moved('CONTINUE_GLOBAL_DIR', '.continue'),
    places: [{ read: 'sessions', sessions: '!(sessions).json' }],
  },
  {
    id: 'goose',
    title: 'Goose',
    roots: (machine) => [
      ...movedBy('GOOSE_PATH_ROOT', machine).map((r) => ({ ...r, folder: join(r.folder, 'data/sessions') })),
      ...inDataHome('goose/sessions', 'Block/goose/data/sessions', 'Block/goose/sessions')(machine),
    ],
    places: [{ read: 'sessions.db' }, { read: '*.jsonl', sessions: '*.jsonl' }],
  },
  {
    id: 'amp',
    title: 'Amp',
    roots: inDataHome('amp'),
    places: [{ read: 'threads', sessions: 'T-*.json' }],
  },
  {
    id: 'kiro',
    title: 'Kiro',
    roots: (machine) => [...inHome('.kiro/sessions')(machine), ...inDataHome('kiro-cli')(machine)],
    places: [{ read: 'cli', sessions: '**/*.{json,jsonl}' }, { read: 'data.sqlite3' }],
  },
  {
    id: 'amazon-q',
    title: 'Amazon Q Developer CLI',
    roots: inDataHome('amazon-q'),
    places: [{ read: 'data.sqlite3' }],
  },
  {
    id: 'zed',
    title: 'Zed',
    roots: inDataHome('zed', 'Zed'),
    places: [{ read: 'threads/threads.db' }, { read: 'conversations', sessions: '*.json' }],
  },
  {
    id: 'pi',
    title: 'pi',
    roots: moved('PI_CODING_AGENT_DIR', '.pi/agent'),
    places: [{ read: 'sessions', sessions: '**/*.jsonl' }],
  },
  {
    id: 'openclaw',
    title: 'OpenClaw',
    roots: moved('OPENCLAW_STATE_DIR', '.openclaw'),
    places: [{ read: 'agents/*/sessions', sessions: '*.jsonl' }],
  },
  {
    id: 'factory',
    title: 'Factory Droid',
    roots: inHome('.factory'),
    places: [{ read: 'sessions', sessions: '**/*.jsonl' }],
  },
  {
    id: 'kimi',
    title: 'Kimi CLI',
    roots: inHome('.kimi', '.kimi-code'),
    places: [{ read: 'sessions', sessions: '**/wire.jsonl' }],
  },
  {
    id: 'vibe',
    title: 'Mistral Vibe',
    roots: moved('VIBE_HOME', '.vibe'),
    places: [{ read: 'logs/session', sessions: '*.json' }],
  },
  {
    id: 'grok',
    title: 'Grok CLI',
    roots: moved('GROK_HOME', '.grok'),
    places: [{ read: 'sessions', sessions: '**/*.{json,jsonl}' }],
  },
  {
    id: 'openhands',
    title: 'OpenHands',
    roots: inHome('.openhands'),
    places: [
      { read: 'conversations', sessions: '*/base_state.json' },
      { read: 'sessions', sessions: '*/metadata.json' },
    ],
  },
  {
    id: 'gptme',
    title: 'gptme',
    roots: inDataHome('gptme'),
    places: [{ read: 'logs', sessions: '*/conversation.jsonl' }],
  },
  {
    id: 'lm-studio',
    title: 'LM Studio',
    roots: inHome('.lmstudio', '.cache/lm-studio'),
    places: [{ read: 'conversations', sessions: '**/*.conversation.json' }],
  },
  {
    id: 'jan',
    title: 'Jan',
    roots: (machine) => [...inHome('jan')(machine), ...inApplicationData(machine, 'Jan/data')],
    places: [{ read: 'threads', sessions: '*/messages.jsonl' }],
  },
  {
    id: 'llm',
    title: 'llm',
    roots: (machine) => [...movedBy('LLM_USER_PATH', machine), ...inApplicationData(machine, 'io.datasette.llm')],
    places: [{ read: 'logs.db' }],
  },
];
