/** A button beside selected log text: Mark as missed. */
import { signal } from '@preact/signals';
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import { missed, pickedWords } from '../state/store.ts';

const selected = signal<{ term: string; at: DOMRect } | undefined>(undefined);
const MAX = 200;

/** The selected words, when they are log text and could be a term. */
function read(): { term: string; at: DOMRect } | undefined {
  const selection = document.getSelection();
  if (!selection || selection.isCollapsed || selection.rangeCount === 0) return undefined;
  const range = selection.getRangeAt(0);
  const node = range.commonAncestorContainer;
  const element = node instanceof Element ? node : node.parentElement;
  const term = selection.toString().trim();
  if (!element?.closest('[data-log-text]') || term.length < 2 || term.length > MAX || /[\r\n]/.test(term))
    return undefined;
  return { term, at: range.getBoundingClientRect() };
}

export function openMissed(term = read()?.term ?? ''): void {
  selected.value = undefined;
  missed.value = { term, type: 'PERSON', busy: false };
}

export function SelectionButton() {
  const ref = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    const update = () => {
      selected.value = read();
      if (selected.value) pickedWords.value = selected.value.term;
    };
    document.addEventListener('selectionchange', update);
    return () => document.removeEventListener('selectionchange', update);
  }, []);
  const { value: now } = selected;
  useLayoutEffect(() => {
    const button = ref.current;
    if (!button || !now) return;
    const { width, height } = button.getBoundingClientRect();
    button.style.left = `${Math.max(8, Math.min(now.at.left, window.innerWidth - width - 8))}px`;
    button.style.top = `${now.at.top > height + 12 ? now.at.top - height - 6 : now.at.bottom + 6}px`;
  }, [now]);
  if (!now) return null;
  return (
    <button
      type="button"
      class="selection-button"
      ref={ref}
      // The press must not take the selection away.
      onMouseDown={(event) => event.preventDefault()}
      onClick={() => openMissed(now.term)}
    >
      Mark as missed
    </button>
  );
}
