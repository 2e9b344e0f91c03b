/** Activation: wires the editor to the core, nothing else. */
import type * as vscode from 'vscode';

export function activate(_context: vscode.ExtensionContext): void {}
