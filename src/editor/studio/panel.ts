/** The studio's panel: one webview that shows trajectories and pairs. */
import * as vscode from 'vscode';
import { UserError } from '../../core/model/errors.ts';
import type { Studio, StudioServices, StudioTarget } from '../services.ts';

export function registerStudio(_services: StudioServices): Studio {
  return { open, dispose: () => {} };
}

async function open({ project }: StudioTarget): Promise<void> {
  const data = await project.results();
  if (!data) throw new UserError('There is nothing to look at yet.', 'Run the pipeline first.');
  await vscode.commands.executeCommand('goldpan.showLastRun');
}
