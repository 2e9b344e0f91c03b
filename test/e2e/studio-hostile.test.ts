/** A log full of HTML, script, ANSI and bidi characters stays text; empty and odd sessions do not break a view. */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { projectRoot } from '../support/vscode/locations.ts';
import { Workbench } from '../support/vscode/workbench.ts';
import { StudioPage } from './pages/studio.ts';

const HTML =
  '<img src=x onerror="document.title=1"><script>document.title="owned"</script><style>*{display:none}</style>';
const ANSI = '\u001b[31mred\u001b[0m and a bell\u0007';
const BIDI = 'access \u202egnp.exe\u202c granted \u2066inside\u2069';
const LONG = `${'x'.repeat(30_000)} end`;

/** Runs in the page: shown texts with an acting character outside of its own isolate. The live region is never seen. */
const LOOSE = `(() => {
  const walker = document.createTreeWalker(document.getElementById('studio'), NodeFilter.SHOW_TEXT);
  const loose = [];
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const acts = /[\\u202a-\\u202e\\u2066-\\u2069\\u001b]/.test(node.textContent);
    if (acts && !node.parentElement.closest('.acting, .sr-only')) loose.push(node.textContent);
  }
  return loose;
})()`;

let folder: string;
let code: Workbench;
let studio: StudioPage;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'goldpan-hostile-'));
  const talk = (user: string, answer: string) =>
    JSON.stringify({
      messages: [
        { role: 'user', content: user },
        { role: 'assistant', content: answer },
      ],
    });
  const call = JSON.stringify({
    messages: [
      { role: 'user', content: `Run it, ${HTML}` },
      {
        role: 'assistant',
        content: null,
        tool_calls: [
          {
            id: 'c1',
            type: 'function',
            function: { name: `sh"><b>${'n'.repeat(80)}`, arguments: `{"cmd": "${'a'.repeat(90)}", not json` },
          },
        ],
      },
      { role: 'tool', tool_call_id: 'c1', content: `Error: ${ANSI}\n${HTML}` },
      { role: 'assistant', content: LONG },
    ],
  });
  await mkdir(join(folder, 'logs'));
  await writeFile(
    join(folder, 'logs', 'talks.jsonl'),
    `${[talk(HTML, `Answer: ${HTML} ${ANSI}`), talk(BIDI, `So: ${BIDI}`), call].join('\n')}\n`,
  );
  code = await Workbench.open({ workspace: folder, extensionDevelopmentPath: projectRoot });
  studio = await StudioPage.open(code);
  await studio.frame.getByRole('button', { name: 'Run Pipeline' }).click();
  await studio.frame.locator('[data-exported]').waitFor({ timeout: 60_000 });
  await studio.settled();
});
afterAll(async () => {
  await code?.close();
  await rm(folder, { recursive: true, force: true });
});

it('shows markup as text and runs nothing', async () => {
  await studio.select('<img src=x');
  await studio.timeline.filter({ hasText: '<script>document.title="owned"</script>' }).waitFor();
  const inner = await studio.inner();
  expect(
    await inner.evaluate<number>("document.querySelectorAll('#studio img, #studio script, #studio style').length"),
  ).toBe(0);
  expect(await inner.title()).toBe('Goldpan Studio');
  studio.noViolations();
});

it('makes escape and bidi characters visible', async () => {
  await studio.select('<img src=x');
  const names = () =>
    studio
      .inner()
      .then((f) => f.evaluate<string[]>(`[...document.querySelectorAll('.acting')].map((e) => e.dataset.name)`));
  expect(await names()).toEqual(expect.arrayContaining(['ESC', 'U+0007']));
  await studio.select('access');
  expect(await names()).toEqual(expect.arrayContaining(['RLO', 'PDF', 'LRI', 'PDI']));
  // Anywhere on the page, titles too, such a character stands alone in an isolate of its own.
  const loose = await (await studio.inner()).evaluate<string[]>(LOOSE);
  expect(loose).toEqual([]);
  await code.screenshot('studio-hostile-bidi');
});

it('folds a long line and keeps everything inside its width', async () => {
  await studio.select('Run it');
  await studio.timeline.getByText('arguments are no JSON object').waitFor();
  await code.screenshot('studio-hostile');
  expect(await studio.overflows()).toEqual([]);
  await studio.timeline
    .getByRole('button', { name: /Show all/ })
    .last()
    .click();
  await studio.timeline.getByRole('button', { name: /Load the rest/ }).click();
  await studio.timeline.filter({ hasText: 'x end' }).waitFor();
  expect(await studio.overflows()).toEqual([]);
});

it('says why there are no pairs', async () => {
  await studio.frame.getByRole('tab', { name: 'Pairs' }).click();
  await studio.frame.getByRole('heading', { name: 'No pairs' }).waitFor();
  await studio.frame.getByText(/The logs hold no feedback/).waitFor();
  await code.screenshot('studio-no-pairs');
  expect(await studio.serious()).toEqual([]);
});
