/**
 * Measures redaction on texts that no rule was made from, by language and type: npm run measure [-- strict] [--missed]
 * Recall counts a planted value only when all its letters and digits are hidden; false counts hard negatives with a finding.
 */
import { score, type Tally } from './score.ts';

const args = process.argv.slice(2);
const policy = args.includes('strict') ? 'strict' : 'standard';
const { languages, total } = await score(policy, (what, { language, text }, type, start, end) => {
  if (args.includes('--missed'))
    console.error(
      `${what} ${language} ${type} ${JSON.stringify(text.slice(start, end))} in ${JSON.stringify(text.slice(0, 140))}`,
    );
});

const names = [...total.types.keys()].filter((name) => name !== 'all').sort();
const share = (tally: Tally | undefined): string => (tally ? (tally[0] / tally[1]).toFixed(2).replace(/^0/, '') : '–');
console.log(`| ${policy} | all | ${names.join(' | ')} | false |\n|---|---|${names.map(() => '---|').join('')}---|`);
for (const [language, { types, falses }] of [...languages, ['all', total] as const])
  console.log(
    `| ${language} | ${share(types.get('all'))} | ${names.map((name) => share(types.get(name))).join(' | ')} | ${falses[0]}/${falses[1]} |`,
  );
