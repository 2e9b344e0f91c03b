/** Estimated size of messages in tokens, as a chat template writes them. */
import { estimateTokens } from '../../kit/tokens.ts';
import type { Message } from '../../model/example.ts';

/** ChatML's marks around a message, counted with Qwen3's tokenizer: start, role, line, end, line. */
const PER_MESSAGE = 5;
/** `<tool_call>` with the JSON around name and arguments. */
const PER_CALL = 12;

/** Of one message: content, names and arguments of its calls, and the template's marks; reasoning is in no row by default. */
const messageTokens = ({ content, calls = [] }: Pick<Message, 'content' | 'calls'>): number =>
  calls.reduce(
    (n, c) => n + PER_CALL + estimateTokens(c.name) + estimateTokens(c.args),
    PER_MESSAGE + estimateTokens(content),
  );

export const tokensOf = (messages: readonly Message[]): number => messages.reduce((n, m) => n + messageTokens(m), 0);
