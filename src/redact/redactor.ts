/** Redaction of one session: find, decide, link, propagate, render. */

import type { Key } from '../kit/key.ts';
import { placeholdersIn } from '../model/placeholder.ts';
import type { Session } from '../model/session.ts';
import { markRedacted } from './brand.ts';
import type { Finding, TextUnit } from './detect/detector.ts';
import { isPublicPage } from './detect/patterns/public-hosts.ts';
import type { Quota } from './detect/second/quota.ts';
import { Decisions } from './dictionary/decisions.ts';
import { Dictionary, type DictionaryMatches, isAllowed } from './dictionary/dictionary.ts';
import { GateDigests, gateValues } from './gate/digest.ts';
import { linkMentions } from './plan/link.ts';
import type { LinkedMention, Mention } from './plan/mention.ts';
import { resolveOverlaps } from './plan/overlap.ts';
import { propagate } from './plan/propagate.ts';
import { Hashes } from './plan/values.ts';
import { weigh } from './plan/weigh.ts';
import { Policy } from './policy.ts';
import { Placeholders, type SurrogateMaker, takenIndices } from './render/placeholders.ts';
import { type Rendered, render } from './render/render.ts';
import { type Field, sessionFields, workingCopy } from './text/fields.ts';
import { fieldUnits, type Unit } from './text/units.ts';
import type {
  EditRedaction,
  FileRedaction,
  Redactor,
  RedactorOptions,
  SessionRedaction,
  TextRedaction,
} from './types.ts';

/** Where findings come from: the detectors, in whatever order and with whatever caches. */
export interface Finder {
  find(units: readonly TextUnit[], quota?: Quota): Promise<readonly (readonly Finding[])[]>;
}

const NO_FINDINGS: readonly Finding[] = [];
const NO_MENTIONS: readonly Mention[] = [];
const NO_MATCHES: DictionaryMatches = { mask: [], never: [] };

interface Plan {
  rendered: Rendered;
  mentions: LinkedMention[];
}

export class SessionRedactor implements Redactor {
  private readonly key: Key;
  private readonly policy: Policy;
  private readonly dictionary: Dictionary;
  private readonly decisions: Decisions;
  private readonly digests: GateDigests;
  private readonly hashes: Hashes;

  constructor(
    options: RedactorOptions,
    private readonly finder: Finder,
    private readonly surrogates: SurrogateMaker,
  ) {
    this.key = options.key;
    this.hashes = new Hashes(options.key);
    this.policy = new Policy(options);
    this.dictionary = new Dictionary(options.dictionary);
    this.decisions = new Decisions(options.key, options.decisions);
    this.digests = new GateDigests(options.runKey ?? this.key.hash('run', []));
  }

  async redactSession(session: Session, quota?: Quota): Promise<SessionRedaction> {
    const copy = workingCopy(session);
    const fields = sessionFields(copy);
    const { governance, nativeId } = session;
    const known = nativeId ? [...governance.subjects, nativeId] : governance.subjects;
    const { rendered, mentions } = await this.plan(fields, known, [], quota);
    fields.forEach((field, i) => {
      const text = rendered.texts[i];
      if (text !== undefined && text !== field.text) field.set(text);
    });
    if (copy.family !== undefined) copy.family = this.key.hash('family', [copy.family]);
    if (copy.intent !== undefined) copy.intent = this.key.hash('intent', [copy.intent]);
    copy.governance.subjects = copy.governance.subjects.map((subject) => this.hashes.value(subject));
    return {
      session: markRedacted(copy),
      redactions: rendered.redactions,
      gateValues: gateValues(this.digests, mentions, rendered.issued),
    };
  }

  async redactFile(texts: readonly string[]): Promise<FileRedaction> {
    const fields = texts.map((text, i) => ({ path: String(i), text, kind: 'prose' as const }));
    const { rendered } = await this.plan(fields, []);
    return { texts: rendered.texts.map((text) => markRedacted(text)), redactions: rendered.redactions };
  }

