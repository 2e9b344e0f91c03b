/** One entry of a timeline. */
import type { Item, MessageItem } from '../../src/protocol/studio.ts';
import { Button } from '../controls.tsx';
import { Icon } from '../parts/icons.tsx';
import { Block, Plain } from '../parts/text.tsx';
import { dayOf, duration, timeOf } from '../parts/words.ts';
import { showSource, startEditOf } from '../state/actions.ts';
import { editing } from '../state/store.ts';
import { Calls } from './calls.tsx';
import { Editor } from './editor.tsx';

/** `example`: whose log the source button opens; undefined where there is none. */
export function ItemView({ item, example }: { item: Item; example?: string | undefined }) {
  switch (item.kind) {
    case 'message':
      return <Message item={item} example={example} />;
    case 'calls':
      return <Frame item={item} who="calls" label="assistant" example={example} body={<Calls item={item} />} />;
    case 'orphan':
      return <Frame item={item} who="error" label="orphan result" example={example} body={<Orphan item={item} />} />;
    case 'error':
      return <Frame item={item} who="error" label="error" example={example} body={<Failure item={item} />} />;
    case 'feedback':
      return <Frame item={item} who="feedback" label="feedback" example={example} body={<Feedback item={item} />} />;
    case 'boundary':
      return (
        <div class="boundary">
          <span>{BOUNDARIES[item.reason] ?? item.reason}</span>
          {item.text ? <Block value={item.text} id={item.key} lines={6} /> : null}
        </div>
      );
    case 'fork':
      return (
        <div class="boundary fork">
          <span>
            Another continuation after event {item.after} ({item.cause})
          </span>
        </div>
      );
  }
}

/** A result that answers no call, with the reason where pairing knew one. */
function Orphan({ item }: { item: Extract<Item, { kind: 'orphan' }> }) {
  return (
    <>
      <p class="note">
        {item.name ? <code>{item.name}</code> : 'A result'} answers no call of this log
        {item.why ? `: ${item.why}` : ''}.
      </p>
      <Block value={item.text} id={item.key} lines={8} code />
    </>
  );
}

/** An error of the API or the application. */
function Failure({ item }: { item: Extract<Item, { kind: 'error' }> }) {
  return (
    <>
      {item.code ? <p class="note">code {item.code}</p> : null}
      <Block value={item.text} id={item.key} lines={8} />
    </>
  );
}

/** Reasons of boundaries in words; others are shown by name. */
const BOUNDARIES: Readonly<Record<string, string>> = {
  compaction: 'The history was compacted here',
  resume: 'The session was resumed here',
  new_topic: 'A new topic begins',
  handoff: 'Handed over',
  limit: 'A limit was reached',
};

/** Lines before a message folds: instructions and thoughts are skimmed, questions and answers read. */
const LINES = { system: 6, context: 6, reasoning: 4, user: 24, assistant: 30 } as const;

/** A message, or the editor in its place. An edited answer keeps the log's own below it. */
function Message({ item, example }: { item: MessageItem; example: string | undefined }) {
  const now = editing.value;
  const isEdited = now !== undefined && now.id === example && now.message === item.message;
  const body = isEdited ? (
    <Editor />
  ) : (
    <>
      {item.title ? (
        <p class="note">
          <Plain text={item.title} />
        </p>
      ) : null}
      <Block value={item.text} id={item.key} lines={LINES[item.role]} />
      {item.edited && item.was !== undefined ? (
        <details class="was">
          <summary>What the log said</summary>
          <div class="text" dir="auto">
            <Plain text={item.was} />
          </div>
        </details>
      ) : null}
    </>
  );
  return <Frame item={item} who={item.role} label={item.role} example={example} body={body} />;
}

function Feedback({ item }: { item: Extract<Item, { kind: 'feedback' }> }) {
  const by = item.by && item.by !== 'unknown' ? ` by ${item.by.replace('_', ' ')}` : '';
  return (
    <>
      <p>
        <strong>{item.signal.replaceAll('_', ' ')}</strong>
        {item.value === undefined ? '' : ` ${item.value}`}
        {item.name ? ` (${item.name})` : ''}
        <span class="dim">{`${by}, ${item.whole ? 'on the whole session' : 'on one answer'}`}</span>
      </p>
      {item.text ? <Block value={item.text} id={item.key} lines={8} /> : null}
    </>
  );
}

interface FrameProps {
  item: Item;
  who: string;
  label: string;
  example: string | undefined;
  body: preact.ComponentChildren;
}

/** Who and when on the left, what on the right, tools at the end. */
function Frame({ item, who, label, example, body }: FrameProps) {
  const message = item.kind === 'message' ? item : undefined;
  const facts = [
    message?.edited ? 'edited' : '',
    ...(item.flags ?? []).map((f) => f.replaceAll('_', ' ')),
    ...(item.stubs ?? []).map((s) => `with ${s}`),
    item.latencyMs === undefined ? '' : duration(item.latencyMs),
  ].filter(Boolean);
  return (
    <article class={`item ${who}`} data-role={who}>
      <header>
        <span class="who">{label}</span>
        {item.ts === undefined ? null : (
          <time class="dim" title={dayOf(item.ts)}>
            {timeOf(item.ts)}
          </time>
        )}
        {facts.map((f) => (
          <span key={f} class={`flag${f === 'edited' ? ' edited' : ''}`}>
            {f}
          </span>
        ))}
      </header>
      <div class="body">{body}</div>
      <div class="tools">
        {message?.message !== undefined && example ? (
          <Button
            icon
            label="Edit this answer"
            onClick={() => void startEditOf(message.message as number, message.text.text)}
          >
            <Icon name="pencil" />
          </Button>
        ) : null}
        {example && item.record !== undefined ? (
          <Button icon label="Show source" onClick={() => showSource(example, item.record)}>
            <Icon name="source" />
          </Button>
        ) : null}
      </div>
    </article>
  );
}
