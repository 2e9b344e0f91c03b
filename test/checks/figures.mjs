// Figures of the code base: node test/checks/figures.mjs. Import circles, lines of tests and source, comments, unused code.
// What `npm test` enforces (layers, circles, complexity, unused code) is enforced there; this only counts.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';

const walk = (folder) =>
  existsSync(folder)
    ? readdirSync(folder, { withFileTypes: true }).flatMap((e) =>
        e.name === 'node_modules' || e.name === 'fixtures'
          ? []
          : e.isDirectory()
            ? walk(`${folder}/${e.name}`)
            : [`${folder}/${e.name}`],
      )
    : [];
const isCode = (file) => /\.(ts|tsx)$/.test(file) && !/\.generated\.ts$/.test(file);
const read = (file) => readFileSync(file, 'utf8');
const lines = (files) =>
  files.reduce(
    (n, f) =>
      n +
      read(f)
        .split('\n')
        .filter((l) => l.trim() !== '').length,
    0,
  );
const source = [...walk('src'), ...walk('webview')].filter(isCode);

/** Strongly connected parts with more than one member (Tarjan). `edges`: name → names. */
function circles(edges) {
  const index = new Map();
  const low = new Map();
  const stack = [];
  const found = [];
  const visit = (v) => {
    index.set(v, index.size);
    low.set(v, index.get(v));
    stack.push(v);
    for (const w of edges.get(v) ?? []) {
      if (!index.has(w)) visit(w);
      if (stack.includes(w)) low.set(v, Math.min(low.get(v), low.get(w)));
    }
    if (low.get(v) !== index.get(v)) return;
    const part = stack.splice(stack.indexOf(v));
    if (part.length > 1) found.push(part);
  };
  for (const v of edges.keys()) if (!index.has(v)) visit(v);
  return found;
}

function importsOf(file) {
  const found = [];
  for (const [, spec] of read(file).matchAll(/(?:from|import|import\()\s*['"](\.{1,2}\/[^'"]+)['"]/g)) {
    found.push(posix.normalize(posix.join(posix.dirname(file), spec)));
  }
  return found.filter((f) => f !== file && isCode(f));
}

const files = new Map(source.map((f) => [f, importsOf(f)]));
const folders = new Map();
for (const [file, targets] of files) {
  const from = posix.dirname(file);
  const set = folders.get(from) ?? new Set();
  for (const t of targets) if (posix.dirname(t) !== from) set.add(posix.dirname(t));
  folders.set(from, set);
}
const top = new Map();
for (const [from, targets] of folders) {
  const room = (f) =>
    f
      .split('/')
      .slice(0, f.startsWith('src/core/') || f.startsWith('src/stages/') ? 3 : 2)
      .join('/');
  const set = top.get(room(from)) ?? new Set();
  for (const t of targets) if (room(t) !== room(from)) set.add(room(t));
  top.set(room(from), set);
}
const show = (name, found) => {
  console.log(
    `${name}: ${found.length} circles${found.map((p) => `\n  ${p.length}: ${p.slice(0, 6).join(', ')}`).join('')}`,
  );
};
show('files', circles(files));
show('folders (by layer)', circles(top));
show('folders (all, inner ones too)', circles(folders));

const core = walk('src').filter((f) => isCode(f) && !/^src\/(?:editor|host|protocol|extension|cli)/.test(f));
const tests = [...walk('test/unit'), ...walk('test/contract'), ...walk('test/support'), ...walk('test/golden')].filter(
  (f) => /\.(ts|mjs)$/.test(f),
);
const ratio = (a, b) => (b ? (a / b).toFixed(2) : '–');
console.log(`tests : core  ${lines(tests)} : ${lines(core)} = ${ratio(lines(tests), lines(core))}`);
for (const room of ['segment', 'tag', 'curate', 'prefer', 'decide', 'split']) {
  const own = walk(existsSync('src/stages') ? `src/stages/${room}` : `src/core/${room}`).filter(isCode);
  const t = walk('test/unit').filter((f) => new RegExp(`(?:stages|unit)/${room}[./]`).test(f));
  console.log(`  ${room}  ${lines(t)} : ${lines(own)} = ${ratio(lines(t), lines(own))}`);
}
for (const [room, dirs, test] of [
  ['ledger', ['src/run/store/ledger', 'src/core/store/ledger.ts'], /ledger/],
  ['datasets', ['src/datasets', 'src/core/export'], /unit\/(?:datasets|export)\//],
]) {
  const own = source.filter((f) => dirs.some((d) => f.startsWith(d)));
  const t = walk('test/unit').filter((f) => test.test(f));
  console.log(`  ${room}  ${lines(t)} : ${lines(own)} = ${ratio(lines(t), lines(own))}`);
}
let comments = 0;
let all = 0;
for (const f of source) {
  let inside = false;
  for (const line of read(f)
    .split('\n')
    .map((l) => l.trim())) {
    if (line === '') continue;
    all++;
    if (inside || line.startsWith('//') || line.startsWith('/*') || line.startsWith('{/*')) comments++;
    if (line.startsWith('/*') || line.startsWith('{/*')) inside = true;
    if (line.includes('*/')) inside = false;
  }
}
console.log(`whole-line comments: ${comments} of ${all} = ${((100 * comments) / all).toFixed(1)} %`);
const spreads = source.reduce(
  (n, f) => n + (read(f).match(/\.\.\.\([^()]*(?:\([^()]*\)[^()]*)*\?[^:]*: \{\}\)|\? \{\} : \{/g)?.length ?? 0),
  0,
);
console.log(`conditional spreads: ${spreads}`);
