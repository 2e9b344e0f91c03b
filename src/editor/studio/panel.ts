/** The studio's panel: one webview, opened by command or brought back by VS Code after a restart. */
import * as vscode from 'vscode';
import { defined } from '../../kit/defined.ts';
import { STUDIO_COMMANDS, type View } from '../../protocol/studio.ts';
import { pageOf } from '../page.ts';
import type { Project } from '../project.ts';
import type { Studio, StudioServices, StudioTarget } from '../services.ts';
import { StudioHost } from './host.ts';

const VIEW_TYPE = 'goldpan.studio';

export function registerStudio(services: StudioServices): Studio {
  return new StudioPanel(services);
}

class StudioPanel implements Studio, vscode.WebviewPanelSerializer {
  private open_: { panel: vscode.WebviewPanel; host: StudioHost } | undefined;
  private readonly disposables: vscode.Disposable[] = [];

  constructor(private readonly services: StudioServices) {
    this.disposables.push(
      vscode.window.registerWebviewPanelSerializer(VIEW_TYPE, this),
      ...STUDIO_COMMANDS.map((command) =>
        vscode.commands.registerCommand(`goldpan.studio.${command}`, () => this.open_?.host.command(command)),
      ),
    );
  }

  /** One studio at a time. The one of another folder is closed, because commands go to the one that is open. */
  async open({ project, session, view }: StudioTarget): Promise<void> {
    const target = { view: view ?? 'trajectories', ...defined({ id: session || undefined }) };
    if (this.open_?.host.project === project) {
      this.open_.panel.reveal();
      if (session || view) this.open_.host.show(target);
      return;
    }
    this.open_?.panel.dispose();
    const panel = vscode.window.createWebviewPanel(VIEW_TYPE, 'Goldpan Studio', vscode.ViewColumn.Active);
    this.attach(panel, project, target);
  }

  /** After a restart. The page has kept its own place; `root` says of which folder. */
  async deserializeWebviewPanel(panel: vscode.WebviewPanel, state: unknown): Promise<void> {
    const root = typeof state === 'object' && state !== null && 'root' in state ? state.root : undefined;
    const { all } = this.services.projects;
    const project = all.find((p) => p.root === root) ?? all[0];
    if (project) this.attach(panel, project);
    else panel.dispose();
  }

  dispose(): void {
    this.open_?.panel.dispose();
    for (const d of this.disposables) d.dispose();
  }

  /** Connects a panel to its host. The page may load from its own assets only. */
  private attach(panel: vscode.WebviewPanel, project: Project, target?: { view: View; id?: string }): void {
    const { context } = this.services;
    const assets = vscode.Uri.joinPath(context.extensionUri, 'dist', 'webview');
    panel.iconPath = vscode.Uri.joinPath(context.extensionUri, 'media', 'icon.svg');
    panel.webview.options = { enableScripts: true, localResourceRoots: [assets] };
    const host = new StudioHost(this.services, project, panel, target);
    const opened = { panel, host };
    this.open_ = opened;
    panel.onDidDispose(() => {
      host.dispose();
      if (this.open_ === opened) this.open_ = undefined;
    });
    panel.webview.html = pageOf(panel.webview, assets, {
      title: 'Goldpan Studio',
      name: 'studio',
      body: '<div id="studio" data-goldpan="studio"></div>',
    });
  }
}
