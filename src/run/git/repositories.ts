/** The repositories of a workspace as one: each file is asked of the one that holds it. */
import type { Config } from '../../model/config.ts';
import type { FileQuestion, FileVersions, Repository } from '../../stages/observe/repository.ts';
import { findRepositories, type RepositoryPlace } from './find.ts';
import { plainPath } from './paths.ts';
import { GitRepository, type Known } from './repository.ts';

/** Where a run may look; none where the setting says so. */
export const placesFor = (config: Config, root: string): ReturnType<typeof findRepositories> =>
  config.outcome.git === 'off' ? { places: [], notes: [] } : findRepositories(root);

export function repositoryOf(places: readonly RepositoryPlace[]): Repository | undefined {
  return places.length === 0 ? undefined : new Repositories(places);
}

class Repositories implements Repository {
  /** Those further down first: a file is of the innermost one. */
  private readonly all: readonly GitRepository[];

  constructor(places: readonly RepositoryPlace[]) {
    this.all = [...places].sort((a, b) => b.top.length - a.top.length).map((place) => new GitRepository(place));
  }

  versionsOf(questions: readonly FileQuestion[]): (FileVersions | undefined)[] {
    const answers: (FileVersions | undefined)[] = questions.map(() => undefined);
    const since = Math.floor(questions.reduce((least, q) => Math.min(least, q.from), Number.POSITIVE_INFINITY) / 1000);
    const asked = new Map<GitRepository, { at: number; known: Known; question: FileQuestion }[]>();
    questions.forEach((question, at) => {
      const holder = this.holderOf(question, since);
      if (!holder) return;
      const list = asked.get(holder.repository) ?? [];
      asked.set(holder.repository, list);
      list.push({ at, known: holder.known, question });
    });
    for (const [repository, list] of asked) {
      const found = repository.answer(list);
      list.forEach(({ at }, i) => {
        answers[at] = found[i];
      });
    }
    return answers;
  }

  private holderOf({ path }: FileQuestion, since: number) {
    const plain = plainPath(path);
    if (plain === undefined) return undefined;
    const holders = this.all.flatMap((repository) => {
      const known = repository.knows(plain, since);
      return known ? [{ repository, known }] : [];
    });
    return holders.find(({ known }) => known.sure) ?? holders[0];
  }
}
