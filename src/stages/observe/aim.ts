/** What a call is after: so that a second attempt at the same thing is told from something else. */
import type { ToolCall } from './calls.ts';

export interface Aim {
  readonly name: string;
  readonly kind: string;
  readonly head: string;
  /** Of the programs the last. */
  readonly last: string;
  /** Files, ids and the like that it names, by their last part. */
  readonly targets: ReadonlySet<string>;
  readonly words: ReadonlySet<string>;
}

/** Of the arguments: enough to tell one aim from another, and no walk through a file that is written. */
const READ = 3000;
const MOST_WORDS = 200;
/** Half of the words: `ls src/test` and `ls src/tests`, one argument corrected of two. By judgement, tried on the runs in docs/trajectories.md. */
const NEAR = 0.5;

export function aimOf({ name, args, values, action }: ToolCall): Aim {
  const text = args.slice(0, READ);
  const words = new Set<string>();
  const targets = new Set<string>();
  const program = new Set(action.head.split(/\W+/));
  for (const [word] of text.matchAll(/[\p{L}\p{N}_][\p{L}\p{N}_./@#-]*/gu)) {
    if (words.size >= MOST_WORDS) break;
    const bare = word.replace(/[./-]+$/, '');
    if (program.has(bare) || (values && bare in values)) continue;
    for (const part of bare.toLowerCase().split(/[/._-]/)) if (part.length > 1) words.add(part);
    if (isTarget(bare)) targets.add(lastPart(bare));
  }
  const last = action.parts.at(-1)?.head ?? action.head;
  return { name, kind: action.kind, head: action.head, last, targets, words };
}

/** A path, a file's name, or an id of letters and digits. */
const isTarget = (word: string): boolean =>
  word.includes('/') || /\.[a-z]\w{0,4}$/i.test(word) || (/\d/.test(word) && /[a-z]/i.test(word) && word.length >= 4);

const lastPart = (word: string): string => word.replace(/\/+$/, '').replace(/^.*\//, '').toLowerCase();

/** The same tool with near-equal arguments; or the same kind of action, by the same program, on the same target. */
export function sameAim(a: Aim, b: Aim): boolean {
  if (a.kind !== b.kind) return false;
  // One file is read by `cat`, `head` and tools alike; a command may come with other steps in front.
  if (a.head !== b.head && a.last !== b.last) return a.kind === 'read' && shareTarget(a, b);
  if (a.name !== b.name) return a.kind !== 'other' && shareTarget(a, b);
  return shareTarget(a, b) || overlap(a.words, b.words) >= NEAR;
}

function shareTarget(a: Aim, b: Aim): boolean {
  for (const target of a.targets) if (b.targets.has(target)) return true;
  return false;
}

/** Jaccard; two calls without arguments are equal. */
function overlap(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  let both = 0;
  for (const word of a) if (b.has(word)) both++;
  const all = a.size + b.size - both;
  return all === 0 ? 1 : both / all;
}
