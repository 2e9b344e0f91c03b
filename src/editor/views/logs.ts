/** The view "Logs": log files, and in each its sessions with complexity, outcome and redactions. */
import * as vscode from 'vscode';
import type { KnownSession, LogFile } from '../../host/types.ts';
import { defined } from '../../kit/defined.ts';
import { bytes } from '../../kit/size.ts';
import { isNamedFor } from '../../model/endings.ts';
import { markLabel } from '../../model/marks.ts';
import { outcomeName } from '../../model/outcome-name.ts';
import { tagOf } from '../../model/tags.ts';
import type { Project } from '../project.ts';
import type { Projects } from '../projects.ts';
import { clicks, type Node } from './tree.ts';
import { MAX_TEXT, outcomeIcon, outcomeWord, plural } from './words.ts';

/** Sessions listed under one file; the studio's windowed list holds them all. */
const MAX_SESSIONS = 500;

/** Logs, under their folder where there is more than one. */
export async function logRoots(projects: Projects): Promise<Node[]> {
  const lists = await Promise.all(projects.all.map(async (project) => ({ project, files: await fileNodes(project) })));
  const filled = lists.filter((l) => l.files.length > 0);
  if (projects.all.length < 2) return filled.flatMap((l) => l.files);
  return filled.map(({ project, files }) => ({
    id: `logs:${project.root}`,
    label: project.name,
    description: plural(files.length, 'log'),
    icon: new vscode.ThemeIcon('root-folder'),
    kind: 'folder',
    expanded: true,
    project,
    children: () => files,
  }));
}

async function fileNodes(project: Project): Promise<Node[]> {
  const files = (await project.files()).filter((f) => f.format !== null && f.sessions > 0);
  const paths = new Map<string, LogFile[]>();
  for (const file of files) paths.set(file.path, [...(paths.get(file.path) ?? []), file]);
  return [...paths.values()].map((members) => packNode(project, members));
}

/** An archive or a database with several logs in it is one node, and they lie inside; everything else is a file. */
function packNode(project: Project, members: readonly LogFile[]): Node {
  const [file] = members as [LogFile];
  if (members.length === 1) return fileNode(project, file);
  const sum = (of: (f: LogFile) => number) => members.reduce((n, f) => n + of(f), 0);
  const sessions = sum((f) => f.sessions);
  const skipped = sum((f) => f.skipped);
  const isDatabase = isNamedFor('sqlite', file.path);
  const inside = plural(members.length, isDatabase ? 'table' : 'member');
  const description = `${plural(sessions, 'session')} · ${inside}${skipped > 0 ? ` · ${skipped.toLocaleString('en')} skipped` : ''}`;
  return {
    id: `log:${project.root}:${file.path}`,
    label: file.path.split('/').at(-1) ?? file.path,
    description,
    tooltip: `${file.path}\n${description}`,
    spoken: `${file.path}, ${inside}, ${plural(sessions, 'session')}`,
    icon: new vscode.ThemeIcon(isDatabase ? 'database' : 'file-zip'),
    kind: 'logFile',
    uri: project.uri(file.path),
    project,
    // Inside, a member needs no more than its own name.
    children: () => members.map((member) => ({ ...fileNode(project, member), label: member.entry ?? file.path })),
  };
}

/** A file, or a log in an archive or a database. Large files open in the log viewer, since VS Code refuses them as text. */
function fileNode(project: Project, file: LogFile): Node {
  const name = file.entry ? `${file.path} › ${file.entry}` : file.path;
  const skipped = file.skipped > 0 ? `, ${file.skipped.toLocaleString('en')} skipped` : '';
  const description = `${plural(file.sessions, 'session')} · ${file.format}${skipped.replace(', ', ' · ')}`;
  return {
    id: `log:${project.root}:${name}`,
    label: name.split('/').at(-1) ?? name,
    description,
    tooltip: `${name}\n${description}\n${bytes(file.size)}`,
    spoken: `${name}, format ${file.format}, ${plural(file.sessions, 'session')}${skipped}`,
    icon: new vscode.ThemeIcon('file-text'),
    kind: 'logFile',
    uri: project.uri(file.path),
    project,
    ...opens(project, file),
    children: async () => {
      const { total, sessions } = await project.call('knownSessions', { ...inLog(file), limit: MAX_SESSIONS });
      if (total === 0) return freshNodes(project, file);
      return [...sessions.map((known) => knownNode(project, file, known)), ...more(project, file, total)];
    },
  };
}

/** What lies in an archive or a database cannot be opened by its name: its sessions can. */
function opens(project: Project, file: LogFile): Pick<Node, 'command'> {
  if (file.entry) return {};
  const uri = project.uri(file.path);
  return {
    command:
      file.size > MAX_TEXT
        ? clicks('Open in Log Viewer', 'goldpan.openLogViewer', uri)
        : clicks('Open', 'vscode.open', uri),
  };
}

