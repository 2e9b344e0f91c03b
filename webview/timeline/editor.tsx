/** Writing another answer in its place. What is typed passes redaction before it is stored. */
import { useEffect } from 'preact/hooks';
import { Button, TextArea } from '../controls.tsx';
import { saveEdit } from '../state/actions.ts';
import { focusContent } from '../state/focus.ts';
import { editing } from '../state/store.ts';

export function Editor() {
  const now = editing.value;
  // The field goes away with the focus in it: reading goes on at the answer.
  useEffect(() => focusContent, []);
  if (!now) return null;
  const keys = (event: KeyboardEvent) => {
    if (event.key === 'Escape') editing.value = undefined;
    else if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void saveEdit();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const rows = Math.min(20, Math.max(4, now.text.split('\n').length + Math.ceil(now.text.length / 100)));
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: keys of the field and buttons inside bubble up to here.
    <div class="editor" onKeyDown={keys}>
      <TextArea
        label="Edited answer"
        rows={rows}
        value={now.text}
        onInput={(text) => {
          editing.value = { ...now, text };
        }}
      />
      <p class="dim">Names and other identifiers that you type are hidden before the answer is stored.</p>
      <div class="buttons">
        <Button
          primary
          disabled={now.busy || now.text.trim() === ''}
          onClick={() => void saveEdit()}
          keys="Control+Enter"
        >
          {now.busy ? 'Saving …' : 'Save Answer'}
        </Button>
        <Button onClick={() => (editing.value = undefined)} keys="Escape">
          Cancel
        </Button>
      </div>
    </div>
  );
}
