/** The judge that goldpan.json names: a model on this machine. Agreed to once, outside the workspace. */
import * as vscode from 'vscode';
import type { Project } from '../project.ts';
import type { Services } from '../services.ts';

const ASK = 'Ask It';
const WITHOUT = 'Run Without It';

/** Whether the run may ask it; undefined: the user walked away. */
export async function confirmJudge(
  { context }: Pick<Services, 'context'>,
  project: Project,
): Promise<boolean | undefined> {
  const { judge } = await project.call('settings', {});
  if (!judge) return false;
  // Kept by VS Code for this user: a workspace cannot say yes for its reader. Another model or place is asked about anew.
  const key = `judge:${project.root}`;
  const name = `${judge.model}@${judge.place}`;
  if (context.globalState.get<string>(key) === name) return true;
  const text = `goldpan.json names a judge: ${judge.model} at ${judge.place}, on this machine. It is shown redacted text of the logs, and its verdicts are marked.`;
  const choice = await vscode.window.showWarningMessage(text, ASK, WITHOUT);
  if (choice === ASK) await context.globalState.update(key, name);
  return choice === undefined ? undefined : choice === ASK;
}