  async redactTexts(texts: readonly string[]): Promise<TextRedaction[]> {
    const out: TextRedaction[] = [];
    for (const text of texts) {
      const { rendered } = await this.plan([{ path: '', text, kind: 'prose' }], []);
      out.push({
        text: markRedacted(rendered.texts[0] ?? ''),
        spans: rendered.redactions
          .filter((redaction) => redaction.action !== 'keep')
          .map(({ start, end, type, placeholder, detector, rule, confidence }) => ({
            start,
            end,
            type,
            placeholder,
            detector,
            rule,
            confidence,
          })),
      });
    }
    return out;
  }

  async redactEdits(texts: readonly string[], beside: readonly string[]): Promise<EditRedaction> {
    const fields = texts.map((text) => ({ path: '', text, kind: 'prose' as const }));
    const { rendered } = await this.plan(fields, [], beside);
    return {
      texts: rendered.texts.map((text) => markRedacted(text)),
      // Not the values: the rest of the example, which this plan does not reach, may use the words of a name in another sense.
      gateValues: gateValues(this.digests, [], rendered.issued),
    };
  }

  /**
   * `known`: identifiers that the log's own metadata gives away, looked for everywhere. `beside`: redacted texts that the fields
   * are to stand among.
   */
  private async plan(
    fields: readonly Pick<Field, 'path' | 'text' | 'kind' | 'origin'>[],
    known: readonly string[],
    beside: readonly string[] = [],
    quota?: Quota,
  ): Promise<Plan> {
    const units = fields.flatMap((field, i) => fieldUnits(field, i));
    const findings = await this.finder.find(units, quota);
    const terms = this.dictionary.find(units.map((unit) => unit.text));
    const seeds = knownFindings(known);
    const mentions = units
      .flatMap((unit, i) => this.mentions(unit, i, findings[i] ?? [], terms[i], seeds))
      .filter((mention) => !isIssued(mention, beside));
    const linked = linkMentions(this.hashes, weigh(mentions, units), units);
    const spread = propagate(linked.filter(isHidden), units).filter((mention) => this.isFree(mention, units, terms));
    const all = merge(linked, spread);
    for (const { unit, entity } of all) if (units[unit]?.kind === 'key') entity.asKey = true;
    for (const { unit, entity } of all) if (units[unit]?.numeric) entity.numeric = true;
    const placeholders = new Placeholders(
      this.key,
      this.surrogates,
      takenIndices([...fields.map((field) => field.text), ...beside]),
    );
    return { rendered: render(this.hashes, fields, units, all, placeholders), mentions: all };
  }

  /** What is to be hidden in a unit, without overlaps; then what is kept but noted, where that leaves room. */
  private mentions(
    unit: Unit,
    index: number,
    found: readonly Finding[],
    terms: DictionaryMatches = NO_MATCHES,
    seeds: (text: string) => readonly Finding[],
  ): readonly Mention[] {
    const [decided, seeded] = [this.decisions.find(unit.text), seeds(unit.text)];
    // Nearly all units are clean.
    if (found.length + terms.mask.length + decided.length + seeded.length === 0) return NO_MENTIONS;
    const candidates = [...found, ...terms.mask, ...decided, ...seeded];
    // A log of redacted text, read again.
    const own = placeholdersIn(unit.text);
    const free = withoutSecretsInUrls(unit.text, candidates).filter(
      (finding) =>
        finding.end > finding.start &&
        !isAllowed(finding, terms.never) &&
        !own.some((range) => range.start < finding.end && finding.start < range.end) &&
        !(
          finding.detector !== 'decision' &&
          this.decisions.allows(finding.value ?? unit.text.slice(finding.start, finding.end))
        ),
    );
    const actions = new Map(free.map((finding) => [finding, this.policy.actionFor(finding)]));
    const hidden = resolveOverlaps(
      unit.text,
      free.filter((finding) => actions.get(finding) !== 'keep'),
    );
    const kept = resolveOverlaps(
      unit.text,
      free.filter(
        (finding) =>
          actions.get(finding) === 'keep' &&
          finding.confidence >= 0.5 &&
          !hidden.some((one) => one.start < finding.end && finding.start < one.end),
      ),
    );
    return [...hidden.map((one) => ({ one, keep: false })), ...kept.map((one) => ({ one, keep: true }))]
      .sort((a, b) => a.one.start - b.one.start)
      .map(({ one, keep }) => ({
        unit: index,
        start: one.start,
        end: one.end,
        text: one.value ?? unit.text.slice(one.start, one.end),
        type: one.type,
        action: keep ? 'keep' : this.policy.actionFor(one),
        detector: one.detector,
        rule: one.rule,
        also: one.also,
        confidence: one.confidence,
      }));
  }

