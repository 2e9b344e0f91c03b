#!/usr/bin/env node
// Sabotage: breaks the code on purpose, one place at a time, and looks whether the tests notice. Run by hand:
//
//   node test/mutants.mjs                    all of test/mutants.json
//   node test/mutants.mjs gate split         only those whose name holds one of the words
//   node test/mutants.mjs --quick [word …]   survivors of their own tests are printed, and do not meet all others
//
// Each mutant names a file, a text that occurs in it exactly once, and what takes its place; `tests` are the test files or
// folders that should notice, `types` says that the compiler may be the one that does. A mutant that its own tests let live
// meets the tests that import its file, then all. Works on a copy of the working tree, so that nothing here changes.
// The tests of the command need `npm run build` first. Exits with 1 when a mutant survives, or no longer fits the code.
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { transformSync } from 'esbuild';

/** Above this a test hangs, which counts as noticed. The whole suite takes 90 s on two cores. */
const TIMEOUT_MS = 600_000;

const root = resolve(import.meta.dirname, '..');
const args = process.argv.slice(2);
const isQuick = args.includes('--quick');
const words = args.filter((arg) => !arg.startsWith('--'));

const mutants = JSON.parse(readFileSync(join(root, 'test/mutants.json'), 'utf8')).filter(
  ({ name }) => words.length === 0 || words.some((word) => name.includes(word)),
);
const copy = mkdtempSync(join(tmpdir(), 'goldpan-mutants-'));

function copyTree() {
  const list = ['ls-files', '-z', '--cached', '--others', '--exclude-standard'];
  const { stdout } = spawnSync('git', list, { cwd: root, encoding: 'utf8', maxBuffer: 1 << 28 });
  for (const file of stdout.split('\0'))
    if (file !== '' && file !== 'node_modules' && existsSync(join(root, file)))
      cpSync(join(root, file), join(copy, file));
  for (const folder of ['node_modules', 'dist'])
    if (existsSync(join(root, folder))) symlinkSync(join(root, folder), join(copy, folder), 'junction');
}

/** What a tool of node_modules says in the copy; undefined when it exits with 0. */
function complaint(script, ...rest) {
  const command = [join(copy, 'node_modules', script), ...rest];
  const options = { cwd: copy, encoding: 'utf8', maxBuffer: 1 << 28, timeout: TIMEOUT_MS };
  const { status, stdout, stderr } = spawnSync(process.execPath, command, options);
  return status === 0 ? undefined : `${stdout}${stderr}`;
}

const ofTests = (...which) =>
  complaint('vitest/vitest.mjs', ...which, '--run', '--bail=1', '--passWithNoTests', '--reporter=dot');
const ofTypes = () => complaint('typescript/bin/tsc', '-p', 'tsconfig.json', '--noEmit');

/** Why a mutant says nothing; undefined: it is a change that compiles and should be noticed. */
function misfit({ file, find, replace, tests = [] }) {
  const gone = [file, ...tests].find((path) => !existsSync(join(copy, path)));
  if (gone !== undefined) return `${gone} does not exist`;
  const text = readFileSync(join(copy, file), 'utf8');
  const count = text.split(find).length - 1;
  if (count !== 1) return `its text occurs ${count} times in ${file}`;
  try {
    transformSync(
      text.replace(find, () => replace),
      { loader: 'ts' },
    );
  } catch {
    return `${file} would not parse`;
  }
}

/** @returns who noticed, or undefined */
function noticedBy({ file, tests = [], types }) {
  if (types && ofTypes() !== undefined) return 'types';
  if (tests.length > 0 && ofTests(...tests) !== undefined) return 'own tests';
  if (isQuick) return undefined;
  if (ofTests('related', file) !== undefined) return 'related tests';
  return ofTests() === undefined ? undefined : 'all tests';
}

/** Tests that fail anyway would kill every mutant. */
function assertSound() {
  const own = [...new Set(mutants.flatMap(({ tests = [] }) => tests))];
  const broken = (isQuick && own.length === 0 ? undefined : ofTests(...(isQuick ? own : []))) ?? ofTypes();
  if (broken !== undefined) throw new Error(`without any mutant:\n${broken}`);
}

const survivors = [];
try {
  copyTree();
  assertSound();
  for (const mutant of mutants) {
    const { name, file, find, replace } = mutant;
    const why = misfit(mutant);
    if (why !== undefined) {
      console.log(`STALE     ${name}: ${why}`);
      survivors.push(name);
      continue;
    }
    const path = join(copy, file);
    const text = readFileSync(path, 'utf8');
    writeFileSync(
      path,
      text.replace(find, () => replace),
    );
    const by = noticedBy(mutant);
    writeFileSync(path, text);
    console.log(by === undefined ? `SURVIVED  ${name}` : `killed    ${name} (${by})`);
    if (by === undefined) survivors.push(name);
  }
} finally {
  rmSync(copy, { recursive: true, force: true });
}
console.log(`${mutants.length - survivors.length} of ${mutants.length} killed`);
process.exitCode = survivors.length > 0 ? 1 : 0;
