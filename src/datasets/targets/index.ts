/** The targets. One that is added here can be named in `exports.targets`, and is known to validate, report and erase. */
import type { Target } from './target.ts';
import { trl } from './trl.ts';

export const TARGETS = { trl } satisfies Record<string, Target>;

/** Written when `exports.targets` names none. Its files lie in folders by kind, those of others below a folder of their own. */
export const DEFAULT_TARGET: Target = trl;

export const targets = (): Target[] => Object.values(TARGETS);
