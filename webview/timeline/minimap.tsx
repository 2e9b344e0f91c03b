/** Where redactions, errors and feedback are in a long trajectory. A click goes there; the timeline itself has the same by key. */
import { useMemo } from 'preact/hooks';
import type { Item } from '../../src/protocol/studio.ts';

const MIN_ITEMS = 12;
/** More ticks than pixels help nobody. */
const SLOTS = 240;

export function Minimap({ items, go }: { items: readonly Item[]; go: (index: number) => void }) {
  const ticks = useMemo(() => ticksOf(items), [items]);
  if (items.length < MIN_ITEMS) return null;
  const jump = (event: MouseEvent) => {
    const box = (event.currentTarget as HTMLElement).getBoundingClientRect();
    go(Math.min(items.length - 1, Math.floor(((event.clientY - box.top) / box.height) * items.length)));
  };
  return (
    // A mouse's shortcut: keys scroll the timeline itself.
    <div class="minimap" aria-hidden="true" onClick={jump}>
      {ticks.map((t) => (
        <span key={`${t.slot}${t.kind}`} class={`tick ${t.kind}`} style={{ top: `${(t.slot / SLOTS) * 100}%` }} />
      ))}
    </div>
  );
}

function ticksOf(items: readonly Item[]): { slot: number; kind: string }[] {
  const seen = new Map<string, { slot: number; kind: string }>();
  items.forEach((item, i) => {
    const slot = Math.floor((i / items.length) * SLOTS);
    for (const kind of kindsOf(item)) seen.set(`${slot}${kind}`, { slot, kind });
  });
  return [...seen.values()];
}

function kindsOf(item: Item): string[] {
  const kinds: string[] = [];
  const texts =
    item.kind === 'calls'
      ? item.calls.flatMap((c) => [c.args, ...(c.result ? [c.result.text] : [])])
      : 'text' in item && item.text
        ? [item.text]
        : [];
  if (texts.some((t) => t.spans.length > 0)) kinds.push('redaction');
  if (item.kind === 'error' || (item.kind === 'calls' && item.calls.some((c) => c.result?.isError)))
    kinds.push('error');
  if (item.kind === 'feedback') kinds.push('feedback');
  return kinds;
}
