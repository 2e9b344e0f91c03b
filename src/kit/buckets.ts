/** Finds what shares a key with what, band by band: locality-sensitive hashing in memory that grows with one band, not with all. */
import { Table64 } from './table64.ts';

/**
 * Items are taken in their order, so that the first of a bucket is the first of all. An item for which `meet` says true has found
 * its place, and later ones meet the earlier item in its stead.
 *
 * @param mates members of a bucket that an item meets, the first ones: a text that thousands share costs no more
 * @param keyOf of an item in a band, an integer of 32 bits; undefined: it takes no part
 */
export function meetInBuckets(
  count: number,
  bands: number,
  keyOf: (item: number, band: number) => number | undefined,
  meet: (earlier: number, later: number) => boolean,
  mates: number,
): void {
  const placed = new Uint8Array(count);
  // A bucket's members as a chain: the table knows its first, `next` the one behind each, `last` where the chain of a first ends.
  const next = new Int32Array(count);
  const last = new Int32Array(count);
  for (let band = 0; band < bands; band++) {
    const firsts = new Table64();
    next.fill(-1);
    for (let item = 0; item < count; item++) {
      const key = keyOf(item, band);
      if (key === undefined) continue;
      const first = firsts.read(0, key >>> 0);
      if (first === undefined) {
        if (placed[item] === 1) continue;
        firsts.write(0, key >>> 0, item);
        last[item] = item;
        continue;
      }
      let looked = 0;
      for (let mate = first; mate !== -1 && looked < mates; mate = next[mate] as number, looked++)
        if (meet(mate, item)) placed[item] = 1;
      if (placed[item] === 1 || looked === mates) continue;
      next[last[first] as number] = item;
      last[first] = item;
    }
  }
}
