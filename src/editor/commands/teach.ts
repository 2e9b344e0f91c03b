/** Add to Dictionary and Never Redact: what is selected is hidden, or left alone, from now on. */
import * as vscode from 'vscode';
import { UserError } from '../../kit/errors.ts';
import { PII_TYPES, type PiiType, TAUGHT_TYPES } from '../../model/pii.ts';
import { placeholder } from '../../model/placeholder.ts';
import { PreviewDocuments } from '../preview/documents.ts';
import type { Services } from '../services.ts';

/** A keybinding can name the type in its `args`: `{ "type": "PERSON" }`. */
export async function addToDictionary(services: Services, args?: unknown): Promise<void> {
  const selected = selection();
  const named = typeof args === 'object' && args !== null && 'type' in args ? args.type : undefined;
  const known = PII_TYPES.find((type) => type === named);
  if (known) return teach(services, { ...selected, mode: 'mask', type: known });
  // Whoever does not care for the type presses Enter; else likely ones first.
  const types = new Set<PiiType>(['CUSTOM', ...TAUGHT_TYPES, ...PII_TYPES]);
  const items = [...types].map((type) => ({ label: type, description: placeholder(type, 1), type }));
  const picked = await vscode.window.showQuickPick(items, { placeHolder: `What is “${shorten(selected.term)}”?` });
  if (picked) await teach(services, { ...selected, mode: 'mask', type: picked.type });
}

export async function neverRedact(services: Services): Promise<void> {
  await teach(services, { ...selection(), mode: 'never' });
}

interface Lesson {
  term: string;
  uri: vscode.Uri;
  mode: 'mask' | 'never';
  type?: PiiType;
  /** The lines in which it was selected. */
  around: { text: string; start: number; end: number };
}

async function teach({ projects }: Services, { term, uri, mode, type, around }: Lesson): Promise<void> {
  const project = projects.of(uri);
  if (!project) throw new UserError('This file is in no open folder.', 'Open its folder first.');
  const { known, covered } = await project.write('teach', { term, mode, type, around });
  project.refresh('dictionary');
  if (covered) {
    void vscode.window.showWarningMessage(
      `“${shorten(term)}” stays hidden here: it is part of a longer value (${covered.type}, ${covered.length} characters). To have that left alone, select all of it. Where the term stands by itself it is never hidden from now on.`,
    );
    return;
  }
  const done = mode === 'mask' ? 'is always hidden' : 'is never hidden';
  const text = `“${shorten(term)}” ${done}${known ? ' (it already was)' : ''}. The next run follows it.`;
  void vscode.window
    .showInformationMessage(text, 'Run Pipeline')
    .then((choice) => choice && vscode.commands.executeCommand('goldpan.run'));
}

function selection(): Pick<Lesson, 'term' | 'uri' | 'around'> {
  const editor = vscode.window.activeTextEditor;
  const term = editor?.document.getText(editor.selection).trim();
  if (!editor || !term) throw new UserError('Nothing is selected.', 'Select the name or word in a log or a preview.');
  const { document, selection: selected } = editor;
  const first = document.lineAt(selected.start.line).range.start;
  const text = document.getText(new vscode.Range(first, document.lineAt(selected.end.line).range.end));
  const start = document.offsetAt(selected.start) - document.offsetAt(first);
  const end = document.offsetAt(selected.end) - document.offsetAt(first);
  return { term, uri: PreviewDocuments.log(document.uri), around: { text, start, end } };
}

const shorten = (text: string): string => (text.length > 40 ? `${text.slice(0, 39)}…` : text);
