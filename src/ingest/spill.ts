/**
 * Temporary files for what cannot be read twice: packed entries, database cursors. Encrypted (AES-256-CTR, so that they can
 * be read at any offset) under a key that lives in memory only: what a crash leaves behind is noise, and the next start
 * removes it.
 */
import { createCipheriv, randomBytes } from 'node:crypto';
import { closeSync, mkdtempSync, openSync, readdirSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BytesSpec } from './bytes.ts';
import { inTemporary } from './io.ts';

const PREFIX = 'goldpan-spill-';
const BUFFER = 1 << 20;

export interface Spilled {
  bytes: Extract<BytesSpec, { kind: 'spill' }>;
  size: number;
}

export class SpillStore {
  private folder: string | undefined;
  private count = 0;
  private readonly key = randomBytes(32);

  constructor(readonly base = tmpdir()) {}

  writer(): SpillWriter {
    const folder = this.open();
    return new SpillWriter(join(folder, String(this.count++)), this.key, this.base);
  }

  /** A private folder for what a library insists to read as a file; goes with the store. */
  privateFolder(): string {
    const folder = this.open();
    return inTemporary(this.base, () => mkdtempSync(join(folder, 'private-')));
  }

  /** Removes all files. What was spilled cannot be read afterwards. */
  dispose(): void {
    if (this.folder === undefined) return;
    stores.delete(this);
    rmSync(this.folder, { recursive: true, force: true });
    this.folder = undefined;
  }

  private open(): string {
    if (this.folder === undefined) {
      this.folder = inTemporary(this.base, () => {
        sweepStale(this.base);
        return mkdtempSync(join(this.base, `${PREFIX}${process.pid}-`));
      });
      if (!watching) process.once('exit', disposeAll);
      watching = true;
      stores.add(this);
    }
    return this.folder;
  }
}

const stores = new Set<SpillStore>();
let watching = false;
const disposeAll = (): void => {
  for (const store of [...stores]) store.dispose();
};

/** Removes what earlier processes left when they were killed. */
export function sweepStale(base = tmpdir()): void {
  for (const name of readdirSync(base)) {
    const pid = new RegExp(`^${PREFIX}(\\d+)-`).exec(name)?.[1];
    if (pid === undefined || isAlive(Number(pid))) continue;
    try {
      rmSync(join(base, name), { recursive: true, force: true });
    } catch {
      // Another user's: theirs to remove.
    }
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

export class SpillWriter {
  private readonly fd: number;
  private readonly iv = randomBytes(16);
  private readonly cipher: ReturnType<typeof createCipheriv>;
  private waiting: Buffer[] = [];
  private held = 0;
  size = 0;

  constructor(
    private readonly file: string,
    private readonly key: Buffer,
    /** Named when it is full. */
    private readonly base: string,
  ) {
    this.fd = inTemporary(base, () => openSync(file, 'wx', 0o600));
    this.cipher = createCipheriv('aes-256-ctr', key, this.iv);
  }

  write(chunk: Uint8Array | string): void {
    const bytes =
      typeof chunk === 'string' ? Buffer.from(chunk) : Buffer.from(chunk.buffer, chunk.byteOffset, chunk.length);
    this.waiting.push(bytes);
    this.held += bytes.length;
    this.size += bytes.length;
    if (this.held >= BUFFER) this.flush();
  }

  /** A value as one line of JSON. */
  writeLine(value: unknown): void {
    this.write(`${JSON.stringify(value)}\n`);
  }

  end(): Spilled {
    this.flush();
    closeSync(this.fd);
    return {
      bytes: { kind: 'spill', file: this.file, key: this.key.toString('hex'), iv: this.iv.toString('hex') },
      size: this.size,
    };
  }

  /** Gives up: closes and removes the file. */
  abort(): void {
    closeSync(this.fd);
    rmSync(this.file, { force: true });
  }

  private flush(): void {
    const encrypted = this.cipher.update(Buffer.concat(this.waiting));
    this.waiting = [];
    this.held = 0;
    inTemporary(this.base, () => {
      for (let at = 0; at < encrypted.length; ) at += writeSync(this.fd, encrypted, at);
    });
  }
}
