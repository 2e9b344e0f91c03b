/** Workspace and configuration of a command. */
import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { UserError } from '../kit/errors.ts';
import type { Key } from '../kit/key.ts';
import { type Config, defaultConfig, loadConfig } from '../model/config.ts';
import { findRoot, loadKey, type Workspace, workspaceAt } from '../run/store/workspace.ts';

/** `--config F` makes F's folder the workspace; else the nearest folder above `from` with a goldpan.json or .goldpan, else `from`. */
export function openWorkspace(
  configFile: string | undefined,
  from = process.cwd(),
): { workspace: Workspace; config: Config } {
  const root = configFile ? dirname(resolve(configFile)) : findRoot(from);
  const workspace = workspaceAt(root);
  const file = configFile ? resolve(configFile) : workspace.config;
  const config = configFile || existsSync(file) ? loadConfig(file) : defaultConfig();
  return { workspace, config };
}

/** The key that the workspace already has: a new one would fit nothing that was made before. `why`: what it is needed for. */
export function requireKey(workspace: Workspace, why: string): Key {
  const env = process.env.GOLDPAN_KEY;
  if (!env && !existsSync(join(workspace.local, 'key')))
    throw new UserError(
      `there is no key here, and ${why}`,
      'Name the workspace that made it with --config, start from there, or set GOLDPAN_KEY.',
    );
  return loadKey(workspace, env);
}
