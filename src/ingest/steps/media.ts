/** Pictures, sound and files in messages: stubs that say what they are and where they lie, without their bytes. */
import { createHash } from 'node:crypto';
import type { PartStub } from '../../model/event.ts';
import { get, type JsonObject, str } from '../parse.ts';

/** Kind of a stub by what its type contains (`image_url`, `input_audio`, `document`); the first that fits. */
const KINDS: readonly [RegExp, PartStub['kind']][] = [
  [/image/, 'image'],
  [/audio/, 'audio'],
  [/video/, 'video'],
  [/file|document|pdf/, 'file'],
];

/** Media types by the end of an address: all that an address tells of them. */
const BY_ENDING: Readonly<Record<string, string>> = {
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  gif: 'image/gif',
  webp: 'image/webp',
  svg: 'image/svg+xml',
  mp3: 'audio/mpeg',
  wav: 'audio/wav',
  ogg: 'audio/ogg',
  mp4: 'video/mp4',
  webm: 'video/webm',
  pdf: 'application/pdf',
};

/** Where the APIs put the payload; an address may hold it too, behind `data:`. */
const PAYLOADS = [['source', 'data'], ['input_audio', 'data'], ['file', 'file_data'], ['data']] as const;
const ADDRESSES = [['image_url', 'url'], ['image_url'], ['source', 'url'], ['url']] as const;

/** Ids under which an API keeps a file that was uploaded before. */
const FILE_IDS = [
  ['file_id'],
  ['source', 'file_id'],
  ['file', 'file_id'],
  ['image_file', 'file_id'],
  ['asset_pointer'],
] as const;

const firstAt = (part: JsonObject, paths: readonly (readonly string[])[]): string | undefined => {
  for (const path of paths) {
    const text = str(get(part, ...path));
    if (text !== undefined) return text;
  }
  return undefined;
};

/**
 * @param type as the part names it
 * @returns media type, size and hash of what is inline, or address and hash of the address; undefined for a part that is no media
 */
export function mediaStub(type: string, part: JsonObject): PartStub | undefined {
  const kind = KINDS.find(([pattern]) => pattern.test(type))?.[1];
  if (kind === undefined) return undefined;
  const given = firstAt(part, ADDRESSES);
  const data = given ?? firstAt(part, PAYLOADS);
  const stub: PartStub = { kind };
  const inline = data === undefined ? undefined : /^data:([^;,]*)[^,]*,/.exec(data);
  const address = inline ? undefined : given;
  const mime = inline?.[1] || typeOf(kind, part, address);
  if (mime) stub.mime = mime;
  if (data !== undefined) {
    stub.hash = createHash('sha256').update(data).digest('hex').slice(0, 16);
    const payload = address === undefined ? data.length - (inline?.[0].length ?? 0) : 0;
    const bytes = Math.floor((payload * 3) / 4);
    if (bytes > 0) stub.bytes = bytes;
  }
  const ref = address ?? firstAt(part, FILE_IDS);
  if (ref) stub.ref = ref;
  return stub;
}

function typeOf(kind: PartStub['kind'], part: JsonObject, address: string | undefined): string | undefined {
  const told = str(get(part, 'source', 'media_type')) || str(get(part, 'mime_type')) || str(get(part, 'mimeType'));
  if (told) return told;
  const format = str(get(part, 'input_audio', 'format'));
  if (format && kind === 'audio') return `audio/${format}`;
  const ending = /\.([a-z\d]{2,5})(?:[?#]|$)/i.exec(address ?? '')?.[1]?.toLowerCase();
  return ending !== undefined && Object.hasOwn(BY_ENDING, ending) ? BY_ENDING[ending] : undefined;
}
