/** Workspace and configuration of a command. */
import { existsSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { type Config, defaultConfig, loadConfig } from '../core/config.ts';
import { findRoot, type Workspace, workspaceAt } from '../core/store/workspace.ts';

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
