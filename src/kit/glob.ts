/**
 * File patterns, as goldpan.json has them: `*` and `?` within a folder, `**` over folders, `{a,b}`, `{1..3}`, `[ab]`, `[!ab]`. A
 * backslash takes the next character literally. Everything else is literal, a leading `!` and parentheses too.
 */
import picomatch from 'picomatch';

/** Windows paths are given with forward slashes, so that one goldpan.json means the same everywhere. */
const OPTIONS: picomatch.PicomatchOptions = {
  windows: false,
  // [!ab] is the class of all but these, as in the shell.
  posix: true,
  dot: true,
  nonegate: true,
  noextglob: true,
  strictBrackets: true,
  // A class such as [z-a] is an error, not a pattern that matches nothing.
  debug: true,
};

type Matcher = (path: string) => boolean;

/** By glob; as many as goldpan.json has, and each is asked for every session. */
const matchers = new Map<string, Matcher>();

/**
 * @param globs relative to the workspace folder, or absolute; `./` in front is ignored
 * @param path POSIX path, as sources carry it
 * @throws SyntaxError for a pattern that `globMistake` refuses
 */
export function globMatches(globs: readonly string[], path: string): boolean {
  return globs.some((glob) => {
    const matcher = matchers.get(glob) ?? compile(glob);
    matchers.set(glob, matcher);
    return matcher(path);
  });
}

/** What is wrong with a pattern, in words; undefined: nothing. */
export function globMistake(glob: string): string | undefined {
  try {
    compile(glob);
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
}

/** picomatch reads parentheses and bars as a regular expression and quotes as literal stretches: here they are characters. */
const compile = (glob: string): Matcher =>
  picomatch(
    glob.replace(/\\[\s\S]|[()|"]/g, (c) => (c.length > 1 ? c : `\\${c}`)),
    OPTIONS,
  );
