/**
 * Answers of a judge, by keyed hash of the question: the next run asks only what is new, and a dataset that is made again is made
 * the same. No text is kept but the verdict.
 */
import { appendFileSync, existsSync, mkdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Key } from '../../kit/key.ts';
import { type Question, WORDING } from '../../stages/judge/questions.ts';
import type { Ask } from './endpoint.ts';

/** A file of this size is begun anew: what is still asked for comes back with the next run. */
const MAX_FILE = 8 << 20;
/** `hash verdict`, a line an answer. A line that a stop cut off is asked for again. */
const LINE = /^([0-9a-f]{32}) ([^\n]{0,200})$/;

export class Remembered {
  private readonly held = new Map<string, string>();
  /** Questions that went to the endpoint. */
  asked = 0;

  constructor(
    private readonly key: Key,
    private readonly model: string,
    private readonly file: string,
    private readonly ask: Ask,
  ) {
    if (!existsSync(file)) return;
    if (statSync(file).size > MAX_FILE) rmSync(file);
    else
      for (const line of readFileSync(file, 'utf8').split('\n')) {
        const [, hash, verdict] = LINE.exec(line) ?? [];
        if (hash !== undefined && verdict !== undefined) this.held.set(hash, verdict);
      }
  }

  /**
   * @param read what is taken from an answer; undefined: it was none, and is asked for again by the next run
   * @param write the same as one short line
   */
  async of<V>(
    question: Question,
    read: (text: string) => V | undefined,
    write: (v: V) => string,
  ): Promise<V | undefined> {
    const hash = this.key.hash('judge', [this.model, String(WORDING), question.system, question.user], 16);
    const known = this.held.get(hash);
    if (known !== undefined) return read(known);
    this.asked++;
    const verdict = read(await this.ask(question));
    if (verdict === undefined) return undefined;
    const line = write(verdict);
    this.held.set(hash, line);
    mkdirSync(dirname(this.file), { recursive: true });
    appendFileSync(this.file, `${hash} ${line}\n`, { mode: 0o600 });
    return verdict;
  }
}
