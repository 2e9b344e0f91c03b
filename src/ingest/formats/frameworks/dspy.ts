/**
 * DSPy's history of a language model (`lm.history`, `GLOBAL_HISTORY`): each entry is one call.
 *
 * Shape from stanfordnlp/dspy (`clients/base_lm.py`): `messages` or a `prompt`, and `outputs`, which are the texts of the
 * answers or objects with `text`. `response` is the client's object, printed or dumped, and says the same.
 */

import { defined } from '../../../kit/defined.ts';
import { type Exchange, indexExchange, readExchanges } from '../../exchange.ts';
import type { MessageIn } from '../../message.ts';
import { readTools } from '../../openai.ts';
import { arr, get, isObject, str } from '../../parse.ts';
import { into, items, type Place, placeOf } from '../../place.ts';
import type { InRecord, Reader } from '../../reader.ts';
import { isMessageList } from '../../shapes/message-lists.ts';
import { readMessages } from '../../shapes/messages.ts';
import { readCall } from '../../shapes/parts.ts';

const FORMAT = 'dspy';

const MARKS = ['kwargs', 'cost', 'usage', 'uuid', 'model_type', 'response_model'];
const isEntry = (r: unknown): boolean =>
  isObject(r) &&
  (arr(get(r, 'outputs')) ?? []).some((o) => typeof o === 'string' || typeof get(o, 'text') === 'string') &&
  (isMessageList(get(r, 'messages')) || typeof get(r, 'prompt') === 'string') &&
  MARKS.filter((key) => Object.hasOwn(r, key)).length >= 2;

export const dspy: Reader = {
  id: FORMAT,
  doc: {
    title: 'DSPy history',
    files: '*.jsonl, *.json',
    detection:
      'Objects with `messages` or `prompt`, `outputs` (texts, or objects with `text`), and `kwargs`, `cost`, `usage` or `uuid`.',
    notes: [
      'Each entry is a call of the model; those that go on with another one are put together by what they repeat.',
      'Several outputs are candidates. `reasoning_content` and `tool_calls` of an output are read.',
    ],
  },
  votes: isEntry,
  index: (record) => indexExchange(parse(record)),
  read: (records) => readExchanges(FORMAT, records, parse),
};

function parse(record: InRecord): Exchange | undefined {
  const place = placeOf(record);
  const { value } = record;
  if (!isEntry(value)) return undefined;
  const asked = into(place, 'prompt');
  const prompt: MessageIn[] = isMessageList(get(value, 'messages'))
    ? readMessages(into(place, 'messages'))
    : [{ role: 'user', text: str(asked.value) ?? '', pointer: asked.pointer }];
  const tools = into(place, 'kwargs', 'tools');
  return {
    prompt,
    replies: items(into(place, 'outputs')).map((output) => [answerIn(output)]),
    tools: readTools(tools.value, tools.text, tools.path),
    ...defined({
      time: get(value, 'timestamp') ?? undefined,
      model: str(get(value, 'response_model')) ?? str(get(value, 'model')),
    }),
  };
}

function answerIn(output: Place): MessageIn {
  const { value, pointer } = output;
  const calls = items(into(output, 'tool_calls')).flatMap((call) => readCall(call) ?? []);
  return {
    role: 'assistant',
    text: str(value) ?? str(get(value, 'text')) ?? '',
    pointer,
    ...defined({ reasoning: str(get(value, 'reasoning_content')), calls: calls.length > 0 ? calls : undefined }),
  };
}
