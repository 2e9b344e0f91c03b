/** JSON Lines, written. Their reader is jsonl.ts. */
import { closeSync, openSync } from 'node:fs';
import { writeAll } from './write.ts';

/** Writes a file of JSON lines through a buffer. Any error of the file system is thrown by the call that meets it. */
export class JsonlWriter {
  private readonly fd: number;
  private waiting = '';

  constructor(private readonly file: string) {
    this.fd = openSync(file, 'w');
  }

  add(value: object): void {
    this.text(JSON.stringify(value));
  }

  /** One line, unchanged. */
  text(line: string): void {
    this.waiting += `${line}\n`;
    if (this.waiting.length > 1 << 18) this.flush();
  }

  close(): void {
    this.flush();
    closeSync(this.fd);
  }

  private flush(): void {
    writeAll(this.fd, Buffer.from(this.waiting), this.file);
    this.waiting = '';
  }
}
