/** One workspace folder: its logs, its last run, its decisions. The editor and the studio ask the core through it. */
import { join, sep } from 'node:path';
import * as vscode from 'vscode';
import { CoreClient } from '../host/client.ts';
import type { Asked, HostMethod, Out, Progress } from '../host/rpc.ts';
import type { LogFile, ProjectSpec, RunSummary } from '../host/types.ts';
import { OwnWrites, stampOf } from '../kit/own-writes.ts';
import { LOCAL_DICTIONARY } from '../redact/dictionary/load.ts';
import type { RunResult } from '../run/options.ts';
import { LEDGER_FILES } from '../run/store/ledger/files.ts';

/** What changed: the log files, the last run, a decision, a gold label, or a term of the folder's own dictionary. */
export type Change = 'logs' | 'results' | 'decisions' | 'gold' | 'dictionary';

/** Written last by a run. */
const RUN_STAMP = `.goldpan/local/run/${LEDGER_FILES.head}`;

/** Requests that name the project themselves leave it to `call`. */
type Rest<M extends HostMethod> = Omit<Asked<M>, 'project'>;

/** Requests that write a file of the folder that is watched, and which. */
const WRITES = {
  studioDecide: 'decisions',
  setWeight: 'decisions',
  studioUndo: 'decisions',
  studioGold: 'gold',
  studioGoldUndo: 'gold',
  teach: 'dictionary',
} as const;

export class Project implements vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<Change>();
  readonly onDidChange = this.changed.event;
  /** The thread that answers everything but runs. */
  private readonly browse: CoreClient;
  /** Answers that are kept until something changes; promises, so that two callers share one request. */
  private logs: Promise<LogFile[]> | undefined;
  private last: Promise<RunSummary | undefined> | undefined;
  /** Folder of the last dataset. */
  private out: string | undefined;
  /** Tells the changes of others from those of this window, which are told by whoever made them. */
  private readonly own: Record<'results' | 'decisions' | 'gold' | 'dictionary', OwnWrites>;
  private readonly disposables: vscode.Disposable[] = [this.changed];

  constructor(
    readonly folder: vscode.WorkspaceFolder,
    private readonly dist: string,
  ) {
    this.browse = new CoreClient(join(dist, 'host-worker.mjs'));
    this.watch('goldpan.json', () => this.refresh('logs'));
    this.own = {
      results: this.watchOthers(RUN_STAMP, 'results'),
      decisions: this.watchOthers('.goldpan/decisions.jsonl', 'decisions'),
      gold: this.watchOthers('.goldpan/gold.jsonl', 'gold'),
      dictionary: this.watchOthers(LOCAL_DICTIONARY, 'dictionary'),
    };
  }

  get name(): string {
    return this.folder.name;
  }

  get root(): string {
    return this.folder.uri.fsPath;
  }

  get spec(): ProjectSpec {
    return { root: this.root, trusted: vscode.workspace.isTrusted };
  }

  /** Any request to the core, for this folder. Never blocks the extension host. */
  call<M extends HostMethod>(method: M, params: Rest<M>, signal?: AbortSignal): Promise<Out<M>> {
    return this.browse.call(method, { project: this.spec, ...params } as Asked<M>, { signal });
  }

  /** A request that changes the folder: the caller knows of the change, and is not notified again. */
  write<M extends keyof typeof WRITES>(method: M, params: Rest<M>): Promise<Out<M>> {
    return this.own[WRITES[method]].write(() => this.call(method, params));
  }

  /** The log files of the folder, looked up once until something changes. */
  files(): Promise<LogFile[]> {
    this.logs ??= this.call('scan', {}).then((found) => found.files);
    this.logs.catch(() => {
      this.logs = undefined;
    });
    return this.logs;
  }

  /** The last finished run, from here or from the command line: what it was, not what is in it. */
  results(): Promise<RunSummary | undefined> {
    this.last ??= this.call('results', {}).then((data) => {
      this.out = data?.out;
      return data ?? undefined;
    });
    this.last.catch(() => {
      this.last = undefined;
    });
    return this.last;
  }

  /** Whether a file is the folder's, or of its dataset, which may lie elsewhere. */
  owns(uri: vscode.Uri): boolean {
    return vscode.workspace.getWorkspaceFolder(uri)?.uri.toString() === this.folder.uri.toString() || this.wrote(uri);
  }

  private wrote(uri: vscode.Uri): boolean {
    return this.out !== undefined && uri.fsPath.startsWith(join(this.out, sep));
  }

  /** In a thread of its own, so that looking at sessions goes on meanwhile, and Cancel can always end it. */
  async run(
    paths: string[] | undefined,
    onProgress: (progress: Progress<'run'>) => void,
    signal: AbortSignal,
    agreed: Pick<Asked<'run'>, 'databases' | 'judge' | 'allowEmpty'> = {},
  ): Promise<RunResult> {
    const runner = new CoreClient(join(this.dist, 'host-worker.mjs'));
    try {
      const params = {
        project: this.spec,
        workerFile: join(this.dist, 'worker.mjs'),
        ...agreed,
        paths,
      };
      const { result } = await this.own.results.write(async () => ({
        result: await runner.call('run', params, { onProgress, signal }),
        stamp: stampOf(this.own.results.file),
      }));
      return result;
    } finally {
      await runner.dispose();
      this.refresh('results');
    }
  }

  /** Forgets what is known of one kind, and tells the views. */
  refresh(change: Change): void {
    if (change === 'logs') this.logs = undefined;
    if (change === 'results') this.last = undefined;
    this.changed.fire(change);
  }

  /** Where a path of the core lies: those inside the folder are relative. */
  uri(path: string): vscode.Uri {
    return path.startsWith('/') || /^[a-z]:/i.test(path)
      ? vscode.Uri.file(path)
      : vscode.Uri.joinPath(this.folder.uri, path);
  }

  dispose(): void {
    void this.browse.dispose();
    for (const d of this.disposables) d.dispose();
  }

  private watchOthers(path: string, change: Change): OwnWrites {
    const writes = new OwnWrites(join(this.root, path), () => this.refresh(change));
    this.watch(path, () => writes.look());
    return writes;
  }

  private watch(path: string, tell: () => void): void {
    const watcher = vscode.workspace.createFileSystemWatcher(new vscode.RelativePattern(this.folder, path));
    this.disposables.push(watcher, watcher.onDidChange(tell), watcher.onDidCreate(tell), watcher.onDidDelete(tell));
  }
}
