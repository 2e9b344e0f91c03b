/**
 * The studio's list: filtered and counted here, sent page by page.
 *
 * A run may have hundreds of thousands of examples: the page only ever holds what is near its window. Filtering reads
 * cards, which are in memory; titles need the store and are read for the rows of a page alone.
 */

import { refusedMarks } from '../../datasets/kinds/cards.ts';
import { kinds } from '../../datasets/kinds/index.ts';
import { defined } from '../../kit/defined.ts';
import type { Config } from '../../model/config.ts';
import type { Pair } from '../../model/example.ts';
import type { MarkName } from '../../model/marks.ts';
import { isFacetTag, TAGS, tagOf } from '../../model/tags.ts';
import { FACETS, type Facet, type ListPage, type ListQuery, type ListRow } from '../../protocol/studio.ts';
import type { CuratedCard } from '../../stages/curated.ts';
import type { In } from '../rpc.ts';
import { goldFacets } from './gold-view.ts';
import { decidedView, openRun, pairFingerprint, type StudioRun } from './run.ts';
import { textSearch } from './search.ts';
import { titleOf } from './titles.ts';

/** A row of either view, before its title is read. */
interface Entry {
  id: string;
  card: CuratedCard;
  pair?: Pair;
}

/** The filtered list of the last query: pages of it follow one another. */
let last: { stamp: unknown[]; matches: Entry[]; facets: ListPage['facets'] } | undefined;

export async function studioList({ project, query }: In<'studioList'>): Promise<ListPage> {
  const run = await openRun(project);
  const entries = entriesOf(run, query.view);
  const { matches, facets } = filtered(run, query, entries);
  const page = matches.slice(query.offset, query.offset + query.limit);
  const found = query.find === undefined ? undefined : find(matches, query.find);
  return {
    rows: page.map((entry) => rowOf(run, entry)),
    offset: query.offset,
    total: matches.length,
    all: entries.length,
    decided: entries.reduce((n, e) => n + (run.decisions.get(e.id)?.verdict ? 1 : 0), 0),
    gold: entries.reduce((n, e) => n + (run.gold.entries.has(e.id) ? 1 : 0), 0),
    facets,
    ...defined({
      found: found || undefined,
      why: query.view === 'pairs' && entries.length === 0 ? whyNoPairs(run) : undefined,
    }),
  };
}

/** Entries of the last run; made again when its cards change. */
let all: { cards: StudioRun['cards']; trajectories: Entry[]; pairs: Entry[] } | undefined;

/** In the order of the logs: a list that a reviewer works through should read as the log does. */
function entriesOf(run: StudioRun, view: ListQuery['view']): Entry[] {
  if (all?.cards !== run.cards) {
    const trajectories = [...run.owners.keys()].flatMap((id) => {
      const card = run.cards.get(id);
      return card ? [{ id, card }] : [];
    });
    const pairs = [...run.pairs.values()].flatMap((pair) => {
      const card = run.cards.get(pair.chosen.example);
      return card ? [{ id: pair.id, card, pair }] : [];
    });
    all = { cards: run.cards, trajectories, pairs };
  }
  return all[view];
}

