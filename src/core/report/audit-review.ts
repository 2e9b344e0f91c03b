/** The audit sample of the last run, for a human to read: each place as it was written, and what was said of it. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { editsOf } from '../../datasets/kinds/cards.ts';
import type { Manifest } from '../../datasets/manifest.ts';
import { type Decisions, loadDecisions } from '../decide/decisions.ts';
import { appendReview, loadReviews } from '../decide/reviews.ts';
import type { Key } from '../key.ts';
import { UserError } from '../model/errors.ts';
import type { Message } from '../model/example.ts';
import { normalTokens } from '../redact/plan/values.ts';
import { type Place, type ResidualBound, readingOrder, reviewBound } from '../redact/risk/index.ts';
import { tokens } from '../redact/text/tokens.ts';
import type { Card } from '../store/card.ts';
import { jsonLines } from '../store/jsonl.ts';
import { StoreReader } from '../store/run-store.ts';
import type { Workspace } from '../store/workspace.ts';

/** A place as a human sees it. All of it has passed redaction. */
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
    private readonly cards: ReadonlyMap<string, Card>,
    private readonly decisions: Decisions,
    private readonly workspace: Workspace,
    private readonly key: Key,
    private readonly reasoning: boolean,
  ) {}

  /** Throws UserError when there is no finished run, it was made with another key, or no place was drawn. */
  static async open(workspace: Workspace, options: ReviewOptions): Promise<AuditReview> {
    const at = (name: string): string => join(workspace.run, name);
    if (!existsSync(at('manifest.json')))
      throw new UserError(
        'there is no finished run here',
        'Run `goldpan run` first, or name the workspace with --config: the run draws the places to read.',
      );
    const key = options.key();
    let manifest: Manifest | undefined;
    for await (const line of jsonLines<{ manifest: Manifest }>(at('manifest.json'))) manifest = line.manifest;
    if (!manifest || manifest.key !== key.fingerprint())
      throw new UserError(
        'the last run was made with another key',
        'Set GOLDPAN_KEY to its key: reviews are kept as hashes under it.',
      );
    const places: Place[] = [];
    for await (const place of jsonLines<Place>(at('audit-sample.jsonl'))) places.push(place);
    if (places.length === 0)
      throw new UserError(
        'the last run drew no message for a human to read',
        'Its dataset has no rows, or privacy.auditSample is 0 in goldpan.json.',
      );
    const cards = new Map<string, Card>();
    for await (const card of jsonLines<Card>(at('cards.jsonl'))) cards.set(card.id, card);
    return new AuditReview(
      readingOrder(places),
      loadReviews(workspace.reviews, key),
      manifest,
      new StoreReader(at('examples.jsonl')),
      cards,
      loadDecisions(workspace.decisions, key),
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
    return { place, ...shown(place.message), ...(place.message > 0 ? { before: shown(place.message - 1) } : {}) };
  }

  /** Kept at once, as hashes. Said twice of one place, the last counts. */
  answer({ place }: Place, missed: readonly string[], at?: string): void {
    appendReview(this.workspace.reviews, { place, missed, ...(at ? { at } : {}) }, this.key);
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

/** Does the value stand in the text? In any case, and however its words are separated: as redaction would look for it. */
export function holds(text: string, value: string): boolean {
  if (text.toLowerCase().includes(value.toLowerCase())) return true;
  const words = normalTokens(value);
  if (words.length === 0) return false;
  const all = tokens(text.normalize('NFKC').toLowerCase()).map((token) => token.text);
  return ` ${all.join(' ')} `.includes(` ${words.join(' ')} `);
}
