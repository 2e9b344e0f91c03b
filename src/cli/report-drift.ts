/** Drift over time as a table, and what the workspace's Git says of edits. */
import type { Drift, DriftPeriod } from '../assess/report/drift.ts';
import type { DatasetReport } from '../assess/report/report.ts';
import { count, plain, table } from './output.ts';

/** Periods that are shown: the last ones; --json has them all. */
const SHOWN = 12;

export function driftText({ drift }: DatasetReport): string {
  if (!drift) return 'The logs tell no time.';
  const shown = drift.periods.slice(-SHOWN);
  const head = ['sessions', 'examples', 'complexity', 'success', 'failure', 'outcome', 'language', 'domain', 'tools'];
  const rows = table([[`${drift.unit} from`, ...head], ...shown.map(line)]);
  const changes = shown.flatMap(({ from, changes: all }) =>
    all.map((c) => `${from}: ${c.of} ${plain(c.value)} ${percent(c.before)} → ${percent(c.after)}`),
  );
  const named = changes.length > 0 ? `\n\nLargest changes: ${changes.join('; ')}.` : '';
  return `${rows}\n\n${notes(drift, shown)}${named}`;
}

function line({ from, sessions, examples, complexity, shares, divergence, few }: DriftPeriod): (string | number)[] {
  const { success = 0, failure = 0 } = shares.outcome;
  const far = (n: number): string => (few ? `(${n.toFixed(2)})` : n.toFixed(2));
  const { outcome, language, domain, tools } = divergence ?? {};
  const distances = [outcome, language, domain, tools].map((n) => (n === undefined ? '–' : far(n)));
  return [from, sessions, examples, complexity.toFixed(1), percent(success), percent(failure), ...distances];
}

function notes({ periods, unit, undated, withheld }: Drift, shown: readonly DriftPeriod[]): string {
  const parts = [
    `The last four columns: Jensen–Shannon divergence to the ${unit} before, from 0 (alike) to 1; in brackets where one of the two has too few examples to tell.`,
  ];
  if (shown.length < periods.length) parts.push(`${count(periods.length - shown.length, unit)} before (--json).`);
  if (undated > 0) parts.push(`${count(undated, 'example')} without a time.`);
  if (withheld > 0) parts.push(`Without ${count(withheld, 'example')} that no dataset may hold.`);
  return parts.join(' ');
}

export function editsText({ edits }: DatasetReport): string {
  if (!edits) return 'No edits were compared with a Git repository.';
  const { examples, kept, reworked, reverted, unknown } = edits;
  return `Of ${count(examples, 'example')} that edit files, the edits were kept in ${kept}, reworked in ${reworked}, reverted in ${reverted}; of ${unknown} it is not known.`;
}

const percent = (value: number): string => `${Math.round(value * 100)} %`;