function filtered(run: StudioRun, query: ListQuery, entries: Entry[]) {
  const { view, text, facets } = query;
  // Decisions change what a filter on them finds; others would only lose the place in the list.
  const decisions = facets.decision?.length ? run.decisions : undefined;
  const gold = facets.gold?.length ? run.gold : undefined;
  // Everything that the matches depend on, compared by identity where that is enough.
  const stamp = [run.cards, view, text, JSON.stringify(facets), decisions, gold];
  const same = last?.stamp.every((value, i) => value === stamp[i]);
  const hits = text.trim() === '' ? undefined : textSearch(run, text);
  const has = (e: Entry, facet: Facet): boolean => {
    const wanted = facets[facet];
    return !wanted?.length || valuesOf(run, e, facet).some((v) => wanted.includes(v));
  };
  const searched = hits
    ? entries.filter(
        (e) => hits.has(e.card.id) || (e.pair && hits.has(e.pair.rejected.example)) || e.id === text.trim(),
      )
    : entries;
  const matches = same && last ? last.matches : searched.filter((e) => FACETS.every((f) => has(e, f)));
  const counts: ListPage['facets'] = {};
  for (const facet of FACETS) {
    // Counts of a facet ignore its own choice: they say what choosing another value would give.
    const others = searched.filter((e) => FACETS.every((f) => f === facet || has(e, f)));
    const count = new Map<string, number>();
    for (const e of others) for (const v of valuesOf(run, e, facet)) count.set(v, (count.get(v) ?? 0) + 1);
    for (const v of facets[facet] ?? []) if (!count.has(v)) count.set(v, 0);
    if (count.size > 0) counts[facet] = [...count].map(([value, n]) => ({ value, count: n })).sort(byCount);
  }
  last = { stamp, matches, facets: counts };
  return last;
}

const byCount = (a: { value: string; count: number }, b: { value: string; count: number }): number =>
  b.count - a.count || (a.value < b.value ? -1 : 1);

/** Values of an entry under a facet. A tag that differs between the sides of a pair has none there. */
function valuesOf(run: StudioRun, { id, card, pair }: Entry, facet: Facet): string[] {
  if (isFacetTag(facet)) return pair && TAGS[facet].facet.of === 'trajectories' ? [] : [String(tagOf(card, facet))];
  switch (facet) {
    case 'kind':
      return [card.kind];
    case 'format':
      return [card.format];
    case 'mark':
      return card.marks.length > 0 ? [...new Set(card.marks.map((m) => m.mark))] : pair ? [] : ['none'];
    case 'decision': {
      const decided = run.decisions.get(id);
      const verdict = decided?.verdict ?? 'undecided';
      return decided && decided.edits.size > 0 ? [verdict, 'edited'] : [verdict];
    }
    case 'gold':
      return goldFacets(run, id, pair);
    case 'source':
      return pair ? [pair.evidence.source] : [];
  }
}

function rowOf(run: StudioRun, { id, card, pair }: Entry): ListRow {
  const fingerprint = pair ? pairFingerprint(run, pair) : card.fingerprint;
  return {
    id,
    title: titleOf(run, card),
    kind: card.kind,
    format: card.format,
    complexity: card.tags.complexity,
    outcome: tagOf(card, 'outcome'),
    messages: card.roles.length,
    calls: card.tags.features.calls ?? 0,
    redactions: card.redactions,
    marks: card.marks.flatMap(({ mark }) => (keepsOut(run.config, mark) ? [mark] : [])),
    gold: run.gold.entries.has(id),
    source: pair?.evidence.source,
    margin: pair?.evidence.margin,
    ...decidedView(run.decisions.get(id), fingerprint),
  };
}

/** Notes that no dataset refuses are among the details, and in the filter. A row shows what keeps it out. */
const keepsOut = (config: Config, mark: MarkName): boolean =>
  kinds().some((kind) => refusedMarks(kind, config).has(mark));

/** `wanted`: an example, a pair, a session, or one side of a pair. */
function find(matches: readonly Entry[], wanted: string) {
  const index = matches.findIndex(
    (e) =>
      e.id === wanted ||
      e.card.session === wanted ||
      (e.pair && [e.pair.chosen.example, e.pair.rejected.example].includes(wanted)),
  );
  const entry = matches[index];
  return entry ? { index, id: entry.id } : undefined;
}

/** Why the run made no pairs, from the counts of its `prefer` stage. */
function whyNoPairs(run: StudioRun): string[] {
  const stage = run.data.manifest.stages.find((s) => s.name === 'prefer');
  const dropped = Object.entries(stage?.dropped ?? {}).map(([why, n]) => `${n.toLocaleString('en')} × ${why}`);
  return dropped.length > 0 ? dropped : ['The logs hold no feedback, edits, regenerations, branches or outcomes.'];
}
