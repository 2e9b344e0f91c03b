/** How the choices of a gold label are said, and what stands before a person has chosen. */
import type { GoldChoice, GoldView } from '../../src/protocol/studio.ts';
import { kindName } from './words.ts';

export const TITLES: Readonly<Record<GoldChoice, string>> = {
  outcome: 'Outcome',
  quality: 'Quality',
  kind: 'Kind',
  task: 'Task',
  domain: 'Domain',
  language: 'Language',
  complexity: 'Complexity',
  begins: 'Begins',
  ends: 'Ends',
  inside: 'Cuts missing within',
  better: 'Better side',
};

const BOUNDARY: Readonly<Record<string, string>> = {
  right: 'in the right place',
  early: 'too early',
  late: 'too late',
  none: 'where no cut should be',
};
const QUALITY: Readonly<Record<string, string>> = { 1: '1, useless', 3: '3, good enough', 5: '5, excellent' };

export function wordFor(field: GoldChoice, value: string): string {
  if (field === 'begins' || field === 'ends') return BOUNDARY[value] ?? value;
  if (field === 'quality') return QUALITY[value] ?? value;
  if (field === 'kind') return kindName(value);
  return field === 'complexity' ? `level ${value}` : value;
}

/** The first option of a list: what the automation says, or nothing. */
const unsaid = ({ field, automatic }: GoldView['choices'][number]): string =>
  automatic === undefined ? 'not labelled' : `${wordFor(field, automatic)} (automatic)`;

/** '' stands for no label: a dropdown has no value for nothing. */
export const optionsOf = (choice: GoldView['choices'][number]): { value: string; words: string }[] => [
  { value: '', words: unsaid(choice) },
  ...choice.options.map((value) => ({ value, words: wordFor(choice.field, value) })),
];

/** What holds the labels back from being counted, in a sentence each. */
export function caveats({ stale, conflicts, others }: GoldView): string[] {
  const out: string[] = [];
  if (stale === 'changed') out.push('The messages have changed since you labelled them: label it again.');
  if (stale === 'reworded') out.push('The text has changed since you read it for redaction: read it again.');
  if (conflicts.length > 0) out.push(`People differ on ${conflicts.join(', ')}: left out until they agree.`);
  else if (others > 0) out.push(`Also labelled by ${others === 1 ? 'another person' : `${others} others`}.`);
  return out;
}
