/** The organisation's own terms: what is always hidden and what never. */
import { Automaton } from '../../kit/automaton.ts';
import type { Finding } from '../detect/detector.ts';
import { inSource } from '../detect/unite.ts';
import { isBoundary } from '../text/tokens.ts';
import type { DictionaryTerm, PiiType } from '../types.ts';
import { viewOf } from '../view/view.ts';
import { compilePattern, matchBounded } from './patterns.ts';

export interface Range {
  start: number;
  end: number;
}

/** What the dictionary says about one text. */
export interface DictionaryMatches {
  mask: Finding[];
  never: Range[];
}

interface Literals {
  terms: DictionaryTerm[];
  automaton: Automaton;
  fold: boolean;
}

export class Dictionary {
  private readonly literals: Literals[] = [];
  private readonly patterns: { term: DictionaryTerm; regex: RegExp }[];
  readonly isEmpty: boolean;

  constructor(terms: readonly DictionaryTerm[] = []) {
    const used = terms.filter((term) => term.term !== '');
    this.isEmpty = used.length === 0;
    this.patterns = used
      .filter((term) => term.regex)
      .map((term) => ({ term, regex: compilePattern(term.term, term.caseSensitive ?? false, placeOf(term)) }));
    for (const fold of [true, false]) {
      const own = used.filter((term) => !term.regex && (term.caseSensitive ?? false) !== fold);
      if (own.length === 0) continue;
      const forms = own.map((term) => (fold ? foldCase(term.term) : term.term));
      this.literals.push({ terms: own, automaton: new Automaton(forms), fold });
    }
  }

  /** Matches in each of the texts, in their order; none at all from an empty dictionary. Throws a UserError when a pattern of the user's does not come to an end. */
  find(texts: readonly string[]): DictionaryMatches[] {
    if (this.isEmpty) return [];
    const out = this.inTexts(texts);
    // A term in a dress is found in the plain view.
    const dressed = texts.flatMap((text, i) => {
      const view = viewOf(text);
      return view ? [{ view, into: out[i] as DictionaryMatches }] : [];
    });
    const seen = dressed.length ? this.inTexts(dressed.map(({ view }) => view.text)) : [];
    for (const [i, { view, into }] of dressed.entries()) {
      into.mask.push(...inSource(view, seen[i]?.mask ?? []));
      into.never.push(...(seen[i]?.never ?? []).map(({ start, end }) => view.source(start, end)));
    }
    return out;
  }

  private inTexts(texts: readonly string[]): DictionaryMatches[] {
    const out = texts.map((): DictionaryMatches => ({ mask: [], never: [] }));
    texts.forEach((text, i) => {
      for (const { terms, automaton, fold } of this.literals)
        automaton.scan(fold ? foldCase(text) : text, (hit, start) => {
          const term = terms[hit] as DictionaryTerm;
          note(out[i] as DictionaryMatches, term, text, { start, end: start + term.term.length });
        });
    });
    for (const { term, regex } of this.patterns)
      for (const match of matchBounded(regex, texts, placeOf(term)))
        note(out[match.text] as DictionaryMatches, term, texts[match.text] ?? '', match);
    return out;
  }
}

const placeOf = ({ where }: DictionaryTerm): string => where ?? 'privacy.dictionary';

/** Lower case without a change of length, so that offsets stay true. */
function foldCase(text: string): string {
  const lower = text.toLowerCase();
  if (lower.length === text.length) return lower;
  let out = '';
  for (let i = 0; i < text.length; i++) {
    const unit = text.charAt(i).toLowerCase();
    out += unit.length === 1 ? unit : text.charAt(i);
  }
  return out;
}

function note(into: DictionaryMatches, term: DictionaryTerm, text: string, { start, end }: Range): void {
  if ((term.wholeWord ?? true) && !(isBoundary(text, start) && isBoundary(text, end))) return;
  if (term.mode === 'never') {
    into.never.push({ start, end });
    return;
  }
  const type: PiiType = term.type ?? 'CUSTOM';
  into.mask.push({ start, end, type, detector: 'dictionary', rule: term.regex ? 'pattern' : 'term', confidence: 1 });
}

/** True when a longer or equal stretch that must never be hidden covers this one; an always-hide term of the same length wins. */
export function isAllowed(finding: Pick<Finding, 'start' | 'end' | 'detector'>, never: readonly Range[]): boolean {
  const length = finding.end - finding.start;
  return never.some(
    ({ start, end }) =>
      start <= finding.start && end >= finding.end && (finding.detector !== 'dictionary' || end - start > length),
  );
}
