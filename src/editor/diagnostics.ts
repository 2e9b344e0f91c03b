/** In the Problems view: violations of the row contracts on their line, with how to fix them; and what a run could not read. */
import { resolve } from 'node:path';
import * as vscode from 'vscode';
import type { SkipGroup } from '../run/skips.ts';

/** More would drown what else is in Problems; the view of datasets has them all. */
const MAX_LOSSES = 500;

import type { ValidationReport } from '../datasets/validate.ts';

export class Validations implements vscode.Disposable {
  private readonly collection = vscode.languages.createDiagnosticCollection('goldpan');
  private readonly logs = vscode.languages.createDiagnosticCollection('goldpan-logs');
  /** Logs with losses by the folder whose run told of them: a log may lie outside of it. */
  private readonly lossy = new Map<string, string[]>();
  private readonly checked = new Map<string, { at: number; problems: number }>();
  private readonly changed = new vscode.EventEmitter<void>();
  readonly onDidChange = this.changed.event;
  private readonly disposables: vscode.Disposable[] = [this.collection, this.logs, this.changed];

  constructor() {
    // A row corrected by hand stays in Problems until it is validated anew; a file that is gone does not.
    this.disposables.push(
      vscode.workspace.onDidDeleteFiles(({ files }) => {
        for (const file of files) {
          this.collection.delete(file);
          this.logs.delete(file);
        }
      }),
    );
  }

  /** Paths in the report are relative to `root`. */
  show(report: ValidationReport, root: string): void {
    for (const file of report.files) {
      const path = resolve(root, file.path);
      const found = report.findings.filter((f) => f.path === file.path);
      this.checked.set(path, { at: Date.now(), problems: found.length });
      this.collection.set(
        vscode.Uri.file(path),
        found.map((f) => {
          const line = Math.max(0, f.line - 1);
          const where = f.pointer ? `${f.pointer}: ` : '';
          const range = new vscode.Range(line, 0, line, Number.MAX_SAFE_INTEGER);
          const text = `${where}${f.message}. Fix: ${f.fix}.`;
          const diagnostic = new vscode.Diagnostic(range, text, vscode.DiagnosticSeverity.Error);
          diagnostic.source = 'Goldpan';
          diagnostic.code = file.contract;
          return diagnostic;
        }),
      );
    }
    this.changed.fire();
  }

  /** What the last run of the folder `root` could not use takes the place of what the run before could not. */
  showLosses(losses: readonly SkipGroup[], root: string): void {
    for (const file of this.lossy.get(root) ?? []) this.logs.delete(vscode.Uri.file(file));
    const byFile = new Map<string, vscode.Diagnostic[]>();
    for (const { path, entry, line, reason, count } of losses.slice(0, MAX_LOSSES)) {
      const at = Math.max(0, line - 1);
      const more = count > 1 ? ` ${count - 1} more below, left out for the same reason.` : '';
      const text = `Not used by the last run: ${entry ? `${entry}: ` : ''}${reason}.${more}`;
      const range = new vscode.Range(at, 0, at, Number.MAX_SAFE_INTEGER);
      const diagnostic = new vscode.Diagnostic(range, text, vscode.DiagnosticSeverity.Warning);
      diagnostic.source = 'Goldpan';
      const file = resolve(root, path);
      byFile.set(file, [...(byFile.get(file) ?? []), diagnostic]);
    }
    for (const [file, found] of byFile) this.logs.set(vscode.Uri.file(file), found);
    this.lossy.set(root, [...byFile.keys()]);
  }

  /** A new dataset took the folder's place: what was said about the old one is void. */
  forget(folder: string): void {
    for (const path of this.checked.keys()) {
      if (!path.startsWith(folder)) continue;
      this.checked.delete(path);
      this.collection.delete(vscode.Uri.file(path));
    }
    this.changed.fire();
  }

  /** Number of problems at the last look; undefined when the file changed since, or was never looked at. */
  problems(path: string, modified: number): number | undefined {
    const known = this.checked.get(path);
    return known && known.at >= modified ? known.problems : undefined;
  }

  dispose(): void {
    for (const d of this.disposables) d.dispose();
  }
}
