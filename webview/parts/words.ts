/** Names of things, as the studio says them. */
export const plural = (n: number, one: string, many = `${one}s`): string =>
  `${n.toLocaleString('en')} ${n === 1 ? one : many}`;

const KINDS: Readonly<Record<string, string>> = { qa: 'Q&A' };
export const kindName = (kind: string): string => KINDS[kind] ?? kind;

const SOURCES: Readonly<Record<string, string>> = {
  feedback: 'user feedback',
  edit: 'an edit',
  regeneration: 'a regeneration',
  branch: 'a branch',
  outcome: 'outcomes',
};
export const sourceName = (source: string): string => SOURCES[source] ?? source;

export const LEVELS = [
  '',
  'one exchange',
  'several exchanges',
  'tool work',
  'tool work with problems',
  'long tool work',
];

/** `distinctTools` → `distinct tools`. */
export const featureName = (name: string): string => name.replace(/[A-Z]/g, (c) => ` ${c.toLowerCase()}`);

export function timeOf(ts: number | undefined): string {
  if (ts === undefined) return '';
  const iso = new Date(ts).toISOString();
  return `${iso.slice(11, 19)}`;
}
export const dayOf = (ts: number): string => `${new Date(ts).toISOString().replace('T', ' ').slice(0, 19)} UTC`;

export const duration = (ms: number): string => (ms < 1000 ? `${Math.round(ms)} ms` : `${(ms / 1000).toFixed(1)} s`);

export const baseName = (path: string): string => path.split('/').slice(-2).join('/');
