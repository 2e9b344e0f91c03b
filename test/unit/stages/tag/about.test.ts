import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type LabelPair, scores } from '../../../../src/kit/agreement.ts';
import { parseConfig } from '../../../../src/model/config.ts';
import { type Asked, domainOf as told } from '../../../../src/stages/tag/domain.ts';
import { taskOf } from '../../../../src/stages/tag/task.ts';
import { taxonomyOf } from '../../../../src/stages/tag/taxonomy/taxonomy.ts';

const domainOf = (asked: Asked, labels = taxonomyOf().domains) => told(asked, taskOf(asked).label, labels);
const domain = (user: string, more: Partial<Asked> = {}): string => domainOf({ user, ...more }).label;
const task = (user: string, more: Partial<Asked> = {}): string => taskOf({ user, ...more }).label;

describe('requests that were written before the cues', () => {
  const rows = readFileSync('test/measure/labels/requests.tsv', 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => line.split('\t') as [language: string, task: string, domain: string, text: string]);
  const pairs = (of: (row: (typeof rows)[number]) => LabelPair): LabelPair[] => rows.map(of);

  it('have the task and the domain that they were labelled with', () => {
    const tasks = scores(pairs(([, expected, , text]) => [expected, task(text)]));
    const domains = scores(pairs(([, , expected, text]) => [expected, domain(text)]));
    expect([tasks.n, domains.n]).toEqual([151, 151]);
    // What they reach, less three of them: a word that is taken away must show.
    expect(tasks.accuracy).toBeGreaterThanOrEqual(0.98);
    expect(domains.accuracy).toBeGreaterThanOrEqual(0.96);
    expect(Math.min(tasks.kappa, domains.kappa)).toBeGreaterThanOrEqual(0.95);
  });
});

describe('requests of production, with prompts and tools', () => {
  const rows = readFileSync('test/measure/labels/production.tsv', 'utf8')
    .trimEnd()
    .split('\n')
    .slice(1)
    .map((line) => {
      const [set = '', task = '', domain = '', tools = '', system = '', text = ''] = line.split('\t');
      const called = tools.split(',').filter((t) => t !== '');
      const asked: Asked = { user: text.replaceAll('\\n', '\n'), system, tools: called, offered: called.length > 0 };
      return { set, task, domain, asked };
    });

  // Set 3 was never tuned on: what it reaches is what can be expected of requests that name nothing.
  it.each([
    ['1', 30, 0.85, 0.75],
    ['2', 40, 0.88, 0.55],
    ['3', 24, 0.35, 0.4],
  ])('set %s', (set, n, tasks, domains) => {
    const among = rows.filter((r) => r.set === set);
    expect(among).toHaveLength(n);
    const task = scores(among.map((r) => [r.task, taskOf(r.asked).label]));
    const domain = scores(among.map((r) => [r.domain, domainOf(r.asked).label]));
    expect(task.accuracy).toBeGreaterThanOrEqual(tasks);
    expect(domain.accuracy).toBeGreaterThanOrEqual(domains);
  });
});

