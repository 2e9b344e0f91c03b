/** A run with a sentence-embedding model: what it reads, what the manifest says of it, and that the same model makes the same bytes. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Cancelled, UserError } from '../../../src/kit/errors.ts';
import { EmbeddingModel, readEmbeddingFolder } from '../../../src/kit/onnx/embedding-model.ts';
import { randomOf } from '../../../src/kit/random.ts';
import { parseConfig } from '../../../src/model/config.ts';
import { embedRequests } from '../../../src/run/embed-requests.ts';
import { runPipeline } from '../../../src/run/pipeline.ts';
import { workspaceAt } from '../../../src/run/store/workspace.ts';
import { tempFolder } from '../../support/temp.ts';
import { tinyEmbeddings } from '../../support/tiny-model.ts';
import { card, config, example, messages } from '../stages/support.ts';

/** Three groups of words that the model knows to mean alike; each request has five that no other has. */
const REQUESTS = 60;
const word = (group: number, i: number): string =>
  `${'kvz'[group]}${String.fromCharCode(97 + (i % 26), 97 + Math.floor(i / 26))}orn`;
const tell = (i: number): string =>
  `Please ${[0, 1, 2, 3, 4].map((n) => word(i % 3, 5 * i + n)).join(' ')} for carla.ohm${i}@mail.example today`;

function model(folder: string): string {
  const next = randomOf(3);
  const vectors: Record<string, number[]> = {};
  for (let group = 0; group < 3; group++)
    for (let i = 0; i < 5 * REQUESTS; i++)
      vectors[word(group, i)] = Array.from({ length: 8 }, (_, d) => (d === group ? 1 : 0) + 0.2 * (next() - 0.5));
  return tinyEmbeddings(folder, vectors);
}

const options = (more: object = {}) => ({ config: config(), ...more });
const reader = (read: string[] = []) => ({
  read: ({ id }: { id: string }) => {
    read.push(id);
    return example(id, messages(`u ${tell(Number(id))}`, 'a Done.'));
  },
});
const cards = (n: number) => Array.from({ length: n }, (_, i) => card(String(i), [`u ${tell(i)}`, 'a Done.']));

describe('requests', () => {
  it('are read once, however often they were asked, and counted as they are', async () => {
    const [read, seen]: [string[], [number, number][]] = [[], []];
    const again = { ...(cards(1)[0] ?? expect.fail()), id: 'again' };
    const onProgress = (_: string, done: number, of: number) => void seen.push([done, of]);
    const embeddings = new EmbeddingModel(readEmbeddingFolder(model(tempFolder())));
    const embedded = await embedRequests(embeddings, options({ onProgress }), [...cards(6), again], reader(read));
    expect(read).toHaveLength(6);
    expect(embedded).toMatchObject({ by: { name: 'tiny' }, unread: 0 });
    expect([embedded?.vectors.size, embedded?.noise.length]).toEqual([6, 6]);
    // Each request, and as much noise.
    expect(seen).toEqual(Array.from({ length: 12 }, (_, i) => [i + 1, 12]));
  });
  it('beyond the bound are counted, and are others for no other order', async () => {
    const embeddings = new EmbeddingModel(readEmbeddingFolder(model(tempFolder())));
    const [read, again]: [string[], string[]] = [[], []];
    expect(await embedRequests(embeddings, options(), cards(9), reader(read), 4)).toMatchObject({ unread: 5 });
    await embedRequests(embeddings, options(), cards(9).reverse(), reader(again), 4);
    expect(read).toHaveLength(4);
    expect(again).toEqual(read);
  });
  it('are not read any further when the run is cancelled', async () => {
    const abort = new AbortController();
    const read: string[] = [];
    const onProgress = (_: string, done: number) => void (done === 2 && abort.abort());
    const embeddings = new EmbeddingModel(readEmbeddingFolder(model(tempFolder())));
    const running = embedRequests(embeddings, options({ onProgress, signal: abort.signal }), cards(6), reader(read));
    await expect(running).rejects.toBeInstanceOf(Cancelled);
    expect(read).toHaveLength(3);
  });
  it('are not read without a model, or without topics', async () => {
    expect(await embedRequests(undefined, options(), cards(3), reader())).toBeUndefined();
    const off = { config: config({ topics: { enabled: false } }) };
    const embeddings = new EmbeddingModel(readEmbeddingFolder(model(tempFolder())));
    expect(await embedRequests(embeddings, off, cards(3), reader())).toBeUndefined();
  });
});

describe('a run', () => {
  async function run(root: string, topics: object) {
    const lines = Array.from({ length: REQUESTS }, (_, i) =>
      JSON.stringify({
        messages: [
          { role: 'user', content: tell(i) },
          { role: 'assistant', content: `It is done, number ${i} of them, as you wished.` },
        ],
      }),
    );
    writeFileSync(join(root, 'log.jsonl'), `${lines.join('\n')}\n`);
    await runPipeline({
      ...{ workspace: workspaceAt(root), config: parseConfig(JSON.stringify({ topics }), 'goldpan.json') },
      ...{ paths: ['log.jsonl'], out: 'out', key: '5e'.repeat(32), now: 0 },
    });
    const text = (name: string) => readFileSync(join(root, 'out', name), 'utf8');
    const manifest = JSON.parse(text('goldpan.manifest.json')) as { topics?: { names: string[]; by: unknown } };
    return { manifest, card: text('README.md'), rows: text('sft/train.jsonl') };
  }

  it('has topics by the model, says by which, and makes the same bytes again', async () => {
    const root = tempFolder();
    model(join(root, 'model'));
    const first = await run(root, { embeddings: 'model' });
    expect(first.manifest.topics?.names).toHaveLength(3);
    const sha256 = readEmbeddingFolder(join(root, 'model')).sha256;
    expect(first.manifest.topics?.by).toEqual({ name: 'tiny', sha256, requests: REQUESTS, unread: 0 });
    expect(first.card).toContain(`Topics (compared by the model tiny, sha256 ${sha256}):`);
    expect(await run(root, { embeddings: 'model' })).toEqual(first);
    // These requests share no word, so that terms know nothing of them.
    expect((await run(root, {})).manifest.topics).toBeUndefined();
  });
  it('is refused before any work where the folder cannot be used', async () => {
    const root = tempFolder();
    const failing = run(root, { embeddings: 'model' });
    await expect(failing).rejects.toBeInstanceOf(UserError);
    await expect(failing).rejects.toThrow(/no folder with a sentence-embedding model at .*model/);
    expect(existsSync(join(root, 'out'))).toBe(false);
  });
});
