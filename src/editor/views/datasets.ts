/** The view "Datasets": the last run stage by stage, and what it wrote with its contract status. */
import { statSync } from 'node:fs';
import { join } from 'node:path';
import * as vscode from 'vscode';
import type { Stage } from '../../datasets/manifest.ts';
import type { DroppedPlace, RunSummary } from '../../host/types.ts';
import { defined } from '../../kit/defined.ts';
import { bytes } from '../../kit/size.ts';
import type { Validations } from '../diagnostics.ts';
import type { Project } from '../project.ts';
import type { Projects } from '../projects.ts';
import { clicks, type Node } from './tree.ts';
import { ago, plural } from './words.ts';

/** Entries listed under one reason. */
const MAX_ENTRIES = 200;

/** For each folder with a finished run: the run, and its dataset. */
export async function datasetRoots(projects: Projects, validations: Validations): Promise<Node[]> {
  const all = await Promise.all(projects.all.map(async (project) => ({ project, data: await project.results() })));
  return all.flatMap(({ project, data }) =>
    data ? [lastRun(project, data), dataset(project, data, validations)] : [],
  );
}

function lastRun(project: Project, data: RunSummary): Node {
  const { manifest } = data;
  const rows = manifest.outputs.reduce((n, o) => n + o.rows, 0);
  return {
    id: `run:${project.root}`,
    label: 'Last run',
    description: `${plural(manifest.sessions, 'session')} → ${plural(rows, 'row')} · ${ago(data.at, Date.now())}`,
    tooltip: `${project.name}, ${new Date(data.at).toLocaleString()}`,
    icon: new vscode.ThemeIcon('graph'),
    kind: 'lastRun',
    project,
    children: async () => {
      // Only reasons of which the ledger has places can be opened.
      const known = new Set((await project.call('droppedReasons', {})).map(({ stage, why }) => `${stage}\0${why}`));
      return [...manifest.stages.map((s) => stage(project, s, known)), redactions(project, data)];
    },
  };
}

/** Units come in the plural. */
const count = (n: number, unit: string): string => plural(n, unit.replace(/s$/, ''), unit);

/** @param known Stages and reasons, joined by NUL, of which the ledger has the places. */
function stage(project: Project, { name, unit, in: before, out, dropped }: Stage, known: ReadonlySet<string>): Node {
  const reasons = Object.entries(dropped);
  return {
    id: `stage:${project.root}:${name}`,
    label: name.replace('export:', 'export '),
    description: before === out ? count(before, unit) : `${before.toLocaleString('en')} → ${count(out, unit)}`,
    spoken: `${name}, ${before} ${unit} in, ${out} out`,
    icon: new vscode.ThemeIcon(reasons.length > 0 ? 'filter' : 'check'),
    kind: 'stage',
    ...defined({
      children:
        reasons.length > 0
          ? () =>
              reasons.map(([why, n]) => reason(project, { stage: name, why, n, places: known.has(`${name}\0${why}`) }))
          : undefined,
    }),
  };
}

/** Why something was left out; below it the very lines, where the ledger knows them. */
function reason(
  project: Project,
  { stage: name, why, n, places }: { stage: string; why: string; n: number; places: boolean },
): Node {
  const entries = async () => {
    const found = await project.call('dropped', { stage: name, why, limit: MAX_ENTRIES });
    return found.map((entry) => place(project, entry));
  };
  return {
    id: `reason:${project.root}:${name}:${why}`,
    label: why.replaceAll('_', ' '),
    description: n.toLocaleString('en'),
    spoken: `${n} left out, ${why}`,
    icon: new vscode.ThemeIcon('circle-slash'),
    kind: 'reason',
    ...defined({ children: places ? entries : undefined }),
  };
}

