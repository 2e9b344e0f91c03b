/** What a command acts on: a tree node, a file from a menu, or the active editor. */
import * as vscode from 'vscode';
import { UserError } from '../../kit/errors.ts';
import { PreviewDocuments } from '../preview/documents.ts';
import type { Project } from '../project.ts';
import type { Projects } from '../projects.ts';
import type { Node } from '../views/tree.ts';
import type { Target } from './registry.ts';

const isNode = (target: Target): target is Node => target !== undefined && !(target instanceof vscode.Uri);

export const nodeOf = (target: Target): Node | undefined => (isNode(target) ? target : undefined);

/** The file that a command is about. Custom editors and diffs have a file without a text editor. */
export function uriOf(target: Target): vscode.Uri | undefined {
  if (target instanceof vscode.Uri) return logOf(target);
  if (target?.uri) return target.uri;
  const tab = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
  if (tab instanceof vscode.TabInputText || tab instanceof vscode.TabInputCustom) return logOf(tab.uri);
  if (tab instanceof vscode.TabInputTextDiff) return logOf(tab.modified);
  const editor = vscode.window.activeTextEditor;
  return editor && logOf(editor.document.uri);
}

const logOf = PreviewDocuments.log;

export async function projectOf(projects: Projects, target: Target): Promise<Project | undefined> {
  const uri = uriOf(target);
  return nodeOf(target)?.project ?? (uri && projects.of(uri)) ?? (await projects.choose());
}

/** A log to look at: that of the target or the active editor, else one the user picks. */
export async function chooseLog(
  projects: Projects,
  target: Target,
): Promise<{ project: Project; uri: vscode.Uri } | undefined> {
  const uri = uriOf(target);
  const project = uri && projects.of(uri);
  if (uri && project && (target !== undefined || (await isLog(project, uri)))) return { project, uri };
  const chosen = await projects.choose();
  if (!chosen) return undefined;
  const files = (await chosen.files()).filter((f) => f.format !== null && f.sessions > 0);
  if (files.length === 0) {
    throw new UserError('No logs were recognised here.', 'Name their folder under "sources" in goldpan.json.');
  }
  const items = files.map((f) => ({ label: f.path, description: `${f.format}`, path: f.path }));
  const picked = await vscode.window.showQuickPick(items, { placeHolder: 'Which log?', matchOnDescription: true });
  return picked && { project: chosen, uri: chosen.uri(picked.path) };
}

const isLog = async (project: Project, uri: vscode.Uri): Promise<boolean> =>
  (await project.files()).some((f) => f.format !== null && project.uri(f.path).fsPath === uri.fsPath);
