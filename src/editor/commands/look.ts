/** Looking at logs: the preview diff, the log viewer, and the ways between a log line and its dataset rows. */
import { statSync } from 'node:fs';
import * as vscode from 'vscode';
import { UserError } from '../../kit/errors.ts';
import { PREVIEW_SCHEME, PreviewDocuments } from '../preview/documents.ts';
import type { Services } from '../services.ts';
import { LogViewer } from '../viewer/editor.ts';
import { MAX_TEXT, plural } from '../views/words.ts';
import { sentence, type Target } from './registry.ts';
import { chooseLog, nodeOf, projectOf, uriOf } from './targets.ts';

/** The raw log against the redacted one, in VS Code's own diff. */
export async function previewRedactions({ projects, previews }: Services, target?: Target): Promise<void> {
  const chosen = await chooseLog(projects, target);
  if (!chosen) return;
  const { project, uri } = chosen;
  const name = uri.path.split('/').at(-1);
  const options = { location: vscode.ProgressLocation.Window, title: `Redacting ${name}` };
  const preview = await vscode.window.withProgress(options, () => previews.load(project, uri.fsPath));
  const title = `${name}: raw ↔ redacted (${plural(preview.redactions, 'redaction')})`;
  const [raw, redacted] = [PreviewDocuments.uri(uri, 'raw'), PreviewDocuments.uri(uri, 'redacted')];
  await vscode.commands.executeCommand('vscode.diff', raw, redacted, title);
}

/** The log viewer, for a file of any size. */
export async function openLogViewer(services: Services, target?: Target): Promise<void> {
  const uri = uriOf(target) ?? (await chooseLog(services.projects, target))?.uri;
  if (uri) await vscode.commands.executeCommand('vscode.openWith', uri, LogViewer.viewType);
}

/** Opens a log at a line: as text where VS Code can, else in the log viewer. */
export async function openAt(uri: vscode.Uri, line: number): Promise<void> {
  const size = statSync(uri.fsPath, { throwIfNoEntry: false })?.size;
  if (size === undefined) {
    throw new UserError(`${uri.fsPath} is not there any more.`, 'Run the pipeline again.');
  }
  if (size > MAX_TEXT) {
    LogViewer.goTo(uri, line);
    await vscode.commands.executeCommand('vscode.openWith', uri, LogViewer.viewType);
    return;
  }
  const at = new vscode.Position(Math.max(0, line - 1), 0);
  const document = await vscode.workspace.openTextDocument(uri);
  const editor = await vscode.window.showTextDocument(document, { selection: new vscode.Range(at, at) });
  editor.revealRange(new vscode.Range(at, at), vscode.TextEditorRevealType.InCenterIfOutsideViewport);
}

/** From a session in the tree, a row of a dataset or a preview to the raw line. */
export async function showSource({ projects, previews }: Services, target?: Target): Promise<void> {
  const node = nodeOf(target);
  if (node?.uri && node.line) return openAt(node.uri, node.line);
  const editor = vscode.window.activeTextEditor;
  const project = editor && projects.of(PreviewDocuments.log(editor.document.uri));
  if (!editor || !project) throw new UserError('There is no row here.', 'Put the cursor on a row of a dataset.');
  const { line } = editor.selection.active;
  if (editor.document.uri.scheme === PREVIEW_SCHEME) {
    const log = PreviewDocuments.log(editor.document.uri);
    const { anchors } = await previews.load(project, log.fsPath);
    return openAt(log, anchors.findLast((a) => a.line <= line)?.ref.line ?? 1);
  }
  const { records } = await project.call('rowSource', { row: editor.document.lineAt(line).text });
  const items = records.map((r) => ({ label: `${r.path}:${r.line}`, ...r }));
  const picked =
    items.length < 2
      ? items[0]
      : await vscode.window.showQuickPick(items, { placeHolder: 'The row was read from these records' });
  if (picked) await openAt(project.uri(picked.path), picked.line);
}

/** From a log line to the rows that came of it. */
export async function showRow(services: Services, target?: Target): Promise<void> {
  const answer = await ask(services, target);
  if (!answer) return;
  const { rows, lines } = answer;
  if (rows.length === 0) {
    const why = 'Why Is This Not in My Data?';
    const choice = await vscode.window.showInformationMessage('No row came of this line.', why);
    if (choice) await show(lines, answer.where);
    return;
  }
  const items = rows.map((row) => ({ label: `${vscode.workspace.asRelativePath(row.file)}:${row.line}`, ...row }));
  const picked =
    items.length === 1 ? items[0] : await vscode.window.showQuickPick(items, { placeHolder: 'Which row?' });
  if (picked) await openAt(vscode.Uri.file(picked.file), picked.line);
}

/** What became of a line, an example, a pair or a session. */
export async function why(services: Services, target?: Target): Promise<void> {
  const answer = await ask(services, target);
  if (answer) await show(answer.lines, answer.where, answer.rows.length > 0 ? services : undefined);
}

/** What the ledger says about the session of a node, or the line of the cursor. */
async function ask(services: Services, target: Target) {
  const node = nodeOf(target);
  const project = await projectOf(services.projects, target);
  if (!project) return undefined;
  const editor = vscode.window.activeTextEditor;
  if (node?.session) return project.call('why', { where: node.session });
  const uri = uriOf(target);
  if (uri && editor && PreviewDocuments.log(editor.document.uri).fsPath === uri.fsPath) {
    const line = await rawLine(services, editor);
    return project.call('why', { where: `${uri.fsPath}:${line}` });
  }
  const tab = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
  const selected = uri && tab instanceof vscode.TabInputCustom ? LogViewer.lineOf(uri) : undefined;
  if (uri && selected) return project.call('why', { where: `${uri.fsPath}:${selected}` });
  const prompt = 'FILE:LINE of a log, or the id of an example, pair or session';
  const where = await vscode.window.showInputBox({ prompt, placeHolder: 'logs/day1.jsonl:118' });
  return where ? project.call('why', { where }) : undefined;
}

/** In a preview the cursor is in a transcript; the ledger knows lines of the log. */
async function rawLine({ previews, projects }: Services, editor: vscode.TextEditor): Promise<number> {
  const { uri } = editor.document;
  const { line } = editor.selection.active;
  if (uri.scheme !== PREVIEW_SCHEME) return line + 1;
  const log = PreviewDocuments.log(uri);
  const project = projects.of(log);
  const anchors = project ? (await previews.load(project, log.fsPath)).anchors : [];
  return anchors.findLast((a) => a.line <= line)?.ref.line ?? 1;
}

/** The answer as a list: it can be read by keyboard and screen reader, and goes away with Escape. */
async function show(lines: readonly string[], where: string, services?: Services): Promise<void> {
  const items: vscode.QuickPickItem[] = lines.map((line) => ({
    label: `${line.startsWith('  ') ? '$(arrow-small-right) ' : ''}${sentence(line)}`,
  }));
  const go = '$(go-to-file) Show Dataset Row';
  if (services) items.push({ label: '', kind: vscode.QuickPickItemKind.Separator }, { label: go });
  const picked = await vscode.window.showQuickPick(items, { title: `Why: ${vscode.workspace.asRelativePath(where)}` });
  if (picked?.label === go) await vscode.commands.executeCommand('goldpan.showRow');
}
