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
// Exits with 1 when a mutant survives, or no longer fits the code.
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
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'), 'junction');
}

/** Runs a tool of node_modules in the copy. @returns true when it exits with 0 */
function passes(script, ...rest) {
  const command = [join(copy, 'node_modules', script), ...rest];
  return spawnSync(process.execPath, command, { cwd: copy, stdio: 'ignore', timeout: TIMEOUT_MS }).status === 0;
}

const testsPass = (...which) =>
  passes('vitest/vitest.mjs', ...which, '--run', '--bail=1', '--passWithNoTests', '--reporter=dot');
const typesPass = () => passes('typescript/bin/tsc', '-p', 'tsconfig.json', '--noEmit');

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
  if (types && !typesPass()) return 'types';
  if (tests.length > 0 && !testsPass(...tests)) return 'own tests';
  if (isQuick) return undefined;
  if (!testsPass('related', file)) return 'related tests';
  return testsPass() ? undefined : 'all tests';
}

/** Tests that fail anyway would kill every mutant. */
function assertSound() {
  const own = [...new Set(mutants.flatMap(({ tests = [] }) => tests))];
  const isSound = isQuick ? own.length === 0 || testsPass(...own) : testsPass();
  if (!isSound || (mutants.some(({ types }) => types) && !typesPass()))
    throw new Error('the tests fail without any mutant');
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
