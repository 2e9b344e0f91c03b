/**
 * Cues of a taxonomy: words, parts of tool names and applications that speak for a label.
 *
 * A word stands as `word` (1 point), `word!` (2: names the label by itself) or `word?` (½: at home elsewhere as well); `_` joins
 * the words of a phrase, `*` ends the beginning of a word (`reserv*`). A word of several labels says that much less for each.
 * `=tool` is the whole name of a tool; others are parts of it as well. English plurals count as their singular. Chinese and Japanese words are found inside texts, which have no spaces.
 */
import { memo } from '../../../kit/memo.ts';

interface CueLists {
  words: string;
  tools?: string;
  apps?: string;
}
export type BuiltIn = Readonly<Record<string, CueLists>>;

/** As goldpan.json has them. */
export interface OwnCues {
  words?: readonly string[] | undefined;
  tools?: readonly string[] | undefined;
  apps?: readonly string[] | undefined;
  /** Beside the built-in cues of that name, not instead of them. */
  extend?: boolean | undefined;
}

export interface Labels {
  readonly words: ReadonlyMap<string, Cue>;
  /** Beginnings of words, and the lengths that there are, ascending. */
  readonly beginnings: ReadonlyMap<string, Cue>;
  readonly lengths: readonly number[];
  /** First word of a phrase → the phrases. */
  readonly phrases: ReadonlyMap<string, readonly Phrase[]>;
  /** In scripts without spaces. */
  readonly dense: readonly (readonly [string, Cue])[];
  readonly tools: ReadonlyMap<string, Cue>;
  readonly apps: ReadonlyMap<string, Cue>;
  /** Cues of a word in lower case; remembered, since texts repeat their words. */
  readonly ofWord: (word: string) => readonly Term[];
  /** Cues of a system prompt, each once; remembered, since the sessions of an application share it. */
  readonly ofPrompt: (text: string) => readonly Term[];
}
export interface Term {
  readonly term: string;
  readonly cue: Cue;
}
/** Label → points. */
export type Cue = ReadonlyMap<string, number>;
interface Phrase {
  readonly words: readonly string[];
  readonly shown: string;
  /** Its last word is the beginning of one. */
  readonly open: boolean;
  readonly cue: Cue;
}

const POINTS: Readonly<Record<string, number>> = { '!': 2, '?': 0.5 };
/** The user's own words are meant to decide. */
const OWN = '!';
const DENSE = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u;

type Points = Map<string, Map<string, number>>;

export function compile(builtIn: BuiltIn, own: Readonly<Record<string, OwnCues>> = {}): Labels {
  const [words, tools, apps]: [Points, Points, Points] = [new Map(), new Map(), new Map()];
  const note = (into: Points, term: string, label: string, points: number) =>
    into.set(term, (into.get(term) ?? new Map<string, number>()).set(label, points));
  const list = (into: Points, label: string, terms: readonly string[]) => {
    for (const term of terms) {
      const mark = POINTS[term.slice(-1)];
      const plain = mark === undefined ? term : term.slice(0, -1);
      if (plain !== '') note(into, plain.toLowerCase(), label, mark ?? 1);
    }
  };
  for (const [label, cues] of Object.entries(builtIn)) {
    const replaced = Object.hasOwn(own, label) && !own[label]?.extend;
    if (replaced) continue;
    list(words, label, split(cues.words));
    list(tools, label, split(cues.tools ?? ''));
    list(apps, label, split(cues.apps ?? ''));
  }
  for (const [label, cues] of Object.entries(own)) {
    list(
      words,
      label,
      (cues.words ?? []).map((w) => w.trim().replace(/\s+/g, '_') + OWN),
    );
    list(
      tools,
      label,
      (cues.tools ?? []).map((t) => t.trim() + OWN),
    );
    list(
      apps,
      label,
      (cues.apps ?? []).map((a) => a.trim() + OWN),
    );
  }
  return arranged(words, tools, apps);
}

const split = (text: string): string[] => text.split(/\s+/).filter((t) => t !== '');

function arranged(terms: Points, tools: Points, apps: Points): Labels {
  const words = new Map<string, Cue>();
  const beginnings = new Map<string, Cue>();
  const phrases = new Map<string, Phrase[]>();
  const dense: (readonly [string, Cue])[] = [];
  for (const [term, points] of terms) {
    const cue = shared(points);
    if (DENSE.test(term)) dense.push([term.replace(/[_*]/g, ''), cue]);
    else if (term.includes('_')) {
      const parts = wordsOf(term.replaceAll('_', ' ')).map(({ word }) => word);
      const [first = ''] = parts;
      phrases.set(first, [
        ...(phrases.get(first) ?? []),
        { words: parts, shown: term.replaceAll('_', ' '), open: term.endsWith('*'), cue },
      ]);
    } else if (term.endsWith('*')) beginnings.set(term.slice(0, -1), cue);
    else words.set(term, cue);
  }
  const lengths = [...new Set([...beginnings.keys()].map((b) => b.length))].sort((a, b) => a - b);
  const labels: Labels = {
    ...{ words, beginnings, lengths, phrases, dense, tools: each(tools), apps: each(apps) },
    ofWord: memo((word) => cuesOf(word, labels)),
    ofPrompt: memo(
      (text) => [...new Map(hitsIn(text, labels).map(({ term, cue }) => [term, { term, cue }])).values()],
      50,
    ),
  };
  return labels;
}

