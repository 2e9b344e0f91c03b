/** VS Code's own three functions, and what the page keeps over a reload: where the user was, never any data. */
import type { Facets, View } from '../src/protocol/studio.ts';
import { wireOf } from './wire.ts';

interface Api {
  postMessage(message: unknown): void;
  getState(): unknown;
  setState(state: unknown): void;
}
declare function acquireVsCodeApi(): Api;

const api = acquireVsCodeApi();

export interface Place {
  root: string;
  view: View;
  text: Record<View, string>;
  facets: Record<View, Facets>;
  selected: Partial<Record<View, string>>;
  /** First item on screen of the selected trajectory. */
  item?: number;
}

/** To the extension host and back. */
export const wire = wireOf(api);

/** VS Code gives back what this page stored: its shape is only trusted as far as it can be seen. */
export function remembered(): Partial<Place> {
  const state = api.getState();
  return typeof state === 'object' && state !== null ? (state as Partial<Place>) : {};
}

export const remember = (place: Place): void => api.setState(place);
