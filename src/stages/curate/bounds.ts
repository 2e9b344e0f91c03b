/** Bounds on turns and lengths by kind. A note: a short right row is a right row, and who wants it out names the mark. */
import type { Config } from '../../model/config.ts';
import type { Mark } from '../../model/marks.ts';
import type { CardFacts } from '../card.ts';

type Bounds = Exclude<Config['curate']['bounds'], string>;

/** As collections of seed conversations are often cut: 3 to 50 user turns, 50 characters an answer, 20 words for one answer. */
const SEED_BOUNDS: Bounds = {
  chat: { minUserTurns: 3, maxUserTurns: 50, minAnswerChars: 50 },
  qa: { minWords: 20 },
};

export function boundMarks(card: Pick<CardFacts, 'kind' | 'tags'>, setting: Config['curate']['bounds']): Mark[] {
  if (setting === 'none') return [];
  const { kind, tags } = card;
  const { userTurns = 0 } = tags.features;
  const of: Bounds = setting === 'seeds' ? SEED_BOUNDS : setting;
  const { minUserTurns, maxUserTurns, minAnswerChars } = { ...(kind === 'qa' ? {} : of[kind]) };
  const minWords = kind === 'qa' ? of.qa?.minWords : undefined;
  const why: string[] = [];
  const short = (n: number, least: number | undefined, what: string): void => {
    if (least !== undefined && n < least) why.push(`${n} ${what}, fewer than ${least}`);
  };
  short(userTurns, minUserTurns, 'user turns');
  short(tags.answerChars, minAnswerChars, 'characters an answer');
  short(tags.answerWords, minWords, 'words in the answer');
  if (maxUserTurns !== undefined && userTurns > maxUserTurns)
    why.push(`${userTurns} user turns, more than ${maxUserTurns}`);
  return why.length > 0 ? [{ mark: 'out_of_bounds', why: why.join('; ') }] : [];
}