describe('domain', () => {
  it.each([
    ['a word that names it', 'my flight', 'travel'],
    ['two words that are common in it', 'the passport and the border', 'travel'],
    ['one such word is not enough', 'the passport', 'general'],
    ['nor is it when it comes again', 'passport, passport', 'general'],
    ['the plural counts as the word', 'about airlines', 'travel'],
    ['the beginning of a word', 'reservation of sightseeing passengers', 'travel'],
    ['a phrase', 'the world cup', 'sports'],
    ['its words apart are none', 'a cup for the world', 'general'],
    ['words that a hyphen joins', 'a flight-price', 'travel'],
    ['Chinese, without spaces', '我想改签航班', 'travel'],
    ['as many for another: nothing stands out', 'a flight, a recipe', 'general'],
    ['a word inside another does not count', 'accountability', 'general'],
    ['nothing', '', 'general'],
  ])('%s: %s', (_, text, expected) => expect(domain(text)).toBe(expected));

  it.each([
    [['get_flight_status'], 'travel'],
    [['getFlightStatus', 'x.hotel.y'], 'travel'],
    [['GET-FLIGHTS', 'reservation_list'], 'travel'],
    [['flightless', 'hoteling'], 'general'],
  ])('parts of names of tools: %s', (tools, expected) => expect(domain('Go on', { tools })).toBe(expected));

  it('the prompt of the application counts less than what the user says', () => {
    const system = 'You help guests of the hotel with airport transfers and flights.';
    expect(domain('Hm', { system })).toBe('travel');
    expect(domain('A recipe for a cake with chocolate', { system })).toBe('food');
  });

  it('what stands further on counts less than the beginning', () => {
    const far = ' and so on'.repeat(60);
    expect(domain(`a flight${far} a recipe`)).toBe('travel');
    expect(domain(`a recipe${far} a flight`)).toBe('food');
  });

  it('a sum is mathematics whatever it is about, and code is software', () => {
    expect(domain('A book costs 12 dollars, a pen 3 dollars. How many books cost 48 dollars?')).toBe('math');
    expect(domain('Fix the bug', { apps: ['claude-code'] })).toBe('software');
  });

  it('names its cues, which stand in the taxonomy, and where they are', () => {
    const { rule, at, confidence } = domainOf({ user: 'Frobnicate my flight, passenger Zoe' });
    expect(rule).toBe('flight, passenger; next retail');
    expect(at).toEqual([14, 22]);
    expect(confidence).toBeGreaterThan(0.5);
  });

  it('is sure of nothing where nothing stands out', () => {
    expect(domainOf({ user: 'Frobnicate' })).toEqual({ label: 'general', rule: 'no cue', confidence: 0, at: [] });
    expect(domainOf({ user: 'a flight, a recipe' })).toMatchObject({ rule: 'no domain stands out', confidence: 0 });
  });
});

describe('task', () => {
  it.each([
    ['code in the text', '```js\n1\n```', {}, 'coding'],
    ['code to write, in a language', 'Write a Ruby function that gives the mode of a list of numbers.', {}, 'coding'],
    ['code to write, of a kind', 'Please write me a small recursive function for a list', {}, 'coding'],
    ['the same in German', 'Schreib mir eine Funktion, die Primzahlen findet.', {}, 'coding'],
    ['a script in a language', 'Create a bash script to list my poems', {}, 'coding'],
    ['a script of a film', 'Write a script for a short film about rain.', {}, 'writing'],
    ['what functions', 'Write an essay about the function of money.', {}, 'writing'],
    ['a sum', '17 * 3', {}, 'reasoning'],
    ['an equation', 'z: 3*z - 2 = 7', {}, 'reasoning'],
    ['numbers in a question', 'Ann is 3 years older than Bo, who is 12. In 5 years?', {}, 'reasoning'],
    [
      'numbers in a question of a company is a matter of its agent',
      'Flight 12 on May 3 at 5?',
      { system: 'You are an airline agent.' },
      'support',
    ],
    ['a question word', 'Where is it', {}, 'question'],
    ['a question mark', 'It is there?', {}, 'question'],
    ['a question where there are tools is answered by them', 'What is there?', { tools: ['get_user'] }, 'tool_use'],
    ['tools alone', 'Go on', { tools: ['book_table'] }, 'tool_use'],
    ['tools of a coding agent', 'Go on', { tools: ['str_replace_editor'] }, 'coding'],
    ['the format of a coding agent', 'Go on', { apps: ['codex-rollout'] }, 'coding'],
    ['tools that search', 'Go on', { tools: ['web_search'] }, 'research'],
    ['search alone is the whole name', 'Go on', { tools: ['search'] }, 'research'],
    ['search as a part of a name is none', 'Go on', { tools: ['search_direct_trains'] }, 'tool_use'],
    ['tools that query', 'Go on', { tools: ['run_sql'] }, 'data_analysis'],
    [
      'what is asked goes before the tools',
      'Translate the letter into German',
      { tools: ['read_text'] },
      'translation',
    ],
    ['a greeting', 'Hello there', {}, 'other'],
    ['a greeting and a request', 'Hello, translate this', {}, 'translation'],
    ['nothing stands out', 'Frobnicate', {}, 'other'],
  ] as [string, string, Partial<Asked>, string][])('%s', (_, text, more, expected) =>
    expect(task(text, more)).toBe(expected),
  );

  it('the request stands at the beginning or the end, not in the text that it is about', () => {
    const page = 'The committee met and talked about translation of the poem and a refund. '.repeat(12);
    expect(task(`Summarize this: ${page}`)).toBe('summarisation');
    expect(task(`${page}\n\nSummarize the above in a sentence.`)).toBe('summarisation');
    expect(task(`${page.repeat(8)}\n\nSummarize the above in a sentence.`)).toBe('summarisation');
  });

  it('says what decided and where, and is less sure where another comes near', () => {
    const { rule, at } = taskOf({ user: 'Please translate' });
    expect([rule, at]).toEqual(['translate', [7]]);
    const sure = (user: string) => taskOf({ user }).confidence;
    expect(sure('Translate and summarize')).toBeLessThan(sure('Translate'));
    expect(taskOf({ user: 'Frobnicate' })).toEqual({ label: 'other', rule: 'no cue', confidence: 0, at: [] });
  });
});

