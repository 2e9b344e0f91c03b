/** The host's end of the studio: answers the page, and tells it what changes. Owns the data and the decisions. */
import * as vscode from 'vscode';
import type { Server } from '../../kit/methods.ts';
import {
  type StudioCommand,
  type StudioEvents,
  type StudioMethods,
  studioMethods,
  type View,
} from '../../protocol/studio.ts';
import type { Change, Project } from '../project.ts';
import type { StudioServices } from '../services.ts';
import { servePage } from '../webview.ts';
import { type Desk, studioHandlers } from './handlers.ts';

export class StudioHost implements Desk, vscode.Disposable {
  readonly history: Desk['history'] = [];
  private readonly page: Server<StudioEvents>;
  private readonly disposables: vscode.Disposable[];
  /** What a re-opened page shows first. */
  private target: { view: View; id?: string } | undefined;
  /** The page is loaded: what is told before is lost. */
  private listening = false;
  private running = false;

  constructor(
    readonly services: StudioServices,
    readonly project: Project,
    panel: vscode.WebviewPanel,
    target?: { view: View; id?: string },
  ) {
    this.target = target;
    this.page = servePage<StudioMethods, StudioEvents>(panel, {
      name: 'studio',
      methods: studioMethods,
      handlers: studioHandlers(this),
      log: services.log,
    });
    this.disposables = [
      panel.onDidChangeViewState(() => panel.active || this.keys(false)),
      project.onDidChange((change) => void this.changed(change)),
      vscode.workspace.onDidGrantWorkspaceTrust(() => void this.hello()),
    ];
  }

  command(command: StudioCommand): void {
    this.page.tell('command', { command });
  }

  /** Goes to a view, an example, a pair or a session; now or as soon as the page listens. */
  show(target: { view: View; id?: string }): void {
    if (this.listening) this.page.tell('show', target);
    else this.target = target;
  }

  setRunning(running: boolean): void {
    this.running = running;
    this.page.tell('running', { running });
  }

  async ready(): Promise<void> {
    this.listening = true;
    await this.hello();
    if (this.target) this.page.tell('show', this.target);
    this.target = undefined;
  }

  /** Switches the studio's keys (A, X, J …): they must not act while the user types, or elsewhere in VS Code. */
  keys(on: boolean): void {
    void vscode.commands.executeCommand('setContext', 'goldpan.studio.keys', on);
  }

  dispose(): void {
    this.keys(false);
    for (const d of this.disposables) d.dispose();
  }

  private async hello(): Promise<void> {
    if (!this.listening) return;
    const { project } = this;
    const last = await project.results().catch((error: unknown) => {
      this.services.log.error(`studio: ${String(error)}`);
      return undefined;
    });
    this.page.tell('hello', {
      project: project.name,
      root: project.root,
      trusted: project.spec.trusted,
      // As it is now: the run may have ended while its results were read.
      running: this.running,
      run: last ? { out: last.out, at: last.at, examples: last.examples, pairs: last.pairs } : null,
    });
  }

  /** Logs alone do not concern the studio: it shows the last run. */
  private async changed(change: Change): Promise<void> {
    if (change === 'results') await this.hello();
    if (change !== 'logs') this.page.tell('changed', {});
  }
}
