/** What is selected: a trajectory or a pair, its content, its row, and what is known about it. */
import type { ComponentChildren } from 'preact';
import type { ExampleView, PairView, Row } from '../../src/protocol/studio.ts';
import { Pair } from '../pair/pair.tsx';
import { attempt, currentId, refresh, select, setRaw, showSource } from '../state/actions.ts';
import { list } from '../state/list.ts';
import { example, type Loaded, listShown, pair, raw, tab, view } from '../state/store.ts';
import { Timeline } from '../timeline/timeline.tsx';
import { Icon } from './icons.tsx';
import { Inspector } from './inspector.tsx';
import { RowTab } from './row-tab.tsx';
import { Broken, Empty, Loading } from './states.tsx';
import { Tabs } from './tabs.tsx';
import { Plain } from './text.tsx';
import { baseName, kindName, sourceName } from './words.ts';

export function Detail() {
  const now: Loaded<ExampleView | PairView> = view.value === 'pairs' ? pair.value : example.value;
  if (now.state === 'failed') {
    const { id, message, fix } = now;
    return <Broken message={message} fix={fix} again={() => attempt(select(id))} />;
  }
  // While it loads, the old content stays: it does not flicker, and it keeps its place.
  const value = now.state === 'ready' ? now.value : now.state === 'loading' ? now.last : undefined;
  if (!value) {
    if (now.state === 'loading') return <Loading what="Reading the session" />;
    return (list()?.total ?? 0) > 0 ? <Empty title="Choose one from the list" /> : null;
  }
  return 'items' in value ? <Trajectory value={value} /> : <PairDetail value={value} />;
}

function Trajectory({ value }: { value: ExampleView }) {
  return (
    <>
      <Head
        title={value.title}
        decision={value}
        facts={
          <>
            <span class="chip">{kindName(value.kind)}</span>
            <span class="chip">level {value.complexity}</span>
            <span class={`chip outcome ${value.outcome}`}>
              {value.outcome === 'unknown' ? 'outcome unknown' : value.outcome}
            </span>
            {value.agent ? <span class="chip">agent {value.agent}</span> : null}
            {value.place ? (
              <button type="button" class="link source" onClick={() => showSource(value.id)}>
                <Icon name="source" /> {baseName(value.place.path)}:{value.place.line}
              </button>
            ) : null}
          </>
        }
      />
      <Sheet
        content="Timeline"
        row={value.row}
        body={<Timeline example={value} />}
        about={<Inspector value={value} />}
        tools={<RawToggle disabled={value.note !== undefined} />}
      />
    </>
  );
}

function PairDetail({ value }: { value: PairView }) {
  return (
    <>
      <Head
        title={value.title}
        decision={value}
        facts={
          <>
            <span class="chip">from {sourceName(value.source)}</span>
            {value.swapped ? <span class="chip">swapped by hand</span> : null}
          </>
        }
      />
      <Sheet content="Side by Side" row={value.row} body={<Pair value={value} />} />
    </>
  );
}

interface Decided {
  decision?: 'accept' | 'reject' | undefined;
  edited: boolean;
  stale: boolean;
}

/** Title, facts and decision, the same for both views. */
function Head({ title, decision, facts }: { title: string; decision: Decided; facts: ComponentChildren }) {
  const { decision: verdict, edited, stale } = decision;
  return (
    <header class="head">
      <button type="button" class="link back" onClick={() => (listShown.value = true)}>
        <Icon name="back" /> List
      </button>
      <h1 dir="auto">
        <Plain text={title || 'no text'} />
      </h1>
      <div class="facts">
        {facts}
        {verdict ? (
          <span class={`chip verdict ${verdict}`}>
            <Icon name={verdict === 'accept' ? 'check' : 'cross'} />
            {verdict === 'accept' ? 'accepted' : 'rejected'}
          </span>
        ) : null}
        {edited ? (
          <span class="chip verdict edit">
            <Icon name="pencil" />
            edited
          </span>
        ) : null}
        {stale ? (
          <span class="chip stale">
            <Icon name="warn" />
            content changed since this decision
          </span>
        ) : null}
      </div>
    </header>
  );
}

interface SheetProps {
  content: string;
  row: Row;
  body: ComponentChildren;
  about?: ComponentChildren;
  tools?: ComponentChildren;
}

/** Content, row, and in a narrow panel the inspector as a third tab; in a wide one that lies beside. */
function Sheet({ content, row, body, about, tools }: SheetProps) {
  const tabs = [
    { id: 'content' as const, label: content },
    { id: 'row' as const, label: 'Row' },
    ...(about ? [{ id: 'about' as const, label: 'About', narrow: true }] : []),
  ];
  const now = tab.value === 'about' && !about ? 'content' : tab.value;
  return (
    <>
      <div class="sheet-tools">
        <Tabs label="What to show" tabs={tabs} value={now} panel="sheet" choose={(id) => (tab.value = id)} />
        {now === 'content' ? tools : null}
      </div>
      <div class={`sheet${about ? ' with-about' : ''} on-${now}`}>
        <div id="sheet" role="tabpanel" aria-labelledby={`tab-${now}`} class="panel">
          {now === 'row' ? <RowTab row={row} /> : now === 'about' ? about : body}
        </div>
        {about && now !== 'about' ? (
          // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by key.
          <aside aria-label="About this trajectory" tabIndex={0}>
            {about}
          </aside>
        ) : null}
      </div>
    </>
  );
}

/** Redacted or raw text. Raw text is read from the log again and never leaves the machine. */
function RawToggle({ disabled }: { disabled: boolean }) {
  const set = (wanted: boolean) => raw.value !== wanted && attempt(setRaw(wanted));
  if (disabled) {
    return (
      <p class="note warn">
        <Icon name="warn" /> The log could not be read again: this is what the run stored.
        <button type="button" class="link" onClick={() => attempt(refresh(currentId()))}>
          Try again
        </button>
      </p>
    );
  }
  return (
    <fieldset class="switch" aria-label="Text shown">
      <button type="button" aria-pressed={!raw.value} onClick={() => set(false)}>
        <Icon name="hide" /> Redacted
      </button>
      <button type="button" aria-pressed={raw.value} onClick={() => set(true)}>
        <Icon name="eye" /> Raw
      </button>
    </fieldset>
  );
}
