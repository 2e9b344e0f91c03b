/** Chosen and rejected side by side, with the words that differ; the shared prompt above, folded. */
import { useMemo, useState } from 'preact/hooks';
import type { PairView, SideView } from '../../src/protocol/studio.ts';
import { Button } from '../controls.tsx';
import { BetterSide } from '../parts/gold.tsx';
import { Icon } from '../parts/icons.tsx';
import { Empty } from '../parts/states.tsx';
import { Block } from '../parts/text.tsx';
import { baseName, plural } from '../parts/words.ts';
import { COMMANDS, showSource } from '../state/actions.ts';
import { editing } from '../state/store.ts';
import { Call } from '../timeline/calls.tsx';
import { Editor } from '../timeline/editor.tsx';
import { ItemView } from '../timeline/item.tsx';
import { type Change, type Difference, difference } from './diff.ts';

/** Without both sides there is nothing to compare: the row says why. */
export function Pair({ value }: { value: PairView }) {
  const { sides, prompt, id } = value;
  const [marked, setMarked] = useState(true);
  const found = useMemo(() => (sides ? differences(sides.chosen, sides.rejected) : undefined), [sides]);
  if (!sides) {
    return (
      <Empty title="This pair cannot be put side by side">
        <p>{value.row.why ?? 'One of its sides is missing.'}</p>
      </Empty>
    );
  }
  const { chosen, rejected } = sides;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by key.
    <section class="pair" tabIndex={0} aria-label="Pair">
      <details class="prompt" key={id}>
        <summary>
          Shared prompt <span class="dim">{plural(prompt.length, 'entry', 'entries')}</span>
        </summary>
        {prompt.map((item) => (
          <ItemView key={item.key} item={item} />
        ))}
      </details>
      <LastAsked value={value} />
      <div class="pair-facts">
        <span>{ratio(chosen.length, rejected.length)}</span>
        {value.margin === undefined ? null : <span>margin {value.margin}</span>}
        {found?.some(Boolean) ? (
          <label class="marks">
            <input type="checkbox" checked={marked} onChange={() => setMarked(!marked)} /> Mark differences
          </label>
        ) : chosen.text.text + rejected.text.text === '' ? null : (
          <span class="dim">too long to mark differences</span>
        )}
        <BetterSide value={value.gold} />
      </div>
      <div class="sides">
        <Side side={chosen} name="chosen" id={id} changes={marked ? found?.map((d) => d?.chosen) : undefined} />
        <div class="between">
          <Button icon label="Swap sides" keys="S" onClick={COMMANDS.swap}>
            <Icon name="swap" />
          </Button>
        </div>
        <Side side={rejected} name="rejected" id={id} changes={marked ? found?.map((d) => d?.rejected) : undefined} />
      </div>
    </section>
  );
}

/** What both answers answer, in sight without unfolding the rest. */
function LastAsked({ value }: { value: PairView }) {
  const last = value.prompt.findLast((i) => i.kind === 'message' && i.role === 'user');
  if (last?.kind !== 'message') return null;
  return <ItemView item={{ ...last, key: `${last.key}-last` }} />;
}

interface SideProps {
  side: SideView;
  name: 'chosen' | 'rejected';
  id: string;
  /** Of the text, then of each call's arguments. */
  changes: readonly (readonly Change[] | undefined)[] | undefined;
}

function Side({ side, name, id, changes }: SideProps) {
  const { text, calls, from, place, example } = side;
  const isEdited = name === 'chosen' && editing.value?.id === id;
  return (
    <section class={`side ${name}`} aria-label={name} data-side={name}>
      <header>
        <h2>
          <Icon name={name === 'chosen' ? 'check' : 'cross'} /> {name}
        </h2>
        <span class="dim">
          {from} · {plural(side.length, 'character')}
        </span>
        {name === 'chosen' && !isEdited && text.text !== '' ? (
          <Button icon label="Edit this answer" keys="E" onClick={COMMANDS.edit}>
            <Icon name="pencil" />
          </Button>
        ) : null}
      </header>
      {isEdited ? <Editor /> : null}
      {!isEdited && (text.text !== '' || calls.length === 0) ? (
        <Block value={text} id={`${id}.${name}`} lines={200} {...(changes?.[0] ? { changes: changes[0] } : {})} />
      ) : null}
      {calls.map((call, i) => (
        <div class="call-list" key={`${id}.${name}.${i}`}>
          <Call call={call} id={`${id}.${name}.${i}`} inPair changes={changes?.[i + 1]} />
        </div>
      ))}
      {place ? (
        <button type="button" class="link source" onClick={() => showSource(example)}>
          <Icon name="source" /> {baseName(place.path)}:{place.line}
        </button>
      ) : null}
    </section>
  );
}

/** The texts against each other, and each call against the one in its place when it is of the same tool. */
function differences(chosen: SideView, rejected: SideView): (Difference | undefined)[] {
  const calls = chosen.calls.map((call, i) => {
    const { [i]: other } = rejected.calls;
    return other && other.name === call.name ? difference(call.args.text, other.args.text) : undefined;
  });
  const text = chosen.text.text + rejected.text.text;
  return [text === '' ? undefined : difference(chosen.text.text, rejected.text.text), ...calls];
}

/** Lengths against each other; within 5 % they count as equal. */
function ratio(chosen: number, rejected: number): string {
  if (rejected === 0 || chosen === 0) return 'one side is empty';
  const r = chosen / rejected;
  if (r > 0.95 && r < 1.05) return 'both sides are about equally long';
  return r > 1 ? `chosen is ${r.toFixed(1)} × as long` : `chosen is ${(1 / r).toFixed(1)} × shorter`;
}
