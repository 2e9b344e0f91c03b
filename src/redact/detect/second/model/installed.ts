/** Where a names model is looked for when goldpan.json names none. Command and editor look in the same places, so that both hide the same. */
import { homedir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isModelFolder } from './folder.ts';

/** Folder of the user's own models: where `goldpan model add` puts one. GOLDPAN_MODELS names another, and then the only one. */
export function userModels(env: NodeJS.ProcessEnv = process.env, platform = process.platform): string {
  if (env.GOLDPAN_MODELS) return env.GOLDPAN_MODELS;
  const home = homedir();
  if (platform === 'win32') return join(env.LOCALAPPDATA ?? join(home, 'AppData', 'Local'), 'goldpan', 'models');
  if (platform === 'darwin') return join(home, 'Library', 'Application Support', 'goldpan', 'models');
  return join(env.XDG_DATA_HOME || join(home, '.local', 'share'), 'goldpan', 'models');
}

/** Name of the folder that holds the added model: there is one at a time. */
export const ADDED = 'names';

/** @returns the folder of the model that is there, or undefined */
export function findModel(env: NodeJS.ProcessEnv = process.env): string | undefined {
  // `models` beside `dist`: where `npm run fetch:model` puts one in a checkout.
  const checkout = fileURLToPath(new URL('../models', import.meta.url));
  const folders = env.GOLDPAN_MODELS ? [userModels(env)] : [userModels(env), checkout];
  return folders.map((folder) => join(folder, ADDED)).find(isModelFolder);
}
