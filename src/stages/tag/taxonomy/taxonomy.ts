/** The taxonomy of a run: the built-in one with what goldpan.json adds to it or puts in its place. */
import type { TaxonomyConfig } from '../../../model/config-taxonomy.ts';
import { type BuiltIn, compile, type Labels } from './cues.ts';
import { DOMAINS } from './domains.ts';
import { SUBJECTS, TECHNICAL } from './subjects.ts';
import { TASKS } from './tasks.ts';

const NOTHING: TaxonomyConfig = { domains: {}, tasks: {} };

export interface Taxonomy {
  readonly domains: Labels;
  readonly tasks: Labels;
}

/** Built for a configuration when its first example comes; the configuration itself is the key. */
const known = new WeakMap<TaxonomyConfig, Taxonomy>();

export function taxonomyOf(config: TaxonomyConfig = NOTHING): Taxonomy {
  const taxonomy = known.get(config) ?? made(config);
  known.set(config, taxonomy);
  return taxonomy;
}

const made = ({ domains, tasks }: TaxonomyConfig): Taxonomy => ({
  domains: compile(both(DOMAINS, SUBJECTS), domains),
  tasks: compile(both(TASKS, { coding: { words: TECHNICAL } }), tasks),
});

/** What the second says of a word that both have goes. */
const both = (cues: BuiltIn, more: BuiltIn): BuiltIn =>
  Object.fromEntries(
    Object.entries(cues).map(([label, c]) => [label, { ...c, words: `${c.words} ${more[label]?.words ?? ''}` }]),
  );
