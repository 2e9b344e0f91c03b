/** Texts with their hidden stretches, cut to what a screen can show. */

import { defined } from '../../kit/defined.ts';
import { placeholdersIn } from '../../model/placeholder.ts';
import type { Span, Text } from '../../protocol/studio.ts';
import type { Redaction } from '../../redact/types.ts';

/** Longer texts come on demand: a trajectory of thousands of events stays a small message. */
const MAX_TEXT = 20_000;
export const MAX_WHOLE = 1_000_000;

/** Redactions of a session by field, with the number of times that each subject is hidden. */
export class Spans {
  private readonly byField = new Map<string, Redaction[]>();
  private readonly byPlaceholder = new Map<string, Redaction>();
  private readonly mentions = new Map<string, number>();

  constructor(
    redactions: readonly Redaction[],
    private readonly raw: boolean,
  ) {
    for (const r of redactions) {
      const list = this.byField.get(r.field);
      if (list) list.push(r);
      else this.byField.set(r.field, [r]);
      this.mentions.set(r.subject, (this.mentions.get(r.subject) ?? 0) + 1);
      if (!this.byPlaceholder.has(r.placeholder)) this.byPlaceholder.set(r.placeholder, r);
    }
  }

  /** A field of the session, raw or redacted. */
  text(field: string, text: string, max = MAX_TEXT): Text {
    const spans = (this.byField.get(field) ?? []).map((r) =>
      this.raw ? this.span(r, r.start, r.end) : this.span(r, r.outStart, r.outEnd),
    );
    return cut(text, spans, field, max);
  }

  /** A text that is not a field, such as an edited answer: its placeholders are found by their shape. */
  loose(text: string, field = '', max = MAX_TEXT): Text {
    const spans = placeholdersIn(text).map(({ start, end, type, text: placeholder }): Span => {
      const known = this.byPlaceholder.get(placeholder);
      return known ? this.span(known, start, end) : { start, end, type, placeholder };
    });
    return cut(text, spans, field, max);
  }

  private span(r: Redaction, start: number, end: number): Span {
    return {
      start,
      end,
      type: r.type,
      placeholder: r.placeholder,
      ...defined({
        kept: r.action === 'keep' ? true : undefined,
        fake: r.action === 'surrogate' ? true : undefined,
      }),
      detector: r.detector,
      ...defined({ rule: r.rule, also: r.also }),
      confidence: r.confidence,
      subject: r.subject.slice(0, 8),
      mentions: this.mentions.get(r.subject) ?? 1,
    };
  }
}

/** A cut never parts a surrogate pair or a placeholder. */
function cut(text: string, spans: readonly Span[], field: string, max: number): Text {
  if (text.length <= max) return { text, spans: [...spans], length: text.length, field };
  let end = spans.find((s) => s.start < max && s.end > max)?.start ?? max;
  if (/[\ud800-\udbff]/.test(text[end - 1] ?? '')) end--;
  return { text: text.slice(0, end), spans: spans.filter((s) => s.end <= end), length: text.length, field };
}
