/** A tree of plain nodes; both views are made of it. */
import * as vscode from 'vscode';
import type { Project } from '../project.ts';

export interface Node {
  /** Stable over refreshes, so that open branches stay open. */
  id: string;
  label: string;
  description?: string;
  tooltip?: string | vscode.MarkdownString;
  icon?: vscode.ThemeIcon;
  /** For menus: `when: viewItem == …`. */
  kind?: 'folder' | 'logFile' | 'session' | 'dataset' | 'datasetFile' | 'lastRun' | 'stage' | 'reason';
  uri?: vscode.Uri;
  project?: Project;
  /** Session id of the last run, or the line where it begins. */
  session?: string;
  line?: number;
  /** What a screen reader says; default: label and description. */
  spoken?: string;
  command?: vscode.Command;
  expanded?: boolean;
  children?: () => Promise<Node[]> | Node[];
}

export class Tree implements vscode.TreeDataProvider<Node>, vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<Node | undefined>();
  readonly onDidChangeTreeData = this.changed.event;
  private readonly parents = new WeakMap<Node, Node>();

  /** `roots` may throw: what `failed` makes of the error takes the tree's place. */
  constructor(
    private readonly roots: () => Promise<Node[]>,
    private readonly failed: (error: unknown) => Node[],
  ) {}

  refresh(): void {
    this.changed.fire(undefined);
  }

  async getChildren(node?: Node): Promise<Node[]> {
    try {
      const children = node ? ((await node.children?.()) ?? []) : await this.roots();
      if (node) for (const child of children) this.parents.set(child, node);
      return children;
    } catch (error) {
      return this.failed(error);
    }
  }

  getParent(node: Node): Node | undefined {
    return this.parents.get(node);
  }

  getTreeItem(node: Node): vscode.TreeItem {
    const { None, Collapsed, Expanded } = vscode.TreeItemCollapsibleState;
    const item = new vscode.TreeItem(node.label, node.children ? (node.expanded ? Expanded : Collapsed) : None);
    item.id = node.id;
    item.accessibilityInformation = { label: node.spoken ?? [node.label, node.description].filter(Boolean).join(', ') };
    if (node.description !== undefined) item.description = node.description;
    if (node.tooltip !== undefined) item.tooltip = node.tooltip;
    if (node.icon) item.iconPath = node.icon;
    if (node.kind) item.contextValue = node.kind;
    if (node.command) item.command = node.command;
    return item;
  }

  dispose(): void {
    this.changed.dispose();
  }
}

/** A command that a click on a node runs, with the node itself. */
export const clicks = (title: string, command: string, ...args: unknown[]): vscode.Command => ({
  title,
  command,
  arguments: args,
});
