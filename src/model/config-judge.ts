/** A model on this machine that is asked for its judgement, where the user names one. */
import { z } from 'zod';

/** Names and addresses of this machine: nothing else may be asked, since what is asked holds redacted text of the logs. */
const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/;

export const isOnThisMachine = (address: string): boolean => {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  return url !== undefined && /^https?:$/.test(url.protocol) && LOOPBACK.test(url.hostname) && url.username === '';
};

const JUDGE_TASKS = ['outcome', 'quality', 'topics'] as const;

export const Judge = z.strictObject({
  url: z
    .string()
    .refine(isOnThisMachine, 'must be an http address of this machine, such as http://127.0.0.1:11434/v1')
    .describe('OpenAI-compatible endpoint on this machine, up to /v1: Ollama, LM Studio, vLLM.'),
  model: z.string().min(1).describe('Name of the model, as the endpoint lists it.'),
  tasks: z
    .array(z.enum(JUDGE_TASKS))
    .min(1)
    .default([...JUDGE_TASKS])
    .describe('What it is asked for: how runs ended that the log leaves open, quality, names of topics.'),
  most: z
    .int()
    .positive()
    .default(200)
    .describe('Most examples that one run asks about; the rest stays unjudged, and is counted.'),
  maxChars: z.int().min(1000).default(12_000).describe('Longer talks are shown to it without their middle.'),
  timeoutSeconds: z.number().positive().default(120).describe('One question is given up after this time.'),
});
export type Judge = z.infer<typeof Judge>;

/** Host and port: what a user confirms. */
export const placeOf = ({ url }: Pick<Judge, 'url'>): string => new URL(url).host;
