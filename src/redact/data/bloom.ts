/**
 * A set of strings as a Bloom filter: a list of 200,000 names in 400 kB that cannot be read back. About 1 of 2,000
 * strings that are not in the list seem to be.
 */

const BITS_PER_ITEM = 16;
const PROBES = 11;

/** Two independent 32-bit hashes (FNV-1a and a multiply–xorshift mix of it over UTF-16 units); one pair serves any number of filters. */
export type Hashed = readonly [number, number];

export function hashed(text: string): Hashed {
  let a = 0x811c9dc5;
  let b = 0x9747b28c;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    a = Math.imul(a ^ code, 0x01000193);
    b = Math.imul(b ^ code, 0x5bd1e995);
    b ^= b >>> 15;
  }
  return [a >>> 0, (b | 1) >>> 0];
}

export class Bloom {
  private readonly bits: number;

  constructor(private readonly bytes: Uint8Array) {
    this.bits = bytes.length * 8;
  }

  static of(items: Iterable<string>): Bloom {
    const list = [...new Set(items)];
    const bloom = new Bloom(new Uint8Array(Math.ceil((list.length * BITS_PER_ITEM) / 8)));
    for (const item of list) bloom.each(item, (byte, bit) => (bloom.bytes[byte] = (bloom.bytes[byte] ?? 0) | bit));
    return bloom;
  }

  static parse(base64: string): Bloom {
    return new Bloom(new Uint8Array(Buffer.from(base64, 'base64')));
  }

  toString(): string {
    return Buffer.from(this.bytes).toString('base64');
  }

  has(text: string): boolean {
    return this.hasHashed(hashed(text));
  }

  hasHashed(pair: Hashed): boolean {
    let [a, b] = pair;
    for (let n = 0; n < PROBES; n++) {
      const at = a % this.bits;
      if (!((this.bytes[at >> 3] ?? 0) & (1 << (at & 7)))) return false;
      a = (a + b) >>> 0;
      b = (b + n) >>> 0;
    }
    return true;
  }

  private each(text: string, visit: (byte: number, bit: number) => void): void {
    let [a, b] = hashed(text);
    for (let n = 0; n < PROBES; n++) {
      const at = a % this.bits;
      visit(at >> 3, 1 << (at & 7));
      a = (a + b) >>> 0;
      b = (b + n) >>> 0;
    }
  }
}
