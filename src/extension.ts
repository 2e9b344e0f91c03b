/** Activation: wires the editor to the core, nothing else. */
import { join } from 'node:path';
import * as vscode from 'vscode';
import { commandsFor } from './editor/commands/index.ts';
import { registerCommands } from './editor/commands/registry.ts';
import { updateContext } from './editor/context.ts';
import { Validations } from './editor/diagnostics.ts';
import { PreviewDocuments } from './editor/preview/documents.ts';
import { TextViews } from './editor/preview/texts.ts';
import { Projects } from './editor/projects.ts';
import type { Services } from './editor/services.ts';
import { StatusBar } from './editor/status.ts';
import { registerStudio } from './editor/studio/panel.ts';
import { LogViewer } from './editor/viewer/editor.ts';
import { registerViews } from './editor/views/register.ts';

export function activate(context: vscode.ExtensionContext): void {
  const log = vscode.window.createOutputChannel('Goldpan', { log: true });
  const projects = new Projects(join(context.extensionPath, 'dist'));
  const validations = new Validations();
  const previews = new PreviewDocuments(projects);
  const texts = new TextViews();
  const status = new StatusBar(projects);
  const shared = { context, log, projects, validations, previews, views: texts, status };
  const studio = registerStudio(shared);
  const services: Services = { ...shared, studio };
  const viewer = new LogViewer(context.extensionUri, log);
  const views = registerViews(services);
  const commands = registerCommands(commandsFor(services, views), log);
  // A mistake in goldpan.json is shown by the views; nothing else depends on the menus being right.
  const refresh = () => updateContext(projects).catch((error: unknown) => log.warn(`menus: ${String(error)}`));
  context.subscriptions.push(
    log,
    projects,
    validations,
    previews,
    texts,
    status,
    studio,
    viewer,
    viewer.register(),
    views,
    commands,
    projects.onDidChange(() => void refresh()),
  );
  void refresh();
  void status.update();
}
