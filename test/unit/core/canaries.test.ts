/**
 * Canaries: every fixture of every format has e-mail addresses planted in its fields (ids, names, metadata, tool schemas,
 * values). None may come out, whatever way it goes.
 */
import { cpSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { run } from '../../support/pipeline.ts';
import { makeDatabasesIn } from '../../support/sqlite.ts';
import { tempFolder } from '../../support/temp.ts';

const FIXTURES = join(import.meta.dirname, '../../fixtures');
const CANARY = /canary[\w.+-]*@goldpan\.example/gi;

const filesBelow = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((e) => e.isFile())
    .map((e) => join(e.parentPath, e.name));

const formats = readdirSync(FIXTURES).filter((name) => statSync(join(FIXTURES, name)).isDirectory());

describe('no canary comes out', () => {
  it.each(formats)('%s', async (format) => {
    const root = tempFolder();
    // The folder's name is a canary too: paths name people.
    const logs = `logs/canary.path@goldpan.example/${format}`;
    cpSync(join(FIXTURES, format), join(root, logs), { recursive: true });
    makeDatabasesIn(join(root, logs));
    const result = await run({ root });
    expect(result.read + result.skipped, 'the fixture is read').toBeGreaterThan(0);
    const outputs = [
      ...filesBelow(join(root, 'out')),
      join(root, '.goldpan/local/run/examples.jsonl'),
      join(root, '.goldpan/local/run/cards.jsonl'),
    ];
    for (const file of outputs) expect(readFileSync(file, 'latin1').match(CANARY) ?? [], file).toEqual([]);
  });
});

/** What the samples plant, by the words of people: none of it may be in any byte that is written. */
const PLANTED = [
  'Maria Keller',
  'Keller',
  'maria.keller@posteo.example',
  '+49 30 9018 2244',
  'maria_keller_4821',
  'Lindenstraße 14',
  '14467',
  '1987-09-23',
  'credit_card_5519027',
  'HP-2039-5518',
  'Dana Whitfield',
  'dana.whitfield@harborpine.example',
  'Harbor & Pine',
  'Tom Okafor',
  '+44 20 7946 0958',
  '77120934',
  'Jörg Albers',
  '4 July 1969',
  'joerg_albers_2207',
  'Project Bluefin',
  'Vt4mQ9xLr2Wc7Jd0Ky8Pb3Nh6Zf1Sg5Ta7Ue2Rv9Xw4Bq',
  'tR4!wheelbarrow-9',
  '203.0.113.77',
  'Friederike Sommer',
  'DE89 3704 0044 0532 0130 00',
  'ines.castellanos@harborpine.example',
  'Nkechi Brennan',
  '8 Harbour Street',
  'Devon Marchetti',
  'devon_marchetti_5120',
  '77 Pine Lane',
  'Aiko Takahashi',
  'aiko.takahashi',
  'Priya Castellanos',
  '22 Mill Road',
  '(415) 555-0132',
  '4410-2287',
  'Tomasz Dvorak',
  'tomasz.dvorak@poczta.example',
  '4539 1488 0343 6467',
];

it('nothing that the samples plant comes out', async () => {
  const samples = join(import.meta.dirname, '../../../samples');
  const root = tempFolder();
  cpSync(join(samples, 'logs'), join(root, 'logs'), { recursive: true });
  const raw = filesBelow(join(root, 'logs'))
    .map((f) => readFileSync(f, 'utf8'))
    .join('\n');
  const config = JSON.parse(readFileSync(join(samples, 'goldpan.json'), 'utf8')) as object;
  await run({ root, config });
  const outputs = [...filesBelow(join(root, 'out')), join(root, '.goldpan/local/run/examples.jsonl')];
  const written = outputs.map((f) => readFileSync(f, 'utf8')).join('\n');
  const missing = PLANTED.filter((value) => !raw.includes(value) && !raw.includes(JSON.stringify(value).slice(1, -1)));
  expect(missing, 'the list names what is really planted').toEqual([]);
  expect(PLANTED.filter((value) => written.includes(value))).toEqual([]);
});
