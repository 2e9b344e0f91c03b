/** Log text on screen: only ever as text nodes, with what was hidden marked and what would act made visible. */

import { signal } from '@preact/signals';
import type { Span, Text } from '../../src/protocol/studio.ts';
import { ask } from '../client.ts';
import type { Change } from '../pair/diff.ts';
import { attempt, currentId } from '../state/actions.ts';
import { raw, unfolded } from '../state/store.ts';
import { hideCard, showCard } from './card.tsx';
import { actingIn } from './controls-text.ts';
import { familyOf } from './families.ts';
import { pretty } from './pretty.ts';

/** A stretch of text with all that is true of it. */
interface Piece {
  text: string;
  span?: Span | undefined;
  changed?: boolean | undefined;
  control?: string | undefined;
}

/** Cuts the text wherever something begins or ends. */
function piecesOf(text: string, spans: readonly Span[], changes: readonly Change[] = []): Piece[] {
  const acting = actingIn(text);
  const edges = new Set([0, text.length]);
  for (const { start, end } of [...spans, ...changes]) edges.add(start).add(end);
  for (const { at } of acting) edges.add(at).add(at + 1);
  const cuts = [...edges].filter((e) => e >= 0 && e <= text.length).sort((a, b) => a - b);
  const pieces: Piece[] = [];
  let [s, c, a] = [0, 0, 0];
  for (let i = 0; i + 1 < cuts.length; i++) {
    const [from, to] = [cuts[i] as number, cuts[i + 1] as number];
    while (spans[s] && (spans[s] as Span).end <= from) s++;
    while (changes[c] && (changes[c] as Change).end <= from) c++;
    while (acting[a] && (acting[a] as { at: number }).at < from) a++;
    const span = spans[s];
    const change = changes[c];
    pieces.push({
      text: text.slice(from, to),
      ...(span && span.start <= from ? { span } : {}),
      ...(change && change.start <= from ? { changed: true } : {}),
      ...(acting[a]?.at === from ? { control: acting[a]?.name } : {}),
    });
  }
  return pieces;
}

function Marked({ text, spans, changes }: { text: string; spans: readonly Span[]; changes?: readonly Change[] }) {
  return (
    <>
      {piecesOf(text, spans, changes).map((p, i) => {
        const inner = p.control ? (
          <span class="acting" data-name={p.control}>
            {p.text}
          </span>
        ) : (
          p.text
        );
        const body = p.changed ? <span class="changed">{inner}</span> : inner;
        return p.span ? <Hidden key={i} span={p.span} body={body} /> : body;
      })}
    </>
  );
}

/** A text without marks, such as a title: what would act is visible here, too. */
export const Plain = ({ text }: { text: string }) => <Marked text={text} spans={[]} />;

function Hidden({ span, body }: { span: Span; body: preact.ComponentChildren }) {
  const open = (event: Event) => showCard(span, event.currentTarget as HTMLElement);
  // Text that comes under a resting mouse, after a click in the list, opens nothing.
  const hover = (event: MouseEvent) => (event.movementX !== 0 || event.movementY !== 0) && open(event);
  return (
    <mark
      class={`hidden f-${familyOf(span.type)}${span.kept ? ' kept' : ''}${span.end - span.start < 40 ? ' short' : ''}`}
      data-type={span.type}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: the card about it opens on focus, too.
      tabIndex={0}
      aria-describedby="about-hidden"
      onMouseMove={hover}
      onFocus={open}
      onMouseLeave={hideCard}
      onBlur={hideCard}
    >
      {body}
    </mark>
  );
}

/** Texts that the host sent cut and the user wanted whole. */
const wholes = signal<ReadonlyMap<string, Text>>(new Map());

interface BlockProps {
  value: Text;
  /** Names the fold: it is remembered while the row is off screen. */
  id: string;
  /** Lines before it folds. */
  lines?: number;
  code?: boolean;
  changes?: readonly Change[];
}

/** Characters that fit into a line of a usual panel. An estimate: it only decides where a text folds. */
const WIDE = 110;

/** A text that folds when it is long. */
export function Block({ value, id, lines = 24, code = false, changes }: BlockProps) {
  const key = `${id}:${raw.value}`;
  const whole = wholes.value.get(`${currentId()}:${key}`) ?? value;
  const laidOut = code ? pretty(whole.text) : undefined;
  const text = laidOut?.text ?? whole.text;
  const placed = <T extends Change>(list: readonly T[]): readonly T[] =>
    laidOut ? list.map((s) => ({ ...s, start: laidOut.map(s.start), end: laidOut.map(s.end) })) : list;
  const spans = placed(whole.spans);
  const open = unfolded.value.has(key);
  const limit = foldAt(text, lines);
  const folds = limit < text.length;
  const end = folds && !open ? limit : text.length;
  const shown = text.slice(0, end);
  const cut = whole.length > whole.text.length;
  const rest = countLines(text) + (cut ? '+' : '');
  const fold = () => {
    const next = new Set(unfolded.value);
    if (!next.delete(key)) next.add(key);
    unfolded.value = next;
  };
  return (
    <div class={`block${code ? ' code' : ''}${folds && !open ? ' folded' : ''}`}>
      <div class="text" dir="auto" data-log-text>
        {text === '' ? <span class="empty">empty</span> : null}
        <Marked
          text={shown}
          spans={spans.filter((s) => s.start < end)}
          {...(changes ? { changes: placed(changes) } : {})}
        />
      </div>
      {folds ? (
        <button type="button" class="link fold" aria-expanded={open} onClick={fold}>
          {open ? 'Fold' : `Show all ${rest} lines`}
        </button>
      ) : null}
      {cut && (open || !folds) ? (
        <button
          type="button"
          class="link fold"
          onClick={() => attempt(load(`${currentId()}:${key}`, value))}
        >{`Load the rest (${Math.round((whole.length - whole.text.length) / 1000)} k characters)`}</button>
      ) : null}
    </div>
  );
}

async function load(key: string, value: Text): Promise<void> {
  const id = currentId();
  if (!id) return;
  const text = await ask('text', { id, field: value.field, raw: raw.value });
  wholes.value = new Map(wholes.value).set(key, text);
}

const countLines = (text: string): number => text.split('\n').length;

/** Where a text of more than `lines` lines is cut; long lines count for what they take on screen. */
function foldAt(text: string, lines: number): number {
  let used = 0;
  let at = 0;
  while (at < text.length) {
    const end = text.indexOf('\n', at);
    const stop = end < 0 ? text.length : end;
    const rows = Math.max(1, Math.ceil((stop - at) / WIDE));
    if (used + rows > lines) {
      // A few lines more are not worth a button.
      if (text.length - at < WIDE * 3 && countLines(text.slice(at)) <= 3) return text.length;
      return used === 0 ? Math.min(text.length, at + WIDE * lines) : at - 1;
    }
    used += rows;
    at = stop + 1;
  }
  return text.length;
}
