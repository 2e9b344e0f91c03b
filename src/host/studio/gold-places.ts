/** Words that a person points at, as places in the redacted messages of an example, and back. Nothing of the words is stored. */
import { UserError } from '../../kit/errors.ts';
import type { Example, Message } from '../../model/example.ts';
import type { GoldSpan } from '../../model/gold.ts';
import type { PiiType } from '../../model/pii.ts';
import { placeholdersIn } from '../../model/placeholder.ts';

type Talk = Pick<Example, 'messages'>;

/** Texts of a message, each with its name in a span. */
const textsOf = ({ content, reasoning, calls = [] }: Message): [Pick<GoldSpan, 'part' | 'call'>, string][] => [
  [{}, content],
  ...(reasoning === undefined ? [] : [[{ part: 'reasoning' }, reasoning] as [{ part: 'reasoning' }, string]]),
  ...calls.map(({ args }, call): [{ part: 'args'; call: number }, string] => [{ part: 'args', call }, args]),
];

/**
 * All places of readable words (missed) or of one placeholder (hidden wrongly).
 *
 * @param type of what was missed; a placeholder says its own
 * @throws UserError when they stand nowhere in the messages, or are both readable and hidden
 */
export function placesOf({ messages }: Talk, typed: string, type: PiiType) {
  const words = typed.trim();
  const [hidden] = placeholdersIn(words);
  if (hidden && hidden.text !== words)
    throw new UserError('These words are partly hidden.', 'Give readable words, or one placeholder alone.');
  const found = messages.flatMap((message, i) =>
    textsOf(message).flatMap(([where, text]) =>
      positionsOf(text, words, hidden !== undefined).map(
        (start): GoldSpan => ({ message: i, ...where, start, end: start + words.length, type: hidden?.type ?? type }),
      ),
    ),
  );
  if (found.length > 0) return { what: hidden ? ('wrong' as const) : ('missed' as const), found };
  throw new UserError(
    'These words do not stand in the messages of this example as it was exported.',
    'Switch to the redacted text, and give them exactly as they are written there.',
  );
}

/** A name is not missed within a longer word; a placeholder has its brackets. */
function positionsOf(text: string, words: string, exact: boolean): number[] {
  const out: number[] = [];
  for (let at = words === '' ? -1 : text.indexOf(words); at >= 0; at = text.indexOf(words, at + words.length))
    if (exact || (!goesOn(text, words, at) && !comesFrom(text, words, at))) out.push(at);
  return out;
}

const LETTER = /[\p{L}\p{N}]/u;
const isLetter = (text: string | undefined): boolean => text !== undefined && LETTER.test(text);
const goesOn = (text: string, words: string, at: number): boolean =>
  isLetter(words.at(-1)) && isLetter(text[at + words.length]);
const comesFrom = (text: string, words: string, at: number): boolean => isLetter(words[0]) && isLetter(text[at - 1]);

/** The words at a place; '' when the example has no such place any more. */
export function wordsAt({ messages }: Talk, { message, part, call, start, end }: GoldSpan): string {
  const { [message]: at } = messages;
  if (!at) return '';
  const text = part === 'args' ? at.calls?.[call ?? 0]?.args : part === 'reasoning' ? at.reasoning : at.content;
  return text?.slice(start, end) ?? '';
}
