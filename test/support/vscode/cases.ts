/** A VS Code for a test file: opened before its first test with a fresh copy of the samples, closed after the last. */
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll } from 'vitest';
import { projectRoot } from './locations.ts';
import type { SessionOptions } from './session.ts';
import { copySamples } from './shell.ts';
import { type ThemeName, Workbench } from './workbench.ts';

export interface Case {
  /** Folder that is removed in the end. */
  folder: string;
  workspace: string;
  code: Workbench;
}

export interface CaseOptions extends SessionOptions {
  theme?: ThemeName;
  /** Fills the workspace; default: a copy of the samples. Returns what to open: a folder or a .code-workspace file. */
  fill?: (folder: string) => Promise<string>;
}

/** The returned object is filled in when the tests begin. */
export function openCase(options: CaseOptions = {}): Case {
  const opened = {} as Case;
  const { fill, ...rest } = options;
  beforeAll(async () => {
    opened.folder = await mkdtemp(join(tmpdir(), 'goldpan-e2e-'));
    await mkdir(opened.folder, { recursive: true });
    opened.workspace = fill ? await fill(opened.folder) : await copySamples(join(opened.folder, 'samples'));
    opened.code = await Workbench.open({
      extensionDevelopmentPath: projectRoot,
      ...rest,
      workspace: opened.workspace,
    });
  });
  afterEach(async ({ task }) => {
    if (task.result?.state === 'fail') await opened.code?.screenshot(`failed-${task.name.replace(/\W+/g, '-')}`);
  });
  afterAll(async () => {
    await opened.code?.close();
    if (opened.folder) await rm(opened.folder, { recursive: true, force: true });
  });
  return opened;
}
