/**
 * MT-bench and Chatbot Arena files: questions, answers by model, judgments.
 *
 * Written by lm-sys/FastChat (`fastchat/llm_judge`): the two or three kinds of lines share `question_id`. Judgments
 * come singly (`score` from 1 to 10, for one turn) or pairwise (`g1_winner`, and `g2_winner` with the sides swapped).
 * Arena battles are rows of lmsys/chatbot_arena_conversations and need no other file. The judge's prompt and its
 * reasoning are not read.
 */
import { SessionBuilder } from '../../builder.ts';
import { arr, get, idOf, isObject, num, str } from '../../parse.ts';
import { into, placeOf } from '../../place.ts';
import { addPreference } from '../../preference.ts';
import type { InRecord, Reader } from '../../reader.ts';
import { readMessages } from '../../shapes/messages.ts';

const FORMAT = 'mt-bench';

const isStrings = (value: unknown): boolean => Array.isArray(value) && value.every((v) => typeof v === 'string');
const isQuestion = (r: unknown): boolean => isStrings(get(r, 'turns'));
const isAnswer = (r: unknown): boolean => (arr(get(r, 'choices')) ?? []).some((c) => isStrings(get(c, 'turns')));
const isBattle = (r: unknown): boolean =>
  Array.isArray(get(r, 'conversation_a')) && Array.isArray(get(r, 'conversation_b'));
const isJudgment = (r: unknown): boolean =>
  get(r, 'judge') !== undefined &&
  (num(get(r, 'score')) !== undefined || str(get(r, 'g1_winner')) !== undefined || str(get(r, 'winner')) !== undefined);

export const mtBench: Reader = {
  id: FORMAT,
  doc: {
    title: 'MT-bench and Chatbot Arena',
    files: 'question.jsonl, model_answer/*.jsonl, model_judgment/*.jsonl',
    detection:
      'Objects with `question_id` and `turns`, `choices` of turns, `conversation_a` and `conversation_b`, or a judge’s score or winner.',
    notes: [
      'Questions, answers and judgments of one `question_id` are one session, over all files.',
      'The first answer is the main line; further models and choices are branches with cause `candidate`.',
      'A single score rates that turn of that model’s answer; of a pairwise verdict the winner is accepted and the loser rejected.',
      'Arena battles (two whole conversations) become a pair: winner on the main line, loser as a branch with cause `preference`; of a tie neither side is rated.',
    ],
  },
  votes: (r) =>
    idOf(get(r, 'question_id')) !== undefined && (isQuestion(r) || isAnswer(r) || isBattle(r) || isJudgment(r)),
  index({ value }) {
    const id = idOf(get(value, 'question_id'));
    if (id === undefined || !isObject(value)) return { skip: 'no question_id' };
    if (isBattle(value)) return [{}];
    const order = isQuestion(value) ? 0 : isAnswer(value) ? 1 : isJudgment(value) ? 2 : undefined;
    return order === undefined
      ? { skip: 'neither turns nor answers nor a verdict' }
      : [{ key: `question:${id}`, order }];
  },
  read(records) {
    const builder = new SessionBuilder(FORMAT);
    const parts: Parts = { answers: [], verdicts: [] };
    let number = 0;
    for (const record of records) {
      builder.from(record.ref);
      const { value } = record;
      const id = idOf(get(value, 'question_id'));
      if (id !== undefined) {
        builder.fields.nativeId = id;
        builder.fields.intent = id;
      }
      if (isBattle(value)) addBattle(record, builder);
      else if (isQuestion(value)) parts.question = { turns: get(value, 'turns') as string[], record: number };
      else if (isAnswer(value)) parts.answers.push(...answersOf(value, number));
      else parts.verdicts.push({ value, record: number });
      number++;
    }
    build(parts, builder);
    return builder.build();
  },
};

/** One candidate of one model: its answers to all turns of the question. */
interface Answer {
  model: string;
  turns: string[];
  time: unknown;
  record: number;
  pointer: string;
}

/** A judgment, and the record that it came from. */
interface Verdict {
  value: unknown;
  record: number;
}

/** What the files hold of one question. */
interface Parts {
  question?: { turns: string[]; record: number };
  answers: Answer[];
  verdicts: Verdict[];
}