describe('where the instruction stands', () => {
  const note = 'Crate 4 arrived wet, two lids cracked.';
  it.each([
    ['the prompt, where the message is a text', note, 'Summarize notes of the night crew.', 'summarisation'],
    ['the prompt asks for an answer of one form', note, 'Reply with exactly one of: low, high.', 'extraction'],
    ['yes or no', note, 'Is glass concerned? Answer yes or no.', 'extraction'],
    ['what opens the prompt goes before what it mentions', note, 'Translate the poem.', 'translation'],
    ['a prompt that names several asks for none of them', note, 'You translate, summarize and write.', 'question'],
    ['what the user asks goes before the prompt', `Translate: ${note}`, 'Summarize notes of the crew.', 'translation'],
    ['a question is asked whatever the prompt does', 'Who is on duty?', 'Summarize notes.', 'question'],
    ['but a part is played', 'Who goes there?', 'You play a night watchman.', 'roleplay'],
    ['an assistant of an organisation', 'The lid is cracked', 'You are the assistant of a glazier.', 'support'],
  ])('%s', (_, user, system, expected) => expect(task(user, { system })).toBe(expected));

  it('what follows its colon is what it is about', () => {
    const thread = 'Kim: the program has a bug in its function. Lou: I debug the compiler. Kim: the unit tests run.';
    expect(task(`the gist of this exchange: ${thread}`)).toBe('summarisation');
    expect(task(`the gist of this exchange\n${thread}`)).toBe('coding');
    // The name of what is to be done is a wrapper, no request.
    expect(task('Please do the following task: write a poem about the gist of things that pass')).toBe('writing');
  });

  it('where a text and its label are given, questions are data', () => {
    const two = 'What is a moor? Why is it wet?';
    expect(task(`Do these two questions have the same meaning? ${two}`)).toBe('extraction');
    expect(task(two)).toBe('question');
  });
});

