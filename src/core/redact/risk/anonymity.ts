/**
 * k-anonymity over what stays readable: a combination of town, age, job and nationality that only one person of the dataset
 * has can name that person, though no single one of them does.
 */
import type { PiiType, Redaction } from '../types.ts';

/** One mention that stays in the dataset, by the keyed subject it belongs to and the keyed hash of its value. */
export interface QuasiMention {
  /** Keyed id of the person or session that the attribute is about. */
  subject: string;
  type: PiiType;
  value: string;
}

export interface RareCombination {
  subject: string;
  /** Types that together single the subject out; never the values. */
  types: PiiType[];
  /** How many subjects share the combination. */
  k: number;
}

export interface Anonymity {
  subjects: number;
  /** Smallest number of subjects that share a full combination; 0 without any. */
  k: number;
  /** Subjects by the size of the group that shares their combination: 1, 2–4, 5–9, 10 and more. */
  histogram: { unique: number; few: number; some: number; many: number };
  /** Subjects whose combination fewer than `threshold` share, the rarest first. */
  rare: RareCombination[];
}

/** Types that narrow a person down. */
export const QUASI_TYPES: readonly PiiType[] = [
  'LOCATION',
  'POSTAL_CODE',
  'DATE_OF_BIRTH',
  'AGE',
  'NRP',
  'TITLE',
  'ORGANIZATION',
];

/** Groups subjects by their whole combination of quasi-identifying values. */
export function anonymity(mentions: Iterable<QuasiMention>, threshold = 5): Anonymity {
  const attributes = new Map<string, Map<PiiType, Set<string>>>();
  for (const { subject, type, value } of mentions) {
    if (!QUASI_TYPES.includes(type)) continue;
    const own = attributes.get(subject) ?? new Map<PiiType, Set<string>>();
    own.set(type, (own.get(type) ?? new Set()).add(value));
    attributes.set(subject, own);
  }
  const groups = new Map<string, { types: PiiType[]; subjects: string[] }>();
  for (const [subject, own] of attributes) {
    const types = QUASI_TYPES.filter((type) => own.has(type));
    const id = types.map((type) => `${type}=${[...(own.get(type) ?? [])].sort().join(',')}`).join('|');
    const group = groups.get(id);
    if (group) group.subjects.push(subject);
    else groups.set(id, { types, subjects: [subject] });
  }
  const histogram = { unique: 0, few: 0, some: 0, many: 0 };
  const rare: RareCombination[] = [];
  let k = attributes.size ? Number.POSITIVE_INFINITY : 0;
  for (const { types, subjects } of groups.values()) {
    const size = subjects.length;
    k = Math.min(k, size);
    histogram[size === 1 ? 'unique' : size < 5 ? 'few' : size < 10 ? 'some' : 'many'] += size;
    // One attribute alone is a large group's mark, not a combination.
    if (size < threshold && types.length > 1) for (const subject of subjects) rare.push({ subject, types, k: size });
  }
  rare.sort((a, b) => a.k - b.k || b.types.length - a.types.length || (a.subject < b.subject ? -1 : 1));
  return { subjects: attributes.size, k, histogram, rare };
}

/** The quasi-identifiers that a session keeps readable, as attributes of that session. */
export function keptQuasi(sessionId: string, redactions: Iterable<Redaction>): QuasiMention[] {
  const out: QuasiMention[] = [];
  for (const { type, action, value, risk } of redactions)
    if (action === 'keep' && risk === 'quasi') out.push({ subject: sessionId, type, value });
  return out;
}
