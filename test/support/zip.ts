/** Writes ZIP archives with the oddities that tests need: zip64 fields, zstd entries, encryption flags, no directory. */
import { crc32, deflateRawSync } from 'node:zlib';

export interface TestEntry {
  name: string;
  content: string | Buffer;
  /** 0 stored, 8 deflate (default), 93 zstd, or any other number: stored under that name. */
  method?: number;
  zip64?: boolean;
  encrypted?: boolean;
  /** A wrong checksum. */
  damaged?: boolean;
}

/** A zstd frame of raw blocks: no compression, and valid. */
export function zstdFrame(data: Buffer): Buffer {
  const size = Buffer.alloc(4);
  size.writeUInt32LE(data.length);
  const parts: Buffer[] = [Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 0xa0]), size];
  for (let at = 0; at < data.length || at === 0; at += 1 << 16) {
    const block = data.subarray(at, at + (1 << 16));
    const last = at + block.length >= data.length ? 1 : 0;
    const head = (block.length << 3) | last;
    parts.push(Buffer.from([head & 0xff, (head >> 8) & 0xff, (head >> 16) & 0xff]), block);
  }
  return Buffer.concat(parts);
}

const u16 = (n: number): Buffer => Buffer.from([n & 0xff, n >> 8]);
const u32 = (n: number): Buffer => {
  const b = Buffer.alloc(4);
  b.writeUInt32LE(n >>> 0);
  return b;
};
const u64 = (n: number): Buffer => {
  const b = Buffer.alloc(8);
  b.writeBigUInt64LE(BigInt(n));
  return b;
};

export function zipOf(entries: readonly TestEntry[], options: { directory?: boolean } = {}): Buffer {
  const parts: Buffer[] = [];
  const central: Buffer[] = [];
  let at = 0;
  for (const entry of entries) {
    const data = Buffer.from(entry.content as string);
    const method = entry.method ?? 8;
    const packed = method === 8 ? deflateRawSync(data) : method === 93 ? zstdFrame(data) : data;
    const crc = crc32(data, 0) ^ (entry.damaged ? 1 : 0);
    const name = Buffer.from(entry.name);
    const extra = entry.zip64
      ? Buffer.concat([u16(1), u16(24), u64(data.length), u64(packed.length), u64(at)])
      : Buffer.alloc(0);
    const sizes = entry.zip64 ? [u32(0xffffffff), u32(0xffffffff)] : [u32(packed.length), u32(data.length)];
    const common = [u16(entry.encrypted ? 1 : 0), u16(method), u32(0), u32(crc), ...sizes, u16(name.length)];
    const localExtra = entry.zip64 ? Buffer.concat([u16(1), u16(16), u64(data.length), u64(packed.length)]) : extra;
    const local = Buffer.concat([u32(0x04034b50), u16(45), ...common, u16(localExtra.length), name, localExtra]);
    central.push(
      Buffer.concat([u32(0x02014b50), u16(45), u16(45), ...common, u16(extra.length), u16(0), u16(0), u16(0), u32(0)]),
      u32(entry.zip64 ? 0xffffffff : at),
      name,
      extra,
    );
    parts.push(local, packed);
    at += local.length + packed.length;
  }
  if (options.directory === false) return Buffer.concat(parts);
  const directory = Buffer.concat(central);
  const big = entries.some((e) => e.zip64);
  if (big) {
    const end64 = Buffer.concat([
      u32(0x06064b50),
      u64(44),
      u16(45),
      u16(45),
      u32(0),
      u32(0),
      u64(entries.length),
      u64(entries.length),
      u64(directory.length),
      u64(at),
    ]);
    const locator = Buffer.concat([u32(0x07064b50), u32(0), u64(at + directory.length), u32(1)]);
    const end = Buffer.concat([
      u32(0x06054b50),
      u16(0),
      u16(0),
      u16(0xffff),
      u16(0xffff),
      u32(0xffffffff),
      u32(0xffffffff),
      u16(0),
    ]);
    return Buffer.concat([...parts, directory, end64, locator, end]);
  }
  const end = Buffer.concat([
    u32(0x06054b50),
    u16(0),
    u16(0),
    u16(entries.length),
    u16(entries.length),
    u32(directory.length),
    u32(at),
    u16(0),
  ]);
  return Buffer.concat([...parts, directory, end]);
}
