/** A file that others write, too: tells of their changes, and not of our own, which a watcher echoes a moment later. */
import { statSync } from 'node:fs';

/** Tells one state of a file from another. */
export function stampOf(file: string): string {
  const stat = statSync(file, { throwIfNoEntry: false });
  return stat ? `${stat.size}:${stat.mtimeMs}` : 'none';
}

export class OwnWrites {
  private seen: string;
  private writing = 0;
  private heard = false;

  /** @param changed Called when somebody else has changed the file. */
  constructor(
    readonly file: string,
    private readonly changed: () => void,
  ) {
    this.seen = stampOf(file);
  }

  /** @param work Writes the file, and gives back its stamp right after. */
  async write<T extends { stamp: string }>(work: () => Promise<T>): Promise<T> {
    this.writing++;
    try {
      const done = await work();
      this.seen = done.stamp;
      return done;
    } finally {
      this.writing--;
      if (this.writing === 0 && this.heard) this.look();
    }
  }

  /** For each event of a watcher. What is heard while we write is looked at when it is written. */
  look(): void {
    this.heard = this.writing > 0;
    if (this.heard) return;
    const now = stampOf(this.file);
    if (now === this.seen) return;
    this.seen = now;
    this.changed();
  }
}
