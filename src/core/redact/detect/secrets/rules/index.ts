import type { SecretRule } from '../rule.ts';
import { GENERIC } from './generic.ts';
import { VCS } from './vcs.ts';

/** All rules of all families. */
export const RULES: readonly SecretRule[] = [...VCS, ...GENERIC];
