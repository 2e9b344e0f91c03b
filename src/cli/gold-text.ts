/** The measurement by the gold set as plain tables. */
import type { LabelledScore } from '../assess/gold/labels.ts';
import type { GoldReport } from '../assess/gold/measure.ts';
import type { Share } from '../assess/gold/share.ts';
import { count, plain, type Terminal, table } from './output.ts';

type Cell = string | number;

/** Labels of one tag, and ids, that are shown; --json has them all. */
const SHOWN = 12;

export function goldText(report: GoldReport, terminal: Terminal): string {
  if (report.lines === 0)
    return 'Nothing is labelled yet. Open the studio in VS Code, choose a trajectory and press G; the labels go to\n.goldpan/gold.jsonl, which is shared with git. A few dozen are enough.\n';
  const sections: [string, string | undefined][] = [
    ['The gold set', setText(report, terminal)],
    ['Segments', segmentsText(report)],
    ['Redaction', redactionText(report)],
    ['Tags', tagsText(report)],
    ['Outcome', outcomeText(report)],
    ['Quality', qualityText(report)],
    ['Preference pairs', pairsText(report)],
    ['Thresholds', thresholdsText(report, terminal)],
    ['To label next', missingText(report)],
  ];
  const shown = sections.flatMap(([title, text]) => (text ? [`${terminal.bold(title)}\n\n${text}\n`] : []));
  return `${shown.join('\n')}\nIntervals are of 95 % (Wilson).\n`;
}

function setText(
  { lines, people, examples, pairs, written, stale, conflicts }: GoldReport,
  terminal: Terminal,
): string {
  const by = people > 1 ? `, by ${people} people` : '';
  const own = Object.entries(written).map(([kind, n]) => `${n} ${kind}`);
  const out = [
    `${count(examples, 'example')} and ${count(pairs, 'pair')} with labels, from ${count(lines, 'line')}${by}.`,
  ];
  if (own.length > 0) out.push(`Answers written by hand: ${own.join(', ')}.`);
  for (const [why, words] of Object.entries(WHY_STALE)) {
    const ids = stale.filter((one) => one.why === why).map(({ id }) => id);
    if (ids.length > 0) out.push(terminal.yellow(`${count(ids.length, 'label')} ${words}: ${some(ids)}.`));
  }
  const disputed = conflicts.map(({ id, fields }) => `${id} (${fields.join(', ')})`);
  if (disputed.length > 0)
    out.push(
      terminal.yellow(
        `People differ on ${count(disputed.length, 'label')}; those fields are left out: ${some(disputed)}.`,
      ),
    );
  return out.join('\n');
}

const WHY_STALE: Readonly<Record<GoldReport['stale'][number]['why'], string>> = {
  gone: 'on what the last run does not have',
  changed: 'on what has other messages now',
  reworded: 'of redaction on texts that have changed since',
};

function segmentsText({ segmentation: { exact, precision, recall } }: GoldReport): string | undefined {
  if (exact.n + precision.n === 0) return undefined;
  return table([
    HEAD,
    row('cut right on both ends', exact),
    row('precision of cuts', precision),
    row('recall of cuts', recall),
  ]);
}

function redactionText({ redaction: { examples, all, byType } }: GoldReport): string | undefined {
  if (examples === 0) return undefined;
  const types = Object.entries(byType).map(([type, s]) => [type, s] as const);
  const lines: Cell[][] = [['type', 'hidden', 'wrongly', 'missed', 'precision', '', 'recall', '']];
  for (const [type, s] of [...types, ['all', all] as const])
    lines.push([
      type,
      s.hidden,
      s.wrong,
      s.missed,
      percent(s.precision),
      interval(s.precision),
      percent(s.recall),
      interval(s.recall),
    ]);
  return `${table(lines)}\n\nPlaces in ${count(examples, 'example')} that a person read.`;
}

