/**
 * Redaction in one thread, in steady state: warm code, and text that is new in each round; then the same text once more.
 * Beside Goldpan, on the same texts, the redactors of npm; and what each of them hides.
 */
import { type Contender, goldpan, type Input, inputOf, openRedaction, redactPii } from './contenders.ts';
import { readSessions } from './files.ts';
import { makeLogs } from './logs/make.ts';
import { figure, measure, type Round, type Speed, spread, table } from './measure.ts';
import { qualityOf } from './quality.ts';

const ROUNDS = 5;
const WARM_UP = 2;
const CHARS = 1_500_000;
/** Rounds of the slow ones, which change less from one to the next. */
const SLOW = { '@openredaction/core': 1 } as Record<string, number>;

const bytesOf = (inputs: readonly Input[]): number => inputs.reduce((n, input) => n + input.bytes, 0);

const round = (contender: Contender, inputs: readonly Input[]): Round => ({
  bytes: bytesOf(inputs),
  work: async () => {
    for (const input of inputs) await contender.redact(input);
  },
});

const made = (seed: number): Input[] => makeLogs(seed, CHARS).map(({ session }) => inputOf(session));

/** Each round's text is made just before it and seen once. */
function* fresh(contender: Contender, rounds: number): Generator<Round> {
  for (let i = 0; i < rounds; i++) yield round(contender, made(i + 1));
}

function* again(contender: Contender, inputs: readonly Input[], rounds: number): Generator<Round> {
  for (let i = 0; i < rounds; i++) yield round(contender, inputs);
}

export async function benchRedaction(): Promise<void> {
  const own = await goldpan();
  const contenders = [own, redactPii(), openRedaction()];
  const quality = { with: makeLogs(1000, CHARS), without: makeLogs(1000, CHARS, false) };
  const rows: (string | number)[][] = [];
  const types: Record<string, string[]> = {};
  let base: Speed | undefined;
  for (const contender of contenders) {
    const slow = SLOW[contender.name];
    const first = await measure(fresh(contender, slow ? slow + 1 : WARM_UP + ROUNDS), slow ? 1 : WARM_UP);
    const last = made(slow ? slow + 1 : WARM_UP + ROUNDS);
    const repeat = slow ? undefined : await measure(again(contender, last, WARM_UP + ROUNDS), WARM_UP);
    base ??= first;
    const { hidden, planted, byType, falsePerMB } = await qualityOf(contender, quality.with, quality.without);
    rows.push([
      contender.name,
      figure(first.median),
      spread(first),
      first.busy ? figure(first.busy) : '–',
      repeat ? figure(repeat.median) : '–',
      `${figure(first.median / base.median)} ×`,
      `${hidden} of ${planted}`,
      falsePerMB,
    ]);
    for (const [type, [found, all]] of Object.entries(byType)) {
      types[type] ??= [];
      types[type].push(`${found} of ${all}`);
    }
  }
  console.log(
    `Redaction, one thread, ${CHARS / 1e6} MB of new text a round, ${WARM_UP} rounds of warm-up, median of ${ROUNDS}:\n`,
  );
  console.log(
    table(
      [
        '',
        'MB/s, new text',
        'slowest–fastest',
        'by processor time',
        'MB/s, same text again',
        'ratio',
        'planted values hidden',
        'false findings a MB',
      ],
      rows,
    ),
  );
  console.log(
    `\n${table(
      ['hidden in full, by type', ...contenders.map(({ name }) => name)],
      Object.entries(types).map(([type, cells]) => [type, ...cells]),
    )}`,
  );
}

/** Real logs cannot be made anew, so each round has a redactor that has seen none of them. */
export async function benchFiles(paths: readonly string[]): Promise<void> {
  const rows: string[][] = [];
  for (const path of paths) {
    const inputs = (await readSessions([path])).map(inputOf);
    // Small logs are read several times a round, by a new redactor each time: a round has to last.
    const times = Math.max(1, Math.ceil(1e6 / Math.max(1, bytesOf(inputs))));
    const rounds = async (prepare: () => Promise<Contender>): Promise<Speed> => {
      const all: Round[] = [];
      for (let i = 0; i < WARM_UP + ROUNDS; i++) {
        const contenders: Contender[] = [];
        for (let k = 0; k < times; k++) contenders.push(await prepare());
        all.push({
          bytes: times * bytesOf(inputs),
          work: async () => {
            for (const contender of contenders) await round(contender, inputs).work();
          },
        });
      }
      return measure(all, WARM_UP);
    };
    const first = await rounds(() => goldpan());
    const one = await goldpan();
    const repeat = await rounds(async () => one);
    const pii = await rounds(async () => redactPii());
    rows.push([
      path,
      (bytesOf(inputs) / 1e6).toFixed(2),
      figure(first.median),
      spread(first),
      first.busy ? figure(first.busy) : '–',
      figure(repeat.median),
      figure(pii.median),
    ]);
  }
  console.log(
    table(
      [
        'log',
        'MB of text',
        'MB/s, new text',
        'slowest–fastest',
        'by processor time',
        'MB/s, same text again',
        'redact-pii, MB/s',
      ],
      rows,
    ),
  );
}
