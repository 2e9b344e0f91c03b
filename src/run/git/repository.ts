/** One Git repository, asked about files after a session: its history is read once for the time since the earliest session. */
import { lstatSync, readFileSync, realpathSync } from 'node:fs';
import { basename, join, sep } from 'node:path';
import type { FileQuestion, FileVersions } from '../../stages/observe/repository.ts';
import { Blobs, LARGEST, textOf } from './blobs.ts';
import { ask } from './command.ts';
import type { RepositoryPlace } from './find.ts';
import { type FileCommit, type Followed, follow, type History, parseHistory, parseTree } from './history.ts';
import { below, Endings, isAbsolutePath } from './paths.ts';

/** A file that this repository knows. */
export interface Known {
  path: string;
  /** The log's path lies in this very folder. */
  sure: boolean;
}

/** Commits that are read at most: enough for years of most projects. Files beyond are unknown. */
const COMMITS = 50_000;
/** Seconds that are read before the first session that is asked for, so that the next does not ask for a little more. */
const MARGIN = 30 * 86_400;
const COMMIT_ID = /^[0-9a-f]{40,64}$/;

const LOG = [
  ...['log', '--raw', '--no-abbrev', '-z', '-M', '--root', '--no-show-signature', '--no-ext-diff'],
  ...['--format=%x01%x02%ct%x02%P', `--max-count=${COMMITS}`],
];

export class GitRepository {
  private readonly blobs: Blobs;
  private treeOf: ReadonlyMap<string, string> | undefined;
  private endings: { since: number; of: Endings } | undefined;
  /** More commits in that time than are read. */
  private cut = false;
  /** Git could not tell the history, or took too long: then nothing is known, and not that no commit touched a file. */
  private silent = false;
  private since = Number.POSITIVE_INFINITY;
  private main: History = new Map();
  /** Commits that HEAD does not hold: other branches, stashes, other work trees. */
  private others: History = new Map();

  constructor(private readonly place: RepositoryPlace) {
    this.blobs = new Blobs(place);
  }

  /** @param path as `plainPath` gives it; @param since seconds: of the earliest edit that is asked for */
  knows(path: string, since: number): Known | undefined {
    this.read(since);
    this.tree();
    if (this.silent) return undefined;
    const here = isAbsolutePath(path) ? this.inside(path) : undefined;
    if (here !== undefined && this.has(here)) return { path: here, sure: true };
    const alike = this.ends().match(path);
    return alike === undefined ? undefined : { path: alike, sure: false };
  }

  answer(asked: readonly { known: Known; question: FileQuestion }[]): (FileVersions | undefined)[] {
    const plans = asked.map(({ known, question }) => this.plan(known, question));
    this.blobs.load(plans.flatMap((plan) => plan?.ids ?? []));
    return plans.map((plan) => plan?.versions());
  }

  private plan({ path, sure }: Known, { from, to }: FileQuestion) {
    const start = Math.floor(from / 1000);
    const followed = follow(this.main, path, start);
    // What a shallow or very long history does not tell is not known.
    if ((this.place.shallow || this.cut) && followed.commits.length === 0 && !this.covers(start)) return undefined;
    const tip = this.tree().get(followed.path);
    const ids = idsOf(followed.commits, Math.floor(to / 1000));
    const other = follow(this.others, path, start).commits.at(-1)?.blob;
    const text = (id: string | undefined): string | undefined => (id === undefined ? '' : this.blobs.text(id));
    return {
      ids: [ids.before, ids.first, tip, other].filter((id) => id !== undefined),
      versions: (): FileVersions | undefined => {
        const elsewhere = other === undefined ? {} : { elsewhere: text(other) ?? '' };
        if (followed.commits.length === 0) return this.untouched(path, sure, text(tip), elsewhere);
        const [before, first, now] = [text(ids.before), text(ids.first), text(tip)];
        if (before === undefined || first === undefined || now === undefined) return undefined;
        return { before, first, now, sure, ...elsewhere };
      },
    };
  }

  /** No commit since: what stands in the folder is the only later version. Only a path of this very folder speaks of it. */
  private untouched(path: string, sure: boolean, tip: string | undefined, more: { elsewhere?: string }) {
    if (!sure || this.place.bare || tip === undefined) return undefined;
    const tracked = this.tree().has(path);
    const now = this.inFolder(path);
    if (now === undefined && !tracked) return undefined;
    return now === null ? undefined : { before: tip, now: now ?? '', sure, ...more };
  }

  /** @returns undefined where no file is; null for one that is no text, too large, or only seems to lie in the folder */
  private inFolder(path: string): string | null | undefined {
    const file = join(this.place.top, path);
    try {
      const about = lstatSync(file);
      if (!about.isFile() || about.size > LARGEST) return null;
      if (!realpathSync(file).startsWith(this.place.top + sep)) return null;
      return textOf(readFileSync(file)) ?? null;
    } catch {
      return undefined;
    }
  }

  private has(path: string): boolean {
    if (this.tree().has(path) || this.main.has(path) || this.others.has(path)) return true;
    return !this.place.bare && typeof this.inFolder(path) === 'string';
  }

  private inside(path: string): string | undefined {
    const { top, alias } = this.place;
    return below(path, top) ?? (alias === undefined ? undefined : below(path, alias));
  }

  private covers(time: number): boolean {
    let oldest = Number.POSITIVE_INFINITY;
    for (const commits of this.main.values()) oldest = Math.min(oldest, commits[0]?.time ?? oldest);
    return oldest <= time;
  }

  /** Reads further back when it must, each time twice as far: in all, no more than twice the history. */
  private read(since: number): void {
    const { head, git, top, shallow } = this.place;
    if (since >= this.since || !head || !COMMIT_ID.test(head.id)) return;
    const again = Number.isFinite(this.since);
    const span = Math.max(0, head.time - since);
    this.since = Math.max(0, again ? since - span : since - MARGIN);
    const age = `--max-age=${this.since}`;
    const main = ask(git, top, [...LOG, age, head.id, '--']);
    const others = ask(git, top, [...LOG, age, '-m', '--all', '--not', head.id, '--']);
    this.silent ||= 'refused' in main || 'refused' in others;
    this.cut = 'out' in main && main.out.toString('latin1').split('\0\x01').length >= COMMITS;
    this.main = 'out' in main ? parseHistory(String(main.out), shallow) : new Map();
    this.others = 'out' in others ? parseHistory(String(others.out), shallow) : new Map();
  }

  private tree(): ReadonlyMap<string, string> {
    if (this.treeOf) return this.treeOf;
    const { head, git, top } = this.place;
    const list =
      head && COMMIT_ID.test(head.id) ? ask(git, top, ['ls-tree', '-r', '-z', '--full-tree', head.id]) : undefined;
    this.silent ||= list !== undefined && 'refused' in list;
    this.treeOf = list && 'out' in list ? parseTree(String(list.out)) : new Map();
    return this.treeOf;
  }

  private ends(): Endings {
    if (this.endings?.since !== this.since) {
      const paths = new Set([...this.tree().keys(), ...this.main.keys()]);
      this.endings = { since: this.since, of: new Endings(paths, basename(this.place.top)) };
    }
    return this.endings?.of as Endings;
  }
}

/** Contents before the first of the commits and after the first that came when the last edit was made. */
function idsOf(commits: Followed['commits'], to: number): { before?: string; first?: string } {
  const since: FileCommit | undefined = commits.find((commit) => commit.time >= to) ?? commits.at(-1);
  const [before, first] = [commits[0]?.old, since?.blob];
  return { ...(before ? { before } : {}), ...(first ? { first } : {}) };
}
