/** Where the harness keeps things. Downloads live outside git and survive between runs. */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The project's folder, whether this runs from source (vitest) or from a bundle in dist/test. */
export const projectRoot = findProjectRoot(dirname(fileURLToPath(import.meta.url)));

/** Downloaded editors and browsers: `.cache/vscode`, or GOLDPAN_CACHE to share one between clones. */
export const cacheRoot = resolve(process.env.GOLDPAN_CACHE ?? join(projectRoot, '.cache'), 'vscode');

/** Screenshots and logs that tests leave behind. */
export const resultsRoot = join(projectRoot, 'test-results');

function findProjectRoot(from: string): string {
  for (let dir = from; ; dir = dirname(dir)) {
    const manifest = join(dir, 'package.json');
    if (existsSync(manifest) && /"name":\s*"goldpan"/.test(readFileSync(manifest, 'utf8'))) return dir;
    if (dir === dirname(dir)) throw new Error(`No package.json of Goldpan above ${from}.`);
  }
}
