/** The audit sample of the last run, for the reviewer to read: each place as it was written, and what was said of it. */

import { join } from 'node:path';
import { editsOf } from '../datasets/kinds/cards.ts';
import type { Manifest } from '../datasets/manifest.ts';
import { type Place, type ResidualBound, readingOrder, reviewBound } from '../datasets/risk/index.ts';
import { defined } from '../kit/defined.ts';
import { UserError } from '../kit/errors.ts';
import { jsonLines } from '../kit/jsonl.ts';
import type { Key } from '../kit/key.ts';
import type { Message, Pair } from '../model/example.ts';
import { normalTokens } from '../redact/plan/values.ts';
import { tokens } from '../redact/text/tokens.ts';
import type { Redactor } from '../redact/types.ts';
import { loadDecisions, redactDecisions } from '../run/store/decision-log.ts';
import { redactEdits } from '../run/store/edits.ts';
import { curatedLine, type LedgerCard } from '../run/store/ledger-card.ts';
import { appendReview, loadReviews } from '../run/store/review-log.ts';
import { readRunHead } from '../run/store/run-head.ts';
import { StoreReader } from '../run/store/run-store.ts';
import type { Workspace } from '../run/store/workspace.ts';
import type { CuratedCard } from '../stages/curated.ts';
import type { Decisions } from '../stages/decide/decide.ts';

/** A place as the reviewer sees it. All of it has passed redaction. */
export interface Page {
  place: Place;
  role: Message['role'];
  text: string;
  /** The message before it, for context. */
  before?: { role: Message['role']; text: string };
}

export interface ReviewOptions {
  /** Asked for when there is a run to read. */
  key: () => Key;
  /** That of the run. Asked for when people have edited answers. */
  redactor: (key: Key) => Promise<Redactor>;
  /** Do rows carry reasoning? */
  reasoning: boolean;
}

export class AuditReview {
  private constructor(
    /** In the order of reading. */
    readonly places: readonly Place[],
    private readonly reviews: Map<string, number>,
    private readonly manifest: Manifest,
    private readonly store: StoreReader,
    private readonly cards: ReadonlyMap<string, CuratedCard>,
    private readonly decisions: Decisions,
    private readonly workspace: Workspace,
    private readonly key: Key,
    private readonly reasoning: boolean,
  ) {}

  /** Throws UserError when there is no finished run, it was made with another key, or no place was drawn. */
  static async open(workspace: Workspace, options: ReviewOptions): Promise<AuditReview> {
    const at = (name: string): string => join(workspace.run, name);
    const head = readRunHead(workspace.run);
    if (!head)
      throw new UserError(
        'there is no finished run here',
        'Run `goldpan run` first, or name the workspace with --config: the run draws the places to read.',
      );
    const key = options.key();
    const { manifest } = head;
    if (manifest.key !== key.fingerprint())
      throw new UserError(
        'the last run was made with another key',
        'Set GOLDPAN_KEY to its key: reviews are kept as hashes under it.',
      );
    const places: Place[] = [];
    for await (const place of jsonLines<Place>(at('audit-sample.jsonl'))) places.push(place);
    if (places.length === 0)
      throw new UserError(
        'the last run drew no message for the reviewer to read',
        'Its dataset has no rows, or privacy.auditSample is 0 in goldpan.json.',
      );
    const cards = new Map<string, CuratedCard>();
    for await (const card of jsonLines<LedgerCard>(at('cards.jsonl'))) cards.set(card.id, curatedLine(card));
    const pairs = new Map<string, Pair>();
    for await (const pair of jsonLines<Pair>(at('pairs.jsonl'))) pairs.set(pair.id, pair);
    const store = new StoreReader(at('examples.jsonl'));
    const written = loadDecisions(workspace.decisions, key);
    const decisions = await redactDecisions(written, async (id, texts) => {
      const done = await redactEdits(await options.redactor(key), id, texts, { cards, pairs, store });
      return done?.texts;
    });
    return new AuditReview(
      readingOrder(places),
      loadReviews(workspace.reviews, key),
      manifest,
      store,
      cards,
      decisions,
      workspace,
      key,
      options.reasoning,
    );
  }

  /** Messages of the whole dataset. */
  get whole(): number {
    return this.manifest.risk.audit.places;
  }

  get read(): number {
    return this.places.filter(({ place }) => this.reviews.has(place)).length;
  }

  isRead = ({ place }: Place): boolean => this.reviews.has(place);

  page(place: Place): Page {
    const card = this.cards.get(place.example);
    if (!card) throw new Error('the audit sample names an example that the run does not have');
    const example = this.store.read(card);
    const edits = editsOf(card, { store: this.store, decisions: this.decisions, byId: this.cards });
    const shown = (i: number): { role: Message['role']; text: string } => {
      const message = example.messages[i] as Message;
      return { role: message.role, text: this.text(message, edits.get(i)) };
    };
    return {
      place,
      ...shown(place.message),
      ...defined({ before: place.message > 0 ? shown(place.message - 1) : undefined }),
    };
  }

  /** Kept at once, as hashes. Said twice of one place, the last counts. */
  answer({ place }: Place, missed: readonly string[], at?: string): void {
    appendReview(this.workspace.reviews, { place, missed, ...defined({ at: at || undefined }) }, this.key);
    this.reviews.set(place, missed.length);
  }

  /** Undefined as long as nothing was read. */
  bound(): ResidualBound | undefined {
    return reviewBound(this.places, Object.entries(this.manifest.risk.audit.strata), this.reviews);
  }

  close(): void {
    this.store.close();
  }

  private text({ content, reasoning, calls = [] }: Message, edited: string | undefined): string {
    return [
      ...(reasoning && this.reasoning ? [`(reasoning) ${reasoning}`] : []),
      edited ?? content,
      ...calls.map((call) => `(call) ${call.name} ${call.args}`),
    ]
      .filter((part) => part !== '')
      .join('\n');
  }
}

/** Does the text hold the value? In any case, and however its words are separated: as redaction would look for it. */
export function holds(text: string, value: string): boolean {
  if (text.toLowerCase().includes(value.toLowerCase())) return true;
  const words = normalTokens(value);
  if (words.length === 0) return false;
  const all = tokens(text.normalize('NFKC').toLowerCase()).map((token) => token.text);
  return ` ${all.join(' ')} `.includes(` ${words.join(' ')} `);
}
