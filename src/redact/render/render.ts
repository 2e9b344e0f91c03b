/** The one renderer: preview, studio and datasets are all made by it. */

import { defined } from '../../kit/defined.ts';
import { encodeAt, type Splice, splice } from '../../kit/json/rewrite.ts';
import { piiFacts } from '../../model/pii.ts';
import type { LinkedMention } from '../plan/mention.ts';
import { namePartOf } from '../plan/people.ts';
import type { Hashes } from '../plan/values.ts';
import type { Field } from '../text/fields.ts';
import type { Unit } from '../text/units.ts';
import type { Redaction } from '../types.ts';
import type { Placeholders } from './placeholders.ts';

export interface Rendered {
  /** New text of each field, in the order of the fields. */
  texts: string[];
  redactions: Redaction[];
  /** Decoded replacements that do not look like placeholders: surrogates and keyed numbers. */
  issued: string[];
}

/** White space around it does not count. */
const fills = ({ start, end }: LinkedMention, unit: Unit): boolean =>
  unit.kind === 'value' && unit.key !== undefined && end - start >= unit.text.trim().length;

/** `mentions` must be sorted by unit and start, without overlaps. */
export function render(
  hashes: Hashes,
  fields: readonly Pick<Field, 'path' | 'text'>[],
  units: readonly Unit[],
  mentions: readonly LinkedMention[],
  placeholders: Placeholders,
): Rendered {
  const splices: Splice[][] = fields.map(() => []);
  const grown: number[] = fields.map(() => 0);
  const issued = new Set<string>();
  const redactions: Redaction[] = [];
  for (const mention of mentions) {
    const unit = units[mention.unit] as Unit;
    const { entity } = mention;
    const keep = entity.action === 'keep';
    const placeholder = keep ? mention.text : placeholders.write(mention, unit.numeric, namePartOf(mention, unit));
    const encoded = unit.encode?.(placeholder) ?? encodeAt(placeholder, unit.levels);
    const start = unit.at(mention.start);
    const end = unit.at(mention.end);
    const shift = grown[unit.field] ?? 0;
    const length = keep ? end - start : encoded.length;
    // What reads like a real value is a fake, whatever the policy asked for: a JSON number leaves no other way.
    const fake = !keep && !placeholder.startsWith('[');
    if (!keep) {
      splices[unit.field]?.push({ start, end, text: encoded });
      grown[unit.field] = shift + length - (end - start);
      if (fake) issued.add(placeholder);
    }
    redactions.push({
      field: fields[unit.field]?.path ?? '',
      ...defined({ filled: fills(mention, unit) || undefined }),
      start,
      end,
      outStart: start + shift,
      outEnd: start + shift + length,
      type: entity.type,
      risk: piiFacts(entity.type).risk,
      action: fake ? 'surrogate' : entity.action,
      placeholder: keep ? '' : placeholder,
      detector: mention.detector,
      ...defined({ rule: mention.rule, also: mention.also.length ? mention.also : undefined }),
      confidence: mention.confidence,
      subject: entity.subject,
      value: hashes.value(mention.text),
    });
  }
  return { texts: fields.map((field, i) => splice(field.text, splices[i] ?? [])), redactions, issued: [...issued] };
}
