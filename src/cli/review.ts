/** `goldpan review`: a person reads the audit sample, so that the residual risk is a bound and not a guess. */

import type { Command } from 'commander';
import { AuditReview, holds, type Page } from '../assess/review.ts';
import { UserError } from '../kit/errors.ts';
import type { Key } from '../kit/key.ts';
import { PLACEHOLDER } from '../model/placeholder.ts';
import { teachTerm } from '../redact/dictionary/teach.ts';
import { createRedactor, type Redactor } from '../redact/index.ts';
import { redactorOptions } from '../redact/options.ts';
import type { Workspace } from '../run/store/workspace.ts';
import { ensureLocal } from '../run/store/workspace.ts';

import { Asker } from './asker.ts';
import { plain, type Terminal } from './output.ts';
import { boundText } from './report-risk.ts';
import { openWorkspace, requireKey } from './workspace.ts';

/** Characters of the message before that are shown. */
const CONTEXT = 400;

const HELP = `Read each message, and type what should have been hidden in it, exactly as it is written there.
  Enter      nothing was missed
  words      these were missed (several with ; between them)
  s          skip it: not read
  b          back to the one before
  q          stop; what was said is kept
`;

export function reviewCommand(program: Command, terminal: Terminal): void {
  program
    .command('review')
    .description('read the audit sample of the last run, one answer a line')
    .option('--config <file>', 'configuration; its folder is the workspace')
    .action(async (flags: { config?: string }) => {
      const { workspace, config } = openWorkspace(flags.config);
      let redactor: Promise<Redactor> | undefined;
      const redactorOf = (key: Key): Promise<Redactor> => {
        redactor ??= createRedactor({ ...redactorOptions(config.privacy, workspace.root), key });
        return redactor;
      };
      const review = await AuditReview.open(workspace, {
        redactor: redactorOf,
        key: () => requireKey(workspace, 'reviews are kept as hashes under it'),
        reasoning: config.exports.reasoning === 'keep',
      });
      const asker = new Asker();
      try {
        await readPlaces(review, workspace, asker, terminal);
      } finally {
        asker.close();
        review.close();
      }
      process.stdout.write(closing(review, terminal));
    });
}

async function readPlaces(review: AuditReview, workspace: Workspace, asker: Asker, terminal: Terminal): Promise<void> {
  const open = review.places.filter((place) => !review.isRead(place));
  const before = review.places.length - open.length;
  if (open.length > 0) process.stdout.write(`${HELP}\n`);
  let line = 0;
  for (let i = 0; i < open.length; ) {
    const place = open[i] as (typeof open)[number];
    const page = review.page(place);
    process.stdout.write(pageText(page, `${before + i + 1} of ${review.places.length}`, terminal));
    const answer = await nextAnswer();
    if (answer === undefined || answer === 'q') return;
    if (answer === 's') i++;
    else if (answer === 'b') i = Math.max(0, i - 1);
    else {
      review.answer(place, answer, new Date().toISOString());
      await offerDictionary(answer);
      i++;
    }

    /** Values, a command, or undefined at the end. What is not in the message is no value: a typing mistake. */
    async function nextAnswer(): Promise<readonly string[] | 's' | 'b' | 'q' | undefined> {
      for (;;) {
        const typed = (await asker.ask('missed> '))?.trim();
        line++;
        if (typed === undefined || typed === 's' || typed === 'b' || typed === 'q') return typed;
        const values = valuesOf(typed, page.text);
        if (values.every((value) => holds(page.text, value))) return values;
        // A pipe cannot be asked again: every answer after this one would be about another message.
        if (!asker.isTerminal)
          throw new UserError(
            `answer ${line} (${before + i + 1} of ${review.places.length}) is not in its message`,
            'Give what was missed exactly as it is written there; several values with ; between them. Answers before it are kept.',
          );
        process.stdout.write(
          `${terminal.yellow('That is not in this message.')} Type it exactly as it is written there.\n`,
        );
      }
    }
  }

  async function offerDictionary(values: readonly string[]): Promise<void> {
    const terms = values.filter((value) => value.length > 1);
    if (terms.length === 0) return;
    const typed = (await asker.ask(`always hide ${terms.length === 1 ? 'it' : 'these'} from now on? [Y/n] `))?.trim();
    line++;
    if (typed === undefined || /^n/i.test(typed)) return;
    for (const term of terms) teachTerm(workspace.root, { term, mode: 'mask' }, () => ensureLocal(workspace));
    process.stdout.write('Added to .goldpan/local/dictionary.csv: the next run hides it.\n');
  }
}

/** The whole line when it is in the message; else the values between `;`. */
export function valuesOf(typed: string, text: string): string[] {
  if (typed === '') return [];
  if (holds(text, typed)) return [typed];
  return typed
    .split(';')
    .map((value) => value.trim())
    .filter((value) => value !== '');
}

function pageText({ place, role, text, before }: Page, progress: string, terminal: Terminal): string {
  const size = text.length > 2000 ? `, ${text.length} characters` : '';
  const head = terminal.bold(
    `── ${progress} ── ${place.stratum}, message ${place.message + 1} of example ${place.example}${size}`,
  );
  const cut = before && before.text.length > CONTEXT ? `… ${before.text.slice(-CONTEXT)}` : before?.text;
  const context = before && cut !== undefined ? `${terminal.dim(`${before.role} before: ${plain(cut)}`)}\n\n` : '';
  const body = plain(text).replace(PLACEHOLDER, (hidden) => terminal.green(hidden));
  return `${head}\n\n${context}${terminal.bold(`${role}:`)} ${body || '(empty)'}\n\n`;
}

function closing(review: AuditReview, terminal: Terminal): string {
  const bound = review.bound();
  const drawn = `${review.places.length} of ${review.whole} messages were drawn`;
  if (!bound) return `Nothing was read: ${drawn}.\n`;
  const rest = review.places.length - review.read;
  const more = rest > 0 ? ` ${rest} are left: goldpan review goes on with them.` : '';
  return `\n${terminal.bold(`${drawn}; ${boundText(bound)}`)}${more}\nThe next goldpan run carries this in the manifest and the dataset's card.\n`;
}
