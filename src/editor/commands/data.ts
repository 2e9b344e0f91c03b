/** What was written: validate it, read its card, configure the next run. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { UserError } from '../../kit/errors.ts';
import type { Project } from '../project.ts';
import type { Services } from '../services.ts';
import { plural } from '../views/words.ts';
import type { Target } from './registry.ts';
import { nodeOf, projectOf, uriOf } from './targets.ts';

/** The folder or file named by the target; else the dataset of the last run. */
export async function validateDataset({ projects, validations }: Services, target?: Target): Promise<void> {
  const project = await projectOf(projects, target);
  if (!project) return;
  const path = await datasetPath(project, target);
  const options = { location: vscode.ProgressLocation.Window, title: 'Validating' };
  const report = await vscode.window.withProgress(options, () =>
    project.call('validate', { root: project.root, paths: [path] }),
  );
  validations.show(report, project.root);
  const rows = report.files.reduce((n, f) => n + f.rows, 0);
  const files = plural(report.files.length, 'file');
  if (report.findings.length === 0) {
    void vscode.window.showInformationMessage(`${plural(rows, 'row')} in ${files}: no violations.`);
    return;
  }
  await vscode.commands.executeCommand('workbench.actions.view.problems');
  void vscode.window.showWarningMessage(`${plural(report.findings.length, 'violation')} in ${files}: see Problems.`);
}

async function datasetPath(project: Project, target: Target): Promise<string> {
  const node = nodeOf(target);
  if (node?.uri) return node.uri.fsPath;
  const data = await project.results();
  const uri = uriOf(target);
  const written = (data?.manifest.outputs ?? []).map((o) => join(data?.out ?? '', o.path));
  if (uri && (target !== undefined || written.includes(uri.fsPath))) return uri.fsPath;
  if (data && existsSync(data.out)) return data.out;
  throw new UserError('There is no dataset yet.', 'Run the pipeline first.');
}

export async function openDatasetCard({ projects }: Services, target?: Target): Promise<void> {
  const project = await projectOf(projects, target);
  const data = await project?.results();
  if (!project || !data) throw new UserError('There is no dataset yet.', 'Run the pipeline first.');
  const card = vscode.Uri.file(join(data.out, 'README.md'));
  await vscode.commands.executeCommand('markdown.showPreview', card);
}

/** A file with the choices that people change first; completion in it tells the rest. */
const STARTER = `{
  "sources": { "include": ["."] },
  "privacy": { "policy": "standard" },
  "split": { "validation": 0.1 },
  "output": "goldpan-out"
}
`;

export async function createConfig({ projects }: Services): Promise<void> {
  const project = await projects.choose();
  if (!project) return;
  const uri = vscode.Uri.joinPath(project.folder.uri, 'goldpan.json');
  if (!existsSync(uri.fsPath)) await vscode.workspace.fs.writeFile(uri, Buffer.from(STARTER));
  await vscode.window.showTextDocument(uri);
}
