/** Tags of an example: what it is about and how hard it is. Pure and cheap; nothing is decided here. */
import { defined } from '../../kit/defined.ts';
import type { TaxonomyConfig } from '../../model/config-taxonomy.ts';
import type { Example } from '../../model/example.ts';
import { STORED_TAGS, type StoredTagName, type StoredTags, type Tagged, type TagValue } from '../../model/tags.ts';
import { derive, type Redacted } from '../../redact/brand.ts';
import { NOTHING_OBSERVED, type Observed } from '../observe/observe.ts';
import { combine } from '../outcome/combine.ts';
import type { Draft } from '../segment/segment.ts';
import { tokensOf } from '../segment/size.ts';
import { complexityOf } from './complexity.ts';
import { type Asked, domainOf, type Guess } from './domain.ts';
import { type Facts, factsOf } from './facts.ts';
import { languageOf } from './language.ts';
import { taskOf } from './task.ts';
import { taxonomyOf } from './taxonomy/taxonomy.ts';

/** What tagging is told by the configuration; absent: its defaults. */
export interface TagRules {
  /** From which on evidence decides the outcome. */
  outcomeConfidence?: number | undefined;
  taxonomy?: TaxonomyConfig | undefined;
}

/** @param observed what was judged on the raw session */
export function tag(
  draft: Redacted<Draft>,
  observed: Observed = NOTHING_OBSERVED,
  { outcomeConfidence, taxonomy }: TagRules = {},
): Redacted<Example> {
  const { steps, graph, evidence, effects } = observed;
  const outcome = combine(draft.example.outcome, evidence, outcomeConfidence);
  const whole = { ...draft, example: { ...draft.example, outcome } };
  const facts = factsOf(whole, observed);
  const about = aboutOf(facts, whole.example, taxonomy);
  return derive(draft, {
    ...whole.example,
    tags: tagsOf({ ...facts, about }),
    steps: [...steps],
    graph,
    ...defined({ effects }),
  });
}

interface Tagging extends Facts {
  /** Task and domain, which are told together. */
  about: { task: Guess; domain: Guess };
}

function aboutOf(
  facts: Facts,
  { app, agent, format, tools: offered }: Pick<Example, 'app' | 'agent' | 'format' | 'tools'>,
  taxonomy?: TaxonomyConfig,
): Tagging['about'] {
  const { userText, systemText, tools } = facts;
  const asked: Asked = {
    user: userText.text,
    system: systemText.text,
    first: userText.first,
    offered: offered.length > 0,
    tools,
    apps: [app, agent, format].filter((name) => name !== undefined),
  };
  const { tasks, domains } = taxonomyOf(taxonomy);
  const task = taskOf(asked, tasks);
  return { task, domain: domainOf(asked, task.label, domains) };
}

const tagsOf = (facts: Tagging): StoredTags =>
  Object.fromEntries(STORED_TAGS.map((name) => [name, RULES[name](facts)])) as unknown as StoredTags;

type Rules = { readonly [N in StoredTagName]: (facts: Tagging) => Tagged<TagValue<N>> };

/** The rule of each stored tag of the table in model/tags.ts. */
const RULES: Rules = {
  complexity: ({ features, problems }) => {
    const { level, rule } = complexityOf(features);
    return counted(level, rule, problems);
  },
  task: ({ about, userText }) => told(about.task, userText),
  domain: ({ about, userText }) => told(about.domain, userText),
  language: ({ userText }) => {
    const { language, accuracy, rule } = languageOf(userText.text);
    return guessed(language, rule, accuracy);
  },
  tools: ({ tools, messages }) =>
    counted(
      [...tools],
      'names of calls',
      indicesOf(messages, (m) => !!m.calls?.length),
    ),
  safety: ({ safety: { severity, at } }) => {
    const worst = Math.max(0, ...Object.values(severity));
    return guessed({ ...severity }, worst === 0 ? 'nothing found' : 'rules', worst === 3 ? CLEAR : DOUBTFUL, at);
  },
  refusal: ({ safety: { refusal, refusedAt } }) => guessed(refusal, 'wording', CLEAR, refusedAt),
  latencyMs: ({ latencyMs }) => counted(latencyMs > 0 ? Math.round(latencyMs) : undefined, 'sum of the log'),
  chars: ({ messages }) =>
    counted(
      messages.reduce((n, m) => n + charsOf(m), 0),
      'content and arguments',
    ),
  tokens: ({ messages }) => guessed(Math.round(tokensOf(messages)), 'estimate by words, digits and signs', TOKENS_SURE),
  answerChars: ({ answers }) => counted(answers.chars, 'mean'),
  answerWords: ({ answers }) => counted(answers.words, 'mean'),
  quality: ({ quality }) => guessed(quality.level, `score ${quality.parts.score}`, DOUBTFUL),
  qualityParts: ({ quality }) => counted({ ...quality.parts }, 'weighted mean'),
  features: ({ features, problems }) => counted({ ...features }, 'counts', problems),
};

/** Share of pieces on which the estimate is within 12 %, see kit/tokens.ts. */
const TOKENS_SURE = 0.9;

/** Of the rules of safety: no more than an estimate from the cases of the tests. */
const CLEAR = 0.9;
const DOUBTFUL = 0.6;

/** `messages` is left out when it says nothing. */
const evidence = (rule: string, messages: readonly number[]) => ({
  rule,
  messages: messages.length > 0 ? messages.slice(0, MOST_EVIDENCE) : undefined,
});

/** Enough to look at; every message of a long run would be no evidence. */
const MOST_EVIDENCE = 20;

const counted = <V>(value: V, rule: string, messages: readonly number[] = []): Tagged<V> => ({
  value,
  evidence: evidence(rule, messages),
  confidence: 'counted',
});

/** Two decimals: more would be pretence. */
const guessed = <V>(value: V, rule: string, confidence: number, messages: readonly number[] = []): Tagged<V> => ({
  value,
  evidence: evidence(rule, messages),
  confidence: Math.round(Math.min(1, confidence) * 100) / 100,
});

/** With the messages that the cues stand in. */
const told = ({ label, rule, confidence, at }: Guess, { messageAt }: Facts['userText']): Tagged<string> =>
  guessed(
    label,
    rule,
    confidence,
    [...new Set(at.map(messageAt))].filter((i) => i >= 0).sort((a, b) => a - b),
  );

const indicesOf = <T>(list: readonly T[], test: (item: T) => boolean): number[] =>
  list.flatMap((item, i) => (test(item) ? [i] : []));

const charsOf = ({ content, calls = [] }: Facts['messages'][number]): number =>
  calls.reduce((n, c) => n + c.args.length, content.length);
