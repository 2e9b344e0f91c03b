/**
 * Keys are commands of the editor, so that users can bind others. VS Code hears every key that reaches the window of a
 * webview: what is typed into a field must not get there, and while the page has no focus the commands rest.
 */
import { ask } from './client.ts';
import { attempt, COMMANDS } from './state/actions.ts';

const isTyping = (event: Event): boolean => {
  const [target] = event.composedPath();
  return target instanceof HTMLInputElement
    ? !['checkbox', 'radio', 'button'].includes(target.type)
    : target instanceof HTMLTextAreaElement;
};

/** Elements that do something of their own with letters. */
const inControl = (event: Event): boolean =>
  event
    .composedPath()
    .some((t) => t instanceof HTMLDialogElement || (t instanceof Element && t.localName === 'vscode-dropdown'));

export function watchKeys(): void {
  document.addEventListener('keydown', (event) => {
    const letter = event.key.length === 1 && !event.ctrlKey && !event.metaKey && !event.altKey;
    if (letter && (isTyping(event) || inControl(event))) event.stopPropagation();
    else if (letter && event.key === '?') {
      // The question mark is on another key of every layout: it is known here by what it writes.
      event.stopPropagation();
      COMMANDS.keys();
    }
  });
  const tell = (keys: boolean) => attempt(ask('focus', { keys }));
  window.addEventListener('focus', () => tell(true));
  window.addEventListener('blur', () => tell(false));
  tell(document.hasFocus());
}
