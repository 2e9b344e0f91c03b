/** A hash table from 64-bit keys to 32-bit numbers in typed arrays: millions of entries at 12 bytes each, not at 100. */
export class Table64 {
  private high: Uint32Array;
  private low: Uint32Array;
  /** Value + 1; 0 marks a free slot. */
  private values: Uint32Array;
  size = 0;

  /** `capacity`: slots to begin with, a power of two. */
  constructor(private capacity = 1024) {
    this.high = new Uint32Array(capacity);
    this.low = new Uint32Array(capacity);
    this.values = new Uint32Array(capacity);
  }

  /** `key`: 16 hex digits, evenly distributed (a digest). `salt`: another digest, under which the key is a key of its own. */
  get(key: string, salt?: string): number | undefined {
    return this.read(part(key, salt, 0), part(key, salt, 8));
  }

  set(key: string, value: number, salt?: string): void {
    this.write(part(key, salt, 0), part(key, salt, 8), value);
  }

  /** The same by the two halves of a key, as unsigned 32-bit numbers. */
  read(high: number, low: number): number | undefined {
    const value = this.values[this.find(high, low)] as number;
    return value === 0 ? undefined : value - 1;
  }

  write(high: number, low: number, value: number): void {
    if (this.size * 2 >= this.capacity) this.grow();
    this.put(high, low, value + 1);
  }

  private put(high: number, low: number, stored: number): void {
    const slot = this.find(high, low);
    if (this.values[slot] === 0) this.size++;
    this.high[slot] = high;
    this.low[slot] = low;
    this.values[slot] = stored;
  }

  private find(high: number, low: number): number {
    const mask = this.capacity - 1;
    let slot = (low ^ Math.imul(high, 0x9e3779b1)) & mask;
    while (this.values[slot] !== 0 && (this.high[slot] !== high || this.low[slot] !== low)) slot = (slot + 1) & mask;
    return slot;
  }

  private grow(): void {
    const { high, low, values, capacity } = this;
    this.capacity = capacity * 2;
    this.high = new Uint32Array(this.capacity);
    this.low = new Uint32Array(this.capacity);
    this.values = new Uint32Array(this.capacity);
    this.size = 0;
    for (let i = 0; i < capacity; i++) {
      if (values[i] !== 0) this.put(high[i] as number, low[i] as number, values[i] as number);
    }
  }
}

/** Eight hex digits from `at`, mixed with those of the salt. */
function part(key: string, salt: string | undefined, at: number): number {
  const own = Number.parseInt(key.slice(at, at + 8), 16);
  return salt === undefined ? own : (own ^ Number.parseInt(salt.slice(at, at + 8), 16)) >>> 0;
}
