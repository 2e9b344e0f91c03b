/**
 * The run store: redacted examples of the last run, append-only JSONL, read by offset. Global stages work on the cards;
 * exports and the studio read examples from here one at a time.
 */
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { UserError } from '../../kit/errors.ts';
import { parseJson } from '../../kit/json/parse.ts';
import { writeAll } from '../../kit/write.ts';
import type { Example } from '../../model/example.ts';
import { derive, markRedacted, type Redacted } from '../../redact/brand.ts';
import type { ExampleSource } from '../../stages/example-source.ts';
import { RunTools } from './run-tools.ts';

/** Version of the lines; a store of another version is made anew by the next run. */
const STORE_VERSION = 3;

const HEAD = `${JSON.stringify({ goldpan: 'run-store', version: STORE_VERSION })}\n`;
const AGAIN = 'Run `goldpan run` again: it makes the store anew.';

const FLUSH = 1 << 20;

export class StoreWriter {
  private readonly fd: number;
  private readonly waiting: Buffer[] = [];
  private waitingBytes = 0;
  private position = 0;

  constructor(private readonly file: string) {
    this.fd = openSync(file, 'w');
    this.line(HEAD.trimEnd());
  }

  /** Byte range of the line without its newline. Only redacted examples get in: the type sees to it. */
  append(example: Redacted<Example>): { offset: number; length: number } {
    const offset = this.position;
    const length = this.line(JSON.stringify(example));
    return { offset, length };
  }

  close(): void {
    this.flush();
    closeSync(this.fd);
  }

  private line(text: string): number {
    const bytes = Buffer.from(`${text}\n`);
    this.waiting.push(bytes);
    this.waitingBytes += bytes.length;
    this.position += bytes.length;
    if (this.waitingBytes >= FLUSH) this.flush();
    return bytes.length - 1;
  }

  private flush(): void {
    writeAll(this.fd, Buffer.concat(this.waiting), this.file);
    this.waiting.length = 0;
    this.waitingBytes = 0;
  }
}

export class StoreReader implements ExampleSource {
  private readonly fd: number;

  /** @throws UserError for a store that is damaged or of another version. */
  constructor(
    private readonly file: string,
    private readonly tools: RunTools = new RunTools(),
  ) {
    this.fd = openSync(file, 'r');
    const head = Buffer.alloc(HEAD.length);
    readSync(this.fd, head, 0, head.length, 0);
    if (head.toString('utf8') === HEAD) return;
    closeSync(this.fd);
    throw new UserError(`${file} is damaged, or was written by another version of Goldpan`, AGAIN);
  }

  read(at: { offset: number; length: number }): Redacted<Example> {
    const size = fstatSync(this.fd).size;
    if (at.offset + at.length > size) throw new UserError(`${this.file} is shorter than its index says`, AGAIN);
    const bytes = Buffer.alloc(at.length);
    readSync(this.fd, bytes, 0, at.length, at.offset);
    const place = `${this.file}, example at byte ${at.offset}`;
    return this.completed(markRedacted(parseJson(bytes.toString('utf8'), { file: place, fix: AGAIN }) as Example));
  }

  /** With the tools that only the run as a whole tells. */
  completed(example: Redacted<Example>): Redacted<Example> {
    const tools = this.tools.of(example);
    return tools ? derive(example, { ...example, tools }) : example;
  }

  close(): void {
    closeSync(this.fd);
  }
}
