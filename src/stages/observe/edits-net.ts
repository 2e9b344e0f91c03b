/** What is left of a session's edits in each file: lines that a later edit took back, replaced or moved are not looked for in the repository. */
import type { Edit } from './edits.ts';
import { plainLine, weighs } from './edits-lines.ts';

export interface FileEdits {
  /** Path at the last edit, as the log has it. */
  path: string;
  /** UTC ms of the first and last edit; absent when the log does not tell. */
  from?: number;
  to?: number;
  /** Lines that weigh something, as `plainLine` gives them, with how often they were added; and numbers of the events behind them. */
  added: ReadonlyMap<string, number>;
  removed: ReadonlyMap<string, number>;
  /** The file was written as a whole: its lines are all that it held, and not only the new ones. */
  whole: boolean;
  events: readonly number[];
}

class File {
  from: number | undefined;
  to: number | undefined;
  undated = false;
  whole = false;
  /** Event that each line is from, last first out. */
  added = new Map<string, number[]>();
  removed = new Map<string, number[]>();
  private before: Pick<File, 'added' | 'removed'>[] = [];

  constructor(public path: string) {}

  apply(edit: Edit): void {
    if (edit.ts === undefined) this.undated = true;
    else {
      this.from ??= edit.ts;
      this.to = edit.ts;
    }
    if (edit.kind === 'undo') {
      const back = this.before.pop();
      if (back) Object.assign(this, back);
      return;
    }
    this.remember();
    if (edit.kind !== 'part') {
      this.added = new Map();
      this.whole = edit.kind === 'whole';
    }
    if (edit.kind === 'reset') this.removed = new Map();
    for (const line of edit.removed) move(plainLine(line), edit.seq, this.added, this.removed);
    for (const line of edit.added) move(plainLine(line), edit.seq, this.removed, this.added);
  }

  /** One step only: every editor's undo that is met in logs takes back the last edit, and copies of all would be quadratic. */
  private remember(): void {
    const copy = (lines: Map<string, number[]>) => new Map([...lines].map(([line, at]) => [line, [...at]]));
    const small = this.added.size + this.removed.size <= UNDOABLE;
    this.before = small ? [{ added: copy(this.added), removed: copy(this.removed) }] : [];
  }
}

/** Lines of a file whose last edit can be taken back. */
const UNDOABLE = 500;

/** A line that comes back is no removal any more, and one that goes again was not added. */
function move(line: string, seq: number, from: Map<string, number[]>, to: Map<string, number[]>): void {
  if (!weighs(line)) return;
  const there = from.get(line);
  if (there) {
    there.pop();
    if (there.length === 0) from.delete(line);
    return;
  }
  const at = to.get(line);
  if (at) at.push(seq);
  else to.set(line, [seq]);
}

/** Files of a session, by the events that edited them. */
export type Folded = ReadonlyMap<number, ReadonlySet<File>>;

/** @param edits of the whole session, in order: a later part may have replaced what an earlier one wrote */
export function folded(edits: readonly Edit[]): Folded {
  const files = new Map<string, File>();
  const byEvent = new Map<number, Set<File>>();
  const apply = (file: File, edit: Edit): void => {
    file.apply(edit);
    byEvent.set(edit.seq, (byEvent.get(edit.seq) ?? new Set()).add(file));
  };
  for (const edit of edits) {
    if (edit.path === undefined) {
      for (const file of files.values()) apply(file, edit);
      continue;
    }
    const file = files.get(edit.path) ?? new File(edit.path);
    files.set(edit.path, file);
    apply(file, edit);
    if (edit.to === undefined || edit.to === edit.path) continue;
    files.delete(edit.path);
    file.path = edit.to;
    files.set(edit.to, file);
  }
  return byEvent;
}

/** @param own event numbers of an example; only lines of theirs are given, and only files that they edit are looked through */
export function netEdits(session: Folded, own: ReadonlySet<number>): FileEdits[] {
  const files = new Set<File>();
  for (const seq of own) for (const file of session.get(seq) ?? []) files.add(file);
  return [...files].flatMap((file) => netOf(file, own));
}

function netOf(file: File, own: ReadonlySet<number>): FileEdits[] {
  const [added, removed] = [ownOf(file.added, own), ownOf(file.removed, own)];
  if (added.size + removed.size === 0) return [];
  const events = [...new Set([...file.added.values(), ...file.removed.values()].flat().filter((seq) => own.has(seq)))];
  const dated = !file.undated && file.from !== undefined && file.to !== undefined;
  return [
    {
      path: file.path,
      ...(dated ? { from: file.from, to: file.to } : {}),
      added,
      removed,
      whole: file.whole,
      events: events.sort((a, b) => a - b),
    },
  ];
}

function ownOf(lines: ReadonlyMap<string, readonly number[]>, own: ReadonlySet<number>): Map<string, number> {
  const counts = new Map<string, number>();
  for (const [line, at] of lines) {
    const n = at.filter((seq) => own.has(seq)).length;
    if (n > 0) counts.set(line, n);
  }
  return counts;
}
