/** The status bar item: what the last run gave, and whether one is at work. */
import * as vscode from 'vscode';
import type { Projects } from './projects.ts';
import { plural } from './views/words.ts';

export class StatusBar implements vscode.Disposable {
  private readonly item = vscode.window.createStatusBarItem('goldpan', vscode.StatusBarAlignment.Left, 10);
  private busy = false;
  private readonly disposables: vscode.Disposable[];

  constructor(private readonly projects: Projects) {
    this.item.name = 'Goldpan';
    this.disposables = [
      this.item,
      projects.onDidChange(() => void this.update()),
      vscode.workspace.onDidGrantWorkspaceTrust(() => void this.update()),
      vscode.workspace.onDidChangeConfiguration((e) => e.affectsConfiguration('goldpan.statusBar') && this.update()),
    ];
  }

  /** While a run is at work the item says so. */
  running(text: string | undefined): void {
    this.busy = text !== undefined;
    if (text === undefined) return void this.update();
    this.item.text = `$(sync~spin) Goldpan: ${text}`;
    this.item.tooltip = 'The pipeline is at work';
    this.item.command = undefined;
    this.item.show();
  }

  async update(): Promise<void> {
    if (this.busy) return;
    if (!vscode.workspace.getConfiguration('goldpan').get('statusBar', true)) return this.item.hide();
    if (!vscode.workspace.isTrusted) return this.restricted();
    const runs = await Promise.all(this.projects.all.map((p) => p.results().catch(() => undefined)));
    const done = runs.flatMap((r) => (r ? [r.manifest] : []));
    if (this.busy) return;
    if (done.length === 0) return this.item.hide();
    const rows = done.reduce((n, m) => n + m.outputs.reduce((k, o) => k + o.rows, 0), 0);
    const pairs = done.reduce((n, m) => n + m.pairs, 0);
    this.item.text = `$(filter) ${plural(rows, 'row')}, ${plural(pairs, 'pair')}`;
    this.item.tooltip = 'Goldpan: show the last run';
    this.item.accessibilityInformation = {
      label: `Goldpan, last run: ${plural(rows, 'row')}, ${plural(pairs, 'pair')}`,
    };
    this.item.command = 'goldpan.showLastRun';
    this.item.show();
  }

  /** What is different without trust, and which keys of goldpan.json do not count. */
  private async restricted(): Promise<void> {
    const asked = this.projects.all.map((p) => p.call('settings', {}).catch(() => ({ ignored: [] as string[] })));
    const ignored = (await Promise.all(asked)).flatMap((s) => s.ignored);
    this.item.text = '$(shield) Goldpan: restricted';
    const keys = ignored.length > 0 ? ` Ignored in goldpan.json: ${[...new Set(ignored)].join(', ')}.` : '';
    this.item.tooltip = `The workspace is not trusted: nothing is written.${keys}`;
    this.item.accessibilityInformation = { label: `Goldpan is restricted. ${this.item.tooltip}` };
    this.item.command = 'workbench.trust.manage';
    this.item.show();
  }

  dispose(): void {
    for (const d of this.disposables) d.dispose();
  }
}
