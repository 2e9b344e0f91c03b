/** All readers, from specific to general: the order in which detection asks them. */
import type { Reader } from './reader.ts';
import { adp } from './readers/adp.ts';
import { anthropicManaged } from './readers/anthropic-managed.ts';
import { anthropicMessages } from './readers/anthropic-messages.ts';
import { assistantExtras } from './readers/assistant-extras.ts';
import { atif } from './readers/atif.ts';
import { claudeCode } from './readers/claude-code.ts';
import { cline } from './readers/cline.ts';
import { codexExecJson } from './readers/codex-exec-json.ts';
import { codexRollout } from './readers/codex-rollout.ts';
import { copilotChat } from './readers/copilot-chat.ts';
import { cursor } from './readers/cursor.ts';
import { dbRows } from './readers/db-rows.ts';
import { geminiCli } from './readers/gemini-cli.ts';
import { goldpanOutput } from './readers/goldpan-output.ts';
import { hhRlhf } from './readers/hh-rlhf.ts';
import { inspectAi } from './readers/inspect-ai.ts';
import { langfuse } from './readers/langfuse.ts';
import { langsmith } from './readers/langsmith.ts';
import { litellm } from './readers/litellm.ts';
import { llmSqlite } from './readers/llm-sqlite.ts';
import { miniSweAgent } from './readers/mini-swe-agent.ts';
import { mtBench } from './readers/mt-bench.ts';
import { openaiChat } from './readers/openai-chat.ts';
import { openaiFinetune } from './readers/openai-finetune.ts';
import { openaiMessages } from './readers/openai-messages.ts';
import { openaiResponses } from './readers/openai-responses.ts';
import { opencode } from './readers/opencode.ts';
import { openhandsSdk } from './readers/openhands-sdk.ts';
import { openhandsV0 } from './readers/openhands-v0.ts';
import { openinference } from './readers/openinference.ts';
import { otelGenai } from './readers/otel-genai.ts';
import { pi } from './readers/pi.ts';
import { plainText } from './readers/plain-text.ts';
import { productionLog } from './readers/production-log.ts';
import { promptResponse } from './readers/prompt-response.ts';
import { sharegpt } from './readers/sharegpt.ts';
import { sweAgent } from './readers/swe-agent.ts';
import { tauBench } from './readers/tau-bench.ts';
import { tauFewShot } from './readers/tau-few-shot.ts';
import { tau2Bench } from './readers/tau2-bench.ts';
import { vscodeChat } from './readers/vscode-chat.ts';

export const READERS: readonly Reader[] = [
  goldpanOutput,
  llmSqlite,
  cursor,
  openinference,
  otelGenai,
  productionLog,
  codexRollout,
  codexExecJson,
  claudeCode,
  copilotChat,
  vscodeChat,
  pi,
  assistantExtras,
  geminiCli,
  opencode,
  atif,
  inspectAi,
  tau2Bench,
  tauBench,
  tauFewShot,
  sweAgent,
  miniSweAgent,
  openhandsV0,
  openhandsSdk,
  adp,
  cline,
  langfuse,
  langsmith,
  anthropicManaged,
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
