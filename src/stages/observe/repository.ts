/** What a stage may ask about files after a session: answered from a Git repository by src/run/git, and by tables in tests. */

export interface FileQuestion {
  /** As the log has it: absolute, of this machine or another, or relative. */
  readonly path: string;
  /** UTC ms of the first and the last edit. */
  readonly from: number;
  readonly to: number;
}

/** Versions of a file as texts; '' where there is no such file at that point. */
export interface FileVersions {
  /** Before the first edit. */
  readonly before: string;
  /** First one that was committed after the last edit; absent when no commit touched the file since. */
  readonly first?: string;
  /** As it stands now: at HEAD, or in the folder when no commit touched it since. */
  readonly now: string;
  /** The path lies in this very folder, and is not only one that ends alike. */
  readonly sure: boolean;
  /** Text at the tips of other branches that touched the file since. */
  readonly elsewhere?: string;
}

export interface Repository {
  /** @returns one answer for each question; undefined where no repository knows the file, or not all of its history. */
  versionsOf(questions: readonly FileQuestion[]): (FileVersions | undefined)[];
}