const each = (points: Points): Map<string, Cue> => new Map([...points].map(([term, p]) => [term, shared(p)]));

/** Inverse frequency among the labels: a word of two labels says half to each. */
const shared = (points: ReadonlyMap<string, number>): Cue =>
  new Map([...points].map(([label, p]) => [label, p / points.size]));

const WORD = /[\p{L}\p{N}][\p{L}\p{N}\p{M}]*(?:['’.-][\p{L}\p{N}\p{M}]+)*[+#]*/gu;

interface Word {
  word: string;
  at: number;
}

/** @returns words in lower case, with their places; of the last texts, since task and domain read the same ones in turn */
export const wordsOf: (text: string) => readonly Word[] = memo((text) => wordsIn(text), 8);

const wordsIn = (text: string): Word[] =>
  Array.from(text.toLowerCase().matchAll(WORD), (m) => ({ word: m[0].replaceAll('’', "'"), at: m.index }));

export interface Hit extends Term {
  at: number;
}

/** Every occurrence of every cue in a text, in its order. Linear: a word is looked up a bounded number of times. */
export function hitsIn(text: string, labels: Labels): Hit[] {
  const hits: Hit[] = [];
  const words = wordsOf(text);
  for (const [i, { word, at }] of words.entries()) {
    for (const single of labels.ofWord(word)) hits.push({ ...single, at });
    for (const phrase of labels.phrases.get(word) ?? [])
      if (phrase.words.every((w, k) => same(words[i + k]?.word, w, phrase.open && k === phrase.words.length - 1)))
        hits.push({ term: phrase.shown, cue: phrase.cue, at });
  }
  if (DENSE.test(text)) {
    for (const [term, cue] of labels.dense) {
      const at = text.indexOf(term);
      if (at >= 0) hits.push({ term, cue, at });
    }
  }
  return hits;
}

const same = (word: string | undefined, wanted: string, open: boolean): boolean =>
  word === wanted || word === `${wanted}s` || (open && word?.startsWith(wanted) === true);

/** A word that is joined of several (`flight-booking`, `l'hôtel`) counts as they do, unless it is a cue itself. */
function cuesOf(word: string, labels: Labels): Term[] {
  const whole = wordCue(word, labels);
  if (whole) return [whole];
  return JOINED.test(word) ? word.split(JOINED).flatMap((part) => wordCue(part, labels) ?? []) : [];
}

const JOINED = /['.-]/;

function wordCue(word: string, labels: Labels): Term | undefined {
  for (const form of word.endsWith('s') ? [word, word.slice(0, -1)] : [word]) {
    const cue = labels.words.get(form);
    if (cue) return { term: form, cue };
  }
  // The longest beginning is the most telling.
  for (let i = labels.lengths.length - 1; i >= 0; i--) {
    const length = labels.lengths[i] ?? 0;
    if (length > word.length) continue;
    const beginning = word.slice(0, length);
    const cue = labels.beginnings.get(beginning);
    if (cue) return { term: `${beginning}*`, cue };
  }
  return undefined;
}

/** Parts of a tool's name, at underscores, dashes, dots and capitals: `getFlight_status` is get, flight, status. */
const partsOf = (tool: string): string[] =>
  tool
    .replace(/([\p{Ll}\p{N}])(\p{Lu})/gu, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((p) => p !== '');

/** The first name of an application that is known; an agent's version or vendor may stand behind its name. */
export const appHit = (apps: readonly string[], labels: Labels): Cue | undefined =>
  apps.map((app) => labels.apps.get(app.toLowerCase())).find((cue) => cue !== undefined);

/** Of the names of tools: whole names, and parts of them, each once. */
export function toolHits(tools: readonly string[], labels: Labels): Term[] {
  const found = new Map<string, Cue>();
  for (const tool of tools)
    for (const term of [`=${tool.toLowerCase()}`, tool.toLowerCase(), ...partsOf(tool)]) {
      const cue = labels.tools.get(term) ?? labels.tools.get(term.replace(/s$/, ''));
      if (cue) found.set(term, cue);
    }
  return [...found].map(([term, cue]) => ({ term, cue }));
}
