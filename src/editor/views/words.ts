/** Words and icons for what the tags say: never colour alone. */
import * as vscode from 'vscode';
import type { OutcomeName } from '../../model/outcome-name.ts';

export const plural = (n: number, one: string, many = `${one}s`): string =>
  `${n.toLocaleString('en')} ${n === 1 ? one : many}`;

const OUTCOMES = {
  success: { icon: 'pass', color: 'testing.iconPassed', word: 'success' },
  failure: { icon: 'error', color: 'testing.iconFailed', word: 'failure' },
  unknown: { icon: 'circle-outline', color: undefined, word: 'unknown' },
} as const satisfies Record<OutcomeName, object>;

export const outcomeWord = (outcome: OutcomeName): string => OUTCOMES[outcome].word;

export function outcomeIcon(outcome: OutcomeName): vscode.ThemeIcon {
  const { icon, color } = OUTCOMES[outcome];
  return new vscode.ThemeIcon(icon, color && new vscode.ThemeColor(color));
}

export function ago(at: number, now: number): string {
  const minutes = Math.round((now - at) / 60_000);
  if (minutes < 1) return 'just now';
  if (minutes < 60) return `${minutes} min ago`;
  const hours = Math.round(minutes / 60);
  return hours < 48 ? `${hours} h ago` : new Date(at).toLocaleDateString();
}

/** VS Code opens no larger file as text. */
export const MAX_TEXT = 50 * 1024 * 1024;
