/** `goldpan find`: the stores of agents on this machine, and goldpan.json told to read them. */
import { resolve } from 'node:path';
import type { Command } from 'commander';
import { AGENTS } from '../ingest/stores/agents.ts';
import { type FoundStore, findStores } from '../ingest/stores/find.ts';
import { UserError } from '../kit/errors.ts';
import { toHome } from '../kit/home.ts';
import { bytes } from '../kit/size.ts';
import { addSources } from '../run/store/config-edit.ts';
import { findRoot, workspaceAt } from '../run/store/workspace.ts';
import { count, plain, printJson, type Terminal, table } from './output.ts';

export function findCommand(program: Command, terminal: Terminal): void {
  program
    .command('find')
    .description("the stores of agents on this machine; looks at files' names, sizes and dates, and reads none")
    .option('--add <agent...>', 'write the stores of these agents (or "all") to "sources" of goldpan.json')
    .option('--config <file>', 'the goldpan.json to write to (default: that of this folder)')
    .option('--json', 'one JSON object on stdout')
    .action((flags: { add?: string[]; config?: string; json?: boolean }) => {
      const { stores, looked } = findStores();
      const picked = flags.add ? pick(stores, flags.add) : [];
      const file = flags.config ? resolve(flags.config) : workspaceAt(findRoot(process.cwd())).config;
      const added = picked.length > 0 ? addSources(file, [...new Set(picked.map((s) => toHome(s.path)))]) : undefined;
      if (flags.json) {
        printJson({ stores: stores.map(asJson), looked, ...(added ? { added } : {}) });
        return;
      }
      if (stores.length === 0) {
        process.stdout.write(
          `No store of an agent was found in ${count(looked, 'place')} where ${AGENTS.length} agents keep theirs.\n` +
            'Logs that lie elsewhere are read by their paths: goldpan run PATH\n',
        );
        return;
      }
      if (added === undefined) {
        process.stdout.write(`${overview(stores)}\n`);
        process.stdout.write(
          terminal.dim(
            'Nothing was read. goldpan find --add AGENT writes a store to goldpan.json, and goldpan inspect PATH looks into it.\n',
          ),
        );
        return;
      }
      for (const path of added) process.stdout.write(`${plain(path)} is read from now on\n`);
      if (added.length === 0) process.stdout.write('All of them are in goldpan.json already\n');
      process.stdout.write(terminal.dim(`${plain(file)}\n`));
    });
}

/** @throws UserError for an agent that has no store here */
function pick(stores: readonly FoundStore[], agents: readonly string[]): FoundStore[] {
  if (agents.includes('all')) return [...stores];
  for (const agent of agents)
    if (!stores.some((s) => s.agent === agent))
      throw new UserError(
        `no store of ${JSON.stringify(agent)} was found`,
        stores.length > 0
          ? `Found are: ${[...new Set(stores.map((s) => s.agent))].join(', ')}.`
          : 'None of any agent was found on this machine.',
      );
  return stores.filter((s) => agents.includes(s.agent));
}

const asJson = ({ newest, sessions, ...store }: FoundStore) => ({
  ...store,
  // Of a database it is not known before it is opened.
  sessions: sessions ?? null,
  newest: new Date(newest).toISOString(),
});

function overview(stores: readonly FoundStore[]): string {
  const rows = stores.map((s) => [
    s.agent,
    s.sessions ?? '–',
    bytes(s.bytes),
    new Date(s.newest).toISOString().slice(0, 10),
    `${plain(toHome(s.path))}${s.variable ? ` (${s.variable})` : ''}`,
  ]);
  return table([['agent', 'sessions', 'size', 'newest', 'path'], ...rows]);
}
