/** The report on a dataset as plain tables. */

import type { SourceBias } from '../assess/report/bias.ts';
import type { DatasetReport } from '../assess/report/report.ts';
import { aboutText } from '../datasets/coverage.ts';
import { SPLITS } from '../datasets/dataset.ts';
import { comparedBy } from '../datasets/topics-by.ts';
import { count, plain, stageTable, type Terminal, table } from './output.ts';
import { driftText, editsText } from './report-drift.ts';
import { riskText } from './report-risk.ts';

type Cell = string | number;

/** Values of one feature that are shown; --json has them all. */
const SHOWN = 12;

export function reportText(report: DatasetReport, terminal: Terminal): string {
  const sections: [string, string][] = [
    ['Funnel', funnelText(report, terminal)],
    ['Masked steps', maskedText(report)],
    ['Coverage', coverageText(report)],
    ['Targets', targetsText(report)],
    ['Topics', topicsText(report)],
    ['Diversity', diversityText(report)],
    ['Drift over time', driftText(report)],
    ['Edits in Git', editsText(report)],
    ['Ungrounded rows', groundingText(report)],
    ['Length bias of the pairs', biasText(report)],
    ['Privacy', privacyText(report)],
    ['Residual risk', riskText(report.risk)],
  ];
  return `${sections.map(([title, text]) => `${terminal.bold(title)}\n\n${text}\n`).join('\n')}`;
}

function funnelText({ funnel }: DatasetReport, terminal: Terminal): string {
  const { stages, mismatches, erased } = funnel;
  const check =
    mismatches.length === 0
      ? 'Every stage adds up, and the files hold what it says.'
      : terminal.yellow(`This does not add up:\n${mismatches.map((m) => `  ${plain(m)}`).join('\n')}`);
  const since = erased
    ? `\nErased since the run: ${count(erased.rows, 'row')} of ${count(erased.sessions, 'session')}, in ${count(erased.requests, 'request')}.`
    : '';
  return `${stageTable(stages)}\n\n${check}${since}`;
}

/** Messages of weight 0 by reason. */
function maskedText({ funnel }: DatasetReport): string {
  const lines = funnel.stages.flatMap(({ name, masked }): Cell[][] =>
    masked
      ? [
          [plain(name.replace('export:', '')), `in ${count(masked.rows, 'row')}`, masked.messages],
          ...Object.entries(masked.rules).map(([reason, n]): Cell[] => ['', plain(reason), n]),
        ]
      : [],
  );
  return lines.length > 0 ? table(lines) : 'No step of a row is masked.';
}

/** Datasets that have rows. */
const kindsOf = (report: DatasetReport): string[] => Object.keys(report.rows);

/** Rows by tag and split. A split without rows is left out. */
function coverageText(report: DatasetReport): string {
  if (kindsOf(report).length === 0) return 'There are no rows.';
  return kindsOf(report)
    .map((kind) => {
      const rows = report.rows[kind] ?? {};
      const splits = SPLITS.filter((split) => rows[split]);
      const lines: Cell[][] = [
        [kind, '', ...splits],
        ['rows', '', ...splits.map((split) => rows[split] ?? 0)],
      ];
      const { features = {}, neverCalled = [] } = report.coverage[kind] ?? {};
      for (const [feature, values] of Object.entries(features)) {
        const all = Object.entries(values);
        for (const [i, [value, counts]] of all.slice(0, SHOWN).entries())
          lines.push([i === 0 ? feature : '', plain(value), ...splits.map((split) => counts[split] ?? 0)]);
        if (all.length > SHOWN) lines.push(['', `and ${all.length - SHOWN} more`, ...splits.map(() => '')]);
      }
      const never = neverCalled.length > 0 ? `\nDeclared, and called in no row: ${some(neverCalled.map(plain))}.` : '';
      return `${table(lines)}${never}`;
    })
    .join('\n\n');
}