const answersOf = (value: unknown, record: number): Answer[] =>
  (arr(get(value, 'choices')) ?? []).flatMap((choice, i) =>
    isStrings(get(choice, 'turns'))
      ? [
          {
            model: str(get(value, 'model_id')) ?? '',
            turns: get(choice, 'turns') as string[],
            time: get(value, 'tstamp'),
            record,
            pointer: `/choices/${i}/turns`,
          },
        ]
      : [],
  );

/**
 * The first answer is the main line; every other one branches off after the first question and asks the later ones
 * again.
 */
function build(parts: Parts, builder: SessionBuilder): void {
  const { question, answers, verdicts } = parts;
  const ask = (n: number): void => {
    const text = question?.turns[n];
    if (text !== undefined) builder.user(text, { record: question?.record ?? 0, pointer: `/turns/${n}` });
  };
  ask(0);
  const fork = builder.length;
  answers.forEach((answer, i) => {
    if (i > 0) builder.branch(fork, 'candidate', () => answerTurns(answer, builder, ask, verdicts));
    else answerTurns(answer, builder, ask, verdicts);
  });
  if (answers.length === 0) for (let n = 1; n < (question?.turns.length ?? 0); n++) ask(n);
  // Verdicts alone: what they are about is in files that are not here.
  if (answers.length === 0)
    for (const { value, record } of verdicts) {
      const score = num(get(value, 'score'));
      if (score !== undefined)
        builder.feedback({ signal: 'score', value: score, name: 'judge', target: null, by: 'evaluator', record });
    }
  if (answers[0]?.model) builder.fields.model = answers[0].model;
}

function answerTurns(
  answer: Answer,
  builder: SessionBuilder,
  ask: (n: number) => void,
  verdicts: readonly Verdict[],
): void {
  answer.turns.forEach((text, n) => {
    if (n > 0) ask(n);
    builder.newTurn();
    const { record } = answer;
    const flags = text === '' ? { flags: ['empty' as const] } : {};
    const time = answer.time === undefined ? {} : { time: answer.time };
    builder.assistant(text, { record, pointer: `${answer.pointer}/${n}`, model: answer.model, ...time, ...flags });
    const target = builder.turn;
    for (const verdict of verdicts) judge(verdict, answer.model, n + 1, target, builder);
  });
}

/**
 * Feedback on one turn of one answer. `turn` counts from 1, as in the files; judgments without one are about the first.
 */
function judge(
  { value: verdict, record }: Verdict,
  model: string,
  turn: number,
  target: number,
  builder: SessionBuilder,
): void {
  if ((num(get(verdict, 'turn')) ?? 1) !== turn) return;
  const by = 'evaluator' as const;
  const score = num(get(verdict, 'score'));
  if (get(verdict, 'model') === model && score !== undefined) {
    builder.feedback({ signal: 'score', value: score, name: 'judge', target, by, record });
    return;
  }
  const sides = [str(get(verdict, 'model_1')), str(get(verdict, 'model_2'))];
  const side = sides.indexOf(model);
  const winner = str(get(verdict, 'g1_winner')) ?? str(get(verdict, 'winner'));
  // Pairs are judged in both orders, because judges prefer the first answer: only a verdict that agrees with itself
  // counts.
  const agrees = get(verdict, 'g2_winner') === undefined || get(verdict, 'g2_winner') === winner;
  if (side < 0 || !agrees || !/^model_[12]$/.test(winner ?? '')) return;
  builder.feedback({ signal: winner === `model_${side + 1}` ? 'accept' : 'reject', target, by, record });
}

/** A battle as a preference. A tie (`tie`, `tie (bothbad)`) keeps both conversations and rates neither. */
function addBattle(record: InRecord, builder: SessionBuilder): void {
  const place = placeOf(record);
  const winner = str(get(record.value, 'winner')) ?? '';
  const sides = [readMessages(into(place, 'conversation_a')), readMessages(into(place, 'conversation_b'))] as const;
  const [chosen, rejected] = winner === 'model_b' ? [sides[1], sides[0]] : [sides[0], sides[1]];
  const model = str(get(record.value, winner === 'model_b' ? 'model_b' : 'model_a'));
  if (model) builder.fields.model = model;
  addPreference(builder, { prompt: [], chosen, rejected, rated: /^model_[ab]$/.test(winner) });
}
