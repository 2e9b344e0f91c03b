/** The log viewer: a read-only editor for logs of any size, by choice and never in place of the text editor. */
import { statSync } from 'node:fs';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { CoreClient } from '../../host/client.ts';
import { pageOf } from '../page.ts';
import { bytes, MAX_TEXT } from '../views/words.ts';
import { FromPage, type ToPage } from './messages.ts';

/** Longer lines are cut in the list; the detail pane shows up to MAX_DETAIL of one. */
const MAX_SHOWN = 2000;
const MAX_DETAIL = 2_000_000;

type LogDocument = vscode.CustomDocument;

export class LogViewer implements vscode.CustomReadonlyEditorProvider<LogDocument>, vscode.Disposable {
  static readonly viewType = 'goldpan.logViewer';
  /** Lines asked for by commands, by file: the page may open only later. */
  private static readonly wanted = new Map<string, number>();
  private static readonly moved = new vscode.EventEmitter<vscode.Uri>();

  /** The line (from 1) that stands selected in the viewer of a file. */
  private static readonly selected = new Map<string, number>();

  private readonly client: CoreClient;

  constructor(
    private readonly extension: vscode.Uri,
    private readonly log: vscode.LogOutputChannel,
  ) {
    this.client = new CoreClient(join(extension.fsPath, 'dist', 'host-worker.mjs'));
  }

  /** Shows a line (from 1) in the viewer of the file, open or about to open. */
  static goTo(uri: vscode.Uri, line: number): void {
    LogViewer.wanted.set(uri.fsPath, line);
    LogViewer.moved.fire(uri);
  }

  static lineOf(uri: vscode.Uri): number | undefined {
    return LogViewer.selected.get(uri.fsPath);
  }

  register(): vscode.Disposable {
    // No retainContextWhenHidden: the page is cheap to make again, and remembers its line.
    return vscode.window.registerCustomEditorProvider(LogViewer.viewType, this, {
      supportsMultipleEditorsPerDocument: true,
    });
  }

  openCustomDocument(uri: vscode.Uri): LogDocument {
    return { uri, dispose: () => {} };
  }

  resolveCustomEditor({ uri }: LogDocument, panel: vscode.WebviewPanel): void {
    const { webview } = panel;
    const assets = vscode.Uri.joinPath(this.extension, 'dist', 'webview');
    webview.options = { enableScripts: true, localResourceRoots: [assets] };
    webview.html = pageOf(webview, assets, {
      title: 'Log Viewer',
      name: 'log',
      body: '<main id="viewer" data-goldpan="log-viewer"></main>',
    });
    const send = (message: ToPage) => void webview.postMessage(message);
    const watcher = vscode.workspace.createFileSystemWatcher(
      new vscode.RelativePattern(vscode.Uri.joinPath(uri, '..'), uri.path.split('/').at(-1) ?? '*'),
    );
    const disposables = [
      watcher,
      watcher.onDidChange(() => void this.grown(uri, send)),
      LogViewer.moved.event((moved) => moved.fsPath === uri.fsPath && this.jump(uri, send)),
      webview.onDidReceiveMessage((message: unknown) => void this.receive(uri, message, send)),
    ];
    panel.onDidDispose(() => vscode.Disposable.from(...disposables).dispose());
  }

  dispose(): void {
    void this.client.dispose();
  }

  private async receive(uri: vscode.Uri, message: unknown, send: (message: ToPage) => void): Promise<void> {
    const parsed = FromPage.safeParse(message);
    if (!parsed.success) {
      this.log.warn(`log viewer: a message of unknown shape was ignored (${parsed.error.message})`);
      return;
    }
    const asked = parsed.data;
    const id = 'id' in asked ? asked.id : -1;
    try {
      if (asked.type === 'ready') await this.open(uri, send);
      else if (asked.type === 'openText') await openText(uri, asked.line);
      else if (asked.type === 'lines') {
        const { from, count } = asked;
        const { lines } = await this.client.call('lines', { file: uri.fsPath, from, count, max: MAX_SHOWN });
        send({ type: 'lines', id, from, lines });
      } else {
        const { line } = asked;
        LogViewer.selected.set(uri.fsPath, line + 1);
        const found = await this.client.call('lines', { file: uri.fsPath, from: line, count: 1, max: MAX_DETAIL });
        const [first] = found.lines;
        send({ type: 'line', id, line, text: first?.text ?? '', cut: (first?.bytes ?? 0) > MAX_DETAIL });
      }
    } catch (error) {
      const text = error instanceof Error ? error.message : String(error);
      this.log.warn(`log viewer: ${text}`);
      send({ type: 'failed', id, message: text });
    }
  }

  private async open(uri: vscode.Uri, send: (message: ToPage) => void): Promise<void> {
    const { total, size } = await this.client.call('lines', { file: uri.fsPath, from: 0, count: 1, max: 1 });
    const line = LogViewer.wanted.get(uri.fsPath) ?? 0;
    LogViewer.wanted.delete(uri.fsPath);
    const name = vscode.workspace.asRelativePath(uri);
    send({ type: 'open', name, total, size: bytes(size), line, text: size <= MAX_TEXT });
  }

  private jump(uri: vscode.Uri, send: (message: ToPage) => void): void {
    const line = LogViewer.wanted.get(uri.fsPath);
    if (line === undefined) return;
    LogViewer.wanted.delete(uri.fsPath);
    send({ type: 'goTo', line });
  }

  /** A log that is being written: the list grows with it. */
  private async grown(uri: vscode.Uri, send: (message: ToPage) => void): Promise<void> {
    if (!statSync(uri.fsPath, { throwIfNoEntry: false })) return;
    const { total, size } = await this.client.call('lines', { file: uri.fsPath, from: 0, count: 1, max: 1 });
    send({ type: 'grown', total, size: bytes(size) });
  }
}

async function openText(uri: vscode.Uri, line: number): Promise<void> {
  const at = new vscode.Position(line, 0);
  await vscode.window.showTextDocument(uri, { selection: new vscode.Range(at, at) });
}
