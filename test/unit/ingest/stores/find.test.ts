/** The stores of agents, in home folders laid out as the agents do on each system. Paths are written out: the table is not asked. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { findSources } from '../../../../src/ingest/sources.ts';
import { AGENTS } from '../../../../src/ingest/stores/agents.ts';
import { findStores } from '../../../../src/ingest/stores/find.ts';
import { tempFolder } from '../../../support/temp.ts';

type Files = Record<string, string[]>;

/** In the home folder on every system. */
const ANYWHERE: Files = {
  'claude-code': [
    '.claude/projects/-srv-app/1f.jsonl',
    '.claude/projects/-srv-app/2f.jsonl',
    '.claude/projects/-srv-app/agent-3f.jsonl',
    '.claude/projects/-srv-app/1f/subagents/agent-4f.jsonl',
  ],
  codex: [
    '.codex/sessions/2026/03/01/rollout-2026-03-01T10-00-00-a.jsonl',
    '.codex/archived_sessions/rollout-2025-01-01T10-00-00-b.jsonl',
  ],
  'cursor-agent': ['.cursor/projects/srv-app/agent-transcripts/9c/9c.jsonl'],
  'gemini-cli': ['.gemini/tmp/ab12/chats/session-2026-03-01T10-00-aa.json'],
  antigravity: ['.gemini/antigravity-cli/brain/77/.system_generated/logs/transcript.jsonl'],
  'qwen-code': ['.qwen/projects/srv-app/chats/q1.jsonl'],
  'copilot-cli': ['.copilot/session-state/5e/events.jsonl'],
  continue: ['.continue/sessions/6d.json', '.continue/sessions/sessions.json'],
  opencode: ['.local/share/opencode/opencode.db'],
  kiro: ['.kiro/sessions/cli/8b.json'],
  pi: ['.pi/agent/sessions/--srv--/p.jsonl'],
  factory: ['.factory/sessions/srv/f.jsonl'],
};
const CLINE = 'User/globalStorage/saoudrizwan.claude-dev/tasks/1772360000000/api_conversation_history.json';
const CHATS = 'User/workspaceStorage/0a1b/chatSessions/c1.json';
const STATE = 'User/globalStorage/state.vscdb';

const LAYOUTS: Record<'linux' | 'darwin' | 'win32', Files> = {
  linux: {
    cline: [`.config/Code/${CLINE}`],
    'copilot-chat': [`.config/Code - Insiders/${CHATS}`],
    cursor: [`.config/Cursor/${STATE}`],
    goose: ['.local/share/goose/sessions/sessions.db'],
    amp: ['.local/share/amp/threads/T-1.json'],
    zed: ['.local/share/zed/threads/threads.db'],
  },
  darwin: {
    cline: [`Library/Application Support/VSCodium/${CLINE}`],
    'copilot-chat': [`Library/Application Support/Code/${CHATS}`],
    cursor: [`Library/Application Support/Cursor/${STATE}`],
    goose: ['.local/share/goose/sessions/20260301_1.jsonl'],
    amp: ['.local/share/amp/threads/T-1.json'],
    zed: ['Library/Application Support/Zed/threads/threads.db'],
  },
  win32: {
    cline: [`AppData/Roaming/Code/${CLINE}`],
    'copilot-chat': [`AppData/Roaming/Code/${CHATS}`],
    cursor: [`AppData/Roaming/Cursor/${STATE}`],
    goose: ['AppData/Roaming/Block/goose/data/sessions/sessions.db'],
    amp: ['.local/share/amp/threads/T-1.json'],
    zed: ['AppData/Local/Zed/threads/threads.db'],
  },
};

const put = (home: string, files: readonly string[]): void => {
  for (const file of files) {
    mkdirSync(dirname(join(home, file)), { recursive: true });
    writeFileSync(join(home, file), '{"a":1}\n');
  }
};
const look = (home: string, platform: NodeJS.Platform, env: Record<string, string> = {}) =>
  findStores({ home, platform, env });

