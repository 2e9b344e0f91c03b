/**
 * The second rendering: what other sessions of the run proved is hidden in a row too, with the renderer that sessions are hidden with.
 * So a value that one session labels and another only mentions costs no row.
 */
import type { Key } from '../../kit/key.ts';
import { markRedacted, type Redacted } from '../brand.ts';
import { linkMentions } from '../plan/link.ts';
import type { Mention } from '../plan/mention.ts';
import { Hashes } from '../plan/values.ts';
import type { Policy } from '../policy.ts';
import { Placeholders, type SurrogateMaker, takenIndices } from '../render/placeholders.ts';
import { render } from '../render/render.ts';
import type { Unit } from '../text/units.ts';
import type { PiiType, RowRedaction } from '../types.ts';
import { pointersAt } from './pointer.ts';

/** A known value at its place in a row. */
export interface Place {
  /** Index of the unit. */
  unit: number;
  start: number;
  end: number;
  text: string;
  type: PiiType;
  /** Number that the row's own session gave it; 0 when it is another session's value. */
  index: number;
}

export interface Hidden {
  row: Redacted<string>;
  redactions: RowRedaction[];
  /** Surrogates and keyed numbers in the row now: they are no leaks. */
  issued: string[];
}

export class RowRenderer {
  private readonly hashes: Hashes;

  constructor(
    private readonly key: Key,
    private readonly policy: Policy,
    private readonly surrogates: SurrogateMaker,
  ) {
    this.hashes = new Hashes(key);
  }

  /** @param places sorted, without overlaps; `units` are those of the row */
  hide(row: string, units: readonly Unit[], places: readonly Place[]): Hidden {
    const mentions = places.map(({ unit, start, end, text, type }): Mention => {
      const action = this.policy.actionOf(type);
      // What a type keeps in general was hidden here by the user's own word.
      const hidden = action === 'keep' ? 'index' : action;
      return { unit, start, end, text, type, action: hidden, detector: 'run', rule: 'value', also: [], confidence: 1 };
    });
    const linked = linkMentions(this.hashes, mentions, units);
    const taken = takenIndices([row]);
    places.forEach(({ type, index }, i) => {
      const entity = linked[i]?.entity;
      if (!entity || index === 0) return;
      // The placeholder that the value has in its own session.
      entity.index ??= index;
      taken.set(type, Math.max(taken.get(type) ?? 0, index));
    });
    const placeholders = new Placeholders(this.key, this.surrogates, taken);
    const { texts, redactions, issued } = render(this.hashes, [{ path: '', text: row }], units, linked, placeholders);
    const pointers = pointersAt(
      row,
      redactions.map(({ start }) => start),
    );
    return {
      row: markRedacted(texts[0] ?? row),
      redactions: redactions.map((redaction, i) => ({ ...redaction, field: pointers[i] ?? '' })),
      issued,
    };
  }
}
