/**
 * The workspace key and what is derived from it. Every id and hash that leaves the machine is keyed, so that nobody can
 * test a guess ("is this customer in the data?") against a dataset without the key.
 */
import { createHmac, createSecretKey, type KeyObject, randomBytes } from 'node:crypto';

export class Key {
  /** Made ready once: a run makes thousands of hashes. */
  private readonly prepared: KeyObject;

  constructor(private readonly secret: Buffer) {
    this.prepared = createSecretKey(secret);
  }

  static random(): Key {
    return new Key(randomBytes(32));
  }

  /** From hex, as stored in `.goldpan/local/key` or given in GOLDPAN_KEY. Returns undefined when it is not 32 to 128 hex digits. */
  static parse(hex: string): Key | undefined {
    const clean = hex.trim();
    return /^(?:[0-9a-f]{2}){16,64}$/i.test(clean) ? new Key(Buffer.from(clean, 'hex')) : undefined;
  }

  toHex(): string {
    return this.secret.toString('hex');
  }

  /** Keyed hash of the parts within a domain (what kind of thing is hashed); `bytes` × 2 hex digits. */
  hash(domain: string, parts: readonly string[], bytes = 12): string {
    return this.digest(domain, parts).subarray(0, bytes).toString('hex');
  }

  /** The full 32-byte keyed digest. Parts are length-prefixed, so that ["ab","c"] and ["a","bc"] differ. */
  digest(domain: string, parts: readonly string[]): Buffer {
    const mac = createHmac('sha256', this.prepared);
    let text = `${domain}\0`;
    for (const part of parts) text += `${Buffer.byteLength(part)}:${part}`;
    return mac.update(text).digest();
  }

  /** Names the key without giving it away: written to decisions and manifests, so that a wrong key is noticed. */
  fingerprint(): string {
    return this.hash('fingerprint', [], 8);
  }
}
