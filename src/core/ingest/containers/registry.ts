/** All containers. */
import type { Container } from './container.ts';
import { gzip } from './gzip.ts';
import { zip } from './zip.ts';

export const CONTAINERS: readonly Container[] = [gzip, zip];
