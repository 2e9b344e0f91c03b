/** Facets with their counts. A count says what choosing that value would show. */
import { FACET_TITLES, isLevel, markLabel } from '../../src/protocol/list.ts';
import type { Facet } from '../../src/protocol/studio.ts';
import { Checkbox } from '../controls.tsx';
import { choose } from '../state/actions.ts';
import { list } from '../state/list.ts';
import { facets, view } from '../state/store.ts';
import { kindName } from './words.ts';

/** In the order of use. */
const TITLES: Record<Facet, string> = {
  decision: 'Decision',
  gold: 'Gold set',
  kind: 'Kind',
  ...FACET_TITLES,
  source: 'Signal',
  mark: 'Mark',
  format: 'Format',
};

const ORDER = Object.keys(TITLES) as Facet[];

export function Filters() {
  const counts = list()?.facets ?? {};
  const chosen = facets.value[view.value];
  return (
    <div class="filters">
      {ORDER.filter((f) => (counts[f]?.length ?? 0) > 0).map((facet) => (
        <fieldset key={facet}>
          <legend>{TITLES[facet]}</legend>
          {[...(counts[facet] ?? [])].sort(isLevel(facet) ? byValue : () => 0).map(({ value, count }) => (
            <Checkbox
              key={value}
              checked={chosen[facet]?.includes(value) ?? false}
              onChange={(on) => choose(facet, value, on)}
            >
              {name(facet, value)} <span class="dim">{count.toLocaleString('en')}</span>
            </Checkbox>
          ))}
        </fieldset>
      ))}
    </div>
  );
}

const byValue = (a: { value: string }, b: { value: string }): number => (a.value < b.value ? -1 : 1);

function name(facet: Facet, value: string): string {
  if (isLevel(facet)) return `level ${value}`;
  if (facet === 'kind') return kindName(value);
  return facet === 'mark' ? markLabel(value) : value;
}
