#!/usr/bin/env node
// `npm test`: every check and every suite, one after the other, whatever the ones before said; then one line with the sums.
// node test/all.mjs [step …] runs only the named steps.
import { spawn } from 'node:child_process';
import { stripVTControlCharacters } from 'node:util';

/** Steps that count tests name how their closing lines look; the others count as one test each. */
const STEPS = [
  { name: 'build', command: ['node', 'esbuild.mjs'] },
  { name: 'typecheck', command: ['npm', 'run', '--silent', 'typecheck'] },
  { name: 'lint', command: ['npm', 'run', '--silent', 'lint'] },
  { name: 'unused', command: ['npm', 'run', '--silent', 'unused'] },
  { name: 'unit', command: ['npx', 'vitest', 'run'], counts: vitest },
  { name: 'host', command: ['node', 'dist/test/run-host.mjs'], counts: mocha },
  { name: 'e2e', command: ['npx', 'vitest', 'run', '--config', 'vitest.e2e.config.ts'], counts: vitest },
];

/** `Tests  1 failed | 37 passed | 2 skipped (40)` */
function vitest(output) {
  const line = output.findLast((l) => /^\s*Tests\s+\d/.test(l)) ?? '';
  const count = (word) => Number(new RegExp(`(\\d+) ${word}`).exec(line)?.[1] ?? 0);
  return { passed: count('passed'), failed: count('failed'), skipped: count('skipped') + count('todo') };
}

/** One run an editor, each with `12 passing`, `1 failing`, `2 pending`. */
function mocha(output) {
  const sum = (word) => output.reduce((n, l) => n + Number(new RegExp(`^\\s*(\\d+) ${word}\\b`).exec(l)?.[1] ?? 0), 0);
  return { passed: sum('passing'), failed: sum('failing'), skipped: sum('pending') };
}

function run([command, ...args]) {
  return new Promise((resolve) => {
    const lines = [];
    let rest = '';
    const child = spawn(command, args, {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, FORCE_COLOR: process.stdout.isTTY ? '1' : '0' },
    });
    const take = (stream) => (chunk) => {
      stream.write(chunk);
      const text = rest + chunk.toString('utf8');
      const parts = text.split('\n');
      rest = parts.pop();
      lines.push(...parts.map((l) => stripVTControlCharacters(l)));
    };
    child.stdout.on('data', take(process.stdout));
    child.stderr.on('data', take(process.stderr));
    child.on('error', (error) => resolve({ code: 1, lines: [...lines, String(error)] }));
    child.on('close', (code) => resolve({ code: code ?? 1, lines: [...lines, stripVTControlCharacters(rest)] }));
  });
}

const wanted = process.argv.slice(2);
const total = { passed: 0, failed: 0, skipped: 0 };
const summary = [];
for (const { name, command, counts } of STEPS) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  console.log(`\n── ${name} ──`);
  const started = Date.now();
  const { code, lines } = await run(command);
  const found = counts ? counts(lines) : { passed: code === 0 ? 1 : 0, failed: 0, skipped: 0 };
  // A suite that ended badly without naming a failed test, or that ran none, has failed itself.
  if ((code !== 0 && found.failed === 0) || found.passed + found.failed === 0) found.failed++;
  for (const key of Object.keys(total)) total[key] += found[key];
  summary.push(
    `${name.padEnd(10)} ${found.failed ? 'failed' : 'ok'}  ${found.passed} passed, ${found.failed} failed, ${found.skipped} skipped  ${((Date.now() - started) / 1000).toFixed(0)} s`,
  );
  // Nothing after it means anything without the bundles.
  if (name === 'build' && code !== 0) break;
}
console.log(`\n${summary.join('\n')}\n`);
console.log(`${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`);
process.exitCode = total.failed > 0 ? 1 : 0;
