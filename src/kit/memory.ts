/**
 * Keeps the process small on logs of any size. V8 lets its heap grow to a multiple of what is alive while memory is free;
 * a collection at the right moment keeps it near what is alive, without a hard limit that would end a large run.
 */
import { getHeapStatistics, setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

type Collect = () => void;

/** The engine's own collector; undefined where the flag is not to be had. */
function collector(): Collect | undefined {
  try {
    setFlagsFromString('--expose-gc');
    // The young generation stays at a few megabytes instead of growing to 32.
    setFlagsFromString('--semi-space-growth-factor=1');
    const gc = runInNewContext('gc') as Collect;
    return () => {
      // Pages with holes are emptied as if memory were short: what is alive moves together, the rest goes back to the system.
      setFlagsFromString('--optimize-for-size');
      gc();
      setFlagsFromString('--no-optimize-for-size');
    };
  } catch {
    return undefined;
  }
}

const collect = collector();
/** Growth over what was alive after the last collection, in bytes, that asks for the next one: more than the young generation. */
const SLACK = 12 << 20;
/** Below this a collection costs more than it is worth. */
const SMALL = 96 << 20;
let floor = 0;

const inUse = (): number => {
  // process.memoryUsage() would ask the system each time.
  const { used_heap_size, external_memory } = getHeapStatistics();
  return used_heap_size + external_memory;
};

/** Cheap unless memory has grown: call it often. */
export function relieveMemory(): void {
  // A share of what is alive as slack, so that a large run does not collect all the time.
  if (!collect || inUse() < Math.max(SMALL, floor * 1.05 + SLACK)) return;
  collect();
  floor = inUse();
}
