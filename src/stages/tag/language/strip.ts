/**
 * What is nobody's language: code, commands, paths, addresses, identifiers, JSON, numbers, placeholders, and what a harness wrote
 * in tags of its own. All of it is English or nothing, whatever language the person writes.
 */
import { PLACEHOLDER } from '../../../model/placeholder.ts';

/** Elements of HTML hold text of the person; other tags are a program's. */
const HTML =
  /^(?:p|br|b|i|u|em|strong|a|span|div|li|ul|ol|h[1-6]|table|tr|td|th|blockquote|q|s|sub|sup|small|body|html|center|font|img|hr)$/i;

const OPEN = /<([A-Za-z][\w-]{0,40})(?:\s[^<>]{0,200})?>/g;

/** Of several words or lines. Each is linear: no quantifier can match what the next one matches. */
const PIECES = new RegExp(
  [
    // Fenced code, to its end or the end of the text.
    '```[^]*?(?:```|(?![^]))',
    '~~~[^]*?(?:~~~|(?![^]))',
    '`[^`\\n]{1,200}`',
    // Placeholders: ours, those of other tools, those of templates.
    PLACEHOLDER.source,
    '\\[[A-Z][A-Z0-9_ ]{1,40}\\]',
    '\\{\\{[^{}\\n]{1,80}\\}\\}',
    '<\\/?[A-Za-z][^<>\\n]{0,200}>',
    // Keys and values of JSON.
    '"[\\w.$-]{1,80}"[ \\t]*:[ \\t]*(?:"(?:[^"\\\\\\n]|\\\\.){0,2000}"|[\\w.+-]+)?',
    // Calls: their name, and what is handed to them.
    '(?<![\\p{L}\\p{N}])[A-Za-z_$][\\w$]*\\([^()\\n]{0,80}\\)',
  ].join('|'),
  'gu',
);
const PIECE = /[`~[{<("]/;

/** Lines of a shell, of a program's log or trace, of a patch. */
const LINES =
  /^[ \t]*(?:(?:\$|>>>|#|%|PS [^>\n]{0,80}>|[\w.-]{1,40}@[\w.-]{1,40}:[^$#\n]{0,80}[$#])[ \t]+[a-z./]|at [\w.$<>]+ ?\(|File "|Traceback |\d{4}-\d\d-\d\d[T ]\d\d:\d\d|[-+]{3} |@@ |diff --git |index [0-9a-f]{7}).*$/gm;

/** What may be a path, an address, an identifier or a flag: most words are not. */
const SUSPECT = /[\\/@_$=\d]|^-|\p{L}\.\p{L}|\p{Ll}\p{Lu}/u;
/** One of them within a word as spaces part it; a slash between two words parts them. */
const NO_WORD = new RegExp(
  [
    '[a-z][a-z0-9+.-]{1,20}:\\/\\/\\S+',
    'www\\.\\S+',
    '[\\w.+-]{0,64}@[\\w-]{1,64}(?:[./][\\w./-]*)?',
    // Paths: of Windows, from the root or a dot, and those with two slashes or an ending.
    '[A-Za-z]:\\\\\\S+',
    '(?<![\\p{L}\\p{N}])[~.]{0,2}\\/[\\w.@+-]+(?:\\/[\\w.@+-]*)*',
    '(?<![\\p{L}\\p{N}/])[\\w.@+-]{1,80}\\/[\\w.@+-]+(?:\\/[\\w.@+-]+)+',
    '(?<![\\p{L}\\p{N}])[\\w@+-]{1,80}(?:\\.[\\w-]{1,20})*\\.[A-Za-z]\\w{0,5}(?![\\p{L}\\p{N}])',
    '(?<![\\p{L}\\p{N}-])--?[A-Za-z][\\w-]*(?:=\\S+)?',
    // Identifiers: with an underscore, a capital inside, a digit.
    '(?<![\\p{L}\\p{N}])[\\p{L}\\p{N}$]*_[\\p{L}\\p{N}_$]*',
    '(?<![\\p{L}\\p{N}])\\p{L}*\\p{Ll}\\p{Lu}[\\p{L}\\p{N}]*',
    '(?<![\\p{Script=Latin}\\p{N}])(?:\\p{Script=Latin}+\\p{N}|\\p{N}+\\p{Script=Latin})[\\p{Script=Latin}\\p{N}]*',
  ].join('|'),
  'gu',
);

/** Said by someone else, most likely: the text to translate, the message of an error. Two words and more. */
const QUOTED =
  /"[^"\n]{0,400}?\s[^"\n]{1,400}"|“[^”\n]{1,400}”|«[^»\n]{1,400}»|„[^“”\n]{1,400}[“”]|「[^」\n]{1,200}」/g;

export function withoutCode(text: string): string {
  const own = withoutBlocks(text).replace(LINES, ' ');
  const lines = PIECE.test(own) ? own.replace(PIECES, ' ') : own;
  return lines.replace(/\S+/g, (word) => (SUSPECT.test(word) ? word.replace(NO_WORD, ' ') : word));
}
export const withoutQuotes = (text: string): string => text.replace(QUOTED, ' ');

/** Blocks `<name>…</name>` whose name is none of HTML, with what they hold; one that is not closed loses its tag alone. */
function withoutBlocks(text: string): string {
  if (!text.includes('</')) return text;
  let out = '';
  let from = 0;
  OPEN.lastIndex = 0;
  const missing = new Set<string>();
  for (let m = OPEN.exec(text); m; m = OPEN.exec(text)) {
    const name = m[1] ?? '';
    if (HTML.test(name) || missing.has(name)) continue;
    const end = text.indexOf(`</${name}>`, OPEN.lastIndex);
    if (end < 0) {
      // Not looked for again: the time stays linear.
      missing.add(name);
      continue;
    }
    out += `${text.slice(from, m.index)} `;
    from = end + name.length + 3;
    OPEN.lastIndex = from;
  }
  return out + text.slice(from);
}
