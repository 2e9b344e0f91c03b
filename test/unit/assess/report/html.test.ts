/** The page: text stays text, nothing is loaded, and it says what the report says. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { bars, heatMap } from '../../../../src/assess/report/html/charts.ts';
import { html } from '../../../../src/assess/report/html/markup.ts';
import { reportPage } from '../../../../src/assess/report/html/page.ts';
import { reportDataset } from '../../../../src/assess/report/report.ts';
import { productionTalk, writeLog } from '../../../support/logs.ts';
import { run } from '../../../support/pipeline.ts';
import { tempFolder } from '../../../support/temp.ts';

describe('markup', () => {
  it('escapes values, and not markup, however deep', () => {
    expect(String(html`<p title="${'"'}">${"<b>&'"}${html`<i>${'<'}</i>`}${[html`<u>`, html`</u>`]}</p>`)).toBe(
      '<p title="&quot;">&lt;b&gt;&amp;&#39;<i>&lt;</i><u></u></p>',
    );
  });
  it('does not take a text for markup because it was markup once', () => {
    expect(String(html`${String(html`<i>`)}`)).toBe('&lt;i&gt;');
  });
});

describe('charts', () => {
  it('say so where there is nothing', () => {
    expect(String(bars([], 'rows'))).toContain('None.');
    expect(String(heatMap({ title: 't', columns: [], rows: [] }, () => 0))).toContain('None.');
  });
  it('fold what is too long into one line that adds up', () => {
    const list = Array.from({ length: 25 }, (_, i) => ({ label: `l${i}`, value: 2 }));
    expect(String(bars(list, 'rows'))).toContain('and 5 more</th><td></td><td class="number">10<');
  });
  it('shade by the number, and none not at all', () => {
    const map = String(heatMap({ title: 't', columns: ['1', '2'], rows: ['a'] }, (_, c) => (c === '1' ? 9 : 0)));
    expect(map).toContain('--shade:0.90" class="much">9<');
    expect(map).toContain('--shade:0" class="none">·<');
  });
});

describe('the page of a dataset', () => {
  it('holds its figures, escapes its names and loads nothing', async () => {
    const root = tempFolder();
    writeLog(
      root,
      'logs/a.jsonl',
      Array.from({ length: 3 }, (_, i) =>
        productionTalk(`s${i}`, [
          { user: `How do I prune rose number ${i} of the hedge?`, answer: `Cut rose ${i} above the outermost bud.` },
        ]),
      ).flat(),
    );
    await run({ root, config: { report: { targets: [{ where: { domain: '<script>' }, rows: 7 }] } } });
    const page = reportPage(await reportDataset(join(root, 'out')), 'a <dataset>');
    expect(page).toContain('<title>a &lt;dataset&gt;: report</title>');
    expect(page).toContain('domain &lt;script&gt;');
    expect(page).not.toMatch(/<script|javascript:|src=|href=|url\(|@import/i);
    expect(page).toContain("default-src 'none'");
    expect(page).toContain('>sft rows</dt><dd>3</dd>');
    expect(page).toContain('targets missed</dt><dd>1 of 1</dd>');
    expect(readFileSync(join(root, 'out', 'README.md'), 'utf8')).toContain('domain <script>: 0 rows, 7 missing');
  });
});