function diversityText(report: DatasetReport): string {
  const kinds = kindsOf(report);
  if (kinds.length === 0) return 'There are no rows.';
  const of = (kind: string) => report.diversity[kind];
  const line = (name: string, value: (kind: string) => Cell, note: string): Cell[] => [
    name,
    ...kinds.map((kind) => value(kind)),
    note,
  ];
  return table([
    ['', ...kinds, ''],
    line('answers', (k) => of(k)?.answers ?? 0, 'trained on; of a pair the chosen one'),
    line('distinct answers', (k) => of(k)?.distinctAnswers ?? 0, ''),
    line('words in answers', (k) => of(k)?.words ?? 0, ''),
    line('compression ratio', (k) => fixed(of(k)?.compressionRatio), 'zlib; the higher, the more repetition'),
    line('distinct-1', (k) => fixed(of(k)?.distinct[1]), 'different words by all words'),
    line('distinct-2', (k) => fixed(of(k)?.distinct[2]), 'the same of two words in a row'),
    line('distinct-3', (k) => fixed(of(k)?.distinct[3]), 'of three'),
    line('self-repetition', (k) => percent(of(k)?.selfRepetition), 'four words in a row that another answer has too'),
    line('different tools', (k) => report.toolUse[k]?.tools ?? 0, 'that rows call'),
    line('tool entropy', (k) => fixed(report.toolUse[k]?.entropy[1]?.bits), 'bits; of single calls'),
    line('of two calls', (k) => fixed(report.toolUse[k]?.entropy[2]?.bits), 'in a row'),
    line('of three calls', (k) => fixed(report.toolUse[k]?.entropy[3]?.bits), 'in a row'),
    line('system prompts', (k) => of(k)?.systemPrompts ?? 0, 'different ones'),
    line('first user messages', (k) => of(k)?.firstUserMessages ?? 0, 'different ones'),
  ]);
}

function targetsText({ crossed }: DatasetReport): string {
  if (!crossed || crossed.targets.length === 0) return 'goldpan.json names none (`report.targets`).';
  const lines: Cell[][] = [['about', 'found', 'wanted', 'missing']];
  for (const t of crossed.targets) lines.push([plain(aboutText(t)), t.found, t.found + t.missing, t.missing]);
  return table(lines);
}

function topicsText({ topics, judge }: DatasetReport): string {
  const found = topics
    ? `${count(topics.names.length, 'topic')}, mean silhouette ${topics.silhouette.toFixed(2)}${plain(comparedBy(topics))}: ${topics.names.slice(0, SHOWN).map(plain).join('; ')}.`
    : 'No clusters better than noise were found.';
  if (!judge) return found;
  const { model, place, judged, unread, unasked, stated } = judge;
  return `${found}\nJudge ${plain(model)} at ${place}: ${count(judged, 'verdict')}, ${unread} unreadable, ${unasked} not asked; it agreed with ${stated.agreed} of ${stated.asked} stated outcomes.`;
}

/** Ids that are shown; --json has them all. */
const IDS = 5;

function groundingText({ grounding }: DatasetReport): string {
  const all = Object.entries(grounding);
  if (all.length === 0) return 'There are no rows.';
  const lines: Cell[][] = [['', 'rows', 'ungrounded', 'share', 'placeholders']];
  for (const [name, { rows, ungrounded, share, byType }] of all) {
    const types = Object.entries(byType).map(([type, n]) => `${n} ${type}`);
    lines.push([name, rows, ungrounded, percent(share), types.join(', ')]);
  }
  const ids = all.flatMap(([, one]) => one.ids.slice(0, IDS)).slice(0, IDS);
  const more = all.reduce((n, [, one]) => n + one.ungrounded, 0) - ids.length;
  const named =
    ids.length > 0 ? `\n\nFor example ${ids.join(', ')}${more > 0 ? ` and ${more} more (--json)` : ''}.` : '';
  return `${table(lines)}\n\nTheir answer names a placeholder that nothing before it in the row tells of: a model learns to make one up.\nMade-up values (surrogates) look like any word and are not counted.${named}`;
}

