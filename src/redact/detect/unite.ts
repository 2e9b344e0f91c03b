/** Findings of a text and of its plain view, as findings of the text. */
import type { View } from '../view/view.ts';
import type { Finding } from './detector.ts';

/**
 * What only the view shows is added, with its plain value. Of a finding in both, the one of the text stays, unless it begins
 * or ends inside an escape: `nada@…` behind a printed `\n` is `ada@…`.
 *
 * @param raw findings of the text, whose ranges are changed by nobody
 * @param seen findings of the view, in the view's offsets
 */
export function unite(text: string, view: View, raw: readonly Finding[], seen: readonly Finding[]): Finding[] {
  const plain = inSource(view, seen);
  if (plain.length === 0) return [...raw];
  const kept = raw.filter(
    (one) =>
      !plain.some(
        (other) =>
          other.type === one.type &&
          other.start < one.end &&
          one.start < other.end &&
          (view.splits(one.start) || view.splits(one.end) || (other.start === one.start && other.end === one.end)),
      ),
  );
  // Equal in both and without a dress: nothing new.
  return [...kept, ...plain.map((one) => (one.value === text.slice(one.start, one.end) ? without(one) : one))];
}

function without({ value: _, ...rest }: Finding): Finding {
  return rest;
}

/** Findings of a view that a dress hides from the readers of the text, as findings of the text. */
export function inSource(view: View, seen: readonly Finding[]): Finding[] {
  const out: Finding[] = [];
  for (const finding of seen) {
    if (finding.end <= finding.start || !view.isDressed(finding.start, finding.end)) continue;
    const range = view.source(finding.start, finding.end);
    if (range.end > range.start) out.push({ ...finding, ...range, value: view.text.slice(finding.start, finding.end) });
  }
  return out;
}
