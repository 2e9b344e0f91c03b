/** The audit sample drawn while rows stream by: of each stratum the places with the lowest hashes, never more than asked for. */
import { createHash } from 'node:crypto';
import { quotas, type Stratum } from './sample.ts';

/** One message of the dataset, for the reviewer to read. Ids only, never text. */
export interface Place {
  /** Keyed id of the message and its content: a review of it holds as long as the content does. */
  place: string;
  example: string;
  /** Number of the message in its example. */
  message: number;
  stratum: string;
}

export class PlaceSampler {
  private readonly strata = new Map<string, { size: number; lowest: { rank: string; place: Place }[] }>();

  /** `n`: size of the whole sample. The same places for the same seed, whatever their order. */
  constructor(
    private readonly n: number,
    private readonly seed: string,
  ) {}

  add(place: Place): void {
    let stratum = this.strata.get(place.stratum);
    if (!stratum) {
      stratum = { size: 0, lowest: [] };
      this.strata.set(place.stratum, stratum);
    }
    stratum.size++;
    if (this.n === 0) return;
    const rank = createHash('sha256').update(`${this.seed}\0${place.place}`).digest('hex');
    stratum.lowest.push({ rank, place });
    if (stratum.lowest.length >= 2 * this.n + 64) this.trim(stratum.lowest);
  }

  /** In proportion to the strata's sizes, at least one of each where `n` allows. */
  close(): { sample: Place[]; strata: Map<string, Stratum> } {
    const names = [...this.strata.keys()].sort();
    const sizes = names.map((name) => this.strata.get(name)?.size ?? 0);
    const total = sizes.reduce((a, b) => a + b, 0);
    const quota = quotas(sizes, Math.min(this.n, total));
    const strata = new Map<string, Stratum>();
    const sample = names.flatMap((name, i) => {
      const { size, lowest } = this.strata.get(name) ?? { size: 0, lowest: [] };
      this.trim(lowest);
      const sampled = quota[i] ?? 0;
      strata.set(name, { size, sampled });
      return lowest.slice(0, sampled).map(({ place }) => place);
    });
    return { sample, strata };
  }

  private trim(lowest: { rank: string }[]): void {
    lowest.sort((a, b) => (a.rank < b.rank ? -1 : 1));
    lowest.length = Math.min(lowest.length, this.n);
  }
}
