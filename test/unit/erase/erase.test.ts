import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Erased, erase } from '../../../src/assess/erase/erase.ts';
import { reportDataset } from '../../../src/assess/report/report.ts';
import type { Manifest } from '../../../src/datasets/manifest.ts';
import { validatePaths } from '../../../src/datasets/validate.ts';
import { Key } from '../../../src/kit/key.ts';
import { workspaceAt } from '../../../src/run/store/workspace.ts';
import { productionTalk, type Turn, writeLog } from '../../support/logs.ts';
import { run, TEST_KEY } from '../../support/pipeline.ts';
import { tempFolder } from '../../support/temp.ts';

const key = Key.parse(TEST_KEY) as Key;
const MAIL = 'maria.keller@posteo.example';

const talk = (id: string, user: string, answer: string, more: object = {}, feedback?: object): object[] =>
  productionTalk(id, [{ user, answer, ...(feedback ? { feedback } : {}) } satisfies Turn], more);

/** Maria under her full name, e-mail address, telephone, login and user id; and others, with a pair each. */
function logs(root: string): void {
  writeLog(root, 'logs/a.jsonl', [
    ...talk(
      't-full',
      `My name is Maria Keller, my address is ${MAIL}, my login is maria_keller_4821, my phone is +49 30 9018 2244.`,
      'Thank you Maria, the alpaca parcel is on its way.',
    ),
    ...talk('t-name', 'My name is Maria Keller. Where is the bison parcel?', 'The bison parcel is in Potsdam.'),
    ...talk('t-login', 'The login maria_keller_4821 does not work.', 'The camel login works again.'),
    ...talk('t-meta', 'Is the dingo shop open?', 'The dingo shop is open.', {
      metadata: { user_id: 'maria_keller_4821' },
    }),
    ...talk('t-phone', 'Call me at 030 90182244 please.', 'We will call about the eland.'),
    ...talk(
      't-other',
      'My name is Thomas Okafor, write to tom.okafor@mail.example',
      'Hello Thomas, the ferret is here.',
    ),
    ...talk('t-none', 'How tall is a giraffe?', 'A giraffe is five metres tall.'),
    ...talk('p-good', 'How heavy is a hippo of mine?', 'Two tonnes.', {}, { signal: 'thumbs_up' }),
    ...talk('p-bad', 'How heavy is a hippo of mine?', `Ask ${MAIL} about that.`, {}, { signal: 'thumbs_down' }),
    ...talk('q-good', 'How long is an iguana?', 'One metre or so.', {}, { signal: 'thumbs_up' }),
    ...talk('q-bad', 'How long is an iguana?', 'No idea at all.', {}, { signal: 'thumbs_down' }),
  ]);
}

interface Dataset {
  root: string;
  manifest: () => Manifest;
  /** All rows of all files. */
  rows: () => string;
  erase: (subject: string, parts?: boolean) => Promise<Erased>;
}

async function dataset(config: object = {}): Promise<Dataset> {
  const root = tempFolder();
  logs(root);
  await run({ root, config });
  const out = join(root, 'out');
  const manifest = (): Manifest => JSON.parse(readFileSync(join(out, 'goldpan.manifest.json'), 'utf8')) as Manifest;
  return {
    root,
    manifest,
    rows: () =>
      manifest()
        .outputs.map((o) => readFileSync(join(out, o.path), 'utf8'))
        .join(''),
    erase: (subject) => erase({ workspace: workspaceAt(root), key, subject, datasets: [out] }),
  };
}

const ANIMALS = ['alpaca', 'bison', 'camel', 'dingo', 'eland', 'ferret', 'giraffe', 'hippo', 'iguana'];
const animals = (text: string): string[] => ANIMALS.filter((name) => text.includes(name));

