/** The projects of the window: one a workspace folder. */
import * as vscode from 'vscode';
import { UserError } from '../kit/errors.ts';
import { type Change, Project } from './project.ts';

export class Projects implements vscode.Disposable {
  private projects = new Map<string, Project>();
  private readonly changed = new vscode.EventEmitter<{ project: Project; change: Change } | undefined>();
  /** Undefined: the list of projects itself. */
  readonly onDidChange = this.changed.event;
  private readonly disposables: vscode.Disposable[] = [this.changed];

  constructor(private readonly dist: string) {
    this.disposables.push(
      vscode.workspace.onDidChangeWorkspaceFolders(() => this.sync()),
      vscode.workspace.onDidGrantWorkspaceTrust(() => {
        for (const project of this.all) project.refresh('logs');
      }),
    );
    this.sync();
  }

  get all(): Project[] {
    return [...this.projects.values()];
  }

  /** The project that a file belongs to. */
  of(uri: vscode.Uri): Project | undefined {
    return this.all.find((project) => project.owns(uri));
  }

  /** The only one, that of the active editor, or the one the user picks. Undefined: the user walked away. */
  async choose(): Promise<Project | undefined> {
    const { all } = this;
    if (all.length === 0) throw new UserError('No folder is open.', 'Open the folder that holds your logs.');
    if (all.length === 1) return all[0];
    const uri = vscode.window.activeTextEditor?.document.uri;
    const active = uri && this.of(uri);
    const items = all.map((project) => ({
      label: project.name,
      description: project.root,
      picked: project === active,
      project,
    }));
    const picked = await vscode.window.showQuickPick(items, { placeHolder: 'Which workspace folder?' });
    return picked?.project;
  }

  dispose(): void {
    for (const project of this.all) project.dispose();
    for (const d of this.disposables) d.dispose();
  }

  /** Projects of new folders begin, those of removed folders end. */
  private sync(): void {
    const folders = (vscode.workspace.workspaceFolders ?? []).filter((f) => f.uri.scheme === 'file');
    const next = new Map<string, Project>();
    for (const folder of folders) {
      const id = folder.uri.toString();
      const known = this.projects.get(id);
      const project = known ?? new Project(folder, this.dist);
      if (!known) project.onDidChange((change) => this.changed.fire({ project, change }));
      next.set(id, project);
    }
    for (const [id, project] of this.projects) if (!next.has(id)) project.dispose();
    this.projects = next;
    this.changed.fire(undefined);
  }
}
