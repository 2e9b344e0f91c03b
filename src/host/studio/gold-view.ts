/** What people said of an example or a pair, beside what the automation says: for the page. */
import { exampleContent, pairContent } from '../../assess/gold/open.ts';
import { defined } from '../../kit/defined.ts';
import type { Example, Pair } from '../../model/example.ts';
import {
  agreedOn,
  BETTER,
  BOUNDARIES,
  freshness,
  GOLD_OUTCOMES,
  GOLD_QUALITY,
  type GoldEntry,
} from '../../model/gold.ts';
import { tagOf } from '../../model/tags.ts';
import { GOLD_CHOICES, type GoldChoice, type GoldView } from '../../protocol/studio.ts';
import { knownReviewer } from '../../run/store/reviewer.ts';
import type { CuratedCard } from '../../stages/curated.ts';
import { DOMAINS } from '../../stages/tag/taxonomy/domains.ts';
import { TASKS } from '../../stages/tag/taxonomy/tasks.ts';
import { wordsAt } from './gold-places.ts';
import type { StudioRun } from './run.ts';

type Run = Pick<StudioRun, 'gold' | 'cards' | 'workspace' | 'config'>;

export const ownEntry = (run: Run, id: string): GoldEntry | undefined => {
  const me = knownReviewer(run.workspace);
  return me === undefined ? undefined : run.gold.entries.get(id)?.find(({ by }) => by === me);
};

export function exampleGold(run: StudioRun, card: CuratedCard): GoldView {
  const choices = GOLD_CHOICES.filter((field) => field !== 'better');
  return view(run, card.id, exampleContent(card), choices, (field) => automaticOf(card, field), run.store.read(card));
}

export const pairGold = (run: StudioRun, pair: Pair): GoldView =>
  view(run, pair.id, pairContent(pair, run.cards), ['better'], () => 'chosen', { messages: [] });

function view(
  run: StudioRun,
  id: string,
  now: { fingerprint: string; messages: number },
  fields: readonly GoldChoice[],
  automatic: (field: GoldChoice) => string | undefined,
  example: Pick<Example, 'messages'>,
): GoldView {
  const entries = run.gold.entries.get(id) ?? [];
  const mine = ownEntry(run, id);
  const state = mine && freshness(mine, now);
  const labels = state === 'changed' ? {} : (mine?.labels ?? {});
  const redaction = state === 'same' ? labels.redaction : undefined;
  const places = (['missed', 'wrong'] as const).flatMap((what) =>
    (redaction?.[what] ?? []).map((span) => ({
      what,
      type: span.type,
      words: wordsAt(example, span),
      message: span.message,
    })),
  );
  const stale = state === 'changed' || (state === 'reworded' && mine?.labels.redaction) ? state : undefined;
  return {
    labelled: mine !== undefined,
    choices: fields.map((field) => ({
      field,
      ...defined({
        value: labels[field] === undefined ? undefined : String(labels[field]),
        automatic: automatic(field),
      }),
      options: optionsOf(run, field),
    })),
    read: redaction?.read === true,
    places,
    ...defined({ note: mine?.note }),
    others: entries.filter((entry) => entry !== mine).length,
    conflicts: agreedOn(entries.filter((entry) => freshness(entry, now) !== 'changed')).conflicts,
    ...defined({ stale }),
  };
}

/** Of cuts and of quality the automation gives no value of its own: it cut where it did, and marks say what it keeps. */
function automaticOf(card: CuratedCard, field: GoldChoice): string | undefined {
  switch (field) {
    case 'kind':
      return card.kind;
    case 'outcome':
    case 'task':
    case 'domain':
    case 'language':
    case 'complexity':
      return String(tagOf(card, field));
    default:
      return undefined;
  }
}

/** Words that a field can have. Those of tags come from the run and from what people have said before. */
export function optionsOf(run: Run, field: GoldChoice): string[] {
  switch (field) {
    case 'outcome':
      return [...GOLD_OUTCOMES];
    case 'quality':
      return GOLD_QUALITY.map(String);
    case 'begins':
    case 'ends':
      return [...BOUNDARIES];
    case 'inside':
      return ['0', '1', '2', '3', '4', '5'];
    case 'complexity':
      return ['1', '2', '3', '4', '5'];
    case 'better':
      return [...BETTER];
    case 'kind':
      return ['qa', 'chat', 'trajectory'];
    default:
      return tagWords(run, field);
  }
}

/** What the rules can say: a label that the run never gave can be the right one. */
const taxonomyNames = (run: Run, field: 'task' | 'domain'): string[] => {
  const { tasks, domains } = run.config.taxonomy;
  return field === 'task' ? Object.keys({ ...TASKS, ...tasks }) : Object.keys({ ...DOMAINS, ...domains });
};

/** Words of the last run's cards, of which there may be a million: looked through once. */
let words: { cards: StudioRun['cards']; by: Map<string, ReadonlySet<string>> } | undefined;

function tagWords(run: Run, field: 'task' | 'domain' | 'language'): string[] {
  if (words?.cards !== run.cards) words = { cards: run.cards, by: new Map() };
  let known = words.by.get(field);
  if (!known) {
    const seen = new Set<string>(field === 'language' ? [] : taxonomyNames(run, field));
    for (const card of run.cards.values()) seen.add(tagOf(card, field));
    known = seen;
    words.by.set(field, known);
  }
  const said = [...run.gold.entries.values()].flat().flatMap(({ labels }) => labels[field] ?? []);
  return [...new Set([...known, ...said])].sort();
}

/** Facet values: is it labelled, does what was said still hold, and do people differ? Nothing before anything is labelled. */
export function goldFacets(run: Run, id: string, pair: Pair | undefined): string[] {
  if (run.gold.entries.size === 0) return [];
  const entries = run.gold.entries.get(id);
  if (!entries) return ['not labelled'];
  const card = run.cards.get(id);
  const now = pair ? pairContent(pair, run.cards) : card && exampleContent(card);
  const held = entries.filter((entry) => now && freshness(entry, now) !== 'changed');
  return [
    'labelled',
    ...(held.length < entries.length ? ['stale'] : []),
    ...(agreedOn(held).conflicts.length > 0 ? ['disputed'] : []),
  ];
}
