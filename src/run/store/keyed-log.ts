/**
 * Append-only logs that a team shares through git (decisions, reviews, tombstones, gold labels): JSON Lines, each with a version and the
 * fingerprint of the key that made its ids and hashes. One file, one way to read it, one way to add to it.
 */
import { appendFileSync, closeSync, fstatSync, mkdirSync, openSync, readSync } from 'node:fs';
import { dirname } from 'node:path';
import type { z } from 'zod';
import { UserError } from '../../kit/errors.ts';
import { fileLinesSync, parseLine } from '../../kit/jsonl.ts';
import type { Key } from '../../kit/key.ts';
import { explained } from '../../kit/os-error.ts';

export interface LogKind<T extends object> {
  /** What a line is, with its article: `a decision`. */
  what: string;
  version: number;
  /** Of a line without `v` and `key`. */
  schema: z.ZodType<T>;
  /** How to fix a broken line. */
  fixLine: string;
  /** How to fix a line of another key. */
  fixKey: string;
}

const FINGERPRINT = /^[0-9a-f]{16}$/;

export class KeyedLog<T extends object> {
  private readonly fingerprint: string;

  constructor(
    readonly file: string,
    key: Key,
    private readonly kind: LogKind<T>,
  ) {
    this.fingerprint = key.fingerprint();
  }

  /**
   * All lines in their order; a missing file has none.
   * @throws UserError with file and line for one that is broken, of another version, or made with another key.
   */
  read(): T[] {
    return Array.from(fileLinesSync(this.file), (line) => {
      const where = `${this.file}:${line.number}`;
      const value = parseLine(this.file, line, this.kind.fixLine);
      if (typeof value !== 'object' || value === null) throw this.broken(where);
      const { v, key, ...rest } = value as { v?: unknown; key?: unknown };
      if (typeof v === 'number' && v !== this.kind.version)
        throw new UserError(
          `${where}: of version ${v}, and this Goldpan knows version ${this.kind.version}`,
          'Use the version of Goldpan that wrote it, or a newer one.',
        );
      if (v === undefined || typeof key !== 'string') throw this.broken(where);
      if (key !== this.fingerprint)
        throw new UserError(
          `${where}: made with another key (${FINGERPRINT.test(key) ? `${key}, ` : ''}this one is ${this.fingerprint})`,
          this.kind.fixKey,
        );
      const parsed = this.kind.schema.safeParse(rest);
      if (!parsed.success) throw this.broken(where, parsed.error.issues[0]?.path.join('.'));
      return parsed.data;
    });
  }

  /** Written at once, so that a stop at any moment loses nothing. A last line that an editor left without its newline stays a line. */
  append(...values: readonly T[]): void {
    if (values.length === 0) return;
    const lines = values.map(
      (value) => `${JSON.stringify({ v: this.kind.version, key: this.fingerprint, ...value })}\n`,
    );
    explained(this.file, () => {
      mkdirSync(dirname(this.file), { recursive: true });
      appendFileSync(this.file, `${endsInLine(this.file) ? '\n' : ''}${lines.join('')}`);
    });
  }

  private broken(where: string, field?: string): UserError {
    return new UserError(`${where}: not ${this.kind.what}${field ? ` (${field})` : ''}`, this.kind.fixLine);
  }
}

/** Does the file end inside a line? */
function endsInLine(file: string): boolean {
  const fd = openSync(file, 'a+');
  try {
    const { size } = fstatSync(fd);
    if (size === 0) return false;
    const last = Buffer.alloc(1);
    readSync(fd, last, 0, 1, size - 1);
    return last[0] !== 10;
  } finally {
    closeSync(fd);
  }
}
