/** One redactor a configuration, kept while nothing of it changes: making one loads lists and automata. */

import { statSync } from 'node:fs';
import { createRedactor } from '../redact/index.ts';
import { redactorOptions } from '../redact/options.ts';
import type { Redactor } from '../redact/types.ts';

import { keyFor, openProject } from './config.ts';
import type { ProjectSpec } from './types.ts';

let last: { stamp: string; redactor: Promise<Redactor> } | undefined;

export function redactorFor(project: ProjectSpec): Promise<Redactor> {
  const { workspace, config } = openProject(project);
  const { privacy } = config;
  const key = keyFor(project);
  // A dictionary file can lie in a folder that came from elsewhere: its patterns wait for trust, too.
  const options = redactorOptions(privacy, workspace.root);
  const dictionary = options.dictionary?.filter((t) => project.trusted || !t.regex);
  const stamp = JSON.stringify([
    workspace.root,
    key.fingerprint(),
    privacy,
    dictionary,
    changed(workspace.config),
    options.names,
  ]);
  if (last?.stamp === stamp) return last.redactor;
  const redactor = createRedactor({ ...options, key, dictionary });
  last = { stamp, redactor };
  return redactor;
}

const changed = (file: string): number => statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0;
