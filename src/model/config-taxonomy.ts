/** `taxonomy` of `goldpan.json`: subject areas and kinds of task beside the built-in ones, or in their place. */
import { z } from 'zod';

const Terms = z.array(z.string().trim().min(1));

const Cues = z.strictObject({
  words: Terms.optional().describe(
    'Words and phrases of the user or the system prompt; reserv* is any word that begins so.',
  ),
  tools: Terms.optional().describe('Names of tools, or parts of them: flight is in get_flight and getFlight.'),
  apps: Terms.optional().describe('Names of applications, agents or formats, as the logs give them.'),
  extend: z
    .boolean()
    .default(false)
    .describe(
      'Of a built-in name: keep its own cues as well. Else these take their place; without any, it is never given.',
    ),
});

/** Names become values of tags: one word each. */
const NAME = /^[\p{L}\p{N}][\p{L}\p{N}_-]*$/u;
const ByName = z
  .record(z.string(), Cues)
  .default({})
  .refine(
    (all) => Object.keys(all).every((name) => NAME.test(name)),
    'A name is made of letters, digits, - and _ only.',
  );

export const TaxonomyConfig = z.strictObject({
  domains: ByName.describe('Subject areas by name, for the tag domain.'),
  tasks: ByName.describe('Kinds of task by name, for the tag task.'),
});
export type TaxonomyConfig = z.infer<typeof TaxonomyConfig>;
