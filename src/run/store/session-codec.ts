/**
 * Sessions as lines: what a session was made into as one line of JSON, and back. Threads speak it, and so can any engine that
 * maps a file of jobs.
 */
import type { Example } from '../../model/example.ts';
import { markRedacted } from '../../redact/brand.ts';
import type { Processed, ProcessedSession } from '../session.ts';

/** Digests travel as base64; the brand is left behind, and given back to what had it. */
interface SessionLine extends Omit<ProcessedSession, 'examples'> {
  examples: { example: Example; chain: string; sketch: string }[];
}

/** @returns one line, without its newline */
export function encodeProcessed(done: Processed): string {
  if (done.kind !== 'session') return JSON.stringify(done);
  const examples = done.examples.map(({ example, chain, sketch }) => ({
    example,
    chain: Buffer.from(chain).toString('base64'),
    sketch: Buffer.from(sketch).toString('base64'),
  }));
  return JSON.stringify({ ...done, examples } satisfies SessionLine);
}

/** @param line from `encodeProcessed`, of the same build */
export function decodeProcessed(line: string): Processed {
  const done = JSON.parse(line) as SessionLine | Exclude<Processed, ProcessedSession>;
  if (done.kind !== 'session') return done;
  const examples = done.examples.map(({ example, chain, sketch }) => ({
    example: markRedacted(example),
    chain: Buffer.from(chain, 'base64'),
    sketch: Buffer.from(sketch, 'base64'),
  }));
  return { ...done, examples };
}
