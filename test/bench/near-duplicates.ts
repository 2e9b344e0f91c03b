/** Near-duplicates in one thread: sketches of made examples of 600 words a second, and what curation and split make of them. */
import { meetInBuckets } from '../../src/kit/buckets.ts';
import { bandKey, signatureOf, similarityOf } from '../../src/kit/minhash.ts';
import { Tokens } from '../../src/kit/word-hashes.ts';
import { measure, spread, table } from './measure.ts';

const WORDS = 600;
const DOCUMENTS = 5000;
const [BANDS, ROWS] = [12, 5];
const [ROUNDS, WARM_UP] = [5, 2];

/** Texts of common and rare words; each tenth is the one before it with its last words changed. */
function documents(seed: number): string[] {
  let state = seed;
  const random = (): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
  const known = Array.from({ length: 20_000 }, () => Math.floor(random() * 2 ** 32).toString(36));
  const words = (n: number): string =>
    Array.from({ length: n }, () => known[Math.floor(random() ** 2 * known.length)]).join(' ');
  const list: string[] = [];
  for (let i = 0; i < DOCUMENTS; i++)
    list.push(i % 10 === 9 ? `${list[i - 1]?.slice(0, -120)} ${words(20)}` : words(WORDS));
  return list;
}

/** Signature and search, as curation does them. @returns how many are like an earlier one */
function nearOf(texts: readonly string[]): number {
  const tokens = new Tokens();
  const signatures = texts.map((text) => {
    tokens.clear();
    tokens.add(text);
    return signatureOf(tokens.words(), 5);
  });
  const of = (item: number): Uint8Array => signatures[item] as Uint8Array;
  const found = new Set<number>();
  meetInBuckets(
    texts.length,
    BANDS,
    (item, band) => bandKey(of(item), band * ROWS, ROWS, band),
    (earlier, later) => {
      const alike = similarityOf(of(earlier), of(later)) >= 0.7;
      if (alike) found.add(later);
      return alike;
    },
    32,
  );
  return found.size;
}

export async function benchNearDuplicates(): Promise<void> {
  let found = 0;
  const rounds = Array.from({ length: WARM_UP + ROUNDS }, (_, seed) => {
    const texts = documents(seed + 1);
    // One byte a document, so that what is measured in MB a second is millions of documents.
    return { bytes: texts.length, work: () => (found = nearOf(texts)) };
  });
  const speed = await measure(rounds, WARM_UP);
  const thousands = (value: number): string => (value * 1000).toFixed(1);
  const [slowest, fastest] = [speed.slowest * 1000, speed.fastest * 1000];
  console.log(`\n## Near-duplicates: ${DOCUMENTS} documents of ${WORDS} words, signature and search\n`);
  console.log(
    table(
      ['thousand documents/s', 'rounds', 'by processor time', 'found of planted'],
      [
        [
          thousands(speed.median),
          spread({ ...speed, slowest, fastest }),
          speed.busy ? thousands(speed.busy) : '–',
          `${found} of ${DOCUMENTS / 10}`,
        ],
      ],
    ),
  );
}
