/** `goldpan.json`: the only configuration of a run. Every key has a default, so that a run without the file works. */

import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { UserError } from '../kit/errors.ts';
import { parseJson } from '../kit/json/parse.ts';
import { explained } from '../kit/os-error.ts';
import { Glob, IngestConfig } from './config-ingest.ts';
import { Judge } from './config-judge.ts';
import { Report } from './config-report.ts';
import { SegmentConfig } from './config-segment.ts';
import { TaxonomyConfig } from './config-taxonomy.ts';
import { PAIR_SOURCES } from './example.ts';
import { defaultExclusions, MARK_NAMES } from './marks.ts';
import { OUTCOME_CONFIDENCE } from './outcome.ts';
import { PII_TYPES } from './pii.ts';

const PiiTypeName = z.enum(PII_TYPES);
const ActionName = z.enum(['tag', 'index', 'pseudonym', 'surrogate', 'keep']);

const DictionaryTerm = z.strictObject({
  term: z.string().min(1).describe('The literal text, or a regular expression when "regex" is true.'),
  regex: z.boolean().optional().describe('Take "term" as a regular expression. Default false.'),
  type: PiiTypeName.optional().describe('Type that a match gets. Default CUSTOM.'),
  mode: z.enum(['mask', 'never']).default('mask').describe('mask: always hide. never: never hide.'),
  caseSensitive: z.boolean().optional().describe('Default false.'),
  wholeWord: z.boolean().optional().describe('Match whole words only. Default true.'),
});

const Privacy = z.strictObject({
  policy: z
    .enum(['standard', 'strict'])
    .default('standard')
    .describe('standard: direct identifiers, secrets, addresses, dates of birth. strict: the whole taxonomy.'),
  actions: z
    .partialRecord(PiiTypeName, ActionName)
    .default({})
    .describe('What replaces each type of finding; overrides the policy.'),
  dictionary: z.array(DictionaryTerm).default([]).describe("The organisation's own terms, always hidden or never."),
  dictionaryFiles: z
    .array(z.string())
    .default([])
    .describe('CSV files with the columns term, type, mode, regex, caseSensitive, wholeWord.'),
  ner: z
    .enum(['off', 'auto', 'required'])
    .default('auto')
    .describe('A names model beside the rules. auto: where one was added. required: a run without it ends with 2.'),
  nerModel: z
    .string()
    .optional()
    .describe('Folder of the names model, relative to this file. Default: the one of `goldpan model add`.'),
  consent: z
    .enum(['not_checked', 'required'])
    .default('not_checked')
    .describe('required: sessions without stated consent are kept out. Withdrawn consent always is.'),
  jurisdictions: z.array(z.string()).optional().describe('Only sessions under these jurisdictions.'),
  retentionDays: z.number().positive().optional().describe('Sessions that ended longer ago are kept out.'),
  allowedSources: z
    .strictObject({
      files: z
        .array(Glob)
        .optional()
        .describe('Patterns of paths: * in a folder, ** over folders, {a,b} and [ab] for alternatives.'),
      formats: z.array(z.string()).optional().describe('Ids of formats, such as openai-chat.'),
      apps: z.array(z.string()).optional().describe('Names of applications, as the logs give them.'),
    })
    .optional()
    .describe('Sessions that match not every list given here are never exported.'),
  purpose: z
    .string()
    .optional()
    .describe('What the data is processed for. Sessions that state other purposes are kept out.'),
  destinations: z
    .array(z.string())
    .default(['local'])
    .describe('Where datasets may go: local, or names of trainers and hosts. Each but local needs its entry here.'),
  auditSample: z
    .int()
    .nonnegative()
    .default(200)
    .describe('Messages of the dataset drawn for a human to read, for a bound on what redaction missed.'),
});

