import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { gzipSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from 'vitest';
import { type NativeReport, redactNative } from '../../../../src/assess/native/native.ts';
import { Terminal } from '../../../../src/cli/output.ts';
import { linkable, nativeText } from '../../../../src/cli/redact-native.ts';
import { READERS } from '../../../../src/ingest/registry.ts';
import { Key } from '../../../../src/kit/key.ts';
import { createRedactor, type Redactor } from '../../../../src/redact/index.ts';
import { tempFolder } from '../../../support/temp.ts';

let redactor: Redactor;
beforeAll(async () => {
  const key = Key.parse('cd'.repeat(32)) as Key;
  redactor = await createRedactor({ key, policy: 'standard', actions: linkable('standard') });
});

const native = (root: string, from: string, out = join(root, 'shared')): Promise<NativeReport> =>
  redactNative({ from: join(root, from), out, root, redactor, readers: READERS });

const TALK = `${JSON.stringify({
  messages: [
    { role: 'user', content: 'Write to ines.holm@kelp.example' },
    { role: 'assistant', content: 'Done.' },
  ],
})}\n`;

function workspace(): string {
  const root = tempFolder();
  mkdirSync(join(root, 'logs/ines.holm@kelp.example'), { recursive: true });
  writeFileSync(join(root, 'logs/a.jsonl'), TALK);
  writeFileSync(join(root, 'logs/ines.holm@kelp.example/b.jsonl'), Buffer.from(`\ufeff${TALK}`, 'utf16le'));
  writeFileSync(join(root, 'logs/c.jsonl.gz'), gzipSync(TALK));
  writeFileSync(join(root, 'logs/d.txt'), Buffer.from('User: Gr\xfc\xdfe\nBot: ja\n', 'latin1'));
  writeFileSync(join(root, 'logs/e.png'), 'x');
  return root;
}

const bytesBelow = (folder: string): Record<string, string> =>
  Object.fromEntries(
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((e) => e.isFile())
      .map((e) => join(e.parentPath, e.name))
      .map((file) => [relative(folder, file), readFileSync(file, 'base64')]),
  );

describe('goldpan redact --native', () => {
  it('every fixture stays a log of its format with the same events, and loses its canaries', async () => {
    const out = join(tempFolder(), 'out');
    const root = join(import.meta.dirname, '../../..');
    const report = await redactNative({ from: join(root, 'fixtures'), out, root, redactor, readers: READERS });
    expect(report.files.length).toBeGreaterThan(100);
    expect(report.files.filter(({ differs }) => differs)).toEqual([]);
    // The scripts of databases that tests make of them: no logs by themselves.
    expect(report.files.filter(({ format }) => format === null).map(({ from }) => from)).toEqual([
      'cursor/agents.sqlite.sql',
      'cursor/state.sqlite.sql',
      'cursor/store.sqlite.sql',
    ]);
    for (const [file, bytes] of Object.entries(bytesBelow(out)))
      expect(Buffer.from(bytes, 'base64').toString('utf8'), file).not.toMatch(/canary\.[\w.-]*@/);
  });

  it('names what it cannot rewrite, changes no source, and hides values in names of folders', async () => {
    const root = workspace();
    const before = bytesBelow(join(root, 'logs'));
    const report = await native(root, 'logs');
    expect(bytesBelow(join(root, 'logs'))).toEqual(before);
    expect(report.skipped.map(({ path, reason }) => `${path}: ${reason}`)).toEqual([
      expect.stringMatching(/^e\.png: has no name of a log/),
      expect.stringMatching(/^c\.jsonl\.gz: .*no text, so it is not rewritten/),
      expect.stringMatching(/^d\.txt: bytes that are not UTF-8/),
    ]);
    expect(report.files.map(({ to, format, events }) => [to.replace(/_\w{8}/, ''), format, events])).toEqual([
      ['a.jsonl', 'openai-finetune', 2],
      ['[EMAIL]/b.jsonl', 'openai-finetune', 2],
    ]);
    const [a = '', b = ''] = report.files.map(({ to }) => to);
    const utf16 = readFileSync(join(root, 'shared', b));
    expect(utf16.subarray(0, 2)).toEqual(Buffer.from([0xff, 0xfe]));
    // One value, one pseudonym, whatever file it stands in.
    expect(utf16.toString('utf16le').slice(1)).toBe(readFileSync(join(root, 'shared', a), 'utf8'));
    const said = nativeText(report, new Terminal());
    expect(said).toMatch(/Replaced: 2 EMAIL\./);
    expect(said).not.toContain('ines.holm@kelp.example/b');
  });

  it('writes one file, too', async () => {
    const root = workspace();
    expect((await native(root, 'logs/a.jsonl')).files).toMatchObject([{ from: 'a.jsonl', to: 'a.jsonl', sessions: 1 }]);
  });

  it('says so when a reader no longer finds what it found', async () => {
    const root = workspace();
    const broken = {
      redactFile: async (texts: readonly string[]) => ({
        texts: texts.map((text) => text.replace('messages', 'others')) as never,
        redactions: texts.flatMap((text, i) =>
          text.includes('messages')
            ? [
                {
                  field: String(i),
                  start: 2,
                  end: 10,
                  outStart: 2,
                  outEnd: 8,
                  type: 'PERSON',
                  action: 'index',
                } as never,
              ]
            : [],
        ),
      }),
    };
    const report = await redactNative({
      from: join(root, 'logs/a.jsonl'),
      out: join(root, 's'),
      root,
      redactor: broken,
      readers: READERS,
    });
    expect(report.files[0]?.differs).toMatch(/^openai-finetune, sessions 1, .* became /);
  });

  it('refuses any place where something is, or where the logs are', async () => {
    const root = workspace();
    await expect(native(root, 'logs', join(root, 'logs/shared'))).rejects.toThrow(/lies in .*logs/);
    await expect(native(root, 'logs', join(root, 'logs'))).rejects.toThrow(/logs/);
    mkdirSync(join(root, 'mine'));
    writeFileSync(join(root, 'mine/notes.md'), 'x');
    await expect(native(root, 'logs', join(root, 'mine'))).rejects.toThrow(/not empty/);
    expect(readFileSync(join(root, 'mine/notes.md'), 'utf8')).toBe('x');
    mkdirSync(join(root, 'empty'));
    expect((await native(root, 'logs', join(root, 'empty'))).files).toHaveLength(2);
    await expect(native(root, 'logs', join(root, 'empty'))).rejects.toThrow(/not empty/);
    expect(readdirSync(root).filter((name) => name.includes('goldpan-'))).toEqual([]);
  });
});
