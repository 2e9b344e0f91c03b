/** The two sides of "Preview Redactions" as virtual documents: `goldpan-preview:/path/to/log.transcript?raw` and `?redacted`. */
import * as vscode from 'vscode';
import type { Preview } from '../../host/types.ts';
import type { Project } from '../project.ts';
import type { Projects } from '../projects.ts';

export const PREVIEW_SCHEME = 'goldpan-preview';
const ENDING = '.transcript';
export type Side = 'raw' | 'redacted';

export class PreviewDocuments implements vscode.TextDocumentContentProvider, vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<vscode.Uri>();
  readonly onDidChange = this.changed.event;
  private readonly previews = new Map<string, Promise<Preview>>();
  private readonly disposables: vscode.Disposable[];

  constructor(private readonly projects: Projects) {
    this.disposables = [
      this.changed,
      vscode.workspace.registerTextDocumentContentProvider(PREVIEW_SCHEME, this),
      // A decision hides nothing: previews do not look at it.
      projects.onDidChange((event) => {
        const unrelated = ['results', 'decisions', 'gold'];
        if (!event || !unrelated.includes(event.change)) this.renew();
      }),
      vscode.workspace.onDidSaveTextDocument((d) => this.open().some((p) => shows(p, d.uri)) && this.renew()),
      vscode.workspace.onDidCloseTextDocument((d) => this.close(d.uri)),
    ];
  }

  /** The ending chooses the language: a transcript, whatever the log is. */
  static uri(file: vscode.Uri, side: Side): vscode.Uri {
    return file.with({ scheme: PREVIEW_SCHEME, path: `${file.path}${ENDING}`, query: side });
  }

  /** The log that a preview document shows; any other document is its own. */
  static log(uri: vscode.Uri): vscode.Uri {
    return uri.scheme === PREVIEW_SCHEME ? vscode.Uri.file(uri.path.slice(0, -ENDING.length)) : uri;
  }

  /** Both sides come from one plan: made once, shown twice. */
  load(project: Project, file: string, signal?: AbortSignal): Promise<Preview> {
    const known = this.previews.get(file);
    if (known) return known;
    const made = project.call('preview', { file }, signal);
    made.catch(() => this.previews.delete(file));
    this.previews.set(file, made);
    return made;
  }

  async provideTextDocumentContent(uri: vscode.Uri): Promise<string> {
    const log = PreviewDocuments.log(uri);
    const project = this.projects.of(log);
    if (!project) return '';
    const preview = await this.load(project, log.fsPath);
    return uri.query === 'raw' ? preview.raw : preview.redacted;
  }

  /** The configuration, a dictionary term or a log changed: open previews are made anew. */
  renew(): void {
    this.previews.clear();
    for (const document of this.open()) this.changed.fire(document.uri);
  }

  dispose(): void {
    for (const d of this.disposables) d.dispose();
  }

  private close(uri: vscode.Uri): void {
    if (uri.scheme !== PREVIEW_SCHEME) return;
    const log = PreviewDocuments.log(uri);
    if (!this.open().some((p) => shows(p, log))) this.previews.delete(log.fsPath);
  }

  private open(): vscode.TextDocument[] {
    return vscode.workspace.textDocuments.filter((d) => d.uri.scheme === PREVIEW_SCHEME);
  }
}

const shows = (preview: vscode.TextDocument, log: vscode.Uri): boolean =>
  PreviewDocuments.log(preview.uri).fsPath === log.fsPath;
