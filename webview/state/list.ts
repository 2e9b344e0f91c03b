/** The list, page by page: what is near the window is asked for, what was seen stays. */
import { signal } from '@preact/signals';
import { wordsOf } from '../../src/protocol/page.ts';
import type { ListPage, ListRow, View } from '../../src/protocol/studio.ts';
import { ask } from '../client.ts';
import { facets, searchText, selected, view } from './store.ts';

/** Rows to a page: more than fit on a screen, few enough to come at once. */
const PAGE = 100;

export interface List extends Pick<ListPage, 'total' | 'all' | 'decided' | 'gold' | 'facets' | 'why'> {
  pages: ReadonlyMap<number, ListRow[]>;
  /** Position of the selected row; -1 when the filter leaves it out. */
  at: number;
}

export const lists = signal<Partial<Record<View, List>>>({});
export const listFailed = signal<ReturnType<typeof wordsOf> | undefined>(undefined);
export const listBusy = signal(false);

export const list = (): List | undefined => lists.value[view.value];
export const rowAt = (index: number): ListRow | undefined =>
  list()?.pages.get(Math.floor(index / PAGE))?.[index % PAGE];

/** Number of the present list: pages of an older one are dropped when they come. */
let generation = 0;

/** Asks anew: another filter, a decision, another run. What is on screen stays until the answer is there. */
export async function reload(find?: string): Promise<ListPage['found']> {
  const mine = ++generation;
  const name = view.value;
  const { [name]: before } = selected.value;
  const wanted = find ?? before;
  listBusy.value = true;
  try {
    const first = await page(0, wanted);
    if (mine !== generation) return undefined;
    const pages = new Map([[0, first.rows]]);
    // Who moved on meanwhile stays there.
    const moved = find === undefined && selected.value[name] !== before;
    const at = (moved ? lists.value[name]?.at : first.found?.index) ?? -1;
    const around = Math.floor(Math.max(0, at) / PAGE);
    if (around > 0) pages.set(around, (await page(around)).rows);
    if (mine !== generation) return undefined;
    const { total, all, decided, gold, facets: counts, why } = first;
    lists.value = { ...lists.value, [name]: { total, all, decided, gold, facets: counts, why, pages, at } };
    listFailed.value = undefined;
    return first.found;
  } catch (error) {
    if (mine === generation) listFailed.value = wordsOf(error);
    return undefined;
  } finally {
    if (mine === generation) listBusy.value = false;
  }
}

/** Pages under way, by list and number. */
const asked = new Set<string>();

/** Sees to it that the rows from `from` to `to` are there, or on their way. */
export function ensure(from: number, to: number): void {
  const known = list();
  if (!known) return;
  const mine = generation;
  const name = view.value;
  for (let p = Math.floor(from / PAGE); p <= Math.floor(Math.min(to, known.total - 1) / PAGE); p++) {
    const key = `${mine}:${p}`;
    if (p < 0 || known.pages.has(p) || asked.has(key)) continue;
    asked.add(key);
    page(p).then(
      ({ rows }) => {
        const now = lists.value[name];
        if (mine !== generation || !now) return;
        lists.value = { ...lists.value, [name]: { ...now, pages: new Map(now.pages).set(p, rows) } };
      },
      () => asked.delete(key),
    );
  }
}

/** The row at `index`, wherever it is. */
export async function fetchRow(index: number): Promise<ListRow | undefined> {
  const known = rowAt(index);
  if (known) return known;
  const { rows } = await page(Math.floor(index / PAGE));
  return rows[index % PAGE];
}

export function moveTo(at: number): void {
  const now = list();
  if (now) lists.value = { ...lists.value, [view.value]: { ...now, at } };
}

const page = (number: number, find?: string): Promise<ListPage> =>
  ask('list', {
    query: {
      view: view.value,
      text: searchText.value[view.value],
      facets: facets.value[view.value],
      offset: number * PAGE,
      limit: PAGE,
      ...(find ? { find } : {}),
    },
  });
