/** HTML of an answer as the Markdown that it was made of: what pages of chat programs hold, not any document. */

const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' };

/** Numbers beyond Unicode are left as they are. */
function entity(whole: string, name: string): string {
  if (name[0] !== '#') return NAMED[name] ?? whole;
  const code = /^#x/i.test(name) ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
  return Number.isInteger(code) && code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole;
}

const decodeEntities = (text: string): string => text.replace(/&(#x[\da-f]{1,6}|#\d{1,7}|[a-z]{2,6});/gi, entity);

/** What stands for a tag, before and behind what is in it. */
const MARKS: Readonly<Record<string, readonly [string, string]>> = {
  p: ['\n\n', '\n\n'],
  div: ['\n', '\n'],
  br: ['\n', ''],
  hr: ['\n\n---\n\n', ''],
  li: ['\n- ', '\n'],
  ul: ['\n', '\n\n'],
  ol: ['\n', '\n\n'],
  tr: ['\n', ''],
  td: ['| ', ' '],
  th: ['| ', ' '],
  strong: ['**', '**'],
  b: ['**', '**'],
  em: ['*', '*'],
  i: ['*', '*'],
  code: ['`', '`'],
  pre: ['\n```\n', '\n```\n'],
  h1: ['\n\n# ', '\n\n'],
  h2: ['\n\n## ', '\n\n'],
  h3: ['\n\n### ', '\n\n'],
  h4: ['\n\n#### ', '\n\n'],
};

/** A tag; an attribute may hold anything but `>`, and is bounded. */
const TAG = /<(\/?)([a-z][a-z\d]{0,10})(?:\s[^>]{0,2000})?\/?>/gi;

export function markdownOf(html: string): string {
  let out = '';
  let from = 0;
  let verbatim = 0;
  for (const tag of html.matchAll(TAG)) {
    out += between(html.slice(from, tag.index), verbatim > 0);
    from = tag.index + tag[0].length;
    const name = (tag[2] ?? '').toLowerCase();
    const closes = tag[1] === '/';
    // Marks within code would be read as part of it.
    if (name === 'pre') verbatim = Math.max(0, verbatim + (closes ? -1 : 1));
    else if (verbatim > 0 && name !== 'br') continue;
    out += MARKS[name]?.[closes ? 1 : 0] ?? '';
  }
  out += between(html.slice(from), verbatim > 0);
  return out
    .replace(/[ \t]+\n/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

/** Line breaks of the source are blanks, except in code. */
const between = (text: string, verbatim: boolean): string =>
  decodeEntities(verbatim ? text : text.replace(/\s+/g, ' '));
