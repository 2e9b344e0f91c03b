/**
 * Whether the edits of a trajectory survived: lines that it added, looked for in the versions of their files that came after it. A
 * later change by whomever counts, another agent's too: history does not tell them apart.
 */
import { defined } from '../../kit/defined.ts';
import type { Event } from '../../model/event.ts';
import type { Message } from '../../model/example.ts';
import type { Evidence } from '../../model/outcome.ts';
import type { Session } from '../../model/session.ts';
import { editsOf } from './edits.ts';
import { countsOf, linesOf, plainLine } from './edits-lines.ts';
import { type FileEdits, type Folded, folded, netEdits } from './edits-net.ts';
import type { FileVersions, Repository } from './repository.ts';

/** Unknown: no repository knows the files, or not what came after. */
export type Survival = 'kept' | 'reworked' | 'reverted' | 'unknown';

export interface Survived {
  readonly survival: Survival;
  /** None where it is unknown. */
  readonly evidence?: Evidence;
}

type Lines = ReadonlyMap<string, number>;

/** Lines of all files of an example that a repository knows. */
interface Tally {
  files: number;
  /** Lines added; of them in the version now, and in the first one that was committed. */
  added: number;
  alive: number;
  atFirst: number;
  /** Lines removed, and of them those that came back. */
  removed: number;
  returned: number;
  /** Files whose lines are those from before the edit. */
  undone: number;
  /** Files that no commit touched since. */
  uncommitted: number;
}

/** From here on edits are kept, and up to there they are reverted: the bounds of the task that asked for them, between them is rework. */
const KEPT = 0.8;
const GONE = 0.1;
/**
 * Lines that were committed and went later were reverted if the old ones came back, or, where none had gone, the file is as it was
 * before; else newer ones replaced them.
 */
const BACK = 0.5;

/**
 * How often a verdict agrees with what a reader of the diff would say of the run; judged, not measured. Fewer than three lines may
 * stay or go by chance, and what nobody committed is not accepted yet.
 */
const SURE = { kept: 0.75, reworked: 0.55, reverted: 0.75 } as const;
const WEAK = 0.55;
const FEW = 3;

interface Edited {
  readonly session: Session;
  readonly events: readonly Event[];
  readonly messages: readonly Pick<Message, 'events'>[];
}

/** Edits are read once a session, though it may have many examples. */
const known = new WeakMap<Session, Folded>();

/**
 * @param events those of the example; @param messages what they were joined to
 * @returns undefined when the example edits no file
 */
export function survivalOf({ session, events, messages }: Edited, repository: Repository): Survived | undefined {
  const all = known.get(session) ?? folded(editsOf(session.events).edits);
  known.set(session, all);
  if (all.size === 0) return undefined;
  const files = netEdits(all, new Set(events.map((event) => event.seq)));
  if (files.length === 0) return undefined;
  const dated = files.flatMap((file) => (file.from === undefined || file.to === undefined ? [] : [file]));
  const versions = repository.versionsOf(dated.map(({ path, from = 0, to = 0 }) => ({ path, from, to })));
  const tally: Tally = { files: 0, added: 0, alive: 0, atFirst: 0, removed: 0, returned: 0, undone: 0, uncommitted: 0 };
  const seen = new Set<number>();
  dated.forEach((file, i) => {
    const version = versions[i];
    if (version && count(file, version, tally)) for (const seq of file.events) seen.add(seq);
  });
  if (tally.files === 0) return { survival: 'unknown' };
  const at = messages.flatMap((message, i) => (message.events.some((seq) => seen.has(seq)) ? [i] : []));
  return verdictOf(tally, at, files.length);
}

/** Adds a file to the tally. @returns false where the versions say nothing of it */
function count(file: FileEdits, { before, first, now, sure, elsewhere }: FileVersions, tally: Tally): boolean {
  const [old, head] = [linesIn(before), linesIn(now)];
  const news = file.whole ? less(file.added, old) : file.added;
  const alive = grown(news, old, head);
  const added = total(news);
  const removed = total(file.removed);
  const returned = removed - gone(file.removed, old, head);
  if (added + removed === 0 || stale(file, news, old)) return false;
  if (!sure && !knows(file, old, alive / added)) return false;
  // Not merged yet is no verdict.
  if (alive < added && elsewhere !== undefined && grown(news, old, linesIn(elsewhere)) > alive) return false;
  tally.files++;
  tally.added += added;
  tally.alive += alive;
  tally.atFirst += first === undefined ? alive : grown(news, old, linesIn(first));
  tally.removed += removed;
  tally.returned += returned;
  if (same(old, head)) tally.undone++;
  if (first === undefined) tally.uncommitted++;
  return true;
}