const inLog = ({ path, entry }: LogFile) => ({ path, ...defined({ entry }) });

/** A session of the last run: what the tags say. */
function knownNode(project: Project, file: LogFile, known: KnownSession): Node {
  const { session, line, title, examples } = known;
  const base = {
    id: `session:${project.root}:${session}`,
    kind: 'session' as const,
    uri: project.uri(file.path),
    project,
    session,
    line,
  };
  const [example] = examples;
  if (!example) {
    const why = known.dropped ?? 'no example';
    return {
      ...base,
      label: `Line ${line}`,
      description: `no example: ${why}`,
      icon: new vscode.ThemeIcon('circle-slash'),
      command: clicks('Show Source Log', 'goldpan.showSource', base),
    };
  }
  const { tags } = example;
  const outcome = tagOf(example, 'outcome');
  const marks = [...new Set(examples.flatMap((c) => c.marks.map((m) => m.mark)))];
  const hidden = `${example.redactions.toLocaleString('en')} hidden`;
  const facts = [`L${tags.complexity}`, outcomeWord(outcome), hidden];
  return {
    ...base,
    // What it is about comes first, and short enough that a side bar of usual width shows the facts as well.
    label: shortened(title) || `Line ${line}`,
    description: [...marks.map((m) => markLabel(m)), ...facts].join(' · '),
    spoken: `${title}, ${example.kind}, complexity ${tags.complexity}, outcome ${outcomeWord(outcome)}, ${hidden}`,
    tooltip: tooltip(file, known),
    icon: outcomeIcon(outcome),
    command: clicks('Open Studio', 'goldpan.openStudio', base),
  };
}

/** Characters of a title in the side bar; its tooltip has all of it. */
const MAX_LABEL = 32;

function shortened(title: string): string {
  const line = title.trim().replace(/\s+/g, ' ');
  return line.length <= MAX_LABEL
    ? line
    : `${[...line]
        .slice(0, MAX_LABEL - 1)
        .join('')
        .trimEnd()}…`;
}

function tooltip(file: LogFile, { line, title, examples }: KnownSession): vscode.MarkdownString {
  const text = new vscode.MarkdownString('', true);
  text.appendText(`${title}\n\n`);
  for (const example of examples) {
    const { id, kind, tags, marks, feedback } = example;
    const outcome = tagOf(example, 'outcome');
    text.appendMarkdown(`**${kind}** · complexity ${tags.complexity} · outcome ${outcomeWord(outcome)}\n\n`);
    text.appendText(`${tags.task.replaceAll('_', ' ')}, ${tags.domain}, ${tags.language}\n\n`);
    const features = Object.entries(tags.features).flatMap(([name, n]) => (n > 0 ? [`${name} ${n}`] : []));
    if (features.length > 0) text.appendMarkdown('Features: ').appendText(`${features.join(', ')}\n\n`);
    if (tags.tools.length > 0) text.appendMarkdown('Tools: ').appendText(`${tags.tools.join(', ')}\n\n`);
    if (feedback.length > 0) text.appendMarkdown(`Feedback: ${feedback.join(', ')}\n\n`);
    for (const { mark, why } of marks) text.appendMarkdown(`$(tag) ${mark}: `).appendText(`${why}\n\n`);
    text.appendMarkdown(`\`${id}\`\n\n`);
  }
  return text.appendText(`${file.path}:${line}`);
}

/** Before any run: what reading the session alone tells. */
async function freshNodes(project: Project, file: LogFile): Promise<Node[]> {
  const sessions = await project.call('sessionsOf', { ...inLog(file), limit: MAX_SESSIONS });
  const nodes = sessions.map(({ line, events, calls, success }, i): Node => {
    const outcome = outcomeName({ success });
    const base = { uri: project.uri(file.path), project, line };
    return {
      id: `fresh:${project.root}:${file.path}:${file.entry ?? ''}:${i}`,
      label: `Line ${line}`,
      description: [
        plural(events, 'event'),
        calls ? plural(calls, 'call') : '',
        outcome === 'unknown' ? '' : outcomeWord(outcome),
        'not run yet',
      ]
        .filter(Boolean)
        .join(' · '),
      icon: outcomeIcon(outcome),
      ...base,
      command: clicks('Show Source Log', 'goldpan.showSource', base),
    };
  });
  return [...nodes, ...more(project, file, file.sessions)];
}

/** Says that the list goes on; the studio has all of it. */
function more(project: Project, file: LogFile, count: number): Node[] {
  if (count <= MAX_SESSIONS) return [];
  return [
    {
      id: `more:${project.root}:${file.path}:${file.entry ?? ''}`,
      label: `${(count - MAX_SESSIONS).toLocaleString('en')} more …`,
      description: 'open the studio',
      icon: new vscode.ThemeIcon('ellipsis'),
      command: clicks('Open Studio', 'goldpan.openStudio'),
    },
  ];
}
