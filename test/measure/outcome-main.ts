/**
 * npm run measure -- outcome [FOLDER …] [--rules] [--levels] [--missed]: precision and coverage of outcomes concluded from evidence, beside the
 * baseline of always guessing the more frequent one. Each folder is a set of its own. A set that is not there is named.
 */
import { existsSync } from 'node:fs';
import { basename } from 'node:path';
import { consensus, levels } from './consensus.ts';
import { figures, sessionsIn, stated, type Verdict, verdicts } from './outcome.ts';

const args = process.argv.slice(2).filter((a) => a !== 'outcome');
const named = args.filter((a) => !a.startsWith('--'));
const PUBLISHED = ['tau-bench', 'tau2-bench', 'swe-agent', 'inspect-ai', 'adp'].map(
  (set) => `../shared/data/logs/${set}`,
);
const folders = named.length > 0 ? named : PUBLISHED;
const share = (value: number): string => (Number.isNaN(value) ? '–' : value.toFixed(2).replace(/^0/, ''));

console.log(
  '| set | references | runs | precision | coverage | baseline | success: said s/f/? | failure: said s/f/? |',
);
console.log('|---|---|---|---|---|---|---|---|');
for (const folder of folders) {
  if (!existsSync(folder)) {
    console.error(`skipped: ${folder} is not there`);
    continue;
  }
  const sessions = await sessionsIn(folder);
  if (!sessions.some((s) => stated(s) !== undefined)) {
    console.error(`skipped: no log in ${folder} states an outcome`);
    continue;
  }
  for (const references of [true, false]) {
    const runs = consensus(verdicts(sessions, references), references);
    const list = runs.map((r) => r.verdict);
    const { confusion: c, ...f } = figures(list);
    const row = (of: 'success' | 'failure'): string => `${c[of].success}/${c[of].failure}/${c[of].unknown}`;
    console.log(
      `| ${basename(folder)} | ${references ? 'with' : 'without'} | ${f.runs} | ${share(f.precision)} | ${share(f.coverage)} | ${share(f.baseline)} | ${row('success')} | ${row('failure')} |`,
    );
    if (args.includes('--rules')) rules(list);
    if (args.includes('--levels') && !references) for (const line of levels(runs)) console.error(`  ${line}`);
    if (args.includes('--missed')) missed(list);
  }
}

/** How often each rule is right: where the confidences in the code come from. */
function rules(list: readonly Verdict[]): void {
  const table = new Map<string, [right: number, all: number]>();
  for (const { truth, outcome } of list)
    for (const e of outcome?.evidence ?? []) {
      const name = `${e.source} ${e.says} ${e.confidence} ${e.rule.replace(/\d+/g, 'N')}`;
      const [right, all] = table.get(name) ?? [0, 0];
      table.set(name, [right + ((e.says === 'success') === truth ? 1 : 0), all + 1]);
    }
  for (const [name, [right, all]] of [...table].sort())
    console.error(`  ${share(right / all)} ${right}/${all} ${name}`);
}

function missed(list: readonly Verdict[]): void {
  for (const { truth, said, outcome, session } of list)
    if (said !== 'unknown' && (said === 'success') !== truth)
      console.error(
        `  ${session.nativeId} is ${truth}: ${outcome?.evidence?.map((e) => `${e.source} ${e.says} (${e.rule})`).join('; ')}`,
      );
}
