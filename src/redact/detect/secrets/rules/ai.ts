/** Model providers and the tools around them. */
import { isTypedRow } from '../plausible.ts';
import { alnum, assigned, hex, openEnd, type SecretRule, token, UUID } from '../rule.ts';

const DASH = String.raw`(?![\w-])`;
/** Parts of a key are random; sample keys spell words with dashes. */
const random = (value: string) => /\d/.test(value) && /[A-Z]/.test(value) && /[a-z]/.test(value);

export const AI: readonly SecretRule[] = [
  token('anthropic-key', ['sk-ant-'], String.raw`sk-ant-[a-z]{3,8}\d\d-[\w-]{93}AA`, { tail: DASH, entropy: 3.5 }),
  // Other lengths, and keys that a narrow terminal has wrapped.
  token('anthropic-key', ['sk-ant-'], String.raw`sk-ant-(?!sid)[a-z]{3,8}\d\d-[\w-]{40}`, {
    open: openEnd('\\w-'),
    entropy: 3.5,
    check: (v) => random(v) && !isTypedRow(v),
  }),
  token('anthropic-session', ['sk-ant-sid'], String.raw`sk-ant-sid\d\d-[\w-]{60,140}`, { tail: DASH, entropy: 3.5 }),
  token(
    'openai-key',
    ['sk-'],
    String.raw`sk-(?:(?:proj|svcacct|admin|service|None)-)?[\w-]{16,100}T[34]BlbkFJ[\w-]{16,100}`,
    { tail: DASH },
  ),
  token('openai-key', ['sk-proj-', 'sk-svcacct-', 'sk-admin-'], 'sk-(?:proj|svcacct|admin)-[A-Za-z0-9]{40,200}', {
    tail: DASH,
    entropy: 3.8,
    check: random,
  }),
  token('model-api-key', ['sk-'], 'sk-[A-Za-z0-9]{32,64}', {
    tail: DASH,
    entropy: 3.8,
    check: (v) => /\d/.test(v) && /[a-z]/i.test(v) && !/abcdef/i.test(v),
    confidence: 0.85,
  }),
  token('openrouter-key', ['sk-or-'], 'sk-or-v\\d-[a-f0-9]{64}', { tail: DASH }),
  token('langfuse-key', ['sk-lf-', 'pk-lf-'], `[sp]k-lf-${UUID}`, { tail: DASH }),
  token('langsmith-key', ['lsv2_'], 'lsv2_(?:pt|sk)_[a-f0-9]{32}_[a-f0-9]{10}'),
  token('huggingface-token', ['hf_'], 'hf_[A-Za-z]{34}', { entropy: 2 }),
  token('huggingface-org-token', ['api_org_'], 'api_org_[A-Za-z]{34}', { entropy: 2 }),
  token('groq-key', ['gsk_'], 'gsk_[A-Za-z0-9]{52}', { entropy: 3 }),
  token('xai-key', ['xai-'], 'xai-[A-Za-z0-9]{70,90}', { entropy: 3.5 }),
  token('perplexity-key', ['pplx-'], 'pplx-[A-Za-z0-9]{48}', { entropy: 3.5 }),
  token('replicate-token', ['r8_'], 'r8_[A-Za-z0-9]{37}', { entropy: 3 }),
  token('nvidia-key', ['nvapi-'], String.raw`nvapi-[\w-]{60,70}`, { tail: DASH, entropy: 3.5 }),
  token('pinecone-key', ['pcsk_'], 'pcsk_[A-Za-z0-9]{4,8}_[A-Za-z0-9]{40,70}', { entropy: 3.5 }),
  token('tavily-key', ['tvly-'], 'tvly-(?:dev-|prod-)?[A-Za-z0-9]{30,40}', { entropy: 3.3 }),
  token('firecrawl-key', ['fc-'], 'fc-[a-f0-9]{32}', { entropy: 3 }),
  token('jina-key', ['jina_'], String.raw`jina_[a-f0-9]{32}[\w-]{20,40}`, { entropy: 3.5 }),
  token('fireworks-key', ['fw_'], 'fw_[A-Za-z0-9]{22,24}', { entropy: 3.8, check: random }),
  token('wandb-key', ['wandb_v'], String.raw`wandb_v\d_[\w]{60,90}`, { entropy: 3.5 }),
  assigned('wandb-key', ['wandb'], hex(40), { entropy: 3 }),
  token('e2b-key', ['e2b_'], 'e2b_[a-f0-9]{40}', { entropy: 3 }),
  token('assemblyai-key', ['aai_'], 'aai_[A-Za-z0-9]{32,40}', { entropy: 3.3 }),
  token('elevenlabs-key', ['sk_'], 'sk_[a-f0-9]{48}', { entropy: 3 }),
  assigned('elevenlabs-key', ['elevenlabs', 'eleven_labs', 'xi-api-key', 'xi_api'], '(?:sk_[a-f0-9]{48}|[a-f0-9]{32})'),
  assigned('cohere-key', ['cohere', 'co_api_key'], '[a-zA-Z0-9]{40}', { entropy: 4 }),
  assigned('mistral-key', ['mistral'], '[a-zA-Z0-9]{32}', { entropy: 3.8, names: /key|tok|secret/i }),
  assigned('together-key', ['together'], hex(64), { names: /key|tok|secret/i }),
  assigned('deepgram-key', ['deepgram'], hex(40)),
  assigned('stability-key', ['stability', 'dreamstudio'], 'sk-[A-Za-z0-9]{48}'),
  assigned('privateai-key', ['privateai', 'private_ai', 'private-ai'], alnum(32), { cased: true, entropy: 3 }),
  assigned('azure-openai-key', ['azure_openai', 'azureopenai', 'azure-openai'], '[a-f0-9]{32}', { entropy: 3 }),
];
