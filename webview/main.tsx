/** Entry of the studio's page. */
import { render } from 'preact';
import { config } from 'zod/mini';
import { App } from './app.tsx';
import { listen } from './client.ts';
import { watchKeys } from './keys.ts';
import { attempt, COMMANDS, refresh, show } from './state/actions.ts';
import { lists } from './state/list.ts';
import { hello, listShown, running } from './state/store.ts';
import { post } from './vscode.ts';

// Checks that compile themselves would need eval, which the content security policy forbids.
config({ jitless: true });

let again: ReturnType<typeof setTimeout> | undefined;

listen((message) => {
  switch (message.type) {
    case 'hello': {
      const before = hello.value;
      hello.value = message;
      running.value = message.running;
      if (message.run && before?.run?.at !== message.run.at) {
        lists.value = {};
        attempt(refresh());
      }
      return;
    }
    case 'show':
      listShown.value = message.id === undefined;
      attempt(show(message.view, message.id));
      return;
    case 'changed':
      // A decision and its file come as two messages: one look is enough.
      clearTimeout(again);
      again = setTimeout(() => attempt(refresh()), 80);
      return;
    case 'running':
      running.value = message.running;
      return;
    case 'command':
      COMMANDS[message.command]();
  }
});

watchKeys();
const root = document.getElementById('studio');
if (root) render(<App />, root);
post({ type: 'ready' });
