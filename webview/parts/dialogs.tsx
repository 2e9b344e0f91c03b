/** The two dialogs: a missed word, and the keys. Both close with Escape and give the focus back. */

import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { TAUGHT_TYPES } from '../../src/protocol/text.ts';
import { Button, Select, TextField } from '../controls.tsx';
import { teach } from '../state/actions.ts';
import { keysShown, missed } from '../state/store.ts';

/** `showModal` keeps the focus inside and closes on Escape. */
function Dialog({ title, close, children }: { title: string; close: () => void; children: ComponentChildren }) {
  const ref = useRef<HTMLDialogElement>(null);
  useLayoutEffect(() => {
    const before = document.activeElement as HTMLElement | null;
    ref.current?.showModal();
    return () => before?.focus();
  }, []);
  return (
    <dialog ref={ref} aria-labelledby="dialog-title" onClose={close}>
      <h2 id="dialog-title">{title}</h2>
      {children}
    </dialog>
  );
}

export function MissedDialog() {
  const now = missed.value;
  if (!now) return null;
  const close = () => {
    missed.value = undefined;
  };
  // A single letter would hide half of every text.
  const ready = now.term.trim().length > 1 && !now.busy;
  return (
    <Dialog title="Mark as missed" close={close}>
      <p>From now on this is hidden wherever it occurs, here and in the next export. It stays on this machine.</p>
      <TextField
        label="Word or name"
        value={now.term}
        focusNow
        onInput={(term) => {
          missed.value = { ...now, term };
        }}
        onEnter={() => ready && void teach()}
      />
      <div class="labelled">
        <span aria-hidden="true">Type</span>
        <Select
          label="Type"
          value={now.type}
          options={TAUGHT_TYPES}
          onChange={(type) => {
            missed.value = { ...now, type };
          }}
        />
      </div>
      {now.error ? (
        <p class="note bad" role="alert">
          {now.error}
        </p>
      ) : null}
      <div class="buttons">
        <Button primary disabled={!ready} onClick={() => void teach()}>
          {now.busy ? 'Adding …' : 'Hide Everywhere'}
        </Button>
        <Button onClick={close}>Cancel</Button>
      </div>
    </Dialog>
  );
}

const KEYS = [
  ['A', 'Accept'],
  ['X', 'Reject'],
  ['E', 'Edit the answer'],
  ['S', 'Swap chosen and rejected'],
  ['G', 'Mark as gold, or take it out of the gold set'],
  ['U', 'Undo the last decision or label'],
  ['J', 'Next'],
  ['K', 'Previous'],
  ['?', 'This list'],
] as const;

export function KeysDialog() {
  if (!keysShown.value) return null;
  const close = () => {
    keysShown.value = false;
  };
  return (
    <Dialog title="Keys" close={close}>
      <dl class="keys">
        {KEYS.map(([key, what]) => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{what}</dd>
          </div>
        ))}
      </dl>
      <p class="dim">
        They rest while you type. Each is a command “Goldpan: Studio: …” that can be bound to another key.
      </p>
      <div class="buttons">
        <Button onClick={close}>Close</Button>
      </div>
    </Dialog>
  );
}
