/** What the page knows: navigation is its own, everything else is a copy of what the host said last. */
import { signal } from '@preact/signals';
import type { ExampleView, Facets, Hello, PairView, View } from '../../src/protocol/studio.ts';
import { remember, remembered } from '../vscode.ts';

const before = remembered();
const none = (): Record<View, Facets> => ({ trajectories: {}, pairs: {} });

/** undefined until the host has answered. */
export const hello = signal<Hello | undefined>(undefined);
export const running = signal(false);
export const view = signal<View>(before.view === 'pairs' ? 'pairs' : 'trajectories');
export const searchText = signal<Record<View, string>>({ trajectories: '', pairs: '', ...before.text });
export const facets = signal<Record<View, Facets>>({ ...none(), ...before.facets });
export const selected = signal<Partial<Record<View, string>>>({ ...before.selected });
/** Raw text is asked for by hand, each time: it is never what a reopened studio shows. */
export const raw = signal(false);
export const tab = signal<'content' | 'row' | 'about'>('content');
/** Below a width there is room for the list or for one item. */
export const listShown = signal(true);

export type Loaded<T> =
  | { state: 'none' }
  | { state: 'loading'; id: string; last?: T }
  | { state: 'ready'; value: T }
  | Broken;
type Broken = { state: 'failed'; id: string; message: string; fix?: string };

export const example = signal<Loaded<ExampleView>>({ state: 'none' });
export const pair = signal<Loaded<PairView>>({ state: 'none' });

/** Item that is being edited: its message, and the text so far. */
export const editing = signal<{ id: string; message: number; text: string; busy: boolean } | undefined>(undefined);
/** The section with the gold labels is unfolded. */
export const goldShown = signal(false);
/** Log text that was selected last, for the fields that ask for words of it. */
export const pickedWords = signal('');
/** The dialog for a missed word. */
export const missed = signal<{ term: string; type: string; busy: boolean; error?: string } | undefined>(undefined);
export const keysShown = signal(false);
/** Texts unfolded by hand, by item and part. */
export const unfolded = signal<ReadonlySet<string>>(new Set());
/** What happened last: shown, and read out by screen readers. */
export const said = signal<{ text: string; error: boolean; n: number }>({ text: '', error: false, n: 0 });
export const exported = signal<{ said: string; files: { path: string; rows: number }[] } | undefined>(undefined);

export function say(text: string, error = false): void {
  said.value = { text, error, n: said.value.n + 1 };
}

let firstItem = before.item;
/** Item that the trajectory on screen began with before a reload; once. */
export function takeFirstItem(): number | undefined {
  const item = firstItem;
  firstItem = undefined;
  return item;
}

/** Keeps the place for the next time that VS Code makes this page. */
export function keepPlace(item?: number): void {
  remember({
    root: hello.value?.root ?? '',
    view: view.value,
    text: searchText.value,
    facets: facets.value,
    selected: selected.value,
    ...(item === undefined ? {} : { item }),
  });
}