describe.each(Object.keys(LAYOUTS) as (keyof typeof LAYOUTS)[])('on %s', (platform) => {
  const layout = { ...ANYWHERE, ...LAYOUTS[platform] };
  const home = mkdtempSync(join(tmpdir(), 'goldpan-home-'));
  afterAll(() => rmSync(home, { recursive: true }));
  put(home, Object.values(layout).flat());
  // A file that no agent wrote.
  put(home, ['notes.jsonl', '.config/other/sessions/a.jsonl', '.gemini/tmp/ab12/logs.json']);
  const { stores } = look(home, platform);

  it('each agent is found, and none that is not there', () => {
    expect([...new Set(stores.map((s) => s.agent))].sort()).toEqual(Object.keys(layout).sort());
  });

  it('what it names is what a run then reads', () => {
    const { sources } = findSources(
      stores.map((s) => s.path),
      home,
    );
    const read = sources.map((s) => s.path).sort();
    expect(read).toEqual(Object.values(layout).flat().sort());
  });

  it('sessions are counted where each has a file; files and bytes always', () => {
    const of = (agent: string) => stores.filter((s) => s.agent === agent);
    expect(of('claude-code')).toMatchObject([{ sessions: 2, files: 4, bytes: 32 }]);
    expect(of('codex').map((s) => s.sessions)).toEqual([1, 1]);
    expect(of('continue')).toMatchObject([{ sessions: 1, files: 2 }]);
    expect(of('cursor')[0]).not.toHaveProperty('sessions');
    expect(of('zed')[0]).toMatchObject({ files: 1, bytes: 8 });
  });
});

it('a variable moves a store, and says so', () => {
  const [home, other] = [tempFolder(), tempFolder()];
  put(home, ['.codex/sessions/rollout-1.jsonl']);
  put(other, ['sessions/rollout-2.jsonl', 'data/sessions/sessions.db', 'opencode/opencode.db']);
  const env = { CODEX_HOME: other, GOOSE_PATH_ROOT: other, XDG_DATA_HOME: other };
  expect(
    look(home, 'linux', env)
      .stores.map((s) => [s.agent, s.path, s.variable])
      .sort(),
  ).toEqual([
    ['codex', join(other, 'sessions'), 'CODEX_HOME'],
    ['goose', join(other, 'data/sessions/sessions.db'), 'GOOSE_PATH_ROOT'],
    ['opencode', join(other, 'opencode/opencode.db'), 'XDG_DATA_HOME'],
  ]);
});

it('the databases of Crush are found by its list of projects, which may be broken', () => {
  const home = tempFolder();
  const [a, b] = [join(home, 'a'), join(home, 'b/.data')];
  put(home, ['a/.crush/crush.db', 'b/.data/crush.db']);
  const list = join(home, '.local/share/crush/projects.json');
  put(home, ['.local/share/crush/projects.json']);
  writeFileSync(
    list,
    JSON.stringify({ projects: [{ path: a }, { path: '/x', data_dir: b }, null, { path: 1 }, { path: '/gone' }] }),
  );
  expect(
    look(home, 'linux')
      .stores.map((s) => s.path)
      .sort(),
  ).toEqual([join(a, '.crush/crush.db'), join(b, 'crush.db')]);
  writeFileSync(list, '{"projects": [');
  expect(look(home, 'linux').stores).toEqual([]);
});

it('the newest comes first; what is written beside a database counts', () => {
  const home = tempFolder();
  const db = '.local/share/opencode/opencode.db';
  put(home, ['.codex/sessions/rollout-1.jsonl', db, `${db}-wal`]);
  utimesSync(join(home, '.codex/sessions/rollout-1.jsonl'), 0, 2_000_000_000);
  utimesSync(join(home, db), 0, 1_000_000_000);
  utimesSync(join(home, `${db}-wal`), 0, 2_100_000_000);
  expect(look(home, 'linux').stores).toMatchObject([
    { agent: 'opencode', newest: 2_100_000_000_000, bytes: 16 },
    { agent: 'codex', newest: 2_000_000_000_000 },
  ]);
});

it('reads no log: a file that was looked at was not opened', (context) => {
  const home = tempFolder();
  put(home, Object.values(ANYWHERE).flat());
  const files = Object.values(ANYWHERE)
    .flat()
    .map((f) => join(home, f));
  for (const file of files) utimesSync(file, 1, 2);
  look(home, 'linux');
  const opened = files.filter((file) => statSync(file).atimeMs !== 1000);
  expect(opened).toEqual([]);
  // Where reading leaves no trace, the line above proves nothing.
  readFileSync(files[0] as string);
  if (statSync(files[0] as string).atimeMs === 1000) context.skip();
});

it('an empty machine has none, and every agent was looked for', () => {
  const { stores, looked } = look(tempFolder(), 'linux');
  expect(stores).toEqual([]);
  expect(looked).toBeGreaterThan(AGENTS.length);
});

it('ids are unique', () => expect(new Set(AGENTS.map((a) => a.id)).size).toBe(AGENTS.length));
