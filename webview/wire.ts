/** What VS Code gives every page, as a wire: a way out, and the window's messages as the way in. */
import type { PageWire } from '../src/protocol/page.ts';

export const wireOf = (page: { postMessage(message: unknown): void }): PageWire => ({
  post: (message) => page.postMessage(message),
  listen: (receive) => {
    const hear = (event: MessageEvent<unknown>) => receive(event.data);
    window.addEventListener('message', hear);
    return () => window.removeEventListener('message', hear);
  },
});
