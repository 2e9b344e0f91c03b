/** Errors as people meet them: exit code, place, fix; never a bug report for what they can fix, never text of a log. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { assertBuilt, CLI, goldpan, sampleWorkspace } from '../../support/cli.ts';
import { writeLog } from '../../support/logs.ts';
import { tempFolder } from '../../support/temp.ts';

beforeAll(assertBuilt);

const LOG = [
  {
    messages: [
      { role: 'user', content: 'Where is the lamp, please?' },
      { role: 'assistant', content: 'It is on the table, I think.' },
    ],
  },
];

interface Case {
  name: string;
  prepare: (root: string) => void;
  args: string[];
  code: 2 | 3;
  says: RegExp;
}
const put = (root: string, path: string, text: string | Buffer): void => {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
};

const CASES: Case[] = [
  {
    name: '.goldpan is a file',
    prepare: (root) => put(root, '.goldpan', 'x'),
    args: ['run', 'logs'],
    code: 2,
    says: /\.goldpan.*place of a folder/,
  },
  {
    name: 'the lock is a folder',
    prepare: (root) => mkdirSync(join(root, '.goldpan/local/lock'), { recursive: true }),
    args: ['run', 'logs'],
    code: 3,
    says: /\.goldpan\/local\/lock is in the way/,
  },
  {
    name: 'goldpan.json is broken',
    prepare: (root) => put(root, 'goldpan.json', '{"seed":"x"},S3cretPw99'),
    args: ['run', 'logs'],
    code: 2,
    says: /goldpan\.json:1:13: not valid JSON/,
  },
  {
    name: 'goldpan.json is a folder',
    prepare: (root) => mkdirSync(join(root, 'goldpan.json')),
    args: ['run', 'logs'],
    code: 2,
    says: /goldpan\.json: it is a folder/,
  },
  {
    name: 'decisions.jsonl is broken',
    prepare: (root) => put(root, '.goldpan/decisions.jsonl', '\n<<<<<<< S3cretPw99\n'),
    args: ['run', 'logs'],
    code: 2,
    says: /decisions\.jsonl:2:1: not valid JSON/,
  },
  {
    name: 'the dictionary is broken',
    prepare: (root) => {
      put(root, 'goldpan.json', '{"privacy":{"dictionaryFiles":["terms.csv"]}}');
      put(root, 'terms.csv', 'term,mode\n"Ada" S3cretPw99,mask\n');
    },
    args: ['run', 'logs'],
    code: 2,
    says: /terms\.csv:2: text follows a closing quote/,
  },
  {
    name: 'the dictionary is not there',
    prepare: (root) => put(root, 'goldpan.json', '{"privacy":{"dictionaryFiles":["terms.csv"]}}'),
    args: ['run', 'logs'],
    code: 2,
    says: /terms\.csv: no such file/,
  },
  {
    name: 'a pattern of the dictionary is none',
    prepare: (root) => put(root, 'goldpan.json', '{"privacy":{"dictionary":[{"term":"S3cretPw99(","regex":true}]}}'),
    args: ['run', 'logs', '--workers', '0'],
    code: 2,
    says: /privacy\.dictionary, entry 1: the pattern is not a valid regular expression: Unterminated group/,
  },
  { name: 'a folder as text', prepare: () => {}, args: ['redact', 'logs'], code: 2, says: /logs: it is a folder/ },
  {
    name: 'a folder as lines',
    prepare: () => {},
    args: ['redact', '--jsonl', 'logs'],
    code: 2,
    says: /it is a folder/,
  },
  {
    name: 'text that is none',
    prepare: (root) => writeFileSync(join(root, 'rows.txt'), Buffer.from('S3cretPw99 \xfc\xdf', 'latin1')),
    args: ['redact', 'rows.txt'],
    code: 2,
    says: /rows\.txt: bytes that are not UTF-8/,
  },
  {
    name: 'a line that is no text',
    prepare: (root) =>
      writeFileSync(
        join(root, 'rows.jsonl'),
        Buffer.from('{"id":1,"text":"a"}\n{"text":"S3cretPw99 \xfc\xdf"}', 'latin1'),
      ),
    args: ['redact', '--jsonl', 'rows.jsonl'],
    code: 2,
    says: /rows\.jsonl:2: bytes that are not UTF-8/,
  },
  {
    name: 'rows that are none',
    prepare: (root) => put(root, 'rows.jsonl', '{"id":1,"text":"a"}\n\n{"id":S3cretPw99}\n'),
    args: ['redact', '--jsonl', 'rows.jsonl'],
    code: 2,
    says: /rows\.jsonl:3:7: not valid JSON/,
  },
];

it.each(CASES)('$name: $code', async ({ prepare, args, code, says }) => {
  const root = tempFolder();
  writeLog(root, 'logs/a.jsonl', LOG);
  prepare(root);
  const done = await goldpan(args, { cwd: root });
  expect(done.err).toMatch(says);
  expect(done.err).toMatch(/^error /m);
  expect(done.err).not.toMatch(/bug|S3cretPw99|\n\s+at /);
  expect(done.code).toBe(code);
});

it('a damaged manifest ends validate, report and erase alike', async () => {
  const root = sampleWorkspace();
  await goldpan(['run', '--out', 'out'], { cwd: root });
  const file = join(root, 'out/goldpan.manifest.json');
  writeFileSync(file, readFileSync(file, 'utf8').slice(0, 400));
  for (const args of [
    ['validate', 'out'],
    ['report', 'out'],
    ['erase', 'out', '--subject', 'ada@example.org'],
  ]) {
    const { code, err } = await goldpan(args, { cwd: root });
    expect(err).toMatch(/^error .*goldpan\.manifest\.json:\d+:\d+: not valid JSON\n {6}\S/);
    expect(code).toBe(2);
  }
});

it('redact --jsonl takes rows with any character but a newline in them', async () => {
  const text = 'a\u2028b\u2029c\u0085d';
  const input = `\ufeff${JSON.stringify({ id: 1, text })}\r\n\n${JSON.stringify({ id: 2, text })}`;
  const { code, out } = await goldpan(['redact', '--jsonl'], { cwd: tempFolder(), input });
  expect(code).toBe(0);
  expect(
    out
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as object),
  ).toMatchObject([
    { id: 1, text },
    { id: 2, text },
  ]);
});

it.skipIf(process.platform === 'win32')(
  'a file that may not grow is told, the exit code is 3, and no dataset is left',
  () => {
    const root = tempFolder();
    writeLog(root, 'logs/a.jsonl', LOG);
    const command = `ulimit -f 1; exec "${process.execPath}" "${CLI}" run logs --out out --workers 0`;
    const { status, stderr } = spawnSync('sh', ['-c', command], { cwd: root, encoding: 'utf8' });
    expect(stderr).toMatch(/^error .*larger than.*\(EFBIG\)$/m);
    expect(stderr).not.toMatch(/bug/);
    expect(status).toBe(3);
    expect(existsSync(join(root, 'out'))).toBe(false);
  },
);
