// Bundles everything that runs: node esbuild.mjs [core|extension|webview|test …] [--watch] [--production]
import { chmodSync, copyFileSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { context } from 'esbuild';

const wanted = process.argv.slice(2).filter((argument) => !argument.startsWith('--'));
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
// pg-native is optional and native; without it pg speaks the protocol itself.
const node = {
  ...shared,
  platform: 'node',
  target: 'node20',
  external: ['pg-native'],
  // Its `main` is UMD, whose inner require() calls no bundler sees.
  alias: { 'jsonc-parser': 'jsonc-parser/lib/esm/main.js' },
};
// Some dependencies are CommonJS: they call require() and look for files in __dirname inside an ES module bundle.
const requireBanner = [
  "import { createRequire as __goldpanRequire } from 'node:module'; const require = __goldpanRequire(import.meta.url);",
  "import { dirname as __goldpanDirname } from 'node:path'; import { fileURLToPath as __goldpanPath } from 'node:url';",
  'const __dirname = __goldpanDirname(__goldpanPath(import.meta.url));',
].join('\n');
const esm = { ...node, format: 'esm', banner: { js: requireBanner } };

// VS Code loads the extension and its tests with require().
const cjs = { ...node, format: 'cjs', outExtension: { '.js': '.cjs' }, external: ['vscode', 'mocha', 'pg-native'] };

/** Gathers every host suite, so that none can be forgotten in a list. */
const hostSuites = {
  name: 'host-suites',
  setup(build) {
    build.onResolve({ filter: /^goldpan:host-suites$/ }, () => ({ path: 'host-suites', namespace: 'goldpan' }));
    build.onLoad({ filter: /.*/, namespace: 'goldpan' }, () => {
      const files = readdirSync('test/host/suite').filter((file) => file.endsWith('.test.ts'));
      return {
        contents: files.map((file) => `import './test/host/suite/${file}';`).join('\n'),
        resolveDir: import.meta.dirname,
      };
    });
  },
};

const bundles = {
  core: [
    {
      ...esm,
      // A command loads what it needs. The parts lie beside cli.mjs, where its workers and WebAssembly are looked for.
      entryPoints: { cli: 'src/cli.ts' },
      splitting: true,
      chunkNames: 'cli-[hash]',
      outdir: 'dist',
      outExtension: { '.js': '.mjs' },
    },
    {
      ...esm,
      entryPoints: { worker: 'src/run/worker.ts' },
      outdir: 'dist',
      outExtension: { '.js': '.mjs' },
    },
  ],
  extension: [
    { ...cjs, entryPoints: { extension: 'src/extension.ts' }, outdir: 'dist' },
    {
      ...esm,
      entryPoints: { 'host-worker': 'src/host/main.ts' },
      outdir: 'dist',
      outExtension: { '.js': '.mjs' },
    },
  ],
  webview: [
    {
      ...shared,
      platform: 'browser',
      target: 'chrome130',
      format: 'iife',
      jsx: 'automatic',
      jsxImportSource: 'preact',
      entryPoints: {
        log: 'webview/log/main.ts',
        'log-style': 'webview/log/log.css',
        studio: 'webview/main.tsx',
        'studio-style': 'webview/styles/studio.css',
      },
      outdir: 'dist/webview',
    },
  ],
  test: [
    { ...cjs, entryPoints: { host: 'test/host/index.ts' }, outdir: 'dist/test', plugins: [hostSuites] },
    {
      ...esm,
      entryPoints: {
        'run-host': 'test/host/main.ts',
        'vscode-launcher': 'test/support/vscode/launcher.ts',
        code: 'test/support/vscode/code.ts',
        bench: 'test/bench/main.ts',
        measure: 'test/measure/main.ts',
        'bench-studio': 'test/bench/studio.ts',
      },
      outdir: 'dist/test',
      outExtension: { '.js': '.mjs' },
      packages: 'external',
      banner: {},
    },
  ],
};

mkdirSync('dist', { recursive: true });
// Parts of an earlier build of the command have other names, and would stay for good.
if (wanted.length === 0 || wanted.includes('core'))
  for (const file of readdirSync('dist')) if (/^cli-\w+\.mjs/.test(file)) rmSync(join('dist', file));
// WebAssembly is looked for beside the bundle.
copyFileSync('node_modules/node-sqlite3-wasm/dist/node-sqlite3-wasm.wasm', 'dist/node-sqlite3-wasm.wasm');
// What runs a names model: the threaded build is the only one, and is used with one thread.
for (const file of ['ort-wasm-simd-threaded.mjs', 'ort-wasm-simd-threaded.wasm'])
  copyFileSync(`node_modules/onnxruntime-web/dist/${file}`, `dist/${file}`);

for (const [name, list] of Object.entries(bundles)) {
  if (wanted.length > 0 ? !wanted.includes(name) : name === 'test' && production) continue;
  for (const options of list) {
    const build = await context(options);
    if (watch) await build.watch();
    else {
      await build.rebuild();
      await build.dispose();
    }
  }
}
if (!production && (wanted.length === 0 || wanted.includes('test'))) chmodSync('dist/test/vscode-launcher.mjs', 0o755);
