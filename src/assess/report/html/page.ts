/** The report as one HTML file: no script, nothing from elsewhere, readable in any browser and on paper. */
import { aboutText, type CrossCoverage } from '../../../datasets/coverage.ts';
import { comparedBy } from '../../../datasets/topics-by.ts';
import type { DatasetReport } from '../report.ts';
import { type Bar, bars, figures, heatMap, table } from './charts.ts';
import { type Html, html, NOTHING } from './markup.ts';
import { STYLE } from './style.ts';

/** @param title name of the dataset's folder */
export function reportPage(report: DatasetReport, title: string): string {
  const sections: Html[] = [
    overview(report),
    funnel(report),
    coverage(report.crossed),
    topics(report),
    diversity(report),
    bias(report),
    privacy(report),
  ];
  const page = html`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${title}: report</title>`;
  // The style sheet is ours; escaping would break its selectors.
  return `${page}<style>${STYLE}</style></head><body><main>\n${html`<h1>${title}</h1><p class="quiet">Made by Goldpan ${report.goldpan}. Redacted data; this page holds counts only.</p>${sections}`}\n</main></body></html>\n`;
}

const rowsOf = (report: DatasetReport, kind: string): number =>
  Object.values(report.rows[kind] ?? {}).reduce((a, b) => a + b, 0);

function overview(report: DatasetReport): Html {
  const kinds = Object.keys(report.rows);
  const { crossed } = report;
  const gaps = crossed?.targets.filter((t) => t.missing > 0).length ?? 0;
  const success = crossed?.cells.reduce((n, c) => (c.outcome === 'success' ? n + c.rows : n), 0) ?? 0;
  return figures([
    ...kinds.map((kind) => [`${kind} rows`, rowsOf(report, kind).toLocaleString('en')] as const),
    ['sessions', report.privacy.sessions.toLocaleString('en')],
    ...(crossed ? [['known to have succeeded', percent(success, crossed.rows)] as const] : []),
    ...(crossed && crossed.targets.length > 0
      ? [['targets missed', `${gaps} of ${crossed.targets.length}`] as const]
      : []),
  ]);
}

/** Every stage with what it left out, as bars of what came through. */
function funnel({ funnel: { stages, mismatches } }: DatasetReport): Html {
  const list = stages.map((s): Bar => {
    const dropped = Object.entries(s.dropped).sort(([, a], [, b]) => b - a);
    return {
      label: s.name === s.unit ? s.name : `${s.name} (${s.unit})`,
      value: s.out,
      note: dropped.map(([why, n]) => `${n} ${why.replaceAll('_', ' ')}`).join(', '),
    };
  });
  const wrong = mismatches.map((m) => html`<li class="gap">${m}</li>`);
  return html`<section><h2>Funnel</h2>${bars(list, 'came through')}${wrong.length > 0 ? html`<ul>${wrong}</ul>` : html`<p class="quiet">Every stage adds up, and the files hold what it says.</p>`}</section>`;
}

/** Domains and tools of a heat map. */
const SHOWN = 15;

function coverage(crossed: CrossCoverage | null): Html {
  if (!crossed) return html`<section><h2>Coverage</h2><p class="empty">There are no SFT rows.</p></section>`;
  const { cells, tools, targets } = crossed;
  const levels = ['1', '2', '3', '4', '5'];
  const outcomes = ['success', 'failure', 'unknown'];
  const domains = mostFrequent(cells, (c) => c.domain);
  const names = mostFrequent(tools, (t) => t.tool);
  const at = (test: (c: CrossCoverage['cells'][number]) => boolean): number =>
    cells.reduce((n, c) => (test(c) ? n + c.rows : n), 0);
  return html`<section><h2>Coverage</h2><div class="maps">
${heatMap({ title: 'Domain by complexity', rows: domains, columns: levels }, (d, l) => at((c) => c.domain === d && String(c.complexity) === l))}
${heatMap({ title: 'Outcome by complexity', rows: outcomes, columns: levels }, (o, l) => at((c) => c.outcome === o && String(c.complexity) === l))}
${heatMap({ title: 'Domain by outcome', rows: domains, columns: outcomes }, (d, o) => at((c) => c.domain === d && c.outcome === o))}
${heatMap({ title: 'Tool by complexity', rows: names, columns: levels }, (n, l) => tools.find((t) => t.tool === n && String(t.complexity) === l)?.rows ?? 0)}</div>
${
  targets.length > 0
    ? html`<h3>Targets</h3>${table(
        ['about', 'found', 'wanted', 'missing'],
        targets.map((t) => [aboutText(t), t.found, t.found + t.missing, t.missing]),
      )}`
    : NOTHING
}</section>`;
}