function place(project: Project, { key, path, line, why }: DroppedPlace): Node {
  // Line 0: the file as a whole.
  const base = { uri: project.uri(path), project, line: Math.max(1, line) };
  const at = line > 0 ? `:${line}` : '';
  return {
    id: `${key}:${project.root}`,
    label: `${path.split('/').at(-1)}${at}`,
    description: why,
    tooltip: `${path}${at}\n${why}`,
    icon: new vscode.ThemeIcon('go-to-file'),
    ...base,
    command: clicks('Show Source Log', 'goldpan.showSource', base),
  };
}

function redactions(project: Project, data: RunSummary): Node {
  const types = Object.entries(data.manifest.redactions).sort((a, b) => b[1] - a[1]);
  const total = types.reduce((n, [, count]) => n + count, 0);
  return {
    id: `redactions:${project.root}`,
    label: 'redactions',
    description: total.toLocaleString('en'),
    icon: new vscode.ThemeIcon('eye-closed'),
    kind: 'stage',
    ...defined({
      children:
        types.length > 0
          ? () =>
              types.map(([type, count]) => ({
                id: `redactions:${project.root}:${type}`,
                label: type,
                description: count.toLocaleString('en'),
                icon: new vscode.ThemeIcon('symbol-key'),
              }))
          : undefined,
    }),
  };
}

function dataset(project: Project, data: RunSummary, validations: Validations): Node {
  const uri = project.uri(data.out);
  const files = data.manifest.outputs;
  const verdicts = files.map((f) => verdict(data, f, validations));
  const worst = verdicts.find((v) => v.rank === Math.max(...verdicts.map((w) => w.rank)));
  return {
    id: `dataset:${project.root}`,
    label: uri.path.split('/').at(-1) ?? 'dataset',
    description: files.length === 0 ? 'no rows' : (worst?.word ?? ''),
    tooltip: uri.fsPath,
    icon: worst?.icon ?? new vscode.ThemeIcon('database'),
    kind: 'dataset',
    uri,
    project,
    expanded: true,
    children: () => [
      ...files.map((f, i): Node => {
        const file = vscode.Uri.file(join(data.out, f.path));
        const { word, icon } = verdicts[i] as Verdict;
        return {
          id: `file:${file.toString()}`,
          label: f.path,
          description: `${plural(f.rows, 'row')} · ${word}`,
          tooltip: `${file.fsPath}\n${f.contract}\n${bytes(f.bytes)}`,
          icon,
          kind: 'datasetFile',
          uri: file,
          project,
          command: clicks('Open', 'vscode.open', file),
        };
      }),
      {
        id: `card:${project.root}`,
        label: 'Dataset card',
        description: 'README.md',
        icon: new vscode.ThemeIcon('book'),
        uri,
        project,
        command: clicks('Open Dataset Card', 'goldpan.openDatasetCard', { uri, project }),
      },
    ],
  };
}

interface Verdict {
  word: string;
  icon: vscode.ThemeIcon;
  /** The worse, the higher. */
  rank: number;
}

/** What is known of a file: rows were checked as they were written; a file touched since is checked anew on demand. */
function verdict(
  data: RunSummary,
  file: { path: string; bytes: number; contract: string },
  known: Validations,
): Verdict {
  const path = join(data.out, file.path);
  const stat = statSync(path, { throwIfNoEntry: false });
  if (!stat) return { word: 'missing', icon: new vscode.ThemeIcon('warning'), rank: 3 };
  const problems = known.problems(path, stat.mtimeMs);
  if (problems !== undefined && problems > 0) {
    const icon = new vscode.ThemeIcon('error', new vscode.ThemeColor('testing.iconFailed'));
    return { word: plural(problems, 'violation'), icon, rank: 4 };
  }
  // Two seconds: some file systems round times to that.
  if (problems === undefined && (stat.size !== file.bytes || stat.mtimeMs > data.at + 2000)) {
    return { word: 'changed, validate', icon: new vscode.ThemeIcon('question'), rank: 2 };
  }
  const icon = new vscode.ThemeIcon('verified-filled', new vscode.ThemeColor('testing.iconPassed'));
  return { word: 'contract kept', icon, rank: 1 };
}
