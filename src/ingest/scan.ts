/** Cuts a source into records without ever holding more than one of them. */
import type { Bytes, Encoding } from './bytes.ts';
import { structure, unitBytes } from './bytes.ts';
import { memberMachine } from './members.ts';
import { lineMachine } from './scan/lines.ts';
import type { Framing, Machine, Span } from './scan/machine.ts';
import { valueMachine } from './scan/values.ts';

export const CHUNK = 1 << 20;

export interface ScanOptions {
  encoding: Encoding;
  bom: number;
  framing: Framing;
  /** Stop after this many bytes (for sniffing). */
  limit?: number;
  /** Called after each chunk with the bytes read so far: the place for progress and cancel. */
  onChunk?: (bytes: number) => void | Promise<void>;
}

/** The records' places in order. Reads the source once, a chunk at a time. */
export async function* scan(bytes: Bytes, options: ScanOptions): AsyncGenerator<Span> {
  const { encoding, bom, framing } = options;
  const unit = unitBytes(encoding);
  const end = Math.min(bytes.size, options.limit ?? bytes.size);
  if (framing === 'text') {
    if (end > bom) yield { line: 1, start: bom, end, complete: true };
    return;
  }
  const machine = machineFor(framing);
  for (let position = bom; position < end; position += CHUNK) {
    const chunk = structure(bytes.read(position, Math.min(CHUNK, end - position)), encoding);
    const found = machine.feed(chunk);
    for (const span of found) yield toBytes(span, bom, unit);
    await options.onChunk?.(Math.min(position + CHUNK, end));
  }
  for (const span of machine.end()) yield toBytes(span, bom, unit);
}

const toBytes = (span: Span, bom: number, unit: number): Span => ({
  ...span,
  start: bom + span.start * unit,
  end: bom + span.end * unit,
});

function machineFor(framing: Exclude<Framing, 'text'>): Machine {
  if (framing === 'lines') return lineMachine();
  if (framing === 'array' || framing === 'values') return valueMachine(framing);
  return memberMachine(framing.slice('member:'.length).split('|'));
}