function tagsText({ tags }: GoldReport): string | undefined {
  const all = Object.entries(tags).filter(([, score]) => score.accuracy.n > 0);
  if (all.length === 0) return undefined;
  const heads: Cell[][] = [['tag', 'n', 'right', '', 'majority', 'kappa']];
  for (const [name, s] of all)
    heads.push([name, s.accuracy.n, percent(s.accuracy), interval(s.accuracy), share(s.majority), figure(s.kappa)]);
  const each = all.filter(([, s]) => Object.keys(s.labels).length > 1).map(([name, s]) => labelsText(name, s));
  return [table(heads), ...each].join('\n\n');
}

function labelsText(name: string, { labels }: LabelledScore): string {
  const all = Object.entries(labels);
  const lines: Cell[][] = [[name, 'labelled', 'given', 'precision', 'recall']];
  for (const [label, { precision, recall }] of all.slice(0, SHOWN))
    lines.push([plain(label), recall.n, precision.n, percent(precision), percent(recall)]);
  const more = all.length > SHOWN ? `\nand ${all.length - SHOWN} more (--json)` : '';
  return `${table(lines)}${more}`;
}

function outcomeText({ outcome }: GoldReport): string | undefined {
  if (outcome.n === 0) return undefined;
  const names = Object.keys(outcome.confusion);
  const lines: Cell[][] = [['labelled', ...names.map((name) => `given ${name}`)]];
  for (const name of names) lines.push([name, ...names.map((given) => outcome.confusion[name]?.[given] ?? 0)]);
  const shares = [
    HEAD,
    row('right where it says something', outcome.precision),
    row('right where it concluded', outcome.concluded),
    row('says something', outcome.coverage),
  ];
  return `${table(lines)}\n\n${table(shares)}\n\nkappa ${figure(outcome.kappa)}`;
}

function qualityText({ quality }: GoldReport): string | undefined {
  if (quality.accuracy.n === 0) return undefined;
  const lines = [HEAD, row('same verdict, keep or drop', quality.accuracy)];
  return `${table(lines)}\n\n${labelsText('verdict', quality)}\n\nkappa ${figure(quality.kappa)}`;
}

function pairsText({ preference: { agreement, ties, bySource } }: GoldReport): string | undefined {
  if (agreement.n + ties === 0) return undefined;
  const sources = Object.entries(bySource).map(([source, one]) => row(`from ${source}`, one));
  const tied = ties > 0 ? `\n\n${count(ties, 'pair')} with no better side.` : '';
  return `${table([HEAD, row('the chosen one is better', agreement), ...(sources.length > 1 ? sources : [])])}${tied}`;
}

function thresholdsText({ thresholds }: GoldReport, terminal: Terminal): string | undefined {
  if (thresholds.length === 0) return undefined;
  const lines: Cell[][] = [['setting', 'now', 'kappa', 'F1', 'best', 'kappa', 'F1', 'n']];
  for (const { setting, now, atNow, best, atBest, n } of thresholds)
    lines.push([setting, now, figure(atNow.kappa), figure(atNow.f1), best, figure(atBest.kappa), figure(atBest.f1), n]);
  const better = thresholds.filter(({ atNow, atBest }) => (atBest.kappa ?? 0) > (atNow.kappa ?? 0));
  const advice = better.map(({ setting, best }) => terminal.green(`Set "${setting}" to ${best} in goldpan.json.`));
  return [table(lines), ...advice].join('\n\n');
}

const missingText = ({ missing }: GoldReport): string | undefined =>
  missing.length === 0 ? undefined : missing.map(({ count: n, what }) => `  ${n} more ${what}`).join('\n');

const HEAD: Cell[] = ['', 'of', 'share', ''];
const row = (name: string, one: Share): Cell[] => [name, one.n, percent(one), interval(one)];
const percent = ({ value }: Share): string => share(value);
const share = (value: number | null): string => (value === null ? '–' : `${Math.round(value * 100)} %`);
const interval = ({ n, low, high }: Share): string =>
  n === 0 ? '' : `${Math.round(low * 100)} to ${Math.round(high * 100)} %`;
const figure = (value: number | null): string => (value === null ? '–' : value.toFixed(2));
const some = (ids: readonly string[]): string =>
  ids.length > SHOWN ? `${ids.slice(0, SHOWN).join(', ')} and ${ids.length - SHOWN} more` : ids.join(', ');
