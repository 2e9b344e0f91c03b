/** What a run changed, as a digest that it shares with runs which changed the same: how runs of one task are compared. */
import type { Key } from '../../kit/key.ts';
import type { RawExample } from '../observe/raw-example.ts';
import { changesState } from './effects.ts';
import { normalForm } from './normal-form.ts';
import { type RunCall, RunView } from './run-view.ts';

/** Stands for the effects of a run that changed nothing. */
export const NO_EFFECTS = '-';

/**
 * Longer texts, and those of several lines, are written freely: code, mails, commands. No two runs write the same, whether they
 * are right or not. By judgement: the longest argument of an order or a booking in tau-bench and tau2 has 60.
 */
const MOST_WORDING = 100;
/** Of the system prompt: what follows is seldom what parts one application from another. */
const MOST_PROMPT = 4000;

/**
 * `setting:effects`, keyed, so that nobody can test a guess. Settings are equal where model, application, tools and system prompt
 * (but for numbers, such as the date) are. Effects are the agent's changes that worked, in any order, each as often as it was made.
 *
 * @returns undefined for runs without a task, for parts of a run, and where effects are written freely
 */
export function effectsOf(raw: RawExample, key: Key): string | undefined {
  const { session } = raw;
  if (!session.intent) return undefined;
  const view = new RunView(raw);
  if (!view.isMain || !view.isLast) return undefined;
  const changes = view.sessionCalls().filter((c) => !c.byUser && changesState(c.name));
  if (changes.some(isFree)) return undefined;
  const worked = changes.filter((c) => c.resultSeq >= 0 && !c.failed);
  const forms = worked.map(({ name, values }) => `${name} ${normalForm(values)}`).sort();
  return `${settingOf(raw, key)}:${forms.length === 0 ? NO_EFFECTS : key.hash('effects', forms, 6)}`;
}

function settingOf({ session }: RawExample, key: Key): string {
  const { app = '', model = '', tools, events } = session;
  const prompt = events.find((e) => e.kind === 'system')?.text ?? '';
  const names = tools.flatMap((t) => (t.inferred ? [] : t.name)).sort();
  return key.hash('setting', [app, model, names.join(), prompt.slice(0, MOST_PROMPT).replace(/\d+/g, '0')], 4);
}

/** Arguments that are no object are a text of their own: a command, a patch. */
const isFree = ({ args, values }: RunCall): boolean =>
  values === undefined ? args.trim() !== '' : Object.values(values).some(isWording);

const isWording = (value: unknown): boolean =>
  typeof value === 'string'
    ? value.length > MOST_WORDING || value.includes('\n')
    : typeof value === 'object' && value !== null && Object.values(value).some(isWording);
