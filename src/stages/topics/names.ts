/** Names of topics: the terms that their requests share and the others do not. */

/** Terms of a name. */
const TERMS = 3;
/** Sessions that must hold a term: what only one or two people say could name them. */
const HELD_BY = 3;

export interface Request {
  /** Keyed id of its session: what one person repeats in one talk is still said by one. */
  readonly session: string;
  readonly terms: readonly string[];
}

/**
 * @param topics the requests nearest to each topic's centre
 * @param clears may everybody read the term? It has lost its capitals, by which redaction knows a name.
 * @returns a name for each, all different; undefined where nothing is shared
 */
export function namesOf(
  topics: readonly (readonly Request[])[],
  clears: (term: string) => boolean,
): (string | undefined)[] {
  const counts = topics.map(countTerms);
  const all = new Map<string, number>();
  for (const count of counts) for (const [term, n] of count) all.set(term, (all.get(term) ?? 0) + n);
  const requests = topics.reduce((n, t) => n + t.length, 0);
  const taken = new Set<string>();
  return topics.map((own, i) => {
    const count = counts[i] as Map<string, number>;
    const held = sessionsOf(own);
    const scored = [...count]
      .filter(([term]) => (held.get(term)?.size ?? 0) >= HELD_BY)
      .map(([term, n]) => ({
        term,
        score: lift(n / own.length, ((all.get(term) ?? n) - n) / Math.max(1, requests - own.length)),
      }))
      .sort((a, b) => b.score - a.score || (a.term < b.term ? -1 : 1));
    return nameOf(
      scored.map((s) => s.term),
      taken,
      clears,
    );
  });
}

function sessionsOf(requests: readonly Request[]): Map<string, Set<string>> {
  const held = new Map<string, Set<string>>();
  for (const { session, terms } of requests)
    for (const term of terms) held.set(term, (held.get(term) ?? new Set()).add(session));
  return held;
}

function countTerms(requests: readonly Request[]): Map<string, number> {
  const count = new Map<string, number>();
  for (const { terms } of requests) for (const term of new Set(terms)) count.set(term, (count.get(term) ?? 0) + 1);
  return count;
}

/** How much of the topic's difference from the rest a term explains. .01: a term that the rest never uses is not infinitely better. */
const lift = (inside: number, outside: number): number => inside * Math.log((inside + 0.01) / (outside + 0.01));

/** The first terms; a word that is part of a pair already says nothing more. */
function nameOf(terms: readonly string[], taken: Set<string>, clears: (term: string) => boolean): string | undefined {
  const name: string[] = [];
  for (const term of terms) {
    const words = term.split(' ');
    if (name.some((n) => n.split(' ').some((w) => words.includes(w))) || !clears(term)) continue;
    name.push(term);
    if (name.length >= TERMS && !taken.has(name.join(', '))) break;
  }
  const text = name.join(', ');
  if (text === '' || taken.has(text)) return undefined;
  taken.add(text);
  return text;
}
