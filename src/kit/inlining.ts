/** How much the engine's compiler inlines: the command reads a log once, and for code that runs for seconds compiling is what costs. */
import { setFlagsFromString } from 'node:v8';

/**
 * Bytes of bytecode that one function takes in of others when it is compiled for speed. The engine's default is 920. Detectors are
 * some thousand small functions, each called from many: at 920 compiling took a third of the processor time of redacting 6.7 MB of new text.
 * A run over 34 MB of logs took 28 and 31 s so, and 24 and 25 s with this figure; in the long run neither is faster.
 */
const INLINED = 150;

/** For the command alone: the flag counts for the whole process, and the editor's is not ours. */
export function inlineLess(): void {
  setFlagsFromString(`--max-inlined-bytecode-size-cumulative=${INLINED}`);
}
