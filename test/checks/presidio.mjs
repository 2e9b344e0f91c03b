#!/usr/bin/env node
// node test/checks/presidio.mjs [FIXTURES.json [POLICY]]
// Presidio's recogniser tests (microsoft/presidio, presidio-analyzer/tests) against the built command line: a Markdown table.
// FIXTURES.json: [{recognizer, text, expected_len, spans: [[start, end]…]}…]. The default policy is `strict`, because Presidio
// looks for quasi-identifiers too. It prints figures and never fails: some of what Presidio expects is left on purpose.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { fileURLToPath } from 'node:url';

const [file, policy = 'strict'] = process.argv.slice(2);
if (!file || !existsSync(file)) {
  console.warn(`skipped: ${file ? 'no such file' : 'the path of the fixtures is not given'}`);
  process.exit(0);
}
const rows = JSON.parse(readFileSync(file, 'utf8'));
const cli = fileURLToPath(new URL('../../dist/cli.mjs', import.meta.url));
const run = spawnSync(process.execPath, [cli, 'redact', '--jsonl', '--policy', policy], {
  // No configuration of a workspace has a say.
  cwd: tmpdir(),
  input: rows.map(({ text }, id) => `${JSON.stringify({ id, text })}\n`).join(''),
  encoding: 'utf8',
  maxBuffer: 1 << 28,
});
if (run.status !== 0) throw new Error(run.stderr);
const found = run.stdout
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line).spans);

/** What Goldpan calls what a recogniser looks for. */
const KINDS = [
  [/^credit_card/, ['CREDIT_CARD']],
  [/^(?:aba|crypto|us_bank)/, ['BANK_ACCOUNT']],
  [/^iban/, ['IBAN']],
  [/^email/, ['EMAIL']],
  [/phone|mobile/, ['PHONE']],
  [/^ip_/, ['IP_ADDRESS']],
  [/^mac_/, ['MAC_ADDRESS']],
  [/^url/, ['URL']],
  [/^date/, ['DATE', 'DATE_OF_BIRTH']],
  [/^(?:spacy|stanza|transformers)/, ['PERSON', 'DATE']],
  [/passport/, ['PASSPORT']],
  [/driv|fuehrerschein/, ['DRIVER_LICENSE']],
  [/plz|postcode/, ['POSTAL_CODE']],
  [/./, ['GOV_ID']],
];
const kindsOf = (recogniser) => KINDS.find(([name]) => name.test(recogniser))[1];

/** Every letter and digit that is expected is covered, under whatever type; without offsets, as much is found as expected. */
const isFound = ({ text, spans, expected_len: expected }, own) =>
  !spans?.length
    ? own.length >= expected
    : spans.every(([start, end]) => {
        for (let i = start; i < end; i++)
          if (/[\p{L}\p{N}]/u.test(text[i]) && !own.some((one) => one.start <= i && i < one.end)) return false;
        return true;
      });

const table = new Map();
rows.forEach((row, i) => {
  const name = row.recognizer.replace(/_recognizer$/, '');
  // It tests patterns that the test itself makes up.
  if (name === 'pattern') return;
  const count = table.get(name) ?? { examples: 0, found: 0, negatives: 0, kind: 0, any: 0 };
  table.set(name, count);
  if (row.expected_len > 0) {
    count.examples++;
    if (isFound(row, found[i])) count.found++;
  } else {
    count.negatives++;
    if (found[i].length > 0) count.any++;
    if (found[i].some(({ type }) => kindsOf(name).includes(type))) count.kind++;
  }
});
const total = { examples: 0, found: 0, negatives: 0, kind: 0, any: 0 };
for (const count of table.values()) for (const key of Object.keys(total)) total[key] += count[key];

const line = (name, { examples, found: n, negatives, kind, any }) =>
  `| ${name} | ${examples} | ${n} | ${negatives} | ${kind} | ${any} |`;
console.log('| recogniser | examples | found | negatives | false findings of its kind | of any kind |');
console.log('|---|---|---|---|---|---|');
for (const [name, count] of [...table].sort(([a], [b]) => (a < b ? -1 : 1))) console.log(line(name, count));
console.log(line('**all**', total));
