/** Rows that teach a model to make something up: an answer names a placeholder that nothing before it in the row tells of. */
import type { PiiType } from '../../model/pii.ts';
import { placeholdersIn } from '../../model/placeholder.ts';
import { answerText, type Row } from './rows.ts';

export interface Grounding {
  rows: number;
  /** Rows with such an answer, and their share of all; null without rows. */
  ungrounded: number;
  share: number | null;
  /** What stands in such answers for the first time, by type: placeholders, each once a row. */
  byType: Partial<Record<PiiType, number>>;
  /** Ids of the rows, in the order of the files. */
  ids: string[];
}

/** Fakes and keyed numbers look like any word: of them nobody can tell. */
export class GroundingCounter {
  private rows = 0;
  private readonly byType = new Map<PiiType, number>();
  private readonly ids: string[] = [];

  add({ meta, offered = '', messages, answers }: Row): void {
    this.rows++;
    const learnt = new Set(answers);
    const told = new Set<string>();
    const invented = new Map<string, PiiType>();
    for (const { whose } of peopleIn(offered)) told.add(whose);
    for (const message of messages) {
      for (const { whose, type } of peopleIn(answerText(message))) {
        if (learnt.has(message) && !told.has(whose)) invented.set(whose, type);
        told.add(whose);
      }
    }
    if (invented.size === 0) return;
    this.ids.push(String(meta.id ?? ''));
    for (const type of invented.values()) this.byType.set(type, (this.byType.get(type) ?? 0) + 1);
  }

  close(): Grounding {
    const { rows, ids } = this;
    return {
      rows,
      ungrounded: ids.length,
      share: rows === 0 ? null : Math.round((ids.length / rows) * 1e4) / 1e4,
      byType: Object.fromEntries([...this.byType].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))),
      ids,
    };
  }
}

/** A first name tells of the whole person, and the whole of the first name. */
const peopleIn = (text: string): { whose: string; type: PiiType }[] =>
  placeholdersIn(text).map(({ type, id = '' }) => ({ whose: `${type}_${id}`, type }));
