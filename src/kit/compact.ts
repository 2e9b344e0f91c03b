/** Cards of a run of a million sessions stay in memory: equal small parts are held once, bytes lie side by side. */

/** Distinct parts that are kept to compare with; more are rare, and stay as they are. */
const MOST = 4096;
const SLAB = 1 << 18;

export class Compact {
  private readonly known = new Map<string, unknown>();
  private slab = Buffer.alloc(0);

  /** The first value that was equal to this one. For parts that are replaced and never changed in place. */
  shared<T>(value: T): T {
    const id = JSON.stringify(value);
    const known = this.known.get(id);
    if (known !== undefined) return known as T;
    if (this.known.size < MOST) this.known.set(id, value);
    return value;
  }

  /** A copy within a large buffer: one of its own costs some 700 bytes beside the bytes. */
  bytes(bytes: Uint8Array): Buffer {
    if (bytes.length > this.slab.length) this.slab = Buffer.alloc(Math.max(SLAB, bytes.length));
    const own = this.slab.subarray(0, bytes.length);
    own.set(bytes);
    this.slab = this.slab.subarray(bytes.length);
    return own;
  }
}
