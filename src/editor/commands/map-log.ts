/** Map This Log…: proposes a mapping, shows its sessions live, and writes it to goldpan.json. */
import * as vscode from 'vscode';
import type { Out } from '../../host/rpc.ts';
import { defined } from '../../kit/defined.ts';
import { UserError } from '../../kit/errors.ts';
import type { Mapping } from '../../model/config-ingest.ts';
import { TextViews } from '../preview/texts.ts';
import type { Project } from '../project.ts';
import type { Services } from '../services.ts';
import { plural } from '../views/words.ts';
import type { Target } from './registry.ts';
import { offerRun, requireTrusted, saveConfig, told } from './setup.ts';
import { projectOf, uriOf } from './targets.ts';

type View = Out<'proposeMapping'>;

/** `args`: `{ accept: true }` writes what is proposed without asking. */
export async function mapLog(services: Services, target?: Target, args?: unknown): Promise<void> {
  requireTrusted();
  const project = await projectOf(services.projects, target);
  const uri = project && (await logFor(services, project, target));
  if (!project || !uri) return;
  const page = new Page(services, project, uri);
  const first = await page.render();
  await page.show(first);
  const mapping = told(args).accept ? first.mapping : await page.refine(first);
  if (!mapping) return;
  await saveConfig(project);
  const { file } = await project.call('saveMapping', { mapping });
  page.picked = undefined;
  project.refresh('logs');
  page.redraw();
  offerRun(`The mapping “${mapping.name}” is in goldpan.json now. The next run reads the log by it.`, file);
}

/** The target or the active file; else one that nothing recognised, as a mapping is for those. */
async function logFor({ projects }: Services, project: Project, target: Target): Promise<vscode.Uri | undefined> {
  const uri = uriOf(target);
  const isConfig = uri?.fsPath === project.uri('goldpan.json').fsPath;
  if (uri?.scheme === 'file' && !isConfig && projects.of(uri) === project) return uri;
  const files = await project.files();
  if (files.length === 0) throw new UserError('There is no log here.', 'Open the log, and try again.');
  const items = files
    .toSorted((a, b) => Number(a.format !== null) - Number(b.format !== null))
    .map((f) => ({ label: f.path, description: f.format ?? 'not recognised' }));
  const picked = await vscode.window.showQuickPick(items, { placeHolder: 'Which log?', matchOnDescription: true });
  return picked && project.uri(picked.label);
}

/** The virtual document of one log. It follows goldpan.json, saved or not, for as long as it is open. */
class Page {
  /** What was picked by hand: goes before goldpan.json. */
  picked: Mapping | undefined;
  private readonly page: vscode.Uri;
  private readonly config: vscode.Uri;

  constructor(
    private readonly services: Services,
    private readonly project: Project,
    private readonly log: vscode.Uri,
  ) {
    this.page = TextViews.uri(`${log.path}.mapping`);
    this.config = project.uri('goldpan.json');
  }

  render(): Promise<View> {
    const open = vscode.workspace.textDocuments.find((d) => d.uri.fsPath === this.config.fsPath && !d.isClosed);
    return this.project.call('proposeMapping', {
      file: this.log.fsPath,
      ...defined({ picked: this.picked || undefined, configText: open?.isDirty ? open.getText() : undefined }),
    });
  }

  async show(view: View): Promise<void> {
    const isNew = !this.services.views.has(this.page);
    await this.services.views.show(this.page, view.text, vscode.ViewColumn.Beside);
    if (isNew) this.follow();
  }

  /** Draws again what is on the screen; a mistake that is being typed is told by the page or, at worst, the log. */
  redraw(): void {
    this.render().then(
      (view) => this.services.views.has(this.page) && this.services.views.set(this.page, view.text),
      (error: unknown) => this.services.log.warn(`mapping of ${this.log.fsPath}: ${String(error)}`),
    );
  }

  /** Other pointers, one at a time, until it is written. Undefined: the user walked away. */
  async refine(first: View): Promise<Mapping | undefined> {
    let view = first;
    for (;;) {
      const picked = await this.ask(view);
      if (picked === 'write') return view.mapping;
      if (picked === undefined) {
        this.picked = undefined;
        return undefined;
      }
      const before: Mapping | undefined = this.picked;
      this.picked = picked;
      try {
        view = await this.render();
        this.services.views.set(this.page, view.text);
      } catch (error) {
        if (!(error instanceof UserError)) throw error;
        this.picked = before;
        void vscode.window.showErrorMessage(`${error.message} ${error.fix}`);
      }
    }
  }

  private async ask(view: View): Promise<Mapping | 'write' | undefined> {
    const write = { label: '$(check) Write it to goldpan.json', description: '', field: undefined };
    const items = [write, ...FIELDS.map((field) => ({ label: field, description: view.mapping[field] ?? '—', field }))];
    const found = `${plural(view.sessions, 'session')}, ${plural(view.skipped, 'record')} left out`;
    const placeHolder = `${found}. Write the mapping, or pick what to change`;
    const item = await vscode.window.showQuickPick(items, { placeHolder, ignoreFocusOut: true });
    if (!item) return undefined;
    return item.field ? ((await askPointer(view, item.field)) ?? view.mapping) : 'write';
  }

  private follow(): void {
    const watching = vscode.Disposable.from(
      this.project.onDidChange((change) => change === 'logs' && this.redraw()),
      vscode.workspace.onDidChangeTextDocument((e) => {
        if (e.document.uri.fsPath === this.config.fsPath) this.redraw();
      }),
      vscode.workspace.onDidCloseTextDocument((d) => d.uri.toString() === this.page.toString() && watching.dispose()),
    );
    this.services.context.subscriptions.push(watching);
  }
}

const RECORD_FIELDS = ['messages', 'id', 'system', 'model', 'score', 'intent', 'subject'] as const;
const MESSAGE_FIELDS = ['role', 'content', 'time', 'reasoning', 'feedback', 'prompt', 'response'] as const;
const FIELDS = [...RECORD_FIELDS.slice(0, 2), ...MESSAGE_FIELDS, ...RECORD_FIELDS.slice(2)];
type Field = (typeof FIELDS)[number];

/** Undefined: nothing was picked, the mapping stays. */
async function askPointer({ mapping, pointers }: View, field: Field): Promise<Mapping | undefined> {
  const isRecord = RECORD_FIELDS.some((f) => f === field);
  const none = { label: '$(circle-slash) None', description: '', pointer: undefined };
  const items = (isRecord ? pointers.record : pointers.message).map(({ pointer, sample }) => ({
    label: pointer,
    description: sample,
    pointer,
  }));
  const placeHolder = `Where is “${field}”? (now ${mapping[field] ?? 'nowhere'})`;
  const options = { placeHolder, matchOnDescription: true, ignoreFocusOut: true };
  const picked = await vscode.window.showQuickPick([...items, none], options);
  if (!picked) return undefined;
  const { [field]: _before, ...rest } = mapping;
  return picked.pointer === undefined ? rest : { ...rest, [field]: picked.pointer };
}
