/**
 * Addresses of networks: IPv4, IPv6, MAC.
 * Loopback, unspecified, broadcast, link-local and documentation ranges name no one: rule `special`, confidence .3.
 * Private ranges (10/8, 172.16/12, 192.168/16, fc00::/7) name a machine inside an organisation: rule `private`, confidence .45.
 */
import ipaddr from 'ipaddr.js';
import type { Detector, Finding } from '../detector.ts';
import { HAS, needing } from './facts.ts';
import { digitRegions, matchesNeeding } from './regions.ts';
import { hasContext } from './text.ts';

const V4 = needing(
  HAS.DOTTED,
  /(?<![\w.-]|\d[:,])(?:(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)\.){3}(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)(?:\/(?:3[0-2]|[12]?\d)(?!\d))?(?![\w]|\.\d|-\d|\.\w)/g,
);
/** Hex digits and colons (and a v4 tail, a zone, a prefix length), from the first of them on; the library decides. */
const V6 =
  /(?:[0-9a-f]{0,4}:){2,8}(?:(?:\d{1,3}\.){3}\d{1,3}|[0-9a-f]{1,4})?(?:%[a-z0-9]{1,15})?(?:\/\d{1,3})?(?![\w:])/iy;
/** From the first byte on; found by its separators, three apart, or those of three groups, five apart. */
const MAC = /(?:[0-9a-f]{2}([:-]))(?:[0-9a-f]{2}\1){4}[0-9a-f]{2}(?![\w]|[:-][0-9a-f])/iy;
const MAC_DOTTED = /(?<![\w.])[0-9a-f]{4}\.[0-9a-f]{4}\.[0-9a-f]{4}(?![\w]|\.\w)/iy;
const VERSION =
  /(?:version(?:__)?["']?|ver\.?|release|v|build|firmware|section|chapter|§|rev(?:ision)?|==|>=|<=|~=|~>|\^)\s{0,2}[:=]?\s{0,2}["']?$/i;
const MAC_CONTEXT = /\bmac\b|hwaddr|ether|bssid|physical address|bluetooth/;
const SPECIAL = new Set([
  'loopback',
  'unspecified',
  'broadcast',
  'linkLocal',
  'multicast',
  'reserved',
  'ipv4Mapped',
  'rfc6145',
  'rfc6052',
  '6to4',
  'teredo',
  'carrierGradeNat',
  'amt',
  'as112',
  'discard',
]);
/** Reserved on paper (TEST-NET-2 and 3, benchmarks), but real logs have them as addresses of people. */
const SEEN_IN_LOGS = /^(?:198\.(?:18|19|51)\.|203\.0\.113\.)/;
/** TEST-NET-1 and the documentation prefix of IPv6 are for examples. */
const DOCUMENTATION = /^(?:192\.0\.2\.|2001:db8:)/i;

function ranked(address: string): { rule: string; confidence: number } | undefined {
  const bare = address.replace(/[%/].*$/, '');
  if (!ipaddr.isValid(bare)) return undefined;
  const parsed = ipaddr.parse(bare);
  const range = parsed.range();
  const rule = parsed.kind();
  if (DOCUMENTATION.test(bare)) return { rule: 'special', confidence: 0.3 };
  if (range === 'private' || range === 'uniqueLocal') return { rule: 'private', confidence: 0.45 };
  if (SPECIAL.has(range) && !SEEN_IN_LOGS.test(bare)) return { rule: 'special', confidence: 0.3 };
  return { rule, confidence: 0.95 };
}

/** Not all zeros and not broadcast. */
function isNamed(value: string): boolean {
  const hex = value.replace(/[^0-9a-f]/gi, '').toLowerCase();
  return hex !== '000000000000' && hex !== 'ffffffffffff';
}

function mac(start: number, end: number): Finding {
  return { start, end, type: 'MAC_ADDRESS', detector: 'network', rule: 'mac', confidence: 0.93, evidence: 'shape' };
}

function macIn(text: string, separator: string): Finding[] {
  const found: Finding[] = [];
  for (let at = text.indexOf(separator); at !== -1; at = text.indexOf(separator, at + 1)) {
    if (text[at + 3] !== separator || at < 2 || /[\w:.-]/.test(text[at - 3] ?? ' ')) continue;
    MAC.lastIndex = at - 2;
    const value = MAC.exec(text)?.[0];
    if (value && isNamed(value)) found.push(mac(at - 2, at - 2 + value.length));
  }
  return found;
}

function dottedMacIn(text: string): Finding[] {
  const found: Finding[] = [];
  for (let at = text.indexOf('.'); at !== -1; at = text.indexOf('.', at + 1)) {
    if (at < 4 || text.charCodeAt(at + 5) !== 46) continue;
    MAC_DOTTED.lastIndex = at - 4;
    const value = MAC_DOTTED.exec(text)?.[0];
    if (!value || !isNamed(value)) continue;
    // Numbers alone, and words of hex letters, are addresses only where something says so.
    const mixed = /[a-f]/i.test(value) && (value.match(/\d/g)?.length ?? 0) >= 3;
    if (mixed || hasContext(text, at - 4, at - 4 + value.length, MAC_CONTEXT))
      found.push(mac(at - 4, at - 4 + value.length));
  }
  return found;
}

function isHex(code: number): boolean {
  return (code >= 48 && code <= 57) || (code >= 97 && code <= 102) || (code >= 65 && code <= 70);
}

/** An IPv6 address has two colons together, or seven: `12:30:00` has neither, and is not looked at further. */
function v6In(text: string): Finding[] {
  const found: Finding[] = [];
  for (let colon = text.indexOf(':'); colon !== -1; ) {
    // The next colon follows after four hex digits at most, or there is no address.
    let second = colon + 1;
    while (second < colon + 5 && isHex(text.charCodeAt(second))) second++;
    if (text.charCodeAt(second) !== 58) {
      colon = text.indexOf(':', colon + 1);
      continue;
    }
    let start = colon;
    while (start > 0 && colon - start < 4 && isHex(text.charCodeAt(start - 1))) start--;
    V6.lastIndex = start;
    const value = /[\w.:]/.test(text[start - 1] ?? ' ') ? undefined : V6.exec(text)?.[0];
    let next = colon + 1;
    if (value) {
      next = start + value.length;
      const rank =
        value.length > 2 && (value.includes('::') || value.split(':').length === 8 || value.includes('.'))
          ? ranked(value)
          : undefined;
      // `a::b` is C++ and Ruby: hex words without a digit, or with few colons and short, do not count.
      if (rank && /\d/.test(value) && (value.split(':').length > 4 || value.length >= 7 || rank.confidence < 0.5)) {
        found.push({
          start,
          end: start + value.length,
          type: 'IP_ADDRESS',
          detector: 'network',
          evidence: 'library',
          ...rank,
        });
      }
    }
    colon = text.indexOf(':', next);
  }
  return found;
}

export const networkDetector: Detector = {
  name: 'network',
  detect({ text }) {
    const found: Finding[] = [];
    for (const match of matchesNeeding(text, digitRegions(text, 4), V4)) {
      if (VERSION.test(text.slice(Math.max(0, match.index - 14), match.index))) continue;
      const rank = ranked(match[0]);
      // Four small numbers are a version or an OID far more often than an address.
      if (
        !rank ||
        (/^(?:\d\.){3}\d{1,2}$/.test(match[0]) &&
          !/^(?:1\.[01]\.|8\.8\.|9\.9\.9)/.test(match[0]) &&
          !hasContext(text, match.index, match.index + match[0].length, /\bip|address|host|server|dns|ping|from\b/))
      )
        continue;
      found.push({
        start: match.index,
        end: match.index + match[0].length,
        type: 'IP_ADDRESS',
        detector: 'network',
        evidence: 'library',
        ...rank,
      });
    }
    found.push(...v6In(text));
    found.push(...macIn(text, ':'), ...macIn(text, '-'));
    found.push(...dottedMacIn(text));
    return found;
  },
};
