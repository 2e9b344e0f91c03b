/** Contents of files from a repository: those of one question in one call, and none twice. */
import { ask, MOST } from './command.ts';
import type { RepositoryPlace } from './find.ts';

/** Larger files are generated ones: their lines say little, and cost much. Bytes. */
export const LARGEST = 2 << 20;
/** Characters that are kept of all contents together. */
const KEPT = 32 << 20;

export class Blobs {
  /** null: too large, not text, or not there (a shallow or partial clone). */
  private known = new Map<string, string | null>();
  private chars = 0;

  constructor(
    private readonly place: Pick<RepositoryPlace, 'git' | 'top'>,
    /** Bytes that are taken at once. */
    private readonly most = MOST,
  ) {}

  /** @param ids of contents, as Git wrote them */
  load(ids: readonly string[]): void {
    if (this.chars > KEPT) {
      this.known = new Map();
      this.chars = 0;
    }
    const asked = [...new Set(ids)].filter((id) => !this.known.has(id));
    if (asked.length === 0) return;
    for (const id of asked) this.known.set(id, null);
    // Starting Git is what costs: sizes are asked for only where the contents are too large to be given at once.
    if (this.read(asked)) return;
    let batch: string[] = [];
    let size = 0;
    for (const [id, bytes] of this.sizes(asked)) {
      if (size + bytes > this.most / 4) {
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

  /** @returns false where Git did not give them all */
  private read(ids: readonly string[]): boolean {
    if (ids.length === 0) return true;
    const answer = this.ask(['cat-file', '--batch'], ids);
    if (!answer) return false;
    for (let at = 0; at < answer.length; ) {
      const end = answer.indexOf(10, at);
      if (end < 0) break;
      const [id = '', type, bytes] = answer.toString('latin1', at, end).split(' ');
      // `<id> missing` has no content behind it.
      const size = type === 'blob' ? Number(bytes) : -1;
      if (size >= 0) this.keep(id, answer.subarray(end + 1, end + 1 + size));
      at = end + size + 2;
    }
    return true;
  }

  private keep(id: string, bytes: Buffer): void {
    const text = bytes.length > LARGEST ? undefined : textOf(bytes);
    if (text === undefined) return;
    this.known.set(id, text);
    this.chars += text.length;
  }

  private ask(args: readonly string[], ids: readonly string[]): Buffer | undefined {
    const answer = ask(this.place.git, this.place.top, args, `${ids.join('\n')}\n`, this.most);
    return 'out' in answer ? answer.out : undefined;
  }
}

/** @returns undefined for what is not text */
export const textOf = (bytes: Buffer): string | undefined => (bytes.includes(0) ? undefined : bytes.toString('utf8'));
