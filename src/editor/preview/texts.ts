/** Read-only texts that live as long as their tab: `goldpan-view:/NAME`. Setting one again redraws it. */
import * as vscode from 'vscode';

const VIEW_SCHEME = 'goldpan-view';

export class TextViews implements vscode.TextDocumentContentProvider, vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<vscode.Uri>();
  readonly onDidChange = this.changed.event;
  private readonly texts = new Map<string, string>();
  private readonly disposables: vscode.Disposable[] = [
    this.changed,
    vscode.workspace.registerTextDocumentContentProvider(VIEW_SCHEME, this),
    vscode.workspace.onDidCloseTextDocument((d) => this.texts.delete(d.uri.toString())),
  ];

  static uri(path: string): vscode.Uri {
    return vscode.Uri.from({ scheme: VIEW_SCHEME, path: path.startsWith('/') ? path : `/${path}` });
  }

  /** False once the tab is closed. */
  has(uri: vscode.Uri): boolean {
    return this.texts.has(uri.toString());
  }

  set(uri: vscode.Uri, text: string): void {
    if (this.texts.get(uri.toString()) === text) return;
    this.texts.set(uri.toString(), text);
    this.changed.fire(uri);
  }

  async show(uri: vscode.Uri, text: string, column = vscode.ViewColumn.Active): Promise<void> {
    this.set(uri, text);
    const document = await vscode.workspace.openTextDocument(uri);
    await vscode.window.showTextDocument(document, { viewColumn: column, preview: false, preserveFocus: true });
  }

  provideTextDocumentContent(uri: vscode.Uri): string {
    return this.texts.get(uri.toString()) ?? '';
  }

  dispose(): void {
    for (const d of this.disposables) d.dispose();
  }
}
