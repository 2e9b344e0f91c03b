/** Tags of an example: what it is about and how hard it is. Pure and cheap; nothing is decided here. */
import type { TaxonomyConfig } from '../../model/config-taxonomy.ts';
import type { Example } from '../../model/example.ts';
import { STORED_TAGS, type StoredTagName, type StoredTags, type Tagged, type TagValue } from '../../model/tags.ts';
import { derive, type Redacted } from '../../redact/brand.ts';
import { NOTHING_OBSERVED, type Observed } from '../observe/observe.ts';
import type { Draft } from '../segment/segment.ts';
import { complexityOf } from './complexity.ts';
import { type Asked, domainOf, type Guess } from './domain.ts';
import { type Facts, factsOf } from './facts.ts';
import { languageOf } from './language.ts';
import { safetyFindings } from './safety.ts';
import { taskOf } from './task.ts';
import { taxonomyOf } from './taxonomy/taxonomy.ts';

/**
 * @param observed what was judged on the raw session
 * @param taxonomy of the configuration; the built-in one without
 */
export function tag(
  draft: Redacted<Draft>,
  observed: Observed = NOTHING_OBSERVED,
  taxonomy?: TaxonomyConfig,
): Redacted<Example> {
  const { steps, graph } = observed;
  const facts = factsOf(draft);
  return derive(draft, {
    ...draft.example,
    tags: tagsOf({ ...facts, about: aboutOf(facts, draft.example, taxonomy) }),
    steps: [...steps],
    graph,
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
  safety: ({ messages }) => {
    const { names, at } = safetyFindings(messages);
    return counted(names, 'patterns', at);
  },
  latencyMs: ({ latencyMs }) => counted(latencyMs > 0 ? Math.round(latencyMs) : undefined, 'sum of the log'),
  chars: ({ messages }) =>
    counted(
      messages.reduce((n, m) => n + charsOf(m), 0),
      'content and arguments',
    ),
  features: ({ features, problems }) => counted({ ...features }, 'counts', problems),
};

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
