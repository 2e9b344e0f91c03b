// Writes docs/formats.md from the readers: npm run docs:formats
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const root = join(import.meta.dirname, '..');
mkdirSync(join(root, 'node_modules/.cache'), { recursive: true });
const folder = mkdtempSync(join(root, 'node_modules/.cache/docs-'));
try {
  const outfile = join(folder, 'docs.mjs');
  await build({
    entryPoints: [join(root, 'src/ingest/docs.ts')],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    packages: 'external',
  });
  const { formatsPage } = await import(pathToFileURL(outfile).href);
  writeFileSync(join(root, 'docs/formats.md'), formatsPage());
} finally {
  rmSync(folder, { recursive: true, force: true });
}
