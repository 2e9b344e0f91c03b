/** The views, the run, the preview and the log viewer, as one sees and clicks them. */
import { expect, it } from 'vitest';
import { openCase } from '../support/vscode/cases.ts';
import { THEMES, type ThemeName } from '../support/vscode/workbench.ts';

const themes = Object.keys(THEMES) as ThemeName[];
const at = openCase();

it('lists the logs with format and sessions, and says what to do next', async () => {
  const { code } = at;
  await code.view('Goldpan');
  await code.row(/returns-agent\.json.*4 sessions · tau-bench/).waitFor();
  await code.page.getByText('No dataset yet.').waitFor();
  await code.expand(/returns-agent\.json/);
  await code
    .row(/Line 1.*not run yet/)
    .first()
    .waitFor();
  await code.screenshot('views-before-run');
});

it('runs, and ends in a summary to click through', async () => {
  const { code } = at;
  await code.command('Goldpan: Run Pipeline');
  await code.notification(/19 sessions → \d+ rows/, 60_000);
  await code.screenshot('views-after-run');
  await code.clearNotifications();
  await code.row('Last run').waitFor();
  await code.statusBar(/\d+ rows, \d+ pairs/).waitFor();
  await code.expand(/^index/);
  await code.row(/^malformed/).waitFor();
  await code.expand(/^malformed/);
  await code.row(/2026-03-02\.jsonl:7/).click();
  await code.tab('2026-03-02.jsonl').waitFor();
  await code.page.locator('.statusbar').getByText('Ln 7, Col 1').waitFor();
});

it('shows each session with complexity, outcome and redactions as text and icon', async () => {
  const { code } = at;
  await code.view('Goldpan');
  await code.expand(/2026-03-02\.jsonl.*sessions/);
  const session = code.row(/L\d · (success|failure|unknown) · \d+ hidden/).first();
  await session.waitFor();
  expect(await session.locator('.codicon-pass, .codicon-error, .codicon-circle-outline').count()).toBe(1);
});

it.each(themes)('shows the views and the preview diff in %s', async (theme) => {
  const { code } = at;
  await code.theme(theme);
  await code.openFile('chat-completions.jsonl');
  await code.command('Goldpan: Preview Redactions');
  await code.tab(/raw ↔ redacted/).waitFor();
  await code.page.locator('.monaco-diff-editor .view-line', { hasText: 'PERSON_1' }).first().waitFor();
  await code.screenshot(`preview-${theme}`);
  await code.command('View: Close All Editors');
});

it.each(themes)('shows the log viewer in %s', async (theme) => {
  const { code } = at;
  await code.theme(theme);
  await code.openFile('2026-03-02.jsonl');
  await code.command('Goldpan: Open in Log Viewer');
  await code
    .webview()
    .getByRole('option', { name: /conversation_id/ })
    .first()
    .waitFor();
  await code.webview().getByText('"event_type": "completion"').first().waitFor();
  await code.screenshot(`log-viewer-${theme}`);
  await code.command('View: Close All Editors');
});

it('explains why a line is not in the data', async () => {
  const { code } = at;
  await code.theme('dark');
  await code.openFile('2026-03-02.jsonl');
  await code.command('Goldpan: Open in Log Viewer');
  await code
    .webview()
    .getByRole('option', { name: /c-dead/ })
    .click();
  await code.webview().getByText('Line 7', { exact: true }).waitFor();
  await code.command('Goldpan: Why Is This Not in My Data?');
  await code
    .quickPick()
    .getByText(/It was skipped/)
    .waitFor();
  await code.screenshot('why');
  await code.page.keyboard.press('Escape');
});

it('fits a narrow window', async () => {
  const { code } = at;
  await code.resize(800, 600);
  await code.view('Goldpan');
  await code.screenshot('views-narrow');
  await code.resize(1400, 900);
});

it('has a walkthrough', async () => {
  const { code } = at;
  await code.command('Welcome: Open Walkthrough...');
  await code.pick(/Get Started with Goldpan/);
  await code.page.locator('.gettingStartedContainer').getByText('Check what will be hidden').first().waitFor();
  await code.screenshot('walkthrough');
});

it('broke no content security policy', () => {
  expect(at.code.violations.filter((v) => !/Tried to .*vsda/.test(v))).toEqual([]);
});
