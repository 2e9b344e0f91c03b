/** What may still be in a dataset, in words that a reader who decides on it can weigh. */
import type { ResidualBound, Risk } from '../datasets/risk/index.ts';
import { count, table } from './output.ts';

export function riskText(risk: Risk | null): string {
  if (!risk) return 'Not measured: an earlier version made this dataset. Run the pipeline again.';
  return [captureText(risk), quasiText(risk), auditText(risk)].join('\n\n');
}

function captureText({ capture: { fields, text } }: Risk): string {
  // A dataset of an earlier version counted families that never met.
  if (!fields || !text) return 'Capture–recapture: not measured as it is now. Run the pipeline again.';
  return [
    groundText(
      fields,
      ['by both', 'key only', 'value only'],
      'values that fill a field, by its key and by their looks',
    ),
    groundText(text, ['by both', 'rules only', 'model only'], 'values in all other text, by rules and by the model'),
  ].join('\n\n');
}

type Estimates = Risk['capture']['fields'];

function groundText(estimates: Estimates, heads: readonly string[], what: string): string {
  const rows = Object.entries(estimates);
  if (rows.length === 0) return `Capture–recapture of ${what}: none were found.`;
  const title = `Capture–recapture of ${what}`;
  if (rows.every(([, c]) => c.missed === null))
    return `${title}: cannot be estimated, as no two families found seven of one type alike.`;
  const lines: (string | number)[][] = [['type', ...heads, 'missed, estimated']];
  for (const [type, c] of rows)
    lines.push([
      type,
      c.both,
      c.onlyFirst,
      c.onlySecond,
      c.missed === null ? 'cannot be estimated' : `${Math.round(c.missed)} (at most ${Math.ceil(c.missedHigh ?? 0)})`,
    ]);
  return `${title}: distinct values of each session. An estimate, no\nbound: families that miss the same things make it too low.\n\n${table(lines)}`;
}

function quasiText({ quasi: { sessions, k, histogram, rare } }: Risk): string {
  if (sessions === 0)
    return 'k-anonymity: no session keeps towns, jobs, ages and the like readable where a field names them.';
  const { unique, few, some, many } = histogram;
  const groups = [
    [unique, 'none'],
    [few, 'one to three'],
    [some, 'four to eight'],
    [many, 'nine or more'],
  ] as const;
  const shared = groups.filter(([n]) => n > 0).map(([n, others]) => `${others} for ${n}`);
  const rows = Object.entries(rare).map(([types, n]) => `${types.replaceAll('+', ' + ')} in ${n}`);
  const rarely = rows.length > 0 ? `\nCombinations that fewer than five sessions share: ${rows.join('; ')}.` : '';
  return `k-anonymity: ${count(sessions, 'session')} with towns, jobs, ages and the like left readable; k = ${k}.\nOther sessions with the same: ${shared.join(', ')}.${rarely}`;
}

function auditText({ audit }: Risk): string {
  const drawn = `${audit.sampled} of ${audit.places} messages were drawn for a person to read`;
  if (audit.review === 'not reviewed')
    return audit.sampled === 0
      ? `Audit sample: not reviewed, as no message was drawn (privacy.auditSample).`
      : `Audit sample: not reviewed yet. ${drawn}: goldpan review shows them one by one.`;
  return `Audit sample: ${drawn}. ${boundText(audit.review)}`;
}

/** What the human's reading says of the whole. */
export const boundText = ({ read, withMiss, upper }: ResidualBound): string =>
  `${read} ${read === 1 ? 'was' : 'were'} read, and something was missed in ${withMiss}: at most ${(upper * 100).toFixed(1)} % of the messages still hold something (95 %, Wilson).`;
