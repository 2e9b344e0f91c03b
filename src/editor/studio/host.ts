/** The host's end of the studio: checks what the page says, asks the core, answers. Owns the data and the decisions. */
import * as vscode from 'vscode';
import { Cancelled, UserError } from '../../core/model/errors.ts';
import {
  type Failure,
  type Method,
  type RequestMessage,
  ToHost,
  type ToStudio,
  type View,
} from '../../protocol/studio.ts';
import { sentence } from '../commands/registry.ts';
import type { Project } from '../project.ts';
import type { StudioServices } from '../services.ts';
import { type Asked, HANDLERS } from './handlers.ts';

export class StudioHost implements vscode.Disposable {
  /** What was decided here, for undo across examples; the newest last. */
  readonly history: { id: string; view: View }[] = [];
  private readonly disposables: vscode.Disposable[];
  /** What a re-opened page shows first. */
  private target: { view: View; id?: string } | undefined;
  private listening = false;
  private running = false;

  constructor(
    readonly services: StudioServices,
    readonly project: Project,
    private readonly panel: vscode.WebviewPanel,
    target?: { view: View; id?: string },
  ) {
    this.target = target;
    this.disposables = [
      panel.webview.onDidReceiveMessage((message: unknown) => void this.receive(message)),
      panel.onDidChangeViewState(() => panel.active || this.keys(false)),
      project.onDidChange((change) => void this.changed(change)),
      vscode.workspace.onDidGrantWorkspaceTrust(() => void this.hello()),
    ];
  }

  send(message: ToStudio): void {
    void this.panel.webview.postMessage(message);
  }

  /** Goes to a view, an example, a pair or a session; now or as soon as the page listens. */
  show(target: { view: View; id?: string }): void {
    if (this.listening) this.send({ type: 'show', ...target });
    else this.target = target;
  }

  async setRunning(running: boolean): Promise<void> {
    this.running = running;
    this.send({ type: 'running', running });
  }

  dispose(): void {
    this.keys(false);
    for (const d of this.disposables) d.dispose();
  }

  private async receive(message: unknown): Promise<void> {
    const parsed = ToHost.safeParse(message);
    if (!parsed.success) {
      this.services.log.warn(`studio: a message of unknown shape was ignored (${parsed.error.message})`);
      return;
    }
    const { data } = parsed;
    if (data.type === 'ready') await this.ready();
    else if (data.type === 'focus') this.keys(data.keys);
    else await this.answer(data);
  }

  private async ready(): Promise<void> {
    this.listening = true;
    await this.hello();
    if (this.target) this.send({ type: 'show', ...this.target });
    this.target = undefined;
  }

  private async answer(request: RequestMessage): Promise<void> {
    const { n } = request;
    try {
      const handler = HANDLERS[request.method] as Asked<Method>;
      this.send({ type: 'reply', n, result: await handler(this, request.params) });
    } catch (error) {
      this.send({ type: 'failed', n, error: this.failure(error, request.method) });
    }
  }

  /** A bug keeps its stack in the log; the page says that there is one. */
  private failure(error: unknown, doing: string): Failure {
    if (error instanceof UserError) return { message: sentence(error.message), mend: sentence(error.mend) };
    if (error instanceof Cancelled) return { message: 'Stopped.' };
    this.services.log.error(`studio: ${doing}: ${error instanceof Error ? error.stack : String(error)}`);
    return {
      message: 'Goldpan ran into a bug of its own.',
      mend: 'The Goldpan log in the Output view has the details.',
    };
  }

  private async hello(): Promise<void> {
    if (!this.listening) return;
    const { project, running } = this;
    const data = await project.results().catch((error: unknown) => {
      this.services.log.error(`studio: ${String(error)}`);
      return undefined;
    });
    this.send({
      type: 'hello',
      project: project.name,
      root: project.root,
      trusted: project.spec.trusted,
      running,
      run: data ? { out: data.out, at: data.at, examples: data.cards.length, pairs: data.pairs.length } : null,
    });
  }

  private async changed(change: 'logs' | 'results' | 'decisions'): Promise<void> {
    if (change === 'results') await this.hello();
    if (change !== 'logs') this.send({ type: 'changed' });
  }

  private keys(on: boolean): void {
    void vscode.commands.executeCommand('setContext', 'goldpan.studio.keys', on);
  }
}
