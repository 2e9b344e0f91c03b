/** ShareGPT files and the LLaMA-Factory and OpenHands shapes that build on them. */
import { SessionBuilder } from '../../builder.ts';
import { ktoLabel } from '../../feedback.ts';
import type { MessageIn } from '../../message.ts';
import { readTools } from '../../openai.ts';
import { arr, get, idOf, isObject, str } from '../../parse.ts';
import { into, items, type Place, placeOf } from '../../place.ts';
import { addPreference } from '../../preference.ts';
import type { Reader } from '../../reader.ts';
import { columnList, toolsOfSystem } from '../../shapes/message-lists.ts';
import { looksLikeMessage, readMessages } from '../../shapes/messages.ts';
import { isToldTurn, isTurn, readTurn, readTurns } from '../../shapes/sharegpt-turns.ts';
import { declaredTools } from '../../steps/declared-tools.ts';
import { readOutcome, readSurroundings } from '../../surroundings.ts';

const FORMAT = 'sharegpt';
const KEYS = ['conversations', 'conversation', 'items'] as const;

/** The key under which the record has its turns, as a list or as the JSON text of one. */
const listOf = (record: unknown): string | undefined =>
  KEYS.find((key) => {
    const list = columnList(get(record, key));
    return list?.some((t) => isToldTurn(t) || looksLikeMessage(t));
  }) ?? (isUltraChat(record) ? 'data' : undefined);

/** UltraChat: the texts of both speakers in turn, and an id. */
const isUltraChat = (record: unknown): boolean => {
  const list = arr(get(record, 'data'));
  return (
    idOf(get(record, 'id')) !== undefined &&
    list !== undefined &&
    list.length > 1 &&
    list.every((t) => typeof t === 'string')
  );
};

export const sharegpt: Reader = {
  id: FORMAT,
  doc: {
    title: 'ShareGPT',
    files: '*.json, *.jsonl',
    detection:
      'Objects with `conversations: [{from, value}]` (or `{role, content}` turns under that key, also as JSON text); `{id, data: [text, …]}`.',
    notes: [
      'human is the user, gpt (chatgpt, bing, bard …) the assistant; `system` and `tools` beside the turns are read.',
      '`function_call` and `observation` turns (LLaMA-Factory) become calls and results, paired by position.',
      'Tool calls as XML (`<function=…>`, OpenHands and ADP SFT files) are read from the text; human turns headed `EXECUTION RESULT of […]` are results. A `finish` call with a message is an answer.',
      'WildChat and LMSYS-Chat (`conversation`, `conversation_id`, `hashed_ip`), XTuner’s `{system, input, output}` turns and UltraChat’s lists of texts are read.',
      'ToolBench’s `Action:` with `Action Input:` before a `function` turn is a call, its `Finish` the answer; a turn of an unknown speaker is counted.',
      'Tools that only the prompt declares (Hermes’ `<tools>`, ToolACE’s list) are the declared ones.',
      '`chosen` and `rejected` turns become the main line and a branch with cause `preference`.',
      '`weight: 0` marks a turn that was not trained on; empty gpt turns are flagged as empty.',
    ],
  },
  votes: (r) => isObject(r) && listOf(r) !== undefined,
  index: ({ value }) => (listOf(value) ? [{}] : { skip: 'no conversations with turns' }),
  read(records) {
    const builder = new SessionBuilder(FORMAT);
    for (const record of records) {
      builder.from(record.ref);
      const { value, text } = record;
      const place = placeOf(record);
      const key = listOf(value);
      if (!key) continue;
      const id = idOf(get(value, 'id')) ?? idOf(get(value, 'conversation_id')) ?? idOf(get(value, 'conversation_hash'));
      readSurroundings(value, builder);
      readOutcome(value, builder);
      const person = idOf(get(value, 'hashed_ip'));
      if (person !== undefined) builder.subjects.add(person);
      if (id !== undefined) builder.fields.nativeId = id;
      const model = str(get(value, 'model'));
      if (model) builder.fields.model = model;
      for (const tool of readTools(get(value, 'tools'), text, ['tools'])) builder.tools.set(tool.name, tool);
      for (const tool of toolsOfSystem(items(into(place, key)))) builder.tools.set(tool.name, tool);
      const system = str(get(value, 'system')) ?? str(get(value, 'system_prompt'));
      if (system) builder.system(system, { pointer: '/system' });
      const turns = readTurns(into(place, key));
      if (builder.tools.size === 0) addDeclared(builder, [{ role: 'system', text: system ?? '' }, ...turns]);
      const sides = [sideOf(into(place, 'chosen')), sideOf(into(place, 'rejected'))] as const;
      if (sides[0].length && sides[1].length)
        addPreference(builder, { prompt: turns, chosen: sides[0], rejected: sides[1] });
      else addTurns(builder, turns, sides);
      const label = ktoLabel(value);
      if (label) builder.feedback({ ...label, target: builder.turn });
    }
    return builder.build();
  },
};

/** Sets without a column of tools declare them in the prompt. */
function addDeclared(builder: SessionBuilder, messages: readonly MessageIn[]): void {
  for (const m of messages)
    if (m.role === 'system') for (const tool of declaredTools(m.text)) builder.tools.set(tool.name, tool);
}

/** The talk; one side of a pair alone is its answer, and was judged. */
function addTurns(
  builder: SessionBuilder,
  turns: readonly MessageIn[],
  [chosen, rejected]: readonly [readonly MessageIn[], readonly MessageIn[]],
): void {
  const alone = chosen.length > 0 ? chosen : rejected;
  const told = alone.length === 0 || alone.at(-1)?.text === turns.at(-1)?.text;
  for (const turn of told ? turns : [...turns, ...alone]) builder.message(turn, { pointer: turn.pointer ?? '' });
  if (alone.length === 0) return;
  const [signal, pointer] = alone === chosen ? (['accept', '/chosen'] as const) : (['reject', '/rejected'] as const);
  builder.feedback({ signal, target: builder.turn, by: 'annotator', pointer });
}

/** A side of a pair: one turn, a list of turns, or the text of the answer. */
function sideOf(side: Place) {
  if (typeof side.value === 'string') return [{ role: 'assistant' as const, text: side.value, pointer: side.pointer }];
  if (isTurn(side.value)) return readTurn(side);
  return Array.isArray(side.value) ? readTurns(side) : readMessages(side);
}
