/** Changes of files by a shell command: here-documents that are written to a file, patches that are applied, and Git's own undoing. */

import { linesOf } from './edits-lines.ts';
import { type Change, changesInText } from './edits-patches.ts';

const HEREDOC = /<<-?\s*(["']?)([A-Za-z_]\w*)\1/;
const PATH = `("[^"]+"|'[^']+'|[^\\s;&|<>"']+)`;
const INTO = new RegExp(`(>>?)\\s*${PATH}`);
const TEE = new RegExp(`\\btee\\s+(-a\\s+)?${PATH}`);
const FOLDER = new RegExp(`(?:^|&&|;)\\s*cd\\s+(?:--\\s+)?${PATH}`);
const PATCHES = /\b(?:apply_patch|applypatch|git\s+apply|patch\s+-)/;
const RESTORES = /\bgit\s+(?:checkout\s+(?:HEAD\s+)?--|restore(?!\s+--staged))\s+([^;&|\n]+)/;
const RESETS = /\bgit\s+(?:reset\s+--hard|stash(?:\s+(?:push|save)\b|\s*$|\s*[;&]))/;

/** SWE-agent's editor in the shell: new lines for the open file. */
const EDIT = /^edit \d+:\d+$/;

/** Whether it is worth a look: most commands change no file in a way that is seen here. */
const changes = (command: string): boolean =>
  command.includes('<<') || command.includes('git ') || command.startsWith('edit ');

/** @param folder that the command starts in, where the log tells it */
export function changesByShell(command: string, folder?: string): Change[] {
  if (!changes(command)) return [];
  const lines = command.split('\n');
  if (EDIT.test(lines[0] as string))
    return [{ kind: 'part', added: lines.slice(1, endOf(lines, 1, 'end_of_edit')), removed: [] }];
  const done: Change[] = [];
  let at = folder;
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i] as string;
    const cd = FOLDER.exec(line)?.[1];
    if (cd !== undefined) at = joined(at, bare(cd));
    done.push(...undone(line).map((change) => placed(change, at)));
    const tag = HEREDOC.exec(line)?.[2];
    if (tag === undefined) continue;
    const end = endOf(lines, i + 1, tag);
    const body = lines.slice(i + 1, end);
    done.push(...written(line, body).map((change) => placed(change, at)));
    i = end;
  }
  return done;
}

function written(line: string, body: readonly string[]): Change[] {
  if (PATCHES.test(line)) return changesInText(body.join('\n'));
  const command = line.replace(HEREDOC, ' ');
  const [, arrow, file] = INTO.exec(command) ?? [];
  const [, append, other] = TEE.exec(command) ?? [];
  // `cat`, `tee` and `printf` write what they are given; what an interpreter is given is a program.
  const path = other ?? (/\bcat\b/.test(command) ? file : undefined);
  if (path === undefined) return [];
  const adds = other === undefined ? arrow === '>>' : append !== undefined;
  return [{ kind: adds ? 'part' : 'whole', path: bare(path), added: linesOf(body.join('\n')), removed: [] }];
}

function undone(line: string): Change[] {
  if (!line.includes('git')) return [];
  if (RESETS.test(line)) return [{ kind: 'reset', added: [], removed: [] }];
  const names = RESTORES.exec(line)?.[1] ?? '';
  const paths = names.match(/"[^"]+"|'[^']+'|[^\s"']+/g) ?? [];
  return paths
    .filter((path) => !path.startsWith('-'))
    .map((path): Change => {
      const all = path === '.' || path === './';
      return { kind: 'reset', added: [], removed: [], ...(all ? {} : { path: bare(path) }) };
    });
}

function endOf(lines: readonly string[], from: number, tag: string): number {
  for (let i = from; i < lines.length; i++) if ((lines[i] as string).trim() === tag) return i;
  return lines.length;
}

const bare = (path: string): string => path.replace(/^(["'])(.*)\1$/s, '$2');

const placed = (change: Change, folder: string | undefined): Change =>
  change.path === undefined ? change : { ...change, path: joined(folder, change.path) };

/** A path as seen from a folder; absolute ones stay. */
export const joined = (folder: string | undefined, path: string): string =>
  folder === undefined || /^(?:[/\\~]|[A-Za-z]:[/\\])/.test(path) ? path : `${folder.replace(/[/\\]+$/, '')}/${path}`;
