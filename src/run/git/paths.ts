/** Which file of a repository a path of a log means. Paths are data: nothing here touches the disk. */

/** Forward slashes, no `.` and `..`, drive letters in lower case. @returns undefined for a path that leads out of its root */
export function plainPath(path: string): string | undefined {
  const slashes = path.includes('\\') && !path.includes('/') ? path.replaceAll('\\', '/') : path;
  const drive = /^[A-Za-z]:[/\\]/.test(path) ? path.replaceAll('\\', '/') : slashes;
  const absolute = drive.startsWith('/');
  const parts: string[] = [];
  for (const part of drive.split('/')) {
    if (part === '' || part === '.') continue;
    if (part !== '..') parts.push(part);
    else if (parts.pop() === undefined) return undefined;
  }
  if (parts.length === 0 || parts.includes('.git')) return undefined;
  const plain = parts.join('/').replace(/^[A-Z]:/, (letter) => letter.toLowerCase());
  return absolute ? `/${plain}` : plain;
}

export const isAbsolutePath = (path: string): boolean => /^(?:\/|~|[a-z]:\/)/.test(path);

/** The path below a folder, or undefined. */
export function below(path: string, folder: string): string | undefined {
  const top = (plainPath(folder) ?? '').replace(/\/$/, '');
  return path.startsWith(`${top}/`) ? path.slice(top.length + 1) : undefined;
}

/** Files of a repository by the end of their path. */
export class Endings {
  private readonly byName = new Map<string, string[]>();

  constructor(
    paths: Iterable<string>,
    /** Name of the repository's folder. */
    private readonly folder: string,
  ) {
    for (const path of paths) {
      const name = nameOf(path);
      const same = this.byName.get(name);
      if (same) same.push(path);
      else this.byName.set(name, [path]);
    }
  }

  /** The one file that an absolute path of another machine, or a relative one of a folder further down, ends with or is the end of. */
  match(path: string): string | undefined {
    const same = this.byName.get(nameOf(path)) ?? [];
    if (!isAbsolutePath(path)) {
      const ends = same.filter((one) => one === path || one.endsWith(`/${path}`));
      return ends.includes(path) ? path : ends.length === 1 ? ends[0] : undefined;
    }
    const [longest] = same
      .filter((one) => path.endsWith(`/${one}`) && this.says(path, one))
      .sort((a, b) => b.length - a.length);
    return longest;
  }

  /** A bare file name (`README.md`) is in every project: then the folder has to have the name of ours. */
  private says(path: string, one: string): boolean {
    if (one.includes('/')) return true;
    return nameOf(path.slice(0, -one.length - 1)) === this.folder;
  }
}

const nameOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1);
