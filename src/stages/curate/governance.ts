/**
 * What the owner and the law say about a session, checked before any export: consent, purpose, jurisdiction, retention,
 * source, erasure. Neither a dataset nor a decision may overrule these marks: see the table in model/marks.ts.
 */

import { globMatches } from '../../kit/glob.ts';
import type { Config } from '../../model/config.ts';
import type { Example } from '../../model/example.ts';
import type { Mark, MarkName } from '../../model/marks.ts';
import type { RecordRef } from '../../model/source.ts';
import type { CardFacts } from '../card.ts';
import type { Curation } from '../curated.ts';

type Privacy = Config['privacy'];

/** Where a session came from. */
export interface Origin {
  /** POSIX paths of its records. */
  paths: readonly string[];
  format: string;
  app?: string | undefined;
}

export const originOf = ({ format, app }: Example, records: readonly RecordRef[]): Origin => ({
  paths: [...new Set(records.map((r) => r.path))],
  format,
  app,
});

/** Every list that is given must be kept; of the files every one, because a session goes on in the next file. */
export function sourceMark({ allowedSources }: Privacy, { paths, format, app }: Origin): Mark[] {
  const { files, formats, apps } = allowedSources ?? {};
  const mark = (why: string): Mark[] => [{ mark: 'source', why }];
  if (files && !paths.every((path) => globMatches(files, path))) return mark('a file of it is not allowed');
  if (formats && !formats.includes(format)) return mark(`the format ${format} is not allowed`);
  if (apps && app === undefined) return mark('no app is stated');
  if (apps && !apps.includes(app as string)) return mark('its app is not allowed');
  return [];
}

/** What speaks against a session whatever its copies say: told before duplicates are folded. `now`: UTC ms. */
export function policyMarks({ governance, endedAt }: CardFacts, privacy: Privacy, now: number): Mark[] {
  const marks: Mark[] = [];
  const { jurisdiction, purposes } = governance;
  if (privacy.jurisdictions && (!jurisdiction || !privacy.jurisdictions.includes(jurisdiction))) {
    const why = jurisdiction ? `${jurisdiction} is not allowed` : 'no jurisdiction is stated';
    marks.push({ mark: 'jurisdiction', why });
  }
  if (privacy.purpose !== undefined && purposes && !purposes.some((p) => same(p, privacy.purpose as string)))
    marks.push({ mark: 'purpose', why: `agreed to for other purposes than ${privacy.purpose}` });
  if (privacy.retentionDays !== undefined && endedAt !== undefined) {
    const oldest = now - privacy.retentionDays * 86_400_000;
    if (endedAt < oldest) marks.push({ mark: 'expired', why: `older than ${privacy.retentionDays} days` });
  }
  return marks;
}

/** Consent comes after the folding: a withdrawal speaks for every copy. */
export function consentMarks({ governance }: Pick<CardFacts, 'governance'>, privacy: Privacy): Mark[] {
  if (governance.consent === 'withdrawn') return [{ mark: 'withdrawn_consent', why: 'consent was withdrawn' }];
  if (governance.consent === 'missing' && privacy.consent === 'required')
    return [{ mark: 'missing_consent', why: 'the policy asks for consent' }];
  return [];
}

/**
 * True when nothing speaks against the session: what may be in no dataset gives no names to topics either, and no judge is asked
 * about it. Copies have no say in it yet.
 */
export const mayBeUsed = (card: CardFacts, privacy: Privacy, now: number): boolean =>
  [card.marks, policyMarks(card, privacy, now), consentMarks(card, privacy)].every((marks) => marks.length === 0);

const same = (a: string, b: string): boolean => a.trim().toLowerCase() === b.trim().toLowerCase();

/** One rule of the policy and what it did, for the manifest. */
export interface GovernanceRule {
  rule: 'consent' | 'purpose' | 'jurisdiction' | 'retention' | 'sources' | 'erasure';
  /** What the policy says; `not checked` when it says nothing. */
  setting: string;
  /** Examples that the rule keeps out. */
  refused: number;
  /** Examples whose log says nothing on the matter. */
  unstated: number;
}

/** @param curation before decisions: they change no mark of governance */
export function governanceRules(
  cards: readonly CardFacts[],
  curation: Curation,
  privacy: Privacy,
  tombstones: number,
): GovernanceRule[] {
  const count = (test: (card: CardFacts) => boolean): number => cards.reduce((n, card) => (test(card) ? n + 1 : n), 0);
  const all = [...curation.marks.values()];
  const marked = (...names: MarkName[]): number =>
    all.reduce((n, marks) => (marks.some((m) => names.includes(m.mark)) ? n + 1 : n), 0);
  const merged = (card: CardFacts): CardFacts['governance'] =>
    curation.merged.get(card.id)?.governance ?? card.governance;
  const { purpose, jurisdictions, retentionDays, allowedSources } = privacy;
  const sources = Object.entries(allowedSources ?? {}).map(([what, list]) => `${list.length} ${what}`);
  return [
    {
      rule: 'consent',
      setting: privacy.consent === 'required' ? 'required' : 'not checked, withdrawn honoured',
      refused: marked('withdrawn_consent', 'missing_consent'),
      unstated: count((c) => merged(c).consent === 'missing'),
    },
    {
      rule: 'purpose',
      setting: purpose ?? 'not checked',
      refused: marked('purpose'),
      unstated: count((c) => c.governance.purposes === undefined),
    },
    {
      rule: 'jurisdiction',
      setting: jurisdictions?.join(', ') ?? 'not checked',
      refused: marked('jurisdiction'),
      unstated: count((c) => c.governance.jurisdiction === undefined),
    },
    {
      rule: 'retention',
      setting: retentionDays === undefined ? 'not checked' : `${retentionDays} days`,
      refused: marked('expired'),
      unstated: count((c) => c.endedAt === undefined),
    },
    { rule: 'sources', setting: sources.join(', ') || 'not checked', refused: marked('source'), unstated: 0 },
    {
      rule: 'erasure',
      setting: tombstones === 0 ? 'nobody asked' : `${tombstones} tombstones`,
      refused: marked('erased'),
      unstated: 0,
    },
  ];
}