describe('goldpan erase', () => {
  it.each([
    ['an e-mail address', MAIL],
    ['the same in other letters', ' MARIA.Keller@Posteo.example '],
    ['a login', 'maria_keller_4821'],
    ['a full name', 'Maria Keller'],
    ['a name turned round', 'Keller, Maria'],
    ['a name with its title', 'Frau Maria Keller'],
  ])('finds the person and the linked identifiers by %s', async (_, subject) => {
    const data = await dataset();
    expect(animals(data.rows())).toEqual(ANIMALS);
    const result = await data.erase(subject);
    expect(animals(data.rows())).toEqual(['eland', 'ferret', 'giraffe', 'hippo', 'iguana']);
    expect(result.sessions).toBe(5);
    expect(data.manifest().erased).toEqual({ requests: 1, rows: expect.any(Number), sessions: 5 });
  });

  it('finds a telephone number however it is written', async () => {
    for (const subject of ['+49 30 9018 2244', '+493090182244', '0049 30 90182244']) {
      const data = await dataset();
      await data.erase(subject);
      expect(animals(data.rows()), subject).not.toContain('alpaca');
    }
    const data = await dataset();
    await data.erase('+49 30 90182244');
    expect(animals(data.rows())).not.toContain('eland');
  });

  it('takes the rows of pairs too, and keeps counts and sums true', async () => {
    const data = await dataset({ split: { validation: 0 } });
    const before = data.manifest();
    const pairsBefore = before.outputs.find((o) => o.path.startsWith('dpo/'))?.rows ?? 0;
    expect(pairsBefore).toBe(2);
    await data.erase(MAIL);
    const after = data.manifest();
    expect(after.outputs.find((o) => o.path.startsWith('dpo/'))?.rows).toBe(1);
    for (const stage of after.stages) {
      const dropped = Object.values(stage.dropped).reduce((a, b) => a + b, 0);
      expect(stage.out + dropped, stage.name).toBe(stage.in);
    }
    for (const output of after.outputs) {
      const bytes = readFileSync(join(data.root, 'out', output.path));
      expect(output.bytes).toBe(bytes.length);
      expect(output.sha256).toBe(createHash('sha256').update(bytes).digest('hex'));
    }
    expect(after.stages.find((s) => s.name === 'export:dpo')?.dropped.erased).toBe(1);
    expect(after.redactions.EMAIL ?? 0).toBeLessThan(before.redactions.EMAIL ?? 0);
    expect((await validatePaths([join(data.root, 'out')], data.root)).findings).toEqual([]);
  });

  it('forgets what a judge said, and takes the person out of the names of tools', async () => {
    const data = await dataset();
    const answers = workspaceAt(data.root).verdicts;
    writeFileSync(answers, `${'0'.repeat(32)} {"outcome":"success"}\n`);
    const file = join(data.root, 'out/goldpan.manifest.json');
    const tools = [{ tool: 'write_to_maria_keller_4821', complexity: 1, rows: 1 }];
    writeFileSync(file, JSON.stringify({ ...data.manifest(), coverage: { ...data.manifest().coverage, tools } }));
    await data.erase('Nobody Whatsoever');
    expect(existsSync(answers)).toBe(true);
    await data.erase('maria_keller_4821');
    expect(existsSync(answers)).toBe(false);
    expect(data.manifest().coverage?.tools[0]?.tool).toBe('(erased)');
  });

  it('keeps the person out of the next run, and says why', async () => {
    const data = await dataset();
    await data.erase(MAIL);
    const left = animals(data.rows());
    // A talk that no detector would see a name in: the hash of the address finds it.
    writeLog(data.root, 'logs/b.jsonl', talk('t-new', 'My login maria_keller_4821 again', 'The jaguar login works.'));
    const result = await run({ root: data.root, config: {} });
    expect(animals(data.rows())).toEqual(left);
    expect(data.rows()).not.toContain('jaguar');
    expect(result.stages.find((s) => s.name === 'export:sft')?.dropped.erased).toBeGreaterThanOrEqual(5);
    expect(data.manifest().governance.find((g) => g.rule === 'erasure')).toMatchObject({ setting: '1 tombstones' });
    // Nor does the new audit trail tell that the person was there.
    expect(await data.erase(MAIL)).toMatchObject({ sessions: 0, datasets: [{ rows: 0, still: [], parts: [] }] });
  });

  it('erases an identifier that no detector knows', async () => {
    const data = await dataset();
    await data.erase('walrus-ninety');
    writeLog(data.root, 'logs/b.jsonl', talk('t-new', 'It is me, walrus ninety, again', 'Hello, the kudu is here.'));
    await run({ root: data.root, config: {} });
    expect(data.rows()).not.toContain('kudu');
    expect(data.rows()).toContain('giraffe');
  });

  it('takes the ids of examples that gave no row out of the audit as well', async () => {
    const data = await dataset({ curate: { minChars: 100 } });
    const dropped = (): string[] => readFileSync(join(data.root, 'out/audit/dropped.jsonl'), 'utf8').trim().split('\n');
    const before = dropped();
    const short = before.filter((line) => line.includes('too_short')).length;
    await data.erase('maria_keller_4821');
    expect(short).toBeGreaterThan(0);
    expect(dropped().length).toBeLessThan(before.length);
    expect((await reportDataset(join(data.root, 'out'))).funnel.mismatches).toEqual([]);
  });

  describe('of what redaction missed', () => {
    /** The dictionary keeps the name and the address readable, as a detector that misses them would. */
    async function missed(): Promise<Dataset> {
      const root = tempFolder();
      writeLog(root, 'logs/a.jsonl', [
        ...talk('m-plain', 'Please cancel the alpaca order of Tessa Brouwer.', 'Cancelled.'),
        ...talk('m-url', 'Open /users?mail=t.brouwer%2540plein.example', 'It is the bison account.'),
        ...talk('m-part', 'Is Brouwer Street near the camel farm?', 'Quite near.'),
        ...talk('m-none', 'How tall is a giraffe?', 'A giraffe is five metres tall.'),
      ]);
      const never = ['Tessa Brouwer', 'Tessa', 'Brouwer', 'Brouwer Street', 't.brouwer@plein.example'];
      await run({
        root,
        config: { privacy: { dictionary: never.map((term) => ({ term, mode: 'never' })) } },
      });
      const out = join(root, 'out');
      const manifest = (): Manifest => JSON.parse(readFileSync(join(out, 'goldpan.manifest.json'), 'utf8')) as Manifest;
      return {
        root,
        manifest,
        rows: () =>
          manifest()
            .outputs.map((o) => readFileSync(join(out, o.path), 'utf8'))
            .join(''),
        erase: (subject, parts = false) =>
          erase({ workspace: workspaceAt(root), key, subject, datasets: [out], parts }),
      };
    }

    it('finds it in the text of rows, names what holds a part, and says that the rest was read', async () => {
      const data = await missed();
      expect(animals(data.rows())).toEqual(['alpaca', 'bison', 'camel', 'giraffe']);
      const result = await data.erase('brouwer, tessa');
      expect(animals(data.rows())).toEqual(['bison', 'camel', 'giraffe']);
      expect(result).toMatchObject({
        sessions: 1,
        byAudit: 0,
        examples: 1,
        datasets: [{ rows: 1, left: 3, still: [] }],
      });
      // The surname in a street, and the login that an initial and the surname make.
      expect(result.datasets[0]?.parts).toHaveLength(2);
      const texts = readFileSync(join(data.root, '.goldpan/local/run/examples.jsonl'), 'utf8');
      expect(animals(texts)).toEqual(['bison', 'camel', 'giraffe']);
    });

    it('finds an address under two layers of percent signs', async () => {
      const data = await missed();
      expect(await data.erase('T.Brouwer@plein.example')).toMatchObject({ sessions: 1, byAudit: 0 });
      expect(animals(data.rows())).toEqual(['alpaca', 'camel', 'giraffe']);
    });

    it('takes out what holds a part only when asked to', async () => {
      const data = await missed();
      expect(await data.erase('Brouwer')).toMatchObject({ sessions: 0, datasets: [{ rows: 0, left: 4 }] });
      const result = await data.erase('Brouwer', true);
      expect(result.datasets).toMatchObject([{ rows: 3, left: 1, parts: [] }]);
      expect(animals(data.rows())).toEqual(['giraffe']);
    });
  });

  it('says so when nothing is found, and leaves the dataset as it is', async () => {
    const data = await dataset();
    const before = data.rows();
    const result = await data.erase('nobody.at.all@mail.example');
    expect(result.sessions).toBe(0);
    expect(data.rows()).toBe(before);
    expect(data.manifest().erased).toBeUndefined();
  });

  it('writes no value anywhere, and leaves nothing of the person in the local run', async () => {
    const data = await dataset();
    await data.erase(MAIL);
    const files = readdirSync(data.root, { recursive: true, withFileTypes: true }).filter((e) => e.isFile());
    for (const file of files) {
      const path = join(file.parentPath, file.name);
      if (path.includes('/logs/')) continue;
      const text = readFileSync(path, 'utf8');
      expect(text.includes(MAIL) || text.includes('Maria') || text.includes('maria_keller'), path).toBe(false);
      expect(animals(text).includes('alpaca'), path).toBe(false);
    }
    expect(existsSync(join(data.root, '.goldpan/tombstones.jsonl'))).toBe(true);
  });

  it('asks for a dataset, its key, and more than two letters', async () => {
    const data = await dataset();
    await expect(data.erase('M.')).rejects.toThrow(/too short/);
    mkdirSync(join(data.root, 'mine'));
    const workspace = workspaceAt(data.root);
    const at = (folder: string, by = key): Promise<Erased> =>
      erase({ workspace, key: by, subject: MAIL, datasets: [join(data.root, folder)] });
    await expect(at('mine')).rejects.toThrow(/is not a dataset/);
    await expect(at('out', Key.random())).rejects.toThrow(/made with another key/);
    expect(existsSync(workspace.tombstones)).toBe(false);
    writeFileSync(workspace.tombstones, '{"v":1}\n');
    await expect(run({ root: data.root })).rejects.toThrow(/tombstones\.jsonl:1: not a tombstone/);
  });
});
