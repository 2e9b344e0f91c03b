/** One rule: `dependencies` are the packages whose code ends in dist/, `devDependencies` are tools, types and sources of generated data. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

/** Run by hand and write a file into src; they are in no bundle. */
const GENERATORS = new Set(['src/redact/data/build-gazetteers.ts', 'src/stages/tag/language/build-ngrams.ts']);

function bundledPackages(): string[] {
  const packages = new Set<string>();
  for (const folder of ['src', 'webview']) {
    for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
      const file = join(entry.parentPath, entry.name);
      if (!/\.tsx?$/.test(entry.name) || GENERATORS.has(file)) continue;
      const text = readFileSync(file, 'utf8').replace(/^import type [\s\S]*?;$/gm, '');
      for (const [, name] of text.matchAll(/(?:from|import|import\() ?'((?:@[\w-]+\/)?\w[\w.-]*)(?:\/[\w./-]+)?'/g)) {
        if (name !== 'vscode') packages.add(name as string);
      }
    }
  }
  return [...packages].sort();
}

it('packages that are bundled are dependencies, and no others', () => {
  const { dependencies } = JSON.parse(readFileSync('package.json', 'utf8')) as { dependencies: Record<string, string> };
  expect(bundledPackages()).toEqual(Object.keys(dependencies).sort());
});