function mostFrequent<T extends { rows: number }>(list: readonly T[], nameOf: (item: T) => string): string[] {
  const counts = new Map<string, number>();
  for (const item of list) counts.set(nameOf(item), (counts.get(nameOf(item)) ?? 0) + item.rows);
  return [...counts]
    .sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))
    .slice(0, SHOWN)
    .map(([name]) => name);
}

function topics({ topics: found, coverage: features, judge }: DatasetReport): Html {
  const counts = Object.entries(features.sft?.features.topic ?? {});
  const list = counts.map(
    ([label, splits]): Bar => ({ label, value: Object.values(splits).reduce((a, b) => a + b, 0) }),
  );
  const how = found
    ? html`<p class="quiet">${found.names.length} topics, mean silhouette ${found.silhouette.toFixed(2)}${comparedBy(found)}.</p>`
    : html`<p class="quiet">No clusters better than noise were found.</p>`;
  const asked = judge
    ? html`<p>Judge ${judge.model} at ${judge.place}: ${judge.judged} verdicts; it agreed with ${judge.stated.agreed} of ${judge.stated.asked} stated outcomes.</p>`
    : NOTHING;
  return html`<section><h2>Topics</h2>${found ? bars(list, 'rows') : NOTHING}${how}${asked}</section>`;
}

function diversity(report: DatasetReport): Html {
  const kinds = Object.keys(report.rows);
  const line = (name: string, value: (kind: string) => string | number): (string | number)[] => [
    name,
    ...kinds.map(value),
  ];
  const of = (kind: string) => report.diversity[kind];
  const bits = (kind: string, n: 1 | 2 | 3): string => {
    const entropy = report.toolUse[kind]?.entropy[n];
    return entropy ? `${entropy.bits.toFixed(2)} bits, evenness ${entropy.evenness.toFixed(2)}` : '–';
  };
  return html`<section><h2>Diversity</h2>${table(
    ['', ...kinds],
    [
      line('answers', (k) => of(k)?.answers ?? 0),
      line('distinct answers', (k) => of(k)?.distinctAnswers ?? 0),
      line('compression ratio', (k) => of(k)?.compressionRatio?.toFixed(2) ?? '–'),
      line('self-repetition', (k) => percent(of(k)?.selfRepetition ?? 0, 1)),
      line('different tools', (k) => report.toolUse[k]?.tools ?? 0),
      line('entropy of tools', (k) => bits(k, 1)),
      line('of two calls in a row', (k) => bits(k, 2)),
      line('of three', (k) => bits(k, 3)),
    ],
  )}</section>`;
}

function bias({ bias: found }: DatasetReport): Html {
  if (!found) return NOTHING;
  const rows = Object.entries(found.bySource).map(([name, b]) => [
    name,
    b.pairs,
    b.chosen.median,
    b.rejected.median,
    b.longerShare === null
      ? '–'
      : `${percent(b.longerShare, 1)} (${percent(b.interval.low, 1)} to ${percent(b.interval.high, 1)})`,
  ]);
  return html`<section><h2>Length of chosen answers</h2>${table(['pairs from', 'pairs', 'median chosen', 'median rejected', 'chosen longer (95 %)'], rows)}</section>`;
}

function privacy({ privacy: { redactions, policy }, grounding }: DatasetReport): Html {
  const list = Object.entries(redactions).map(([label, { hidden }]): Bar => ({ label, value: hidden }));
  const ungrounded = Object.entries(grounding).map(
    ([kind, g]) =>
      html`<p>${kind}: ${g.ungrounded} of ${g.rows} rows have an answer that names a placeholder nothing before it tells of.</p>`,
  );
  return html`<section><h2>Privacy</h2><p class="quiet">Policy ${policy}.</p>${bars(list, 'hidden')}${ungrounded}</section>`;
}

const percent = (part: number, of: number): string => (of === 0 ? '–' : `${Math.round((part / of) * 100)} %`);
