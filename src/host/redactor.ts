/** One redactor a configuration, kept while nothing of it changes: making one loads lists and automata. */
import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { loadTerms } from '../core/redact/dictionary/load.ts';
import { createRedactor } from '../core/redact/index.ts';
import type { Redactor } from '../core/redact/types.ts';
import { keyFor, openProject } from './config.ts';
import type { ProjectSpec } from './types.ts';

let last: { stamp: string; redactor: Promise<Redactor> } | undefined;

export function redactorFor(project: ProjectSpec): Promise<Redactor> {
  const { workspace, config } = openProject(project);
  const { privacy } = config;
  const key = keyFor(project);
  // A dictionary file can lie in a folder that came from elsewhere: its patterns wait for trust, too.
  const dictionary = loadTerms(privacy, workspace.root).filter((t) => project.trusted || !t.regex);
  const stamp = JSON.stringify([workspace.root, key.fingerprint(), privacy, dictionary, changed(workspace.config)]);
  if (last?.stamp === stamp) return last.redactor;
  const redactor = createRedactor({
    key,
    policy: privacy.policy,
    actions: privacy.actions,
    dictionary,
    ...(privacy.nerModel ? { nerModel: resolve(workspace.root, privacy.nerModel) } : {}),
  });
  last = { stamp, redactor };
  return redactor;
}

const changed = (file: string): number => statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0;
