/** Character references of HTML and XML. */
import type { Dress } from './mapped.ts';

/** Names of signs that stand in addresses and numbers, and of the letters of Western names. */
const NAMES: ReadonlyMap<string, string> = new Map(
  `amp& lt< gt> quot" apos' commat@ period. comma, colon: semi; lowbar_ hyphen- dash- num# plus+ equals= sol/ bsol\\ lpar( rpar)
  lsqb[ rsqb] lbrack[ rbrack] lcub{ rcub} excl! quest? dollar$ percnt% ast* grave\` Hat^ verbar| ndash– mdash— rsquo’ lsquo‘
  auml\u00e4 ouml\u00f6 uuml\u00fc Auml\u00c4 Ouml\u00d6 Uuml\u00dc szligß aacuteá eacuteé iacuteí oacuteó uacuteú yacuteý
  Aacute\u00c1 Eacute\u00c9 Iacute\u00cd Oacute\u00d3 Uacute\u00da agraveà egraveè igraveì ograveò ugraveù Agrave\u00c0 Egrave\u00c8
  acircâ ecircê icircî ocircô ucircû atildeã otildeõ ntildeñ Ntilde\u00d1 ccedilç Ccedil\u00c7 euml\u00eb iuml\u00ef yuml\u00ff
  aringå Aring\u00c5 aeligæ AElig\u00c6 oslashø Oslash\u00d8 eth\u00f0 thornþ scaronš Scaron\u0160`
    .split(/\s+/)
    .map((entry) => [entry.slice(0, -1), entry.slice(-1)] as const),
);
const EMPTY = new Set(['shy', 'zwnj', 'zwj', 'lrm', 'rlm']);
const SPACE = new Set(['nbsp', 'ensp', 'emsp', 'thinsp']);
/** Also of what was encoded twice: `&amp;#64;`. */
const ENTITY = /&(?:amp;){0,3}(?:#(\d{1,7})|#[xX]([0-9A-Fa-f]{1,6})|([A-Za-z]{2,8}));/y;

/** @param at where an ampersand stands */
export function entityAt(text: string, at: number): Dress | undefined {
  ENTITY.lastIndex = at;
  const match = ENTITY.exec(text);
  if (!match) return undefined;
  const [{ length }, decimal, hex, name = ''] = match;
  if (decimal !== undefined || hex !== undefined) {
    const code = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal);
    return code >= 32 && code <= 0x10ffff ? { length, plain: String.fromCodePoint(code) } : undefined;
  }
  const plain = EMPTY.has(name) ? '' : SPACE.has(name) ? ' ' : NAMES.get(name);
  return plain === undefined ? undefined : { length, plain };
}
