/** All rules of all families. */
import type { SecretRule } from '../rule.ts';
import { AI } from './ai.ts';
import { CLOUD } from './cloud.ts';
import { DEVTOOLS } from './devtools.ts';
import { MESSAGING } from './messaging.ts';
import { PAYMENTS } from './payments.ts';
import { PLACES } from './places.ts';
import { RECENT } from './recent.ts';
import { SAAS } from './saas.ts';
import { STRUCTURES } from './structures.ts';
import { VCS } from './vcs.ts';

export const RULES: readonly SecretRule[] = [
  ...STRUCTURES,
  ...CLOUD,
  ...VCS,
  ...AI,
  ...DEVTOOLS,
  ...PAYMENTS,
  ...PLACES,
  ...RECENT,
  ...MESSAGING,
  ...SAAS,
];
