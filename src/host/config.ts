/** The configuration of a workspace folder; of an untrusted one only what cannot do harm. */
import { existsSync, readFileSync } from 'node:fs';
import { isAbsolute, relative, resolve } from 'node:path';
import { defined } from '../kit/defined.ts';
import { UserError } from '../kit/errors.ts';
import { fromHome } from '../kit/home.ts';
import { Key } from '../kit/key.ts';
import { type Config, defaultConfig, loadConfig } from '../model/config.ts';
import { placeOf as judgePlace } from '../model/config-judge.ts';
import { loadKey, type Workspace, workspaceAt } from '../run/store/workspace.ts';
import { placeOf } from './place.ts';
import type { In, Out } from './rpc.ts';
import type { ProjectSpec } from './types.ts';

export interface OpenProject {
  workspace: Workspace;
  config: Config;
  /** Keys of goldpan.json that are ignored here. */
  ignored: string[];
}

/**
 * Reads goldpan.json anew on each call: it is small, and the user may have changed it. @throws UserError for a mistake.
 */
export function openProject(project: ProjectSpec): OpenProject {
  const workspace = workspaceAt(project.root);
  const config = existsSync(workspace.config) ? loadConfig(workspace.config) : defaultConfig();
  return project.trusted ? { workspace, config, ignored: [] } : { workspace, ...withoutPowers(config, workspace.root) };
}

/** Somebody else's goldpan.json must not load models or files, run patterns over logs, or say where to write. */
function withoutPowers(config: Config, root: string): { config: Config; ignored: string[] } {
  const safe = structuredClone(config);
  const ignored: string[] = [];
  const inside = (path: string) => {
    const way = relative(root, resolve(root, fromHome(path)));
    return !way.startsWith('..') && !isAbsolute(way);
  };
  if (!safe.sources.include.every(inside)) {
    safe.sources.include = safe.sources.include.filter(inside);
    ignored.push('sources.include outside the folder');
  }
  if (safe.privacy.nerModel !== undefined) {
    delete safe.privacy.nerModel;
    ignored.push('privacy.nerModel');
  }
  if (safe.topics.embeddings !== undefined) {
    delete safe.topics.embeddings;
    ignored.push('topics.embeddings');
  }
  if (safe.privacy.dictionaryFiles.length > 0) {
    safe.privacy.dictionaryFiles = [];
    ignored.push('privacy.dictionaryFiles');
  }
  if (safe.privacy.dictionary.some((t) => t.regex)) {
    safe.privacy.dictionary = safe.privacy.dictionary.filter((t) => !t.regex);
    ignored.push('patterns in privacy.dictionary');
  }
  if (safe.judge) {
    delete safe.judge;
    ignored.push('judge');
  }
  if (safe.databases.length > 0) {
    safe.databases = [];
    ignored.push('databases');
  }
  // A folder that nobody trusts may hold a repository whose configuration does harm.
  safe.outcome.git = 'off';
  const labels = Object.values(safe.transcripts.labels).flat();
  if (labels.some((label) => label?.startsWith('/'))) {
    safe.transcripts = defaultConfig().transcripts;
    ignored.push('patterns in transcripts.labels');
  }
  const outside = [...safe.tools, ...safe.systemPrompts].some(({ file }) => file !== undefined && !inside(file));
  if (outside) {
    safe.tools = [];
    safe.systemPrompts = [];
    ignored.push('tools and systemPrompts outside the folder');
  }
  if (safe.output !== defaultConfig().output) {
    safe.output = defaultConfig().output;
    ignored.push('output');
  }
  return { config: safe, ignored };
}

/** Keys of folders without one, as long as the process lives: placeholders must not change between two previews. */
const ephemeral = new Map<string, Key>();

/** The folder's key; before the first run one that lives in memory only, since looking must not write. */
export function keyFor({ root }: ProjectSpec): Key {
  const workspace = workspaceAt(root);
  if (process.env.GOLDPAN_KEY || existsSync(resolve(workspace.local, 'key'))) {
    return loadKey(workspace, process.env.GOLDPAN_KEY);
  }
  const key = ephemeral.get(root) ?? Key.random();
  ephemeral.set(root, key);
  return key;
}

/** For whatever writes a file or connects to a server. @throws UserError in an untrusted workspace. */
export function requireTrust(project: ProjectSpec): void {
  if (!project.trusted) {
    throw new UserError('Goldpan writes nothing in an untrusted workspace.', 'Trust the workspace first.');
  }
}

export async function settings({ project }: In<'settings'>): Promise<Out<'settings'>> {
  const { config, ignored } = openProject(project);
  const databases = config.databases.map(({ name, url, urlEnv }) => ({ name, place: placeOf(url, urlEnv) }));
  const { judge } = config;
  return { ignored, databases, ...defined({ judge: judge && { model: judge.model, place: judgePlace(judge) } }) };
}

/** Text of a file, or undefined when it is not there. */
export function readIfThere(file: string): string | undefined {
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
}
