import type { SurrogateMaker } from './placeholders.ts';
export const noSurrogates: SurrogateMaker = { make: () => undefined };