/** Are chosen answers longer? A model that learns from such pairs learns to be long. */
function biasText({ bias }: DatasetReport): string {
  if (!bias) return 'There are no preference pairs.';
  const { all, bySource } = bias;
  const lines: Cell[][] = [
    ['', 'pairs', 'chosen mean', 'median', 'rejected mean', 'median', 'chosen longer', 'equal', '95 % interval'],
  ];
  const rows = Object.entries(bySource);
  for (const [name, b] of rows.length > 1 ? [...rows, ['all', all] as const] : rows)
    lines.push([
      plain(name),
      b.pairs,
      b.chosen.mean,
      b.chosen.median,
      b.rejected.mean,
      b.rejected.median,
      percent(b.longerShare),
      b.equal,
      b.longerShare === null ? '–' : `${percent(b.interval.low)} to ${percent(b.interval.high)}`,
    ]);
  return `${table(lines)}\n\nLengths in characters. ${biasVerdict(all)}`;
}

/**
 * In words. The interval (95 %, Wilson) excludes one half when the sign is more than chance; wider than 0.4 it says
 * nothing.
 */
function biasVerdict({ longerShare, interval: { low, high } }: SourceBias): string {
  if (longerShare === null) return 'Both answers are of one length in every pair.';
  if (low > 0.5) return 'Chosen answers are longer more often than chance explains: a model may learn to be long.';
  if (high < 0.5) return 'Chosen answers are shorter more often than chance explains: a model may learn to be brief.';
  return high - low > 0.4 ? 'Too few pairs to tell of a bias.' : 'No bias beyond what chance explains.';
}

function privacyText({ privacy }: DatasetReport): string {
  const found: Cell[][] = [['type', 'hidden', 'by a made-up value', 'left readable']];
  for (const [type, { hidden, fakes, kept }] of Object.entries(privacy.redactions))
    found.push([type, hidden, fakes, kept]);
  const rules: Cell[][] = [['rule', 'setting', 'kept out', 'not stated']];
  for (const g of privacy.governance) rules.push([g.rule, plain(g.setting), g.refused, g.unstated]);
  const head = `Policy ${privacy.policy}; purpose: ${plain(privacy.purpose ?? 'not stated')}; made for: ${plain(privacy.destination)}.`;
  const behind = `The rows come from ${count(privacy.sessions, 'session')}; people or accounts that the logs name: ${privacy.subjects}.`;
  const parts = [`${head}\n${behind}\n${namesText(privacy)}`];
  if (rules.length > 1) parts.push(table(rules));
  parts.push(found.length > 1 ? table(found) : 'Nothing was found to hide.');
  return parts.join('\n\n');
}

function namesText({ names }: DatasetReport['privacy']): string {
  if (!names) return 'Names model: none; the rules decided alone.';
  const read = `Names model: ${plain(names.name)} (${names.sha256.slice(0, 12)}) read ${count(names.windows, 'passage')}`;
  return names.unread > 0
    ? `${read}; ${names.unread} more, beyond the bound of a run, were decided by rules alone (\`privacy.ner\`: "required" reads all).`
    : `${read}.`;
}

/** Two decimals, four below a hundredth: a ratio of 0.00 would read as none. */
const fixed = (value: number | null | undefined): string =>
  value == null ? '–' : value > 0 && value < 0.01 ? value.toFixed(4) : value.toFixed(2);
const percent = (value: number | null | undefined): string => (value == null ? '–' : `${Math.round(value * 100)} %`);
const some = (names: readonly string[]): string =>
  names.length > SHOWN ? `${names.slice(0, SHOWN).join(', ')} and ${names.length - SHOWN} more` : names.join(', ');
