/**
 * URLs. Standard policies act on those that name a person or open a door: a user in front of the host, a token in the query,
 * a personal page. The rest (`home`, `plain`, `domain`) is quasi-identifying at most: confidence below .5, for strict policies.
 * Without a scheme a known top-level domain is needed, and language around it: `setup.ini`, `ds.Rows` and `m.group` are no
 * addresses. Pages that everybody reads (registries, standards, manuals) say nothing of anyone: `public`, below all policies.
 */
import type { Detector, Finding } from '../detector.ts';
import { isCodeLine } from '../prose/code.ts';
import { isPublicPage } from './public-hosts.ts';
import { matchesOf } from './regions.ts';
import { isAlnum } from './text.ts';
import { isTopLevelDomain, wordsIn } from './words.ts';

const URL = /(?<![\p{L}\p{N}])(?:https?|ftps?|sftp|ssh|wss?):\/\/[^\s<>"'`{}|\\^\])]{3,2000}/giu;
/** From a top-level domain on: nothing more of a word, no call, then perhaps a path. */
const AFTER_TLD = /\.([a-z]{2,10}|[A-Z]{2,10})(?![\p{L}\p{N}_@(-]|\.\p{L})(?:\/[^\s<>"'`{}|\\^\])]{0,500})?/uy;
/** Domains that are words too: `user.id`, `dump.in`, `about.me`. They need a path or `www.` to be addresses. */
const WORDS_TOO = new Set('in id me is it at be no us so my to am as do sh cc'.split(' '));
/** Where a call, an attribute or a file of that name is more likely than a page. */
const FIRM_IN_CODE = new Set('com org net edu gov'.split(' '));
/** Programs and libraries with a point in their names. */
const PRODUCTS = /^(?:asp\.net|ado\.net|ml\.net|socket\.io|draw\.io|three\.js|deno\.dev|llama\.cpp)$/i;
/** `nc host 1337`, `host:8080`, `host on port 22`: a machine that a program talks to, and no page. */
const PORT = /^(?:`|"|')?(?::\d{2,5}\b| (?:on )?(?:`?port`? )?`?\d{2,5}\b(?!\.\d)| port )/;
const USERINFO = /^[a-z]+:\/\/([^\s/@:]{1,80})(?::[^\s/@]{0,120})?@/i;
const TOKEN =
  /[?&#](?:[\w-]{0,20}(?:token|secret|apikey|api_key|access_key|auth|password|passwd|pwd|session|sessionid|sid|signature|sig|jwt|code|key|ticket|otp|invite)|X-Amz-[\w-]{1,20})=[^&\s]{6,}/i;
const PERSONAL_QUERY = /[?&](?:e-?mail|user(?:name|_?id)?|phone|name|ssn|dob|customer(?:_?id)?)=[^&\s]{3,}/i;
const PROFILE =
  /^[a-z]+:\/\/(?:[\w-]{1,20}\.)?(?:linkedin\.com\/in\/|facebook\.com\/(?!sharer|groups|events|pages|watch)|instagram\.com\/(?!p\/|explore|reel)|(?:twitter|x)\.com\/(?!home|search|i\/|intent|hashtag|share)|t\.me\/|tiktok\.com\/@|youtube\.com\/@|medium\.com\/@|mastodon\.\w+\/@|bsky\.app\/profile\/|keybase\.io\/|paypal\.me\/|venmo\.com\/|calendly\.com\/|about\.me\/)[\w.@-]{2,60}/i;
const HOME =
  /^[a-z]+:\/\/[^\s/]{3,120}\/(?:~[\w.-]{2,40}|(?:users?|people|profiles?|members?|u|accounts?|customers?)\/[\w.%@-]{2,60})(?=[/?#]|$)/i;
const TRAILING = /[.,;:!?*_)\]'"]+$/;

function classify(url: string): { rule: string; confidence: number; evidence: string } {
  const user = USERINFO.exec(url)?.[1];
  if (user && !/^(?:git|\$|<|\{)/.test(user)) return { rule: 'user', confidence: 0.8, evidence: 'userinfo' };
  if (PERSONAL_QUERY.test(url)) return { rule: 'personal-query', confidence: 0.7, evidence: 'query' };
  if (TOKEN.test(url) && /=[^&\s]*\d[^&\s]*/.test(url)) return { rule: 'token', confidence: 0.6, evidence: 'query' };
  if (PROFILE.test(url)) return { rule: 'profile', confidence: 0.7, evidence: 'profile' };
  if (HOME.test(url)) return { rule: 'home', confidence: 0.45, evidence: 'path' };
  return { rule: 'plain', confidence: 0.3, evidence: 'shape' };
}

/** What names a person or opens a door counts on any host. */
function publicPage(found: ReturnType<typeof classify>): ReturnType<typeof classify> {
  return found.rule === 'plain' || found.rule === 'home' ? { ...found, rule: 'public', evidence: 'host' } : found;
}

function isHostCode(code: number): boolean {
  return isAlnum(code) || code === 45 || code === 46;
}

/** Domains without a scheme, found from their last label back. */
function domainsIn(text: string): Finding[] {
  const found: Finding[] = [];
  for (const dot of wordsIn(text, 'domain')) {
    AFTER_TLD.lastIndex = dot;
    const rest = AFTER_TLD.exec(text);
    if (!rest || !isTopLevelDomain(rest[1] ?? '')) continue;
    let start = dot;
    while (start > 0 && dot - start < 80 && isHostCode(text.charCodeAt(start - 1))) start--;
    if (start === dot || /^[.-]/.test(text.slice(start, dot)) || /[\p{L}_@/:\\-]/u.test(text[start - 1] ?? ' '))
      continue;
    const domain = text.slice(start, dot + rest[0].length).replace(TRAILING, '');
    if (!isAddress(text, start, domain, (rest[1] ?? '').toLowerCase())) continue;
    found.push({
      start,
      end: start + domain.length,
      type: 'URL',
      detector: 'url',
      rule: isPublicPage(domain) ? 'public' : 'domain',
      confidence: 0.2,
      evidence: 'shape',
    });
  }
  return found;
}

/** Whether a name with a point in it is a page's address where it stands, and not an attribute, a file or a machine. */
function isAddress(text: string, start: number, domain: string, top: string): boolean {
  const host = domain.split('/', 1)[0] ?? '';
  const sure = /^www\./i.test(host) || domain.length > host.length + 1;
  if (sure) return !PRODUCTS.test(host);
  if (/^(?:self|this|cls|super|os|sys|np|pd)\./.test(host)) return false;
  if (WORDS_TOO.has(top) || PRODUCTS.test(host)) return false;
  const end = start + domain.length;
  if (PORT.test(text.slice(end, end + 16))) return false;
  if (FIRM_IN_CODE.has(top)) return true;
  return text[start - 1] !== '`' && !/^\s?=[^=]/.test(text.slice(end, end + 3)) && !isCodeLine(lineAround(text, start));
}

/** The line around an offset, as far as it matters for telling what it is. */
function lineAround(text: string, at: number): string {
  const from = Math.max(text.lastIndexOf('\n', at) + 1, at - 200);
  const end = text.indexOf('\n', at);
  return text.slice(from, end < 0 ? at + 200 : Math.min(end, at + 200));
}

export const urlDetector: Detector = {
  name: 'url',
  detect({ text, kind }) {
    if (kind === 'key' || kind === 'name') return [];
    const found: Finding[] = [];
    if (text.includes('://')) {
      for (const match of matchesOf(text, URL)) {
        const url = match[0].replace(TRAILING, '');
        if (!/^[a-z]+:\/\/(?:[^\s/]*@)?[^\s/]*[.:\]][^\s/]|^[a-z]+:\/\/localhost/i.test(url)) continue;
        found.push({
          start: match.index,
          end: match.index + url.length,
          type: 'URL',
          detector: 'url',
          ...(isPublicPage(url) ? publicPage(classify(url)) : classify(url)),
        });
      }
    }
    found.push(...domainsIn(text));
    return found;
  },
};
