/** All readers, from specific to general: the order in which detection asks them. */
import type { Reader } from './reader.ts';
import { anthropicMessages } from './readers/anthropic-messages.ts';
import { claudeCode } from './readers/claude-code.ts';
import { codexExecJson } from './readers/codex-exec-json.ts';
import { codexRollout } from './readers/codex-rollout.ts';
import { dbRows } from './readers/db-rows.ts';
import { hhRlhf } from './readers/hh-rlhf.ts';
import { litellm } from './readers/litellm.ts';
import { mtBench } from './readers/mt-bench.ts';
import { openaiChat } from './readers/openai-chat.ts';
import { openaiFinetune } from './readers/openai-finetune.ts';
import { openaiMessages } from './readers/openai-messages.ts';
import { openaiResponses } from './readers/openai-responses.ts';
import { plainText } from './readers/plain-text.ts';
import { productionLog } from './readers/production-log.ts';
import { promptResponse } from './readers/prompt-response.ts';
import { sharegpt } from './readers/sharegpt.ts';
import { tauBench } from './readers/tau-bench.ts';

export const READERS: readonly Reader[] = [
  productionLog,
  codexRollout,
  codexExecJson,
  claudeCode,
  tauBench,
  mtBench,
  hhRlhf,
  openaiFinetune,
  sharegpt,
  litellm,
  anthropicMessages,
  openaiResponses,
  openaiChat,
  dbRows,
  openaiMessages,
  promptResponse,
  plainText(),
];

export const readerOf = (id: string): Reader | undefined => READERS.find((r) => r.id === id);