/**
 * A path that only ends alike may be another project's: half of the lines are here, or the lines that the edit removed were. A single
 * line may be the same by chance.
 */
const knows = (file: FileEdits, old: Lines, share: number): boolean =>
  share >= 0.5 || (file.removed.size > 1 && [...file.removed.keys()].every((line) => old.has(line)));

/** The version before holds what was added and not what was removed: the log's clock and the repository's do not agree. */
const stale = (file: FileEdits, news: Lines, old: Lines): boolean =>
  news.size > 0 &&
  !file.whole &&
  [...news.keys()].every((line) => old.has(line)) &&
  (file.removed.size === 0 || ![...file.removed.keys()].some((line) => old.has(line)));

/** Lines of a file that it had not before. */
function less(lines: Lines, before: Lines): Lines {
  const left = new Map<string, number>();
  for (const [line, times] of lines) {
    const n = times - (before.get(line) ?? 0);
    if (n > 0) left.set(line, n);
  }
  return left;
}

/** Lines of the edit that the version has and had not before. */
function grown(added: Lines, before: Lines, after: Lines): number {
  let n = 0;
  for (const [line, times] of added) n += clamp((after.get(line) ?? 0) - (before.get(line) ?? 0), times);
  return n;
}

/** Lines of the edit that the version has not and had before; of those that it never had, nothing can come back. */
function gone(removed: Lines, before: Lines, after: Lines): number {
  let n = 0;
  for (const [line, times] of removed) {
    const had = before.get(line) ?? 0;
    n += had === 0 ? times : clamp(had - (after.get(line) ?? 0), times);
  }
  return n;
}

const same = (a: Lines, b: Lines): boolean => a.size === b.size && [...a].every(([line, n]) => b.get(line) === n);

const clamp = (n: number, most: number): number => Math.max(0, Math.min(n, most));
const linesIn = (text: string): Map<string, number> => countsOf(linesOf(text).map(plainLine));
const total = (lines: Lines): number => [...lines.values()].reduce((a, b) => a + b, 0);

function verdictOf(tally: Tally, messages: readonly number[], files: number): Survived {
  const survival = kindOf(tally);
  const weak = tally.uncommitted === tally.files && survival !== 'reverted';
  const few = tally.added + tally.removed < FEW;
  const evidence: Evidence = {
    source: 'git',
    says: survival === 'reverted' ? 'failure' : 'success',
    confidence: weak || few ? Math.min(WEAK, SURE[survival]) : SURE[survival],
    rule: ruleOf(survival, tally, files),
    ...defined({ messages: messages.length > 0 ? messages.slice(0, MOST) : undefined }),
  };
  return { survival, evidence };
}

/** Messages that are named: enough to look at. */
const MOST = 20;

function kindOf({ files, added, alive, atFirst, removed, returned, undone }: Tally): Exclude<Survival, 'unknown'> {
  const back = removed === 0 ? 0 : returned / removed;
  const share = added === 0 ? 1 - back : alive / added;
  if (share >= KEPT) return 'kept';
  if (share > GONE) return 'reworked';
  const accepted = added > 0 && atFirst / added > GONE;
  const revert = removed > 0 ? back >= BACK : undone === files;
  return accepted && !revert ? 'reworked' : 'reverted';
}

function ruleOf(survival: Survival, tally: Tally, files: number): string {
  const { added, alive, atFirst, removed, returned, uncommitted } = tally;
  const lines =
    added > 0
      ? `${alive} of ${counted(added, 'added line')} still there`
      : `${removed - returned} of ${counted(removed, 'removed line')} still gone`;
  const back = added > 0 && returned > 0 ? `, ${returned} of ${counted(removed, 'removed line')} back` : '';
  const once = survival === 'reworked' && alive / added <= GONE ? `, ${atFirst} once committed` : '';
  const among = tally.files < files ? `${tally.files} of ${counted(files, 'file')}` : counted(files, 'file');
  const open = uncommitted === tally.files ? ', not committed' : '';
  return `${survival}: ${lines}${once}${back}, in ${among}${open}`;
}

const counted = (n: number, what: string): string => `${n} ${what}${n === 1 ? '' : 's'}`;
