/** Near-duplicates through a whole run: marks, splits and manifest, the same for any number of workers. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { readManifest } from '../../../src/datasets/manifest.ts';
import { goldpan } from '../../support/cli.ts';
import { writeLog } from '../../support/logs.ts';
import { tempFolder } from '../../support/temp.ts';

const OUT = ['1', '2', '4'] as const;
const story = (n: number): string =>
  `The tide at landing ${n} ${Array.from({ length: 40 }, (_, i) => `turns${n}x${i}`).join(' ')} and rests.`;

function workspace(): string {
  const root = tempFolder();
  for (let n = 0; n < 30; n++) {
    const talk = (question: string, answer: string) => ({
      messages: [
        { role: 'system', content: 'Answer as the harbour master of a small port would.' },
        { role: 'user', content: question },
        { role: 'assistant', content: answer },
      ],
    });
    const question = `Tell${n} me what landing${n} needs now${n} before all${n} autumn gales come in from sea${n} again`;
    // A near-copy of every third; for the others the same question in another phrase, answered otherwise.
    writeLog(root, `logs/${n}.jsonl`, [
      talk(question, story(n)),
      n % 3 === 0
        ? talk(question, `${story(n)} Aye.`)
        : talk(question.replace('autumn', 'first big winter'), story(n + 500)),
    ]);
  }
  return root;
}

it('marks near-copies, keeps near-copies of a prompt in one split, and counts both', async () => {
  const root = workspace();
  for (const workers of OUT)
    await goldpan(['run', 'logs', '--out', `out${workers}`, '--workers', workers], { cwd: root });
  const { likeness, stages } = readManifest(join(root, 'out1'));
  expect(likeness).toEqual({
    nearDuplicates: 10,
    clusters: 10,
    largestCluster: 2,
    groups: 30,
    largestGroup: 2,
    parted: 0,
  });
  expect(stages.find(({ name }) => name === 'export:sft')?.dropped).toMatchObject({ near_duplicate: 10 });

  const landings = ['train', 'validation'].map(
    (split) =>
      new Set(
        [...readFileSync(join(root, `out1/sft/${split}.jsonl`), 'utf8').matchAll(/landing(\d+) needs now/g)].map(
          (m) => m[1],
        ),
      ),
  );
  expect([...(landings[0] ?? [])].filter((n) => landings[1]?.has(n))).toEqual([]);
  expect((landings[0]?.size ?? 0) + (landings[1]?.size ?? 0)).toBe(30);

  const files = readdirSync(join(root, 'out1'), { recursive: true, withFileTypes: true }).filter((e) => e.isFile());
  for (const { parentPath, name } of files) {
    const file = join(parentPath, name);
    for (const workers of OUT)
      expect(
        readFileSync(file.replace('/out1', `/out${workers}`)).equals(readFileSync(file)),
        `${name}, ${workers}`,
      ).toBe(true);
  }
}, 120_000);
