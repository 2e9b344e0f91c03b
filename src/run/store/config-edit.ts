/** Changes single entries of goldpan.json and leaves the rest of its text as it is. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { applyEdits, modify } from 'jsonc-parser';
import { parseJson } from '../../kit/json/parse.ts';
import { parseConfig } from '../../model/config.ts';

/**
 * Reads the file (or begins one), lets `edit` change its text, and writes what is a configuration again.
 *
 * @param edit gets the text and what it says
 * @throws UserError for a file that is no configuration, before or after
 */
export function editConfig(file: string, edit: (text: string, value: Record<string, unknown>) => string): void {
  const [, mark = '', text = ''] =
    /^(\ufeff?)([\s\S]*)$/.exec(existsSync(file) ? readFileSync(file, 'utf8') : '{}\n') ?? [];
  // Also says what is wrong with a file that cannot be edited.
  parseConfig(text, file);
  const edited = edit(text, parseJson(text, { file }) as Record<string, unknown>);
  parseConfig(edited, file);
  if (edited !== text) writeFileSync(file, mark + edited);
}

/**
 * @param text a JSON object
 * @param at index of the entry that is replaced; behind the last one the entry is appended, and the list made if need be
 * @returns the text with that entry, laid out as the rest of it is
 */
export const withEntry = (text: string, key: string, at: number, entry: unknown): string =>
  withValue(text, [key, at], entry);

/** The text with the value at this path, made where it is not there. */
function withValue(text: string, path: (string | number)[], value: unknown): string {
  const indent = /\n([ \t]+)"/.exec(text)?.[1] ?? '  ';
  const formattingOptions = {
    insertSpaces: !indent.startsWith('\t'),
    tabSize: indent.length,
    eol: text.includes('\r\n') ? '\r\n' : '\n',
  };
  return applyEdits(text, modify(text, path, value, { formattingOptions }));
}

/**
 * Adds paths to `sources.include`; without one the folder itself is read, and goes on to be.
 *
 * @returns the paths that were not there yet
 */
export function addSources(file: string, paths: readonly string[]): string[] {
  let added: string[] = [];
  editConfig(file, (text, value) => {
    const include = (value.sources as { include?: string[] } | undefined)?.include;
    const known = include ?? ['.'];
    added = paths.filter((path, i) => !known.includes(path) && paths.indexOf(path) === i);
    if (added.length === 0) return text;
    if (!include) return withValue(text, ['sources', 'include'], [...known, ...added]);
    return added.reduce((t, path, i) => withValue(t, ['sources', 'include', known.length + i], path), text);
  });
  return added;
}
