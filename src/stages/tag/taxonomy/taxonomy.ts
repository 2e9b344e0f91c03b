/** The taxonomy of a run: the built-in one with what goldpan.json adds to it or puts in its place. */
import type { TaxonomyConfig } from '../../../model/config-taxonomy.ts';
import { compile, type Labels } from './cues.ts';
import { DOMAINS } from './domains.ts';
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
  domains: compile(DOMAINS, domains),
  tasks: compile(TASKS, tasks),
});
