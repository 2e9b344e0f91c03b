/** Entry of the studio's page. */
import { render } from 'preact';
import { config } from 'zod/mini';
import { App } from './app.tsx';
import { ask, listen } from './client.ts';
import { watchKeys } from './keys.ts';
import { attempt, COMMANDS, refresh, show } from './state/actions.ts';
import { lists } from './state/list.ts';
import { hello, listShown, running } from './state/store.ts';

// Checks that compile themselves would need eval, which the content security policy forbids.
config({ jitless: true });

let again: ReturnType<typeof setTimeout> | undefined;

/** A run is announced twice, as a new run and as a change: one look is enough. */
function refreshSoon(): void {
  clearTimeout(again);
  again = setTimeout(() => attempt(refresh()), 80);
}

listen({
  hello: (message) => {
    const before = hello.value;
    hello.value = message;
    running.value = message.running;
    if (message.run && before?.run?.at !== message.run.at) {
      lists.value = {};
      if (before) refreshSoon();
      else attempt(refresh());
    }
  },
  show: ({ view, id }) => {
    listShown.value = id === undefined;
    attempt(show(view, id));
  },
  changed: refreshSoon,
  running: (message) => {
    running.value = message.running;
  },
  command: ({ command }) => COMMANDS[command](),
});

watchKeys();
const root = document.getElementById('studio');
if (root) render(<App />, root);
attempt(ask('ready', {}));
