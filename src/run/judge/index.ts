/** The step of a run that asks the judge, where there is one and the user agreed. */
import type { JudgeReport } from '../../datasets/manifest.ts';
import { placeOf } from '../../model/config-judge.ts';
import type { Card } from '../../stages/card.ts';
import { mayBeUsed } from '../../stages/curate/governance.ts';
import type { ExampleSource } from '../../stages/example-source.ts';
import type { Topics } from '../../stages/topics/topics.ts';
import type { OpenRun } from '../open.ts';
import { endpoint } from './endpoint.ts';
import { judgeExamples, nameTopics, withVerdicts } from './judge.ts';
import { Remembered } from './remembered.ts';

export interface Asked {
  cards: readonly Card[];
  topics: Topics;
  /** Absent where nobody was asked. */
  judge?: JudgeReport;
}

/** @throws UserError when the endpoint cannot be used; Cancelled */
export async function askJudge(
  { options, key, gate }: Pick<OpenRun, 'options' | 'key' | 'gate'>,
  found: { cards: readonly Card[]; topics: Topics },
  store: ExampleSource,
): Promise<Asked> {
  const { config, workspace, signal, onProgress, now } = options;
  const { judge } = config;
  if (!judge || !options.judge) return found;
  const answers = new Remembered(key, judge.model, workspace.verdicts, endpoint(judge, signal));
  let { cards, topics } = found;
  const report: JudgeReport = {
    ...{ model: judge.model, place: placeOf(judge), judged: 0, unread: 0, unasked: 0 },
    ...{ stated: { asked: 0, agreed: 0 }, topics: 0 },
  };
  if (judge.tasks.includes('outcome') || judge.tasks.includes('quality')) {
    const progress = (done: number, of: number): void => onProgress?.('judge', done, of);
    // Only what a dataset may hold: nobody is asked about a session that was withdrawn, erased or not allowed.
    const used = cards.filter((card) => mayBeUsed(card, config.privacy, now));
    const { verdicts, counts } = await judgeExamples(used, store, judge, answers, {
      gate,
      signal,
      onProgress: progress,
    });
    cards = withVerdicts(cards, verdicts, judge.tasks);
    Object.assign(report, counts);
  }
  if (judge.tasks.includes('topics')) {
    const named = await nameTopics(topics, cards, store, answers, gate);
    topics = named.topics;
    report.topics = named.named;
  }
  return { cards, topics, judge: report };
}
