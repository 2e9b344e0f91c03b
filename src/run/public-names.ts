/**
 * Names out of logs that stand in the manifest and its card, where no row's gate reads them: of tools and of topics. Rows are
 * checked one by one; a manifest is what people pass round.
 */
import { memo } from '../kit/memo.ts';
import { isNameWord, isOrdinaryWord } from '../redact/plan/commonwords.ts';
import type { Clears, LeakGate } from '../redact/types.ts';

/** Stands for what may not be shown. In brackets, so that no tool is called so. */
const HIDDEN = '(hidden)';

/** Tools of a run are hundreds; of a mixed data set some ten thousand. */
const MOST_KEPT = 50_000;

const WORD = /[\p{L}\p{M}]+(?:['’-][\p{L}\p{M}]+)*/gu;
const wordsOf = (text: string): string[] => [...text.matchAll(WORD)].map(([word]) => word);

/** Names of tools as the manifest shows them: what any session of the run proved to be somebody's is hidden. */
export function publicTool(gate: Pick<LeakGate, 'clearing'>): (name: string) => string {
  const clears = gate.clearing([]);
  return memo((name) => (clears(name) ? name : HIDDEN), MOST_KEPT);
}

/** Terms have lost their plural, and names that end in `s` with it: `jone`, `maria castellano`. */
function writtenAs(term: string): string[] {
  return term.split(' ').reduce<string[]>((begun, word) => {
    const forms = [word, `${word}s`];
    return begun.length === 0 ? forms : begun.flatMap((text) => forms.map((form) => `${text} ${form}`));
  }, []);
}

const mayBeName = (word: string): boolean => !isOrdinaryWord(word) && [word, `${word}s`].some(isNameWord);

/**
 * Terms of a topic: in lower case, so that redaction would not see a name that it did not find in the text either. Words of the
 * lists of names are left out, ordinary words and products aside.
 */
export const publicTerms =
  (gate: Pick<LeakGate, 'clearing'>) =>
  (sessions: readonly string[]): Clears => {
    const clears = gate.clearing(sessions);
    return (term) => !wordsOf(term).some(mayBeName) && writtenAs(term).every(clears);
  };

/** A name that a judge gave a topic: plain words of English, or of the terms that the topic has anyway. */
export function publicTopic(gate: Pick<LeakGate, 'clearing'>, terms: string, sessions: readonly string[]): Clears {
  const known = new Set(wordsOf(terms.toLowerCase()));
  const clears = gate.clearing(sessions);
  return (name) => wordsOf(name.toLowerCase()).every((word) => known.has(word) || isOrdinaryWord(word)) && clears(name);
}