/** @param threshold Jaccard similarity of word 5-grams */
const Alike = (threshold: number) =>
  z
    .strictObject({
      on: z.boolean().default(true).describe('false: nobody looks for near-duplicates.'),
      threshold: z.number().min(0.5).max(1).default(threshold).describe('Similarity, from 0.5 to 1 (the same words).'),
    })
    .prefault({});

const Turns = z.strictObject({
  minUserTurns: z.int().nonnegative().optional().describe('Fewer user turns: out_of_bounds.'),
  maxUserTurns: z.int().positive().optional().describe('More user turns: out_of_bounds.'),
  minAnswerChars: z.int().nonnegative().optional().describe('Shorter answers on average: out_of_bounds.'),
});

const Bounds = z.union([
  z.enum(['none', 'seeds']),
  z.strictObject({
    chat: Turns.optional(),
    qa: z
      .strictObject({
        minWords: z.int().nonnegative().optional().describe('Fewer words in the answer: out_of_bounds.'),
      })
      .optional(),
    trajectory: Turns.optional(),
  }),
]);

const Curate = z.strictObject({
  minChars: z.int().nonnegative().default(20).describe('Shorter examples are marked too_short.'),
  maxChars: z.int().positive().default(400_000).describe('Longer examples are marked too_long.'),
  minComplexity: z.int().min(1).max(5).default(1).describe('Examples below this level are marked too_easy.'),
  unsafeSeverity: z
    .int()
    .min(1)
    .max(3)
    .default(3)
    .describe(
      'Findings of the safety check from this severity on are marked unsafe. 3: clear ones. 2: doubtful ones too.',
    ),
  minQuality: z
    .number()
    .min(0)
    .max(1)
    .default(0)
    .describe('Examples with a lower quality score are marked low_quality.'),
  bounds: Bounds.default('seeds').describe(
    'Bounds by kind; what lies outside is marked out_of_bounds, which no dataset refuses unless its list names it. seeds: chats of 3 to 50 user turns and 50 characters an answer, single answers of 20 words. Or your own, by kind.',
  ),
  balance: z
    .strictObject({
      maxPerBucket: z
        .int()
        .positive()
        .describe(
          'Most examples of one kind and length (powers of two of tokens); the others are marked over_represented.',
        ),
    })
    .optional()
    .describe('Evens out lengths. Absent: off.'),
  outcomeConfidence: z
    .number()
    .min(0.5)
    .max(1)
    .default(OUTCOME_CONFIDENCE)
    .describe(
      'From which confidence on evidence decides the outcome of an example whose log states none. 1: never. Else it is unknown.',
    ),
  minRating: z.number().default(3).describe('Ratings more than one below this count as negative feedback.'),
  nearDuplicates: Alike(0.7).describe(
    'Examples whose prompt, answer and calls are each at least this alike to those of a better one are marked near_duplicate.',
  ),
});

const Prefer = z.strictObject({
  sources: z
    .array(z.enum(PAIR_SOURCES))
    .default([...PAIR_SOURCES])
    .describe('Signals that preference pairs are built from.'),
  maxPerPrompt: z.int().positive().default(4).describe('Most pairs of one source for one prompt.'),
});

const Topics = z.strictObject({
  enabled: z.boolean().default(true).describe('Cluster what users ask for, and name the clusters.'),
  most: z.int().min(2).max(64).default(24).describe('Most topics of a run.'),
  embeddings: z
    .string()
    .min(1)
    .optional()
    .describe(
      'Folder of a sentence-embedding model, relative to this file: requests are then compared by meaning. Default: by terms.',
    ),
});

const OutcomeConfig = z.strictObject({
  git: z
    .enum(['auto', 'off'])
    .default('auto')
    .describe(
      'Whether edits of coding agents survived, by the Git repository of the workspace; only read. off: not asked.',
    ),
});

const Split = z.strictObject({
  validation: z.number().min(0).max(0.5).default(0.1).describe('Share of the groups that go to validation.'),
  test: z.number().min(0).max(0.5).default(0).describe('Share of the groups that go to test.'),
  nearDuplicates: Alike(0.6).describe(
    'Examples whose prompts are at least this alike, or differ in one phrase, go to one split.',
  ),
});

