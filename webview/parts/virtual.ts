/** Windowing: only what is near the screen exists. A hook around @tanstack/virtual-core. */
import {
  elementScroll,
  observeElementOffset,
  observeElementRect,
  Virtualizer,
  type VirtualizerOptions,
} from '@tanstack/virtual-core';
import type { RefObject } from 'preact';
import { useEffect, useLayoutEffect, useReducer, useRef } from 'preact/hooks';

interface Options {
  count: number;
  estimate: (index: number) => number;
  key: (index: number) => string | number;
  parent: RefObject<HTMLElement | null>;
  overscan?: number;
  /** Rows that stay in the page wherever the window is, such as the selected one. */
  keep?: number;
}

export type Rows = Virtualizer<HTMLElement, HTMLElement>;

export function useVirtual({ count, estimate, key, parent, overscan = 6, keep }: Options): Rows {
  const [, again] = useReducer((n: number) => n + 1, 0);
  const options: VirtualizerOptions<HTMLElement, HTMLElement> = {
    count,
    estimateSize: estimate,
    getItemKey: key,
    getScrollElement: () => parent.current,
    observeElementRect,
    observeElementOffset,
    scrollToFn: elementScroll,
    overscan,
    rangeExtractor: ({ startIndex, endIndex, count: all, overscan: more }) => {
      const from = Math.max(0, startIndex - more);
      const to = Math.min(all - 1, endIndex + more);
      const rows = Array.from({ length: Math.max(0, to - from + 1) }, (_, i) => from + i);
      if (keep !== undefined && keep >= 0 && keep < all) {
        if (keep < from) rows.unshift(keep);
        if (keep > to) rows.push(keep);
      }
      return rows;
    },
    onChange: () => again(0),
  };
  const rows = useRef<Rows | null>(null);
  rows.current ??= new Virtualizer(options);
  rows.current.setOptions(options);
  useLayoutEffect(() => rows.current?._didMount(), []);
  useLayoutEffect(() => rows.current?._willUpdate());
  return rows.current;
}

/** Notes when something was first on screen, for the benchmark and the developer tools. */
export function usePaintMark(name: string, painted: boolean): void {
  useEffect(() => {
    if (painted && performance.getEntriesByName(name).length === 0) performance.mark(name);
  }, [name, painted]);
}
