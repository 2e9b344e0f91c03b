// Bundles everything that runs: node esbuild.mjs [--watch] [--production]
import { context } from 'esbuild';

const watch = process.argv.includes('--watch');
const production = process.argv.includes('--production');

/** Options shared by all bundles; source maps stay out of the packaged extension. */
const shared = {
  bundle: true,
  minify: production,
  sourcemap: production ? false : 'linked',
  logLevel: 'warning',
  define: { 'process.env.NODE_ENV': production ? '"production"' : '"development"' },
};
const node = { ...shared, platform: 'node', target: 'node20' };
// Some dependencies are CommonJS and call require() inside an ES module bundle.
const requireBanner =
  "import { createRequire as __goldpanRequire } from 'node:module'; const require = __goldpanRequire(import.meta.url);";
const esm = { ...node, format: 'esm', banner: { js: requireBanner } };

const bundles = [
  {
    ...esm,
    entryPoints: { cli: 'src/cli.ts', worker: 'src/core/worker.ts' },
    outdir: 'dist',
    outExtension: { '.js': '.mjs' },
  },
];

for (const options of bundles) {
  const build = await context(options);
  if (watch) await build.watch();
  else {
    await build.rebuild();
    await build.dispose();
  }
}
