/** The log viewer: a read-only editor for logs of any size, by choice and never in place of the text editor. */
import { statSync } from 'node:fs';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { CoreClient } from '../../host/client.ts';
import type { Handlers, Server } from '../../kit/methods.ts';
import { bytes } from '../../kit/size.ts';
import { type ViewerEvents, type ViewerMethods, viewerMethods } from '../../protocol/viewer.ts';
import { pageOf } from '../page.ts';
import { MAX_TEXT } from '../views/words.ts';
import { servePage } from '../webview.ts';

/** Longer lines are cut in the list; the detail pane shows up to MAX_DETAIL of one. */
const MAX_SHOWN = 2000;
const MAX_DETAIL = 2_000_000;

type LogDocument = vscode.CustomDocument;

export class LogViewer implements vscode.CustomReadonlyEditorProvider<LogDocument>, vscode.Disposable {
  static readonly viewType = 'goldpan.logViewer';
  /** Lines asked for by commands, by file: the page may open only later. */
  private static readonly wanted = new Map<string, number>();
  private static readonly moved = new vscode.EventEmitter<vscode.Uri>();

  /** The line (from 1) that is selected in the viewer of a file. */
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
    const page = servePage<ViewerMethods, ViewerEvents>(panel, {
      name: 'log viewer',
      methods: viewerMethods,
      handlers: this.handlers(uri),
      log: this.log,
    });
    const watcher = vscode.workspace.createFileSystemWatcher(
      new vscode.RelativePattern(vscode.Uri.joinPath(uri, '..'), uri.path.split('/').at(-1) ?? '*'),
    );
    const jump = () => {
      const line = LogViewer.takeWanted(uri);
      if (line !== undefined) page.tell('goTo', { line });
    };
    const disposables = [
      watcher,
      watcher.onDidChange(() => void this.grown(uri, page)),
      LogViewer.moved.event((moved) => moved.fsPath === uri.fsPath && jump()),
    ];
    panel.onDidDispose(() => vscode.Disposable.from(...disposables).dispose());
  }

  dispose(): void {
    void this.client.dispose();
  }

  /** What the page may ask for: lines and nothing else of the file. */
  private handlers(uri: vscode.Uri): Handlers<ViewerMethods> {
    const file = uri.fsPath;
    return {
      open: async () => {
        const { total, size } = await this.extent(uri);
        const name = vscode.workspace.asRelativePath(uri);
        return { name, total, size: bytes(size), select: LogViewer.takeWanted(uri), text: size <= MAX_TEXT };
      },
      lines: async ({ from, count }) => {
        const { lines } = await this.client.call('lines', { file, from, count, max: MAX_SHOWN });
        return lines;
      },
      line: async ({ line }) => {
        LogViewer.selected.set(file, line + 1);
        const { lines } = await this.client.call('lines', { file, from: line, count: 1, max: MAX_DETAIL });
        const { text, bytes: length } = lines[0] ?? { text: '', bytes: 0 };
        return { text, cut: length > MAX_DETAIL };
      },
      openText: async ({ line }) => {
        await openText(uri, line);
        return {};
      },
    };
  }

  /** How many lines and bytes the file has now. */
  private extent(uri: vscode.Uri): Promise<{ total: number; size: number }> {
    return this.client.call('lines', { file: uri.fsPath, from: 0, count: 1, max: 1 });
  }

  /** The line (from 0) that somebody asked for; once. */
  private static takeWanted(uri: vscode.Uri): number | undefined {
    const line = LogViewer.wanted.get(uri.fsPath);
    LogViewer.wanted.delete(uri.fsPath);
    return line === undefined ? undefined : Math.max(0, line - 1);
  }

  /** A log that is being written: the list grows with it. */
  private async grown(uri: vscode.Uri, page: Server<ViewerEvents>): Promise<void> {
    if (!statSync(uri.fsPath, { throwIfNoEntry: false })) return;
    try {
      const { total, size } = await this.extent(uri);
      page.tell('grown', { total, size: bytes(size) });
    } catch (error) {
      // It may be gone again, or be written anew: the next change tells.
      this.log.warn(`log viewer: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
}

async function openText(uri: vscode.Uri, line: number): Promise<void> {
  const at = new vscode.Position(line, 0);
  await vscode.window.showTextDocument(uri, { selection: new vscode.Range(at, at) });
}
