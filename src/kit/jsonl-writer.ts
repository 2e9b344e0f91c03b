/** JSON Lines, written. Their reader is jsonl.ts. */
import { closeSync, openSync, writeSync } from 'node:fs';

/** Writes a file of JSON lines through a buffer. Any error of the file system is thrown by the call that meets it. */
export class JsonlWriter {
  private readonly fd: number;
  private waiting = '';

  constructor(file: string) {
    this.fd = openSync(file, 'w');
  }

  add(value: object): void {
    this.text(JSON.stringify(value));
  }

  /** One line as it stands. */
  text(line: string): void {
    this.waiting += `${line}\n`;
    if (this.waiting.length > 1 << 18) this.flush();
  }

  close(): void {
    this.flush();
    closeSync(this.fd);
  }

  private flush(): void {
    const bytes = Buffer.from(this.waiting);
    let done = 0;
    while (done < bytes.length) done += writeSync(this.fd, bytes, done);
    this.waiting = '';
  }
}
