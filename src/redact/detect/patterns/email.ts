/** E-mail addresses, also with letters of other scripts and with light obfuscation. */
import type { Detector, Finding } from '../detector.ts';
import { matchesOf } from './regions.ts';

const LOCAL = /[\p{L}\p{N}.!#$%&'*+/=?^_`{|}~-]/u;
/** The domain is read forward from the `@` with a sticky pattern; labels are bounded, so it is linear. Dashes behind it are a rule. */
const DOMAIN =
  /(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,62})\.){1,8}(?:xn--[a-z0-9-]{2,40}|\p{L}{2,24})(?![\p{L}\p{N}]|-[\p{L}\p{N}])/uy;
const LITERAL = /\[(?:IPv6:)?[0-9a-fA-F.:]{3,45}\]/y;
const OBFUSCATED =
  /(?<![\w.+-])([a-z0-9][a-z0-9._+-]{0,63}(?:(?: ?(?:\(dot\)|\[dot\]|\{dot\}) ?| dot )[a-z0-9_+-]{1,63}){0,3})(?: ?(?:\(at\)|\[at\]|\{at\}|\(@\)|\[@\]| at ) ?|@)([a-z0-9-]{1,63})((?:(?: ?(?:\(dot\)|\[dot\]|\{dot\}|\[\.\]|\(\.\)| dot ) ?|\.)[a-z0-9-]{1,63}){1,4})(?![\w-])/gi;
/** Endings that a spelt-out address is believed with: what stands behind a dot is mostly a member or a file. */
const ENDING = `(?:com|org|net|edu|gov|io|de|fr|uk|it|es|nl|info|co|me|eu|ch|at|be|pl|pt|se|no|dk|fi|cz|ie|ca|us|au|nz|jp|cn|in|br|ru|dev|app|ai|example)`;
const SPELT_DOT = new RegExp(String.raw`(?:dot|[)\]}]) ?${ENDING}$`, 'i');
const PLAIN_DOT = new RegExp(String.raw`\.${ENDING}$`, 'i');
/** Endings that are files, not top-level domains: `icon@2x.png`, `pkg@1.2.tgz`. */
const FILE_ENDING =
  /\.(?:png|jpe?g|gif|svg|webp|ico|css|scss|js|mjs|cjs|ts|tsx|jsx|json|html?|py|rb|go|java|php|tgz|gz|zip|md|txt|ya?ml|lock|service|target|socket|timer|mount)$/i;
const SPELT = /dot|[([{](?:at|@|\.)[)\]}]/i;
const MAX_LOCAL = 64;

function localStart(text: string, at: number): number {
  let start = at;
  while (start > 0 && at - start < MAX_LOCAL && LOCAL.test(text[start - 1]!)) start--;
  // What cannot begin an address belongs to the text around: quotes, slashes of a path, `=` of an assignment.
  const local = text.slice(start, at);
  const cut = Math.max(
    local.lastIndexOf('/'),
    local.lastIndexOf('='),
    local.lastIndexOf('`'),
    local.lastIndexOf('|'),
    local.lastIndexOf('{'),
    local.lastIndexOf('}'),
    local.lastIndexOf("'") === 0 ? 0 : -1,
  );
  start += cut + 1;
  // Underscores around an address emphasise it, and no provider lets one begin with them.
  // A plus is part of a number that takes mail, or the sign of a diff.
  while (start < at && (/[^\p{L}\p{N}+]/u.test(text[start]!) || (text[start] === '+' && !/\d/.test(text[start + 1]!))))
    start++;
  return start;
}

/** `ann@shop.com.txt` is a file that is named for an address: the ending is not part of that, where the rest ends as addresses do. */
function withoutFile(domain: string): string {
  const rest = FILE_ENDING.test(domain) ? domain.slice(0, domain.lastIndexOf('.')) : domain;
  return rest !== domain && PLAIN_DOT.test(rest) ? rest : domain;
}

export const emailDetector: Detector = {
  name: 'email',
  detect({ text }) {
    const found: Finding[] = [];
    for (let at = text.indexOf('@'); at !== -1; at = text.indexOf('@', at + 1)) {
      const start = localStart(text, at);
      if (start === at || text[at - 1] === '.') continue;
      // user:password@host and scheme://user@host belong to the URL and secret detectors.
      if (text[start - 1] === ':' && /:\/\/[^\s/]{0,80}$/.test(text.slice(Math.max(0, start - 90), start))) continue;
      if (text.slice(start - 2, start) === '//') continue;
      DOMAIN.lastIndex = at + 1;
      LITERAL.lastIndex = at + 1;
      const match = DOMAIN.exec(text) ?? LITERAL.exec(text);
      if (!match) continue;
      const domain = withoutFile(match[0]);
      if (FILE_ENDING.test(domain) && !/^[^.]+\.(?:py|md|service)$/i.test(domain)) continue;
      const end = at + 1 + domain.length;
      // git@github.com:owner/repo and ssh logins name a machine, not a person.
      if (/^git$/i.test(text.slice(start, at)) && text[end] === ':') continue;
      const file = FILE_ENDING.test(domain);
      found.push({
        start,
        end,
        type: 'EMAIL',
        detector: 'email',
        rule: 'email',
        confidence: file ? 0.4 : 0.97,
        evidence: 'shape',
      });
    }
    // Cheap first: nothing is spelt out without one of these.
    if (SPELT.test(text)) {
      for (const match of matchesOf(text, OBFUSCATED)) {
        const bracketed = /[([{](?:at|dot|\.|@)[)\]}]/i.test(match[0]);
        const known = SPELT_DOT.test(match[0]);
        // `items[at].name`, `look at shop.example`, and what the at sign shows anyway.
        const dotted = !/ dot |[([{](?:dot|\.)[)\]}]/i.test(match[3] ?? '');
        if ((dotted && !(bracketed && PLAIN_DOT.test(match[0]))) || (!bracketed && !known)) continue;
        found.push({
          start: match.index,
          end: match.index + match[0].length,
          type: 'EMAIL',
          detector: 'email',
          rule: 'obfuscated',
          confidence: bracketed ? 0.9 : 0.7,
          evidence: 'shape',
        });
      }
    }
    return found;
  },
};
