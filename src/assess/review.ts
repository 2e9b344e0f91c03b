/** The audit sample of the last run, for the reviewer to read: each place as it was written, and what was said of it. */
import { editsOf } from '../datasets/kinds/cards.ts';
import type { Manifest } from '../datasets/manifest.ts';
import { type Place, type ResidualBound, readingOrder, reviewBound } from '../datasets/risk/index.ts';
import { defined } from '../kit/defined.ts';
import { UserError } from '../kit/errors.ts';
import type { Key } from '../kit/key.ts';
import type { Message } from '../model/example.ts';
import { normalTokens } from '../redact/plan/values.ts';
import { tokens } from '../redact/text/tokens.ts';
import type { Redactor } from '../redact/types.ts';
import { loadDecisions, redactDecisions } from '../run/store/decision-log.ts';
import { redactEdits } from '../run/store/edits.ts';
import { curatedLine } from '../run/store/ledger/card.ts';
import { LedgerReader } from '../run/store/ledger/reader.ts';
import { appendReview, loadReviews } from '../run/store/review-log.ts';
import type { StoreReader } from '../run/store/run-store.ts';
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
    const ledger = LedgerReader.open(workspace.run);
    if (!ledger)
      throw new UserError(
        'there is no finished run here',
        'Run `goldpan run` first, or name the workspace with --config: the run draws the places to read.',
      );
    const key = options.key();
    const { manifest } = ledger.head;
    if (manifest.key !== key.fingerprint())
      throw new UserError(
        'the last run was made with another key',
        'Set GOLDPAN_KEY to its key: reviews are kept as hashes under it.',
      );
    const places = [...ledger.sample()];
    if (places.length === 0)
      throw new UserError(
        'the last run drew no message for the reviewer to read',
        'Its dataset has no rows, or privacy.auditSample is 0 in goldpan.json.',
      );
    const cards = new Map<string, CuratedCard>();
    for (const card of ledger.cards()) cards.set(card.id, curatedLine(card));
    const pairs = new Map([...ledger.pairs()].map((pair) => [pair.id, pair]));
    const store = ledger.store();
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
