/**
 * Request logs, datasets and traces against counting scripts that share no code with the readers: on
 * real samples, where a checkout of them lies beside the project. Fixtures are counted in formats.test.ts.
 */
import { join } from 'node:path';
import { describe, it } from 'vitest';
import { compare, realSamples, samples } from '../../support/golden.ts';

/** Formats whose real samples lie in a folder of that name. */
const FOLDERS = [
  'openai-chat',
  'openai-responses',
  'openai-finetune',
  'openai-messages',
  'anthropic-messages',
  'litellm',
  'sharegpt',
  'hh-rlhf',
  'mt-bench',
  'prompt-response',
  'otel-genai',
  'openinference',
  'langfuse',
  'langsmith',
  'anthropic-managed',
];

/** Which format a real sample has; undefined for what is no log, or another reader's. */
function formatOf(path: string): string | undefined {
  const [folder = '', name = ''] = [path.split('/')[0], path.split('/').slice(1).join('/')];
  if (folder === 'llama-factory') {
    if (name === 'dataset_info.json') return undefined;
    return name === 'dpo_en_demo.json' ? 'sharegpt' : 'openai-finetune';
  }
  if (folder === 'adp') {
    if (/_sft_openhands\.json$/.test(name)) return 'sharegpt';
    if (/^(?:agenttuning|codeact).*_raw\.json$/.test(name)) return 'sharegpt';
    return /^(?:swe-gym|toucan).*_raw\.json$/.test(name) ? 'openai-messages' : undefined;
  }
  if (name.startsWith('llm_data/')) return name.includes('litellm_proxy') ? 'litellm' : 'openai-messages';
  if (folder === 'langfuse') return name.endsWith('.trace.json') ? 'langfuse' : undefined;
  if (folder === 'langsmith') return name.startsWith('anthropic_managed') ? 'anthropic-managed' : 'langsmith';
  if (folder === 'otlp-json') return name.startsWith('openinference') ? 'openinference' : 'otel-genai';
  if (folder === 'otel-genai') return name.startsWith('openinference') ? 'openinference' : 'otel-genai';
  if (folder === 'openinference-vercel-spans') return 'otel-genai';
  return FOLDERS.includes(folder) ? folder : undefined;
}

const real = realSamples();

describe.skipIf(real.length === 0)('real samples', () => {
  const mine = real.flatMap((f) => (formatOf(f) ? [[f, formatOf(f) as string] as const] : []));
  it.each(mine)('%s is %s', async (file, format) => compare(join(samples, file), format), 60_000);
});
