/** One trajectory from top to bottom: windowed, so that thousands of events are as quick as ten. */
import { useEffect, useRef } from 'preact/hooks';
import type { ExampleView, Item } from '../../src/protocol/studio.ts';
import { usePaintMark, useVirtual } from '../parts/virtual.ts';
import { editing, keepPlace, raw, takeFirstItem } from '../state/store.ts';
import { ItemView } from './item.tsx';
import { Minimap } from './minimap.tsx';

export function Timeline({ example }: { example: ExampleView }) {
  const parent = useRef<HTMLDivElement>(null);
  const { items, id } = example;
  const rows = useVirtual({
    count: items.length,
    estimate: (i) => guess(items[i] as Item),
    key: (i) => `${id}:${raw.value}:${items[i]?.key ?? i}`,
    parent,
    overscan: 4,
  });
  const shown = rows.getVirtualItems();
  usePaintMark('goldpan-timeline', shown.length > 0);
  const first = shown.find((r) => r.end > (rows.scrollOffset ?? 0))?.index;
  useEffect(() => {
    const before = takeFirstItem();
    if (before !== undefined && before < items.length) rows.scrollToIndex(before, { align: 'start' });
    else parent.current?.scrollTo({ top: 0 });
  }, [id]);
  useEffect(() => {
    if (first !== undefined) keepPlace(first);
  }, [first]);
  // An answer about to be edited may be off screen, where nothing exists to type into.
  const edited = editing.value?.id === id ? editing.value.message : undefined;
  useEffect(() => {
    const at = items.findIndex((i) => i.kind === 'message' && i.message === edited);
    if (edited !== undefined && at >= 0) rows.scrollToIndex(at, { align: 'auto' });
  }, [edited]);
  return (
    <div class="timeline-frame">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by key. */}
      <section class="timeline" ref={parent} tabIndex={0} aria-label="Timeline">
        <ol class="items" style={{ height: `${rows.getTotalSize()}px` }}>
          {shown.map(({ index, start, key }) => (
            <li
              key={key}
              class="slot"
              data-index={index}
              ref={(el) => rows.measureElement(el)}
              aria-setsize={items.length}
              aria-posinset={index + 1}
              style={{ transform: `translateY(${start}px)` }}
            >
              <ItemView item={items[index] as Item} example={id} />
            </li>
          ))}
        </ol>
      </section>
      <Minimap items={items} go={(i) => rows.scrollToIndex(i, { align: 'start' })} />
    </div>
  );
}

/** Near enough for the scroll bar; measured once it is on screen. */
function guess(item: Item): number {
  if (item.kind === 'calls') return 44 + item.calls.length * 110;
  if (item.kind === 'message') return 44 + Math.min(24, Math.ceil(item.text.length / 100)) * 20;
  return 48;
}
