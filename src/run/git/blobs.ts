/** Contents of files from a repository: those of one question in one call, and none twice. */
import { ask } from './command.ts';
import type { RepositoryPlace } from './find.ts';

/** Larger files are generated ones: their lines say little, and cost much. Bytes. */
export const LARGEST = 2 << 20;
/** Characters that are kept of all contents together. */
const KEPT = 32 << 20;
/** Bytes that are asked for at once. */
const BATCH = 64 << 20;

export class Blobs {
  /** null: too large, not text, or not there (a shallow or partial clone). */
  private known = new Map<string, string | null>();
  private chars = 0;

  constructor(private readonly place: Pick<RepositoryPlace, 'git' | 'top'>) {}

  /** @param ids of contents, as Git wrote them */
  load(ids: readonly string[]): void {
    if (this.chars > KEPT) {
      this.known = new Map();
      this.chars = 0;
    }
    const asked = [...new Set(ids)].filter((id) => !this.known.has(id));
    if (asked.length === 0) return;
    for (const id of asked) this.known.set(id, null);
    let batch: string[] = [];
    let size = 0;
    for (const [id, bytes] of this.sizes(asked)) {
      if (size + bytes > BATCH) {
        this.read(batch);
        [batch, size] = [[], 0];
      }
      batch.push(id);
      size += bytes;
    }
    this.read(batch);
  }

  /** Only after `load`. */
  text(id: string): string | undefined {
    return this.known.get(id) ?? undefined;
  }

  private sizes(ids: readonly string[]): [string, number][] {
    const answer = this.ask(['cat-file', '--batch-check'], ids);
    return String(answer ?? '')
      .split('\n')
      .flatMap((line): [string, number][] => {
        const [id = '', type, size] = line.split(' ');
        return type === 'blob' && Number(size) <= LARGEST ? [[id, Number(size)]] : [];
      });
  }

  private read(ids: readonly string[]): void {
    const answer = ids.length > 0 ? this.ask(['cat-file', '--batch'], ids) : undefined;
    if (!answer) return;
    for (let at = 0; at < answer.length; ) {
      const end = answer.indexOf(10, at);
      if (end < 0) return;
      const [id = '', type, bytes] = answer.toString('latin1', at, end).split(' ');
      // `<id> missing` has no content behind it.
      const size = type === 'blob' ? Number(bytes) : -1;
      if (size >= 0) this.keep(id, answer.subarray(end + 1, end + 1 + size));
      at = end + size + 2;
    }
  }

  private keep(id: string, bytes: Buffer): void {
    const text = textOf(bytes);
    if (text === undefined) return;
    this.known.set(id, text);
    this.chars += text.length;
  }

  private ask(args: readonly string[], ids: readonly string[]): Buffer | undefined {
    const answer = ask(this.place.git, this.place.top, args, `${ids.join('\n')}\n`);
    return 'out' in answer ? answer.out : undefined;
  }
}

/** @returns undefined for what is not text */
export const textOf = (bytes: Buffer): string | undefined => (bytes.includes(0) ? undefined : bytes.toString('utf8'));
