/**
 * All readers, from specific to general: the order in which detection asks them.
 *
 * The first reader that half of the sampled records vote for wins, so a format that others contain (messages, rows,
 * pairs of texts) must come after them. A new reader goes before the most general one that would also take its files;
 * the test of foreign formats says where that is.
 */

import { dify } from './formats/agent-frameworks/dify.ts';
import { googleAdk } from './formats/agent-frameworks/google-adk.ts';
import { letta } from './formats/agent-frameworks/letta.ts';
import { openaiAgents } from './formats/agent-frameworks/openai-agents.ts';
import { semanticKernel } from './formats/agent-frameworks/semantic-kernel.ts';
import { inspectAi } from './formats/benchmarks/inspect-ai.ts';
import { mtBench } from './formats/benchmarks/mt-bench.ts';
import { tauBench } from './formats/benchmarks/tau-bench.ts';
import { tauFewShot } from './formats/benchmarks/tau-few-shot.ts';
import { tau2Bench } from './formats/benchmarks/tau2-bench.ts';
import { anthropicManaged } from './formats/chat-apis/anthropic-managed.ts';
import { anthropicMessages } from './formats/chat-apis/anthropic-messages.ts';
import { bedrock } from './formats/chat-apis/bedrock.ts';
import { cohere } from './formats/chat-apis/cohere.ts';
import { geminiApi } from './formats/chat-apis/gemini-api.ts';
import { helicone } from './formats/chat-apis/helicone.ts';
import { litellm } from './formats/chat-apis/litellm.ts';
import { openaiAssistants } from './formats/chat-apis/openai-assistants.ts';
import { openaiChat } from './formats/chat-apis/openai-chat.ts';
import { openaiMessages } from './formats/chat-apis/openai-messages.ts';
import { openaiResponses } from './formats/chat-apis/openai-responses.ts';
import { productionLog } from './formats/chat-apis/production-log.ts';
import { aiStudio } from './formats/chat-exports/ai-studio.ts';
import { bigAgi } from './formats/chat-exports/big-agi.ts';
import { chatbox } from './formats/chat-exports/chatbox.ts';
import { chatgptExport } from './formats/chat-exports/chatgpt.ts';
import { cherryStudio } from './formats/chat-exports/cherry-studio.ts';
import { claudeAiExport } from './formats/chat-exports/claude-ai.ts';
import { deepseekExport } from './formats/chat-exports/deepseek.ts';
import { geminiTakeout } from './formats/chat-exports/gemini-takeout.ts';
import { grokExport } from './formats/chat-exports/grok.ts';
import { librechatExport } from './formats/chat-exports/librechat.ts';
import { llamacppWebui } from './formats/chat-exports/llamacpp.ts';
import { lmStudio } from './formats/chat-exports/lm-studio.ts';
import { sillytavern } from './formats/chat-exports/sillytavern.ts';
import { typingmind } from './formats/chat-exports/typingmind.ts';
import { aider } from './formats/coding-agents/aider.ts';
import { amazonQ } from './formats/coding-agents/amazon-q.ts';
import { amp } from './formats/coding-agents/amp.ts';
import { antigravity } from './formats/coding-agents/antigravity.ts';
import { assistantExtras } from './formats/coding-agents/assistant-extras.ts';
import { claudeCode } from './formats/coding-agents/claude-code.ts';
import { cline } from './formats/coding-agents/cline.ts';
import { codexExecJson } from './formats/coding-agents/codex-exec-json.ts';
import { codexRollout } from './formats/coding-agents/codex-rollout.ts';
import { continueDev } from './formats/coding-agents/continue.ts';
import { continueDevData } from './formats/coding-agents/continue-dev-data.ts';
import { copilotChat } from './formats/coding-agents/copilot-chat.ts';
import { crush } from './formats/coding-agents/crush.ts';
import { cursor } from './formats/coding-agents/cursor.ts';
import { cursorText } from './formats/coding-agents/cursor-text.ts';
import { cursorTranscript } from './formats/coding-agents/cursor-transcript.ts';
import { factory } from './formats/coding-agents/factory.ts';
import { geminiCli } from './formats/coding-agents/gemini-cli.ts';
import { goose } from './formats/coding-agents/goose.ts';
import { gptme } from './formats/coding-agents/gptme.ts';
import { grokCli } from './formats/coding-agents/grok-cli.ts';
import { junie } from './formats/coding-agents/junie.ts';
import { kimiCode } from './formats/coding-agents/kimi-code.ts';
import { kiro } from './formats/coding-agents/kiro.ts';
import { opencode } from './formats/coding-agents/opencode.ts';
import { pi } from './formats/coding-agents/pi.ts';
import { qwenCode } from './formats/coding-agents/qwen-code.ts';
import { vscodeChat } from './formats/coding-agents/vscode-chat.ts';
import { zed } from './formats/coding-agents/zed.ts';
import { agUi } from './formats/frameworks/ag-ui.ts';
import { ag2 } from './formats/frameworks/ag2.ts';
import { autogen } from './formats/frameworks/autogen.ts';
import { crewai } from './formats/frameworks/crewai.ts';
import { dspy } from './formats/frameworks/dspy.ts';
import { langgraphState } from './formats/frameworks/langgraph-state.ts';
import { llamaindex } from './formats/frameworks/llamaindex.ts';
import { pydanticAi } from './formats/frameworks/pydantic-ai.ts';
import { smolagents } from './formats/frameworks/smolagents.ts';
import { adp } from './formats/research-agents/adp.ts';
import { atif } from './formats/research-agents/atif.ts';
import { miniSweAgent } from './formats/research-agents/mini-swe-agent.ts';
import { openhandsSdk } from './formats/research-agents/openhands-sdk.ts';
import { openhandsV0 } from './formats/research-agents/openhands-v0.ts';
import { sweAgent } from './formats/research-agents/swe-agent.ts';
import { dbRows } from './formats/tables/db-rows.ts';
import { llmSqlite } from './formats/tables/llm-sqlite.ts';
import { claudeExport } from './formats/text/claude-export.ts';
import { copilotShare } from './formats/text/copilot-share.ts';
import { opencodeShare } from './formats/text/opencode-share.ts';
import { plainText } from './formats/text/plain-text.ts';
import { specstory } from './formats/text/specstory.ts';
import { braintrust } from './formats/traces/braintrust.ts';
import { datadog } from './formats/traces/datadog.ts';
import { langfuse } from './formats/traces/langfuse.ts';
import { langsmith } from './formats/traces/langsmith.ts';
import { mlflow } from './formats/traces/mlflow.ts';
import { openinference } from './formats/traces/openinference.ts';
import { opik } from './formats/traces/opik.ts';
import { otelGenai } from './formats/traces/otel-genai.ts';
import { weave } from './formats/traces/weave.ts';
import { glaive } from './formats/training-sets/glaive.ts';
import { goldpanOutput } from './formats/training-sets/goldpan-output.ts';
import { hhRlhf } from './formats/training-sets/hh-rlhf.ts';
import { oasst } from './formats/training-sets/oasst.ts';
import { openaiFinetune } from './formats/training-sets/openai-finetune.ts';
import { promptCompletion } from './formats/training-sets/prompt-completion.ts';
import { promptResponse } from './formats/training-sets/prompt-response.ts';
import { sharegpt } from './formats/training-sets/sharegpt.ts';
import { templatedText } from './formats/training-sets/templated-text.ts';
import { verifiers } from './formats/training-sets/verifiers.ts';
import { xlam } from './formats/training-sets/xlam.ts';
import type { Reader } from './reader.ts';

