/** Pages of HTML: what stands between the tags is language, each element a line of its own. */

const TAG = /<(?:\/?[A-Za-z][\w:-]{0,40}(?:\s[^<>]{0,600})?\/?|!--[^<>]{0,400}--|!DOCTYPE[^<>]{0,200})>/g;

/**
 * The text with its tags blanked, of the same length, so that offsets stay; undefined where there are none. A tag becomes a
 * line break, since words of two elements are no sentence.
 */
export function withoutMarkup(text: string): string | undefined {
  if (!text.includes('</')) return undefined;
  const blank = text.replace(TAG, (tag) => `\n${' '.repeat(tag.length - 1)}`);
  return blank === text ? undefined : blank;
}
