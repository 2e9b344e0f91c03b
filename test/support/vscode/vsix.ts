/** The extension as users get it: packaged into one .vsix, and installed by VS Code itself. */
import { readFileSync } from 'node:fs';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { InstalledEditor } from './editors.ts';
import { projectRoot } from './locations.ts';
import { HarnessError, run } from './shell.ts';

/** Packages as `npm run package` does, into a folder. Returns the file and the names inside. */
export async function packageVsix(folder: string): Promise<{ file: string; names: string[] }> {
  await mkdir(folder, { recursive: true });
  const file = join(folder, 'goldpan.vsix');
  const vsce = join(projectRoot, 'node_modules', '@vscode', 'vsce', 'vsce');
  const args = [
    'package',
    '--no-dependencies',
    '--allow-missing-repository',
    '--no-rewrite-relative-links',
    '--out',
    file,
  ];
  await run(process.execPath, [vsce, ...args], { cwd: projectRoot });
  return { file, names: zipNames(file) };
}

/** Into an empty extensions directory, by the editor's own server: no marketplace is asked. */
export async function installVsix(editor: InstalledEditor, vsix: string, extensionsDir: string): Promise<void> {
  const data = await mkdtemp(join(tmpdir(), 'goldpan-install-'));
  try {
    const out = await run(
      editor.nodePath,
      [
        join(editor.root, 'out', 'server-main.js'),
        '--accept-server-license-terms',
        `--server-data-dir=${data}`,
        `--extensions-dir=${extensionsDir}`,
        `--install-extension=${vsix}`,
      ],
      { env: { ...process.env, CODE_SERVER_PARENT_PID: '' } },
    );
    if (!/successfully installed/.test(out)) {
      throw new HarnessError(`VS Code did not install ${vsix}:\n${out.slice(-1000)}`, 'look at the manifest.');
    }
  } finally {
    await rm(data, { recursive: true, force: true });
  }
}

/** Names of a ZIP's entries, from the directory at its end. */
function zipNames(file: string): string[] {
  const zip = readFileSync(file);
  const end = zip.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'));
  const names: string[] = [];
  let at = zip.readUInt32LE(end + 16);
  for (let left = zip.readUInt16LE(end + 10); left > 0; left--) {
    const [name, extra, comment] = [zip.readUInt16LE(at + 28), zip.readUInt16LE(at + 30), zip.readUInt16LE(at + 32)];
    names.push(zip.toString('utf8', at + 46, at + 46 + name));
    at += 46 + name + extra + comment;
  }
  return names;
}