const MarkName = z.enum(MARK_NAMES);
const Exports = z.strictObject({
  sft: z
    .strictObject({
      enabled: z.boolean().default(true),
      exclude: z.array(MarkName).default(defaultExclusions('sft')).describe('Marks that keep an example out.'),
      unknownOutcome: z
        .enum(['keep', 'drop'])
        .default('keep')
        .describe('Trajectories whose outcome neither the log nor the evidence in it tells.'),
      maskSteps: z
        .enum(['on', 'off'])
        .default('on')
        .describe('on: harmful steps (failed and recovered, invalid arguments, loops) stay in the row and weigh 0.'),
    })
    .prefault({}),
  dpo: z
    .strictObject({
      enabled: z.boolean().default(true),
      exclude: z
        .array(MarkName)
        .default(defaultExclusions('dpo'))
        .describe('Marks of either side that keep a pair out.'),
    })
    .prefault({}),
  targets: z
    .array(z.string())
    .min(1)
    .optional()
    .describe('Who is to read the dataset: names of targets, see docs/exports.md. Default: trl.'),
  system: z.enum(['keep', 'drop']).default('keep').describe('System messages in the rows.'),
  reasoning: z
    .enum(['drop', 'keep'])
    .default('drop')
    .describe('keep: reasoning goes in front of the answer, in <think> tags.'),
  harness: z
    .enum(['drop', 'keep'])
    .default('drop')
    .describe('What the program around the model wrote into user turns and results. keep: it stays where it stood.'),
  media: z
    .enum(['placeholder', 'reference'])
    .default('placeholder')
    .describe(
      'What stands for a picture, sound or file. reference: its address or file id too, where the log has one.',
    ),
  destination: z
    .string()
    .default('local')
    .describe('Where this dataset is to go. Any but local must stand in privacy.destinations.'),
});

export const Config = z.strictObject({
  $schema: z.string().optional(),
  sources: z
    .strictObject({
      include: z
        .array(z.string())
        .default(['.'])
        .describe('Files and folders with logs, or patterns of them, relative to this file. ~ is the home folder.'),
      exclude: z.array(Glob).default([]).describe('Files and folders to leave out: paths or patterns.'),
    })
    .prefault({}),
  ...IngestConfig.shape,
  segment: SegmentConfig.prefault({}),
  privacy: Privacy.prefault({}),
  taxonomy: TaxonomyConfig.prefault({}),
  curate: Curate.prefault({}),
  topics: Topics.prefault({}),
  judge: Judge.optional().describe(
    'A model on this machine that is asked for its judgement, once you agreed. See docs/trajectories.md.',
  ),
  report: Report.prefault({}),
  prefer: Prefer.prefault({}),
  outcome: OutcomeConfig.prefault({}),
  split: Split.prefault({}),
  exports: Exports.prefault({}),
  output: z.string().default('goldpan-out').describe('Folder that the dataset is written to.'),
  seed: z.string().default('goldpan').describe('Seeds every choice that is made by hash.'),
});
export type Config = z.infer<typeof Config>;

export const defaultConfig = (): Config => Config.parse({});

/** @throws UserError with line and column where it is not JSON, else with the path of each wrong key. */
export function parseConfig(text: string, name: string): Config {
  const parsed = Config.safeParse(parseJson(text, { file: name }));
  if (parsed.success) return parsed.data;
  const issues = parsed.error.issues.map((i) => `  ${i.path.join('.') || '(root)'}: ${i.message}`);
  throw new UserError(
    `${name} has ${issues.length} mistake(s):\n${issues.join('\n')}`,
    'Fix the keys named above; docs/configuration.md lists them all.',
  );
}

export function loadConfig(file: string): Config {
  return parseConfig(
    explained(file, () => readFileSync(file, 'utf8')),
    file,
  );
}
