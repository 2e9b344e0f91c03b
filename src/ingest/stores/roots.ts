/** The folders that agents keep their stores in, by system and by the variables that move them. */
import { join } from 'node:path';

/** The machine that is looked at. A test gives one of its own. */
export interface Machine {
  home: string;
  platform: NodeJS.Platform;
  env: Readonly<Record<string, string | undefined>>;
}

/** A folder, and the variable that named it where one did. */
export interface Root {
  folder: string;
  variable?: string;
}

/** What the variable says, if it is set; else the places by default. Agents that are moved leave nothing behind to look for. */
export function movedBy(variable: string, { env }: Machine, ...places: string[]): Root[] {
  const folder = env[variable];
  return folder ? [{ folder, variable }] : places.map((place) => ({ folder: place }));
}

/** `~/.local/share` and what stands for it elsewhere: many tools use it on all systems, some the system's own. */
export function dataHomes(machine: Machine): Root[] {
  const { home, env, platform } = machine;
  const shared = movedBy('XDG_DATA_HOME', machine, join(home, '.local/share'));
  if (platform === 'darwin') return [...shared, { folder: join(home, 'Library/Application Support') }];
  if (platform !== 'win32') return shared;
  return [
    ...shared,
    { folder: env.LOCALAPPDATA ?? join(home, 'AppData/Local') },
    { folder: env.APPDATA ?? join(home, 'AppData/Roaming') },
  ];
}

/** Where programs of the desktop keep what belongs to a user. */
function applicationData({ home, env, platform }: Machine): string {
  if (platform === 'win32') return env.APPDATA ?? join(home, 'AppData/Roaming');
  return platform === 'darwin'
    ? join(home, 'Library/Application Support')
    : (env.XDG_CONFIG_HOME ?? join(home, '.config'));
}

/** Editors of the family of VS Code; the servers of remote windows keep the same folders in the home folder. */
const EDITORS = ['Code', 'Code - Insiders', 'VSCodium', 'Cursor', 'Windsurf', 'Kiro', 'Trae'];
const SERVERS = ['.vscode-server', '.vscode-server-insiders', '.cursor-server', '.windsurf-server'];

/** `…/User` of the editors whose name passes. */
export function editorFolders(machine: Machine, which: (name: string) => boolean = () => true): Root[] {
  const data = applicationData(machine);
  return [
    ...EDITORS.filter(which).map((name) => ({ folder: join(data, name, 'User') })),
    ...SERVERS.filter(which).map((name) => ({ folder: join(machine.home, name, 'data/User') })),
  ];
}

/** A folder in the application data itself. */
export const inApplicationData = (machine: Machine, name: string): Root[] => [
  { folder: join(applicationData(machine), name) },
];
