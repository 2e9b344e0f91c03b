/** What the parts of the editor share. The studio gets these, too. */
import type * as vscode from 'vscode';
import type { Validations } from './diagnostics.ts';
import type { PreviewDocuments } from './preview/documents.ts';
import type { TextViews } from './preview/texts.ts';
import type { Project } from './project.ts';
import type { Projects } from './projects.ts';
import type { StatusBar } from './status.ts';

/** What the studio shows first. */
export interface StudioTarget {
  project: Project;
  /** Session id of the last run. */
  session?: string;
  view?: 'trajectories' | 'pairs';
}

export interface Studio extends vscode.Disposable {
  open(target: StudioTarget): Promise<void>;
}

/** What the studio is given to work with. */
export type StudioServices = Omit<Services, 'studio'>;

export interface Services {
  context: vscode.ExtensionContext;
  log: vscode.LogOutputChannel;
  projects: Projects;
  validations: Validations;
  previews: PreviewDocuments;
  /** Read-only texts: rows of a database, a mapping. */
  views: TextViews;
  status: StatusBar;
  studio: Studio;
}
