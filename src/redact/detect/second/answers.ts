/**
 * What a model said of a window, by keyed hash of the window: logs repeat their texts, and so does the next run over the same logs.
 * No text is kept, and whoever lacks the key cannot ask whether a text was there.
 */
import { appendFileSync, existsSync, readFileSync, rmSync, statSync } from 'node:fs';
import type { Key } from '../../../kit/key.ts';
import type { WordReading } from './model/names-model.ts';

/** Answers that are held, in each of two generations: some 20 MB. */
const MAX_HELD = 50_000;
/** A file of this size is begun anew: what is still asked for comes back with the next run. */
const MAX_FILE = 16 << 20;
/** `hash start end person street town outside …`, a line an answer. Lines of threads that wrote at once may be damaged, and are passed over. */
const LINE = /^([0-9a-f]{32})((?: \d{1,4}){6})*$/;

export class Answers {
  private held = new Map<string, readonly WordReading[]>();
  private old = new Map<string, readonly WordReading[]>();
  private fresh: string[] = [];

  /**
   * @param model hash of the model's weights: another model answers differently
   * @param file where answers outlast the run; without one they last as long as this object
   */
  constructor(
    private readonly key: Key,
    private readonly model: string,
    private readonly file?: string,
  ) {
    if (file !== undefined && existsSync(file)) this.load(readFileSync(file, 'latin1'));
  }

  /** The remembered answer, or that of `ask`, which is remembered. */
  async of(text: string, ask: (text: string) => Promise<readonly WordReading[]>): Promise<readonly WordReading[]> {
    const hash = this.key.hash('names', [this.model, text], 16);
    let answer = this.held.get(hash) ?? this.old.get(hash);
    if (answer) return answer;
    answer = await ask(text);
    this.hold(hash, answer);
    if (this.file !== undefined) this.fresh.push(lineOf(hash, answer));
    return answer;
  }

  /** Writes down what is new. Threads append to one file: each call is one write. */
  flush(): void {
    if (this.file === undefined || this.fresh.length === 0) return;
    appendFileSync(this.file, `${this.fresh.join('\n')}\n`, { mode: 0o600 });
    this.fresh = [];
  }

  private hold(hash: string, answer: readonly WordReading[]): void {
    if (this.held.size >= MAX_HELD) {
      this.old = this.held;
      this.held = new Map();
    }
    this.held.set(hash, answer);
  }

  private load(content: string): void {
    for (const line of content.split('\n')) {
      if (!LINE.test(line)) continue;
      const [hash = '', ...numbers] = line.split(' ');
      this.hold(hash, readingsOf(numbers.map(Number)));
    }
  }
}

/** Before a run: a file that has grown too large is removed, by the one who holds the workspace's lock. */
export function trimAnswers(file: string): void {
  if ((statSync(file, { throwIfNoEntry: false })?.size ?? 0) > MAX_FILE) rmSync(file);
}

const FIELDS = ['start', 'end', 'person', 'street', 'town', 'outside'] as const;

function lineOf(hash: string, answer: readonly WordReading[]): string {
  const numbers = answer.flatMap((word) => FIELDS.map((field) => word[field]));
  return [hash, ...numbers].join(' ');
}

function readingsOf(numbers: readonly number[]): WordReading[] {
  const out: WordReading[] = [];
  for (let i = 0; i < numbers.length; i += 6) {
    const [start = 0, end = 0, person = 0, street = 0, town = 0, outside = 0] = numbers.slice(i, i + 6);
    out.push({ start, end, person, street, town, outside });
  }
  return out;
}
