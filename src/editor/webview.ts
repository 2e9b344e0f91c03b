/** The extension host's end of a page: what is asked is answered, and a page that is closed hangs up. */
import type * as vscode from 'vscode';
import { Cancelled, UserError } from '../kit/errors.ts';
import { type Events, type Handlers, type Methods, type Server, serve } from '../kit/methods.ts';
import { Disconnected, Refused } from '../kit/rpc.ts';
import { ERRORS, packError } from '../model/wire-error.ts';
import { sentence } from './commands/registry.ts';

/** @param name Names the page in the log. */
export function servePage<T extends Methods, E extends Events>(
  panel: vscode.WebviewPanel,
  { name, methods, handlers, log }: { name: string; methods: T; handlers: Handlers<T>; log: vscode.LogOutputChannel },
): Server<E> {
  const { webview } = panel;
  const wire = {
    post: (message: unknown) => void webview.postMessage(message),
    listen: (receive: (message: unknown) => void) => {
      const listening = webview.onDidReceiveMessage(receive);
      return () => listening.dispose();
    },
  };
  const errors = { ...ERRORS, pack: (error: unknown) => packError(presentable(error, name, log)) };
  const server = serve<T, E>(wire, methods, handlers, { errors, warn: (text) => log.warn(`${name}: ${text}`) });
  panel.onDidDispose(() => server.close(new Disconnected('the page was closed')));
  return server;
}

/** A bug keeps its stack in the log; the page says that there is one. */
function presentable(error: unknown, name: string, log: vscode.LogOutputChannel): UserError {
  if (error instanceof UserError) return new UserError(sentence(error.message), sentence(error.fix));
  if (error instanceof Cancelled) return new UserError('Stopped.', '');
  if (error instanceof Refused) {
    log.warn(`${name}: ${error.message}`);
    const { message, fix = '' } = packError(error);
    return new UserError(sentence(message), sentence(fix));
  }
  log.error(`${name}: ${error instanceof Error ? error.stack : String(error)}`);
  return new UserError('Goldpan ran into a bug of its own.', 'The Goldpan log in the Output view has the details.');
}
