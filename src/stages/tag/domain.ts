/** Domain by the cues of the taxonomy; `general` where nothing stands out. */
import { appHit, hitsIn, type Labels, toolHits } from './taxonomy/cues.ts';
import { taxonomyOf } from './taxonomy/taxonomy.ts';
import { confidenceOf, Votes } from './taxonomy/votes.ts';

/** Of the user's text. */
const READ = 4000;
/** What is asked stands at the beginning; further on other things are mentioned. */
const BEGINNING = 400;
const LATER = 0.5;
/** Of a system prompt, which speaks of what may come up. */
const SYSTEM = 0.4;
/** Where the user's words name no domain. */
const SYSTEM_ALONE = 0.8;
/** A tool is made for one purpose. */
const TOOL = 1.5;
/** Tools of one kind come together: the second says little more. */
const FURTHER_TOOL = 0.5;
/** A word and a colon is the name of a field or of a speaker (`Teacher:`, `Class:`), not what is spoken of. */
const isLabel = (text: string, at: number): boolean =>
  (at === 0 || text[at - 1] === '\n') && LABEL.test(text.slice(at, at + 16));
const LABEL = /^\p{L}+:/u;
const OF_LABEL = 0.25;
/** An application is set up for one purpose. */
const APP = 1.5;
/** Kinds of task that have a domain of their own, unless the text speaks of another: a sum about books is a sum. */
const BY_TASK: Readonly<Record<string, readonly [domain: string, points: number]>> = {
  coding: ['software', 1.5],
  reasoning: ['math', 7],
  data_analysis: ['data', 1],
  writing: ['culture', 0.6],
  support: ['retail', 0.3],
};
/** Points that a domain needs: a word that names it, or two that are common in it. By judgement, tuned on the development half. */
const NEEDED = 1.5;
/** And times those of the second. */
const AHEAD = 1.15;
/** Points from which more add nothing to the confidence. */
const ENOUGH = 4;

const MOST_TERMS = 6;

export interface Asked {
  user: string;
  system?: string | undefined;
  /** Length of the first message in it, which says what is asked; all of it without. */
  first?: number | undefined;
  /** Tools could be called. */
  offered?: boolean | undefined;
  /** Names of the tools that were called. */
  tools?: readonly string[] | undefined;
  /** Names that the log has for the application, the agent and its format. */
  apps?: readonly string[] | undefined;
}

export interface Guess {
  label: string;
  /** The cues behind it, of the taxonomy only, and the points of the next best. */
  rule: string;
  confidence: number;
  /** Places in the user's text. */
  at: readonly number[];
}

/** @param task what taskOf says of the same */
export function domainOf(asked: Asked, task: string, labels: Labels = taxonomyOf().domains): Guess {
  const { user, first = user.length, system = '', tools = [], apps = [] } = asked;
  const votes = new Votes();
  votes.text(hitsIn(user.slice(0, READ), labels), (at) =>
    isLabel(user, at) ? OF_LABEL : at < Math.min(BEGINNING, first) ? 1 : LATER,
  );
  const [best, second] = votes.ranked();
  const seen = new Set<string>();
  for (const { term, cue } of toolHits(tools, labels)) {
    const known = [...cue.keys()].every((label) => seen.has(label));
    for (const label of cue.keys()) seen.add(label);
    votes.add(`tool ${term}`, cue, known ? FURTHER_TOOL : TOOL);
  }
  const byApp = appHit(apps, labels);
  if (byApp) votes.add('app', byApp, APP);
  const byTask = BY_TASK[task];
  if (byTask) votes.give(byTask[0], byTask[1], `task ${task}`);
  // Where the user's own words settle it, the prompt of the application need not be read.
  if (!best || best.points < ENOUGH || best.points < 2 * (second?.points ?? 0)) {
    const weight = !best || best.points < NEEDED ? SYSTEM_ALONE : SYSTEM;
    for (const { term, cue } of labels.ofPrompt(system)) votes.add(term, cue, votes.has(term) ? 0 : weight);
  }
  return guessOf(votes);
}

function guessOf(votes: Votes): Guess {
  const [first, second] = votes.ranked();
  const next = second?.points ?? 0;
  if (!first || first.points < NEEDED || first.points < AHEAD * next) {
    return { label: 'general', rule: first ? 'no domain stands out' : 'no cue', confidence: 0, at: [] };
  }
  const rule = `${first.terms.slice(0, MOST_TERMS).join(', ')}${second ? `; next ${second.label}` : ''}`;
  return { label: first.label, rule, confidence: confidenceOf(first.points, next, ENOUGH), at: first.at };
}