describe('shapes of requests', () => {
  it.each([
    ['Put this into Danish for the crew: mind the step', 'translation'],
    ['This came in Danish, mind the step', 'question'],
    ['Make it shorter and friendlier, with a smile', 'writing'],
    ['a caption for the picture of our bridge', 'writing'],
    ['5 days in Utrecht with my aunt', 'planning'],
    ['5 days in a row it was the same', 'question'],
    ['Lay out six short workshops on knots', 'planning'],
    ['We move the mill. What has to be done by when', 'planning'],
    ['What was decided at the table of the guild yesterday', 'summarisation'],
    ['Which rivers are mentioned here: the Rhine and the Maas met', 'extraction'],
    ['Pull all the dates from this page', 'extraction'],
    ['You be the ferryman, and let me beg', 'roleplay'],
    ['is it wise to call putLid inside openLid', 'coding'],
    ['is it wise to call Tom inside', 'question'],
    ['here it is\nmill,wheels,sacks\nA,2,40\nB,3,50', 'data_analysis'],
    ['here it is\nmill\nA\nB', 'question'],
    ['How many mills are empty', 'question'],
    ['How many of 12 mills are empty if 3 run', 'reasoning'],
  ])('%j: %s', (user, expected) => expect(task(user)).toBe(expected));
});

describe('domain of words in their place', () => {
  it('the name of a field or a speaker is not spoken of', () => {
    expect(domain('Teacher: look at it')).toBe('general');
    expect(domain('Our teacher: look at it, homework')).toBe('education');
  });

  it('the prompt speaks for a message that names nothing', () => {
    expect(domain('Hm', { system: 'You serve guests of a hotel.' })).toBe('travel');
  });

  it('the second tool of a kind says little more', () => {
    const tools = ['get_order', 'get_refund', 'get_cart', 'get_shipment'];
    expect(domain('the airline lost my baggage at the airport', { tools })).toBe('travel');
  });
});

describe('taxonomy of goldpan.json', () => {
  const own = (taxonomy: object) => taxonomyOf(parseConfig(JSON.stringify({ taxonomy }), 'goldpan.json').taxonomy);

  it('a name of its own is added, and one word of it decides', () => {
    const { domains } = own({
      domains: { brewing: { words: ['wort', 'dry hop*'], tools: ['kettle'], apps: ['brewlog'] } },
    });
    const labels = ['the wort', 'dry hopping', 'my flight'].map((user) => domainOf({ user }, domains).label);
    expect(labels).toEqual(['brewing', 'brewing', 'travel']);
    expect(domainOf({ user: 'Go', tools: ['kettle_on'] }, domains).label).toBe('brewing');
    expect(domainOf({ user: 'Go', apps: ['BrewLog'] }, domains).label).toBe('brewing');
  });

  it('a built-in name is replaced, or extended, or taken away', () => {
    const label = (cues: object, user: string) => domainOf({ user }, own({ domains: { travel: cues } }).domains).label;
    expect([label({ words: ['tardis'] }, 'the tardis'), label({ words: ['tardis'] }, 'an airline')]).toEqual([
      'travel',
      'general',
    ]);
    expect(label({ words: ['tardis'], extend: true }, 'an airline')).toBe('travel');
    expect(label({}, 'an airline')).toBe('general');
  });

  it('tasks likewise', () => {
    const { tasks } = own({ tasks: { triage: { words: ['frobnicate'] } } });
    expect(taskOf({ user: 'Frobnicate' }, tasks).label).toBe('triage');
  });

  it('a name that is no word is refused', () => {
    expect(() => own({ domains: { 'two words': {} } })).toThrow(/taxonomy.domains: A name/);
  });
});

it.each([
  ['one long word', 'a'.repeat(8000)],
  ['beginnings of a phrase', 'blood '.repeat(1400)],
  ['joined words', 'a-'.repeat(4000)],
  ['brackets', 'f('.repeat(4000)],
  ['digits', '1 '.repeat(4000)],
  ['semicolons', '; '.repeat(4000)],
])('takes no longer for %s', (_, user) => {
  const start = performance.now();
  domainOf({ user, system: user });
  // Two orders of magnitude above what it takes: only time that grows with the square fails.
  expect(performance.now() - start).toBeLessThan(400);
});
