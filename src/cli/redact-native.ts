/** What `goldpan redact --native` does with types, and says of its files. */
import type { NativeReport } from '../assess/native/native.ts';
import { type Action, PII_TYPES, type PiiType, type PolicyName, piiFacts } from '../model/pii.ts';
import { count, plain, type Terminal, table } from './output.ts';

type Actions = Partial<Record<PiiType, Action>>;

/**
 * The same actions with pseudonyms in the place of numbers. Web addresses keep theirs: to name an action for them at all hides
 * the plain ones, too.
 */
export function linkable(policy: PolicyName, actions: Actions = {}): Actions {
  const out: Actions = { ...actions };
  for (const type of PII_TYPES) {
    const action = actions[type] ?? piiFacts(type).actions[policy];
    if (action === 'index' && (type !== 'URL' || actions.URL)) out[type] = 'pseudonym';
  }
  return out;
}

export function nativeText({ files, skipped }: NativeReport, terminal: Terminal): string {
  const totals = new Map<string, number>();
  const rows: (string | number)[][] = [['file', 'format', 'sessions', 'events', 'replaced']];
  for (const { to, format, sessions, events, hidden } of files) {
    for (const [type, n] of Object.entries(hidden)) totals.set(type, (totals.get(type) ?? 0) + n);
    const all = Object.values(hidden).reduce((sum, n) => sum + n, 0);
    rows.push([plain(to), format ?? 'unknown', sessions, events, all]);
  }
  const lines = files.length > 0 ? [table(rows)] : ['Nothing was written.'];
  if (totals.size > 0) lines.push(`Replaced: ${[...totals].map(([type, n]) => `${n} ${type}`).join(', ')}.`);
  for (const { to, differs } of files)
    if (differs) lines.push(`${terminal.yellow('read otherwise')} ${plain(to)}: ${differs}`);
  for (const { path, reason } of skipped) lines.push(`${terminal.yellow('left out')} ${plain(`${path}: ${reason}`)}`);
  if (files.length > 0)
    lines.push(
      `${count(files.length, 'file')} written. What the detectors miss is still there, and no leak gate reads these files: look through them before you share them.`,
    );
  return `${lines.join('\n')}\n`;
}
