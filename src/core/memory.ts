/**
 * Keeps the process small on logs of any size. V8 lets its heap grow to a multiple of what is alive while memory is free;
 * a collection at the right moment keeps it near what is alive, without a hard limit that would end a large run.
 */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

type Collect = () => void;

/** The engine's own collector; undefined where the flag is not to be had. */
function collector(): Collect | undefined {
  try {
    setFlagsFromString('--expose-gc');
    return runInNewContext('gc') as Collect;
  } catch {
    return undefined;
  }
}

const collect = collector();
/** Growth over what was alive after the last collection, in bytes, that asks for the next one. */
const SLACK = 48 << 20;
let floor = 0;

/** Cheap unless memory has grown: call it often. */
export function relieveMemory(): void {
  if (!collect) return;
  const { heapTotal, external } = process.memoryUsage();
  if (heapTotal + external < floor + SLACK) return;
  collect();
  const after = process.memoryUsage();
  // A quarter of what is alive as slack, so that a large run does not collect all the time.
  floor = (after.heapTotal + after.external) * 1.25;
}
