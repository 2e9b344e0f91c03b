/** The built command, as scripts and CI use it: shapes, exit codes, streams. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { assertBuilt, goldpan, sampleWorkspace } from '../../support/cli.ts';
import { writeLog } from '../../support/logs.ts';
import { tempFolder } from '../../support/temp.ts';

beforeAll(assertBuilt);

describe('goldpan run', () => {
  it('ends with one JSON object and keeps progress off stdout', async () => {
    const root = sampleWorkspace();
    const { code, out, err } = await goldpan(['run', '--out', 'out', '--json'], { cwd: root });
    expect(code).toBe(0);
    const result = JSON.parse(out) as Record<string, unknown>;
    expect(Object.keys(result)).toEqual([
      'read',
      'skipped',
      'sessions',
      'examples',
      'pairs',
      'stages',
      'redactions',
      'outputs',
    ]);
    expect(err).toContain('Indexing logs');
    expect(out.trim().split('\n')).toHaveLength(1);
  });

  it.each(['1', '2'])('tells a model that is not there as a mistake, with %s workers', async (workers) => {
    const root = sampleWorkspace();
    const config = join(root, 'other.json');
    writeFileSync(config, JSON.stringify({ privacy: { nerModel: './nope' } }));
    const args = ['run', 'logs', '--config', config, '--out', 'out', '--workers', workers];
    const { code, err } = await goldpan(args, { cwd: root });
    expect(code).toBe(2);
    expect(err).toMatch(/There is no folder with a names model at .*nope\./);
    expect(err).not.toContain('bug');
  });

  it('writes the same bytes with workers', async () => {
    const root = sampleWorkspace();
    await goldpan(['run', '--out', 'one', '--workers', '0'], { cwd: root });
    await goldpan(['run', '--out', 'two', '--workers', '3'], { cwd: root });
    const files = readdirSync(join(root, 'one'), { recursive: true, withFileTypes: true }).filter((e) => e.isFile());
    expect(files.length).toBeGreaterThan(5);
    for (const { parentPath, name } of files) {
      const file = join(parentPath, name);
      expect(readFileSync(file.replace('/one', '/two')).equals(readFileSync(file)), name).toBe(true);
    }
  });

  it('ends with 2 when it finds no log, or would replace rows by none; --allow-empty lets it', async () => {
    const root = sampleWorkspace();
    await goldpan(['run', '--out', 'out'], { cwd: root });
    writeLog(root, 'none/a.jsonl', [{ messages: [{ role: 'user', content: 'Is anybody there?' }] }]);
    const refused = await goldpan(['run', 'none', '--out', 'out'], { cwd: root });
    expect([refused.code, refused.err]).toEqual([2, expect.stringContaining('--allow-empty')]);
    expect((await goldpan(['run', 'none', '--out', 'out', '--allow-empty'], { cwd: root })).code).toBe(0);
    writeLog(root, 'nothing/a.txt.bak', 'no log');
    const nothing = await goldpan(['run', 'nothing', '--out', 'out'], { cwd: root });
    expect([nothing.code, nothing.err]).toEqual([2, expect.stringContaining('nothing/a.txt.bak')]);
  });

  it('says on stderr which folders in the logs it takes for datasets, and which not', async () => {
    const root = sampleWorkspace();
    await goldpan(['run', '--out', 'logs/ds'], { cwd: root });
    writeLog(root, 'logs/mine/goldpan.manifest.json', '{"gold":"pan"}');
    const { err, out } = await goldpan(['run', '--out', 'out', '--json'], { cwd: root });
    expect(err).toContain('logs/ds: a dataset that Goldpan wrote');
    expect(err).toContain('logs/mine/goldpan.manifest.json: not a manifest of Goldpan');
    expect(() => JSON.parse(out) as unknown).not.toThrow();
  });

  it('ends with 130 when interrupted, and leaves nothing behind', async () => {
    const root = tempFolder();
    const text = 'The quick tent of Maria Keller stands in the rain. '.repeat(40);
    const sessions = Array.from({ length: 3000 }, (_, i) => ({
      messages: [
        { role: 'user', content: `${i} ${text}` },
        { role: 'assistant', content: `Answer ${i}. ${text}` },
      ],
    }));
    writeLog(root, 'logs/big.jsonl', sessions);
    const { code, err } = await goldpan(['run', 'logs', '--out', 'out', '--workers', '0'], {
      cwd: root,
      onErr: (kill) => kill(),
    });
    expect(code, err).toBe(130);
    expect(readdirSync(root).filter((name) => name.startsWith('out'))).toEqual([]);
  });
});

describe('goldpan inspect', () => {
  it('prints the promised shape', async () => {
    const root = sampleWorkspace();
    const { code, out } = await goldpan(['inspect', 'logs', '--json'], { cwd: root });
    expect(code).toBe(0);
    const { files } = JSON.parse(out) as {
      files: { path: string; format: string; events: Record<string, number>; skipped: object[] }[];
    };
    const support = files.find((f) => f.path === 'logs/support/2026-03-02.jsonl');
    expect(support).toMatchObject({ format: 'production-log', skipped: [{ line: 7, reason: expect.any(String) }] });
    expect(files.map((f) => f.format)).not.toContain(null);
  });
});

describe('goldpan redact', () => {
  it('gives spans in UTF-16 units of the input, also inside JSON inside text', async () => {
    const inner = JSON.stringify({ email: 'zoë@example.org', note: 'ünïcode 😀 for ann.lee@example.com' });
    const rows = [
      { id: 'a', text: '😀 write to jo.park@example.com please' },
      { id: 2, text: `result: ${JSON.stringify({ body: inner })}` },
    ];
    const input = rows.map((r) => JSON.stringify(r)).join('\n');
    const { code, out } = await goldpan(['redact', '--jsonl', '--policy', 'standard'], { input });
    expect(code).toBe(0);
    const answers = out
      .trim()
      .split('\n')
      .map(
        (l) => JSON.parse(l) as { id: unknown; text: string; spans: { start: number; end: number; type: string }[] },
      );
    expect(answers.map((a) => a.id)).toEqual(['a', 2]);
    const found = answers.map((a, i) =>
      a.spans.filter((s) => s.type === 'EMAIL').map((s) => rows[i]?.text.slice(s.start, s.end)),
    );
    expect(found[0]).toEqual(['jo.park@example.com']);
    expect(found[1]).toContain('ann.lee@example.com');
    for (const a of answers) expect(a.text).not.toMatch(/jo\.park|ann\.lee/);
  });

  it('takes plain text from standard input', async () => {
    const { out } = await goldpan(['redact'], { input: 'Mail me: kim.novak@example.net\n' });
    expect(out).toBe('Mail me: [EMAIL_1]\n');
  });

  it('reads UTF-16, as PowerShell writes it', async () => {
    const cwd = tempFolder();
    writeFileSync(join(cwd, 'a.txt'), Buffer.from('\ufeffMail me: kim.novak@example.net\r\n', 'utf16le'));
    expect((await goldpan(['redact', 'a.txt'], { cwd })).out).toBe('Mail me: [EMAIL_1]\r\n');
    const row = JSON.stringify({ id: 1, text: 'Mail me: kim.novak@example.net' });
    writeFileSync(join(cwd, 'a.jsonl'), Buffer.from(`${row}\n${row}\n`, 'utf16le').swap16());
    const { out } = await goldpan(['redact', '--jsonl', 'a.jsonl'], { cwd });
    expect(out.match(/"text":"Mail me: \[EMAIL_1\]"/g)).toHaveLength(2);
  });

  it('--native writes the logs themselves, and ends with 1 when something has no copy', async () => {
    const cwd = tempFolder();
    const log = [
      {
        messages: [
          { role: 'user', content: 'Mail kim.novak@example.net' },
          { role: 'assistant', content: 'Done.' },
        ],
      },
    ];
    writeLog(cwd, 'logs/a.jsonl', log);
    const whole = await goldpan(['redact', 'logs', '--native', '--out', 'shared'], { cwd });
    expect(whole.code, whole.err).toBe(0);
    expect(whole.out).toMatch(/a\.jsonl +openai-finetune +1 +2 +1/);
    expect(whole.out).toContain('no leak gate');
    expect(readFileSync(join(cwd, 'shared/a.jsonl'), 'utf8')).toMatch(/Mail \[EMAIL_\w{8}\]/);
    writeFileSync(join(cwd, 'logs/b.db'), 'SQLite format 3\0');
    const part = await goldpan(['redact', 'logs', '--native', '--out', 'other'], { cwd });
    expect(part.code).toBe(1);
    expect(part.out).toMatch(/left out b\.db: .*no text/);
  });

  it.each([
    [['logs', '--native']],
    [['logs', '--out', 'x']],
    [['--native', '--out', 'x']],
    [['logs', '--native', '--out', 'x', '--jsonl']],
  ])('%j is none of its forms', async (args) => {
    const cwd = tempFolder();
    writeLog(cwd, 'logs/a.txt', 'x');
    const { code, err } = await goldpan(['redact', ...args], { cwd });
    expect([code, err]).toEqual([2, expect.stringContaining('--native takes a file or folder and --out')]);
  });

  it('looks for a model beside goldpan.json, as a run does, not where one works', async () => {
    const cwd = tempFolder();
    const root = join(cwd, 'sub');
    writeLog(cwd, 'sub/logs/a.jsonl', [{ messages: [{ role: 'user', content: 'Hello tent.' }] }]);
    writeFileSync(join(root, 'goldpan.json'), '{"privacy":{"nerModel":"./model"}}');
    for (const command of [['redact'], ['run', '--workers', '0', '--out', join(cwd, 'out')]]) {
      const { code, err } = await goldpan([...command, '--config', 'sub/goldpan.json'], { cwd, input: 'Hello' });
      expect(code).toBe(2);
      expect(err).toContain(join(root, 'model'));
    }
  });
});

describe('exit codes', () => {
  it('1 for violations, with file and line', async () => {
    const root = sampleWorkspace();
    await goldpan(['run', '--out', 'out'], { cwd: root });
    expect((await goldpan(['validate', 'out'], { cwd: root })).code).toBe(0);
    const file = join(root, 'out/dpo/train.jsonl');
    writeFileSync(
      file,
      readFileSync(file, 'utf8').replace('"rejected":[{"role":"assistant"', '"rejected":[{"role":"user"'),
    );
    const text = await goldpan(['validate', 'out'], { cwd: root });
    expect(text.code).toBe(1);
    expect(text.out).toMatch(/^out\/dpo\/train\.jsonl:1 {2}/m);
    const github = await goldpan(['validate', 'out', '--format', 'github'], { cwd: root });
    expect(github.out).toMatch(/^::error file=out\/dpo\/train\.jsonl,line=1::/m);
    const sarif = JSON.parse((await goldpan(['validate', 'out', '--format', 'sarif'], { cwd: root })).out) as {
      version: string;
    };
    expect(sarif.version).toBe('2.1.0');
  });

  it.each([
    [['frobnicate'], /unknown command/],
    [['run', '--workers', 'many'], /whole number/],
    [['inspect', 'no/such/place'], /no such file/],
    [['redact', 'no-such-file.txt'], /no-such-file\.txt: no such file/],
    [['redact', '--jsonl', '--policy', 'lax'], /Allowed choices/],
    [['run', '--config', 'no-such.json'], /no-such\.json: no such file/],
  ])('2 for %j', async (args, message) => {
    const { code, err } = await goldpan(args, { cwd: tempFolder() });
    expect(code).toBe(2);
    expect(err).toMatch(message);
  });
});