export const READERS: readonly Reader[] = [
  // A dataset of Goldpan's must never be read as a log.
  goldpanOutput,
  // Records that were unpacked from databases carry marks of their own.
  llmSqlite,
  cursor,
  crush,
  goose,
  // Exports of chat programs: trees with links of their own.
  // Its mapping is that of ChatGPT's, with other messages.
  deepseekExport,
  chatgptExport,
  claudeAiExport,
  // Spans with names of one product, before the conventions that several share.
  mlflow,
  datadog,
  braintrust,
  opik,
  aiStudio,
  lmStudio,
  // Sessions of agent frameworks.
  googleAdk,
  openaiAgents,
  dify,
  grokExport,
  librechatExport,
  llamacppWebui,
  weave,
  letta,
  semanticKernel,
  geminiTakeout,
  sillytavern,
  chatbox,
  typingmind,
  cherryStudio,
  bigAgi,
  openinference,
  otelGenai,
  productionLog,
  codexRollout,
  codexExecJson,
  cursorTranscript,
  antigravity,
  continueDev,
  continueDevData,
  amp,
  zed,
  amazonQ,
  kiro,
  factory,
  kimiCode,
  grokCli,
  gptme,
  junie,
  // Its lines have the envelope of Claude Code's.
  qwenCode,
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
  oasst,
  // Dumps of frameworks.
  pydanticAi,
  autogen,
  smolagents,
  llamaindex,
  langgraphState,
  agUi,
  crewai,
  dspy,
  // Its messages are OpenAI's but for the roles.
  ag2,
  // Shapes that more than one program writes.
  hhRlhf,
  openaiFinetune,
  xlam,
  glaive,
  verifiers,
  promptCompletion,
  sharegpt,
  bedrock,
  geminiApi,
  openaiAssistants,
  cohere,
  litellm,
  helicone,
  anthropicMessages,
  openaiResponses,
  openaiChat,
  dbRows,
  openaiMessages,
  promptResponse,
  templatedText,
  // These take text only, and no JSON.
  aider,
  specstory,
  copilotShare,
  opencodeShare,
  claudeExport,
  cursorText,
  plainText(),
];