  /** What must never be hidden is not hidden by propagation either. */
  private isFree(mention: Mention, units: readonly Unit[], terms: readonly DictionaryMatches[]): boolean {
    const text = units[mention.unit]?.text ?? '';
    return (
      !isAllowed(mention, terms[mention.unit]?.never ?? []) &&
      !placeholdersIn(text).some((range) => range.start < mention.end && mention.start < range.end)
    );
  }
}

/** Logins that stand for no one: `https://x-access-token:ghp_…@github.com`. */
const NOBODY =
  /^(?:x-access-token|x-token-auth|oauth2?|git|token|user|username|admin|root|api|bot|ci|deploy|gitlab-ci-token|postgres|mysql|redis|default)$/i;

/**
 * A web address with a secret in it is sensitive for the secret and the login beside it; these are hidden on their own, and
 * the rest counts as a plain address.
 */
function withoutSecretsInUrls(text: string, findings: readonly Finding[]): readonly Finding[] {
  if (!findings.some(({ type }) => type === 'SECRET')) return findings;
  return findings.flatMap((finding) => {
    if (finding.type !== 'URL' || finding.rule === 'plain' || finding.rule === 'public') return [finding];
    const secret = findings.some(
      (other) => other.type === 'SECRET' && other.start >= finding.start && other.end <= finding.end,
    );
    if (!secret) return [finding];
    const url = text.slice(finding.start, finding.end);
    // What stands before the host is scheme and login; the page begins behind it.
    const host = /^[a-z][\w+.-]*:\/\/[^\s/@]*@/i.exec(url)?.[0].length ?? 0;
    const plain: Finding = { ...finding, start: finding.start + host, rule: isPublicPage(url) ? 'public' : 'plain' };
    const login = /^([a-z][\w+.-]*:\/\/)([^\s:/@]+):/i.exec(url);
    if (!login?.[1] || !login[2] || NOBODY.test(login[2])) return [plain];
    const start = finding.start + login[1].length;
    return [plain, { ...finding, start, end: start + login[2].length, type: 'USERNAME', rule: 'url' }];
  });
}

/** A surrogate or keyed number of the texts beside: to hide it once more would make two people of one. */
const isIssued = ({ text, action }: Mention, beside: readonly string[]): boolean =>
  beside.length > 0 &&
  (action === 'surrogate' || /^[\d\s().+-]+$/.test(text)) &&
  beside.some((one) => one.includes(text));

const isHidden = (mention: LinkedMention): boolean => mention.entity.action !== 'keep';

/** Spread mentions take the room of those that are only noted. */
function merge(linked: readonly LinkedMention[], spread: readonly LinkedMention[]): LinkedMention[] {
  if (spread.length === 0) return [...linked];
  const byUnit = new Map<number, LinkedMention[]>();
  for (const mention of spread) byUnit.set(mention.unit, [...(byUnit.get(mention.unit) ?? []), mention]);
  const stay = linked.filter(
    (mention) =>
      isHidden(mention) ||
      !byUnit.get(mention.unit)?.some((other) => other.start < mention.end && mention.start < other.end),
  );
  return [...stay, ...spread].sort((a, b) => a.unit - b.unit || a.start - b.start);
}

/** Finds the ids that the log's metadata names, as whole tokens. Short ids would match by chance. */
function knownFindings(known: readonly string[]): (text: string) => readonly Finding[] {
  const values = [...new Set(known)].filter((value) => value.length >= 5 && /[\d@_.-]/.test(value));
  if (values.length === 0) return () => NO_FINDINGS;
  const dictionary = new Dictionary(
    values.map((term) => ({
      term,
      mode: 'mask',
      type: term.includes('@') ? 'EMAIL' : 'ACCOUNT_ID',
      caseSensitive: true,
    })),
  );
  return (text) =>
    // Most texts hold none of the few: cheap first.
    values.some((value) => text.includes(value))
      ? (dictionary.find([text])[0]?.mask ?? []).map((finding) => ({
          ...finding,
          detector: 'metadata',
          rule: 'subject',
          confidence: 0.7,
        }))
      : NO_FINDINGS;
}
