/** The list of trajectories or pairs: windowed, with search and filters above it. */

import { useEffect, useRef, useState } from 'preact/hooks';
import { markLabel } from '../../src/protocol/list.ts';
import type { ListRow } from '../../src/protocol/studio.ts';
import { Button, TextField } from '../controls.tsx';
import { listboxOf, moveOf, optionOf } from '../rows.ts';
import { attempt, clearFilters, search, select, step } from '../state/actions.ts';
import { ensure, list, listBusy, listFailed, reload, rowAt } from '../state/list.ts';
import { facets, listShown, searchText, view } from '../state/store.ts';
import { Filters } from './filters.tsx';
import { Icon } from './icons.tsx';
import { Broken, Empty, Loading } from './states.tsx';
import { Plain } from './text.tsx';
import { usePaintMark, useVirtual } from './virtual.ts';
import { kindName, plural } from './words.ts';

/** Height of a row in pixels, as in the style sheet: the window is computed from it. */
const ROW = 54;
/** Pause in typing after which a search is made. */
const TYPING_MS = 150;

export function ListPane() {
  const [filtersShown, setFiltersShown] = useState(false);
  const now = list();
  const name = view.value;
  const active = Object.values(facets.value[name]).reduce((n, v) => n + (v?.length ?? 0), 0);
  const what = name === 'pairs' ? 'pair' : 'trajectory';
  const many = name === 'pairs' ? 'pairs' : 'trajectories';
  return (
    <nav class="list-pane" aria-label={name === 'pairs' ? 'Preference pairs' : 'Trajectories'}>
      <div class="list-tools">
        <Search key={name} />
        <Button
          icon
          label={active > 0 ? `Filters, ${active} active` : 'Filters'}
          expanded={filtersShown}
          onClick={() => setFiltersShown(!filtersShown)}
          class={active > 0 ? 'has-active' : ''}
        >
          <Icon name="filter" />
        </Button>
      </div>
      {filtersShown ? <Filters /> : null}
      <p class="list-count">
        {now
          ? now.total === now.all
            ? plural(now.all, what, many)
            : `${now.total.toLocaleString('en')} of ${plural(now.all, what, many)}`
          : ''}
        {active > 0 || searchText.value[name] ? (
          <button type="button" class="link" onClick={clearFilters}>
            Clear
          </button>
        ) : null}
      </p>
      <Body />
    </nav>
  );
}

function Search() {
  const name = view.value;
  const [text, setText] = useState(searchText.value[name]);
  useEffect(() => {
    if (text === searchText.value[name]) return;
    const timer = setTimeout(() => search(text), TYPING_MS);
    return () => clearTimeout(timer);
  }, [text, name]);
  // Cleared from outside.
  const outside = searchText.value[name];
  useEffect(() => setText(outside), [outside]);
  return (
    <TextField hideLabel label="Search in messages" placeholder="Search in messages" value={text} onInput={setText} />
  );
}

function Body() {
  const now = list();
  if (listFailed.value) {
    const { message, fix } = listFailed.value;
    return <Broken message={message} fix={fix} again={() => attempt(reload())} />;
  }
  if (!now) return <Loading what="Reading the list" />;
  if (now.all === 0) {
    return (
      <Empty title={view.value === 'pairs' ? 'No pairs' : 'No trajectories'}>
        {(now.why ?? []).map((w) => (
          <p key={w}>{w}</p>
        ))}
      </Empty>
    );
  }
  if (now.total === 0) {
    return (
      <Empty title="Nothing matches">
        <Button onClick={clearFilters}>Clear Search and Filters</Button>
      </Empty>
    );
  }
  return <Window total={now.total} at={now.at} />;
}

/** The rows in sight. The selected one is always kept, so that the focus has somewhere to be. */
function Window({ total, at }: { total: number; at: number }) {
  const parent = useRef<HTMLDivElement>(null);
  const rows = useVirtual({ count: total, estimate: () => ROW, key: (i) => i, parent, overscan: 8, keep: at });
  const shown = rows.getVirtualItems();
  usePaintMark('goldpan-list', shown.length > 0);
  const [first, last] = [shown[0]?.index ?? 0, shown.at(-1)?.index ?? 0];
  useEffect(() => ensure(first, last), [first, last, list()?.pages]);
  useEffect(() => {
    if (at >= 0) rows.scrollToIndex(at, { align: 'auto' });
  }, [at, rows]);
  const move = (event: KeyboardEvent) => {
    const by = moveOf(event.key, { total, page: 10 });
    if (by === undefined) return;
    event.preventDefault();
    attempt(step(by));
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: a listbox; its role comes from listboxOf.
    <div
      class={`list${listBusy.value ? ' busy' : ''}`}
      ref={parent}
      {...listboxOf(view.value === 'pairs' ? 'Preference pairs' : 'Trajectories', at)}
      onKeyDown={move}
    >
      <div class="list-space" style={{ height: `${rows.getTotalSize()}px` }} role="presentation">
        {shown.map(({ index, start }) => (
          <Line key={index} index={index} top={start} total={total} selected={index === at} row={rowAt(index)} />
        ))}
      </div>
    </div>
  );
}

interface LineProps {
  index: number;
  top: number;
  total: number;
  selected: boolean;
  row: ListRow | undefined;
}

function Line({ index, top, total, selected, row }: LineProps) {
  const open = () => {
    if (!row) return;
    listShown.value = false;
    attempt(select(row.id, index));
  };
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: arrow keys of the list, J and K.
    // biome-ignore lint/a11y/noStaticElementInteractions: an option; its role comes from optionOf.
    <div
      {...optionOf(index, total, selected)}
      style={{ transform: `translateY(${top}px)`, height: `${ROW}px` }}
      onClick={open}
    >
      {row ? <Content row={row} /> : <span class="dim">…</span>}
    </div>
  );
}

function Content({ row }: { row: ListRow }) {
  return (
    <>
      <Verdict row={row} />
      <span class="row-title">
        <Plain text={row.title || 'no text'} />
      </span>
      <span class="row-facts">
        {row.source ? <span>{row.source}</span> : <span>{kindName(row.kind)}</span>}
        <span title={`complexity level ${row.complexity}`}>L{row.complexity}</span>
        {row.source || row.outcome === 'unknown' || row.marks.includes('failed') ? null : (
          <span class={`outcome ${row.outcome}`}>{row.outcome}</span>
        )}
        {row.gold ? (
          <span class="gold-mark">
            <Icon name="gold" /> gold
          </span>
        ) : null}
        {row.marks.map((m) => (
          <span key={m} class="mark">
            {markLabel(m)}
          </span>
        ))}
        {row.calls > 0 ? <span>{plural(row.calls, 'call')}</span> : null}
        {row.redactions > 0 ? <span>{row.redactions.toLocaleString('en')} hidden</span> : null}
      </span>
    </>
  );
}

/** A symbol; its words are for screen readers. */
function Verdict({ row }: { row: ListRow }) {
  const { decision, edited, stale } = row;
  if (!decision && !edited) return <span class="verdict" role="img" aria-label="not decided" />;
  const words = [
    decision === 'accept' ? 'accepted' : decision === 'reject' ? 'rejected' : '',
    edited ? 'edited' : '',
    stale ? 'content changed since' : '',
  ];
  return (
    <span class={`verdict ${decision ?? 'edit'}`} role="img" aria-label={words.filter(Boolean).join(', ')}>
      <Icon name={stale ? 'warn' : decision === 'accept' ? 'check' : decision === 'reject' ? 'cross' : 'pencil'} />
    </span>
  );
}
