/** Kind of task: what the user asks for, by the cues of the taxonomy, and by what no word tells (code, sums, question marks). */
import { memo } from '../../kit/memo.ts';
import type { Asked, Guess } from './domain.ts';
import { appHit, type Hit, hitsIn, type Labels, type Term, toolHits, wordsOf } from './taxonomy/cues.ts';
import { FORM, isTable, REQUESTS, type Shape } from './taxonomy/shapes.ts';
import { taxonomyOf } from './taxonomy/taxonomy.ts';
import { confidenceOf, Votes } from './taxonomy/votes.ts';

/** Requests stand at the beginning, or behind what they are about. */
const FIRST = 60;
const READ = 3000;
const BEGINNING = 300;
const END = 250;
const AT_FIRST = 1.4;
const AT_BEGINNING = 0.8;
const AT_END = 1;
const BETWEEN = 0.2;
/** In messages after the first, which go on from it. */
const FURTHER = 0.25;
/** A word that opens a sentence, or follows a plea, is what is asked for; others may be what it is about. */
const REQUEST = 1.5;
const OPENING =
  /(?:^|[.!?:;\n"“(-]\s*|\b(?:please|bitte|just|and|then|to|can you|could you|would you|help me|kannst du)\s+)$/i;
const SYSTEM = 0.3;
const SYSTEM_ALONE = 0.9;
/** So far ahead of the next is a prompt that asks for one thing. */
const CLEAR = 1.5;
const PROMPT = 600;
/** Prompts name everything that may come up: of them, what names a task by itself. */
const STRONG = 1;
const TOOL = 1;
/** Points that a kind needs. All figures here: by judgement, tuned on the development half of the labels. */
const NEEDED = 0.9;
const ENOUGH = 3;

/** What no word tells: kind, points, name, pattern on the user's text. */
const SHAPES: readonly (readonly [task: string, points: number, name: string, pattern: RegExp])[] = [
  [
    'coding',
    1,
    'code',
    /```|<\/\w+>|[;{]\s*\n|\b\w+\([^()\n]{0,80}\)\s*[;:{]|\w\.(?:py|js|ts|java|cpp|rs|go|html|css|sh)\b/,
  ],
  // The cues know `write a function`; what stands between says in which language, or how it is made.
  [
    'coding',
    3.5,
    'code to write',
    /(?<!\p{L})(?:write|create|make|implement|generate|code|schreib\p{L}{0,3}|erstell\p{L}{0,3}|écri\p{L}{1,3}|escrib\p{L}{1,3}|escrev\p{L}{1,3}|scriv\p{L}{1,3})\s+(?:(?:me|mir|an?|the|einen?|eine|une?|una|uma|um|un)\s+){0,2}(?:[\p{L}+#.-]{1,20}\s+){0,2}?(?:functions?|methods?|unit tests?|websites?|web ?pages?|funktion|methode|fonction|función|função|funzione)(?!\p{L})|(?<!\p{L})(?:python|javascript|typescript|java|bash|shell|c\+\+|c#|rust|golang|ruby|php|perl|powershell)\s+(?:function|script|program|class|method|code|snippet)(?!\p{L})/iu,
  ],
  [
    'reasoning',
    2,
    'sum',
    /\d\s*[+*^=×÷]\s*-?\d|\d{2}x\d{2}|\d\s?(?:%|per ?cent|percent|prozent|pour cent|por ciento|por cento|per cento)\s?\p{L}{1,4}\s\d|\d\s+[-/]\s+\d|\\(?:frac|sqrt|sum|int)\b|\b[a-z]\s?\^\s?\d|\b\d{0,3}\*?[a-z]\s*=\s*-?\d|\|[a-z]\s*[-+]\s*\d/iu,
  ],
];
/** Instructions of the sets that models are trained on: a text is given, a label is asked for, unless words say more. */
const GIVEN =
  /\b(?:in this task,? you|you (?:are|will be|'re) given (?:an?|two|some|the)|given an? (?:sentence|review|passage|text|list of)|here is a premise|(?:the|your) output should be)\b/i;
const GIVEN_POINTS = 1.6;
/** Where requests are looked for: this many characters of both ends. */
const NEAR = 400;
const IN_DATA = 0.4;
const TABLE = 1.5;
/** Quantities are asked for, but there are none to reckon with: *how many* is then a fact. */
const NO_NUMBER = 0.3;
/** Numbers in a short question are there to be reckoned with. */
const NUMBERS = 1.8;
const NUMBER =
  /(?<![\p{L}\p{N}._-])\$?\d+(?:[.,]\d+)*(?![\p{L}_-]|[.,:/-]\d)|\b(?:half|twice|double|three|four|five)\b/giu;
const QUANTITY = /\b(?:how (?:many|much|old|far|long)|percent(?:age)?|average|number of)\b/i;
const HAS_NUMBER = /\d|\b(?:one|two|half|twice|double|three|four|five|six|seven|eight|nine|ten|dozen|hundred)\b/i;
const SHORT = 900;
const QUESTION = 0.9;
/** Its words are everywhere: many of them say no more than two. */
const MOST_QUESTION = 2;
const WITH_TOOLS = 0.3;
const WITH_OFFERED = 0.5;
const QUESTION_WORD =
  /^\W*(?:who|whose|what|what's|when|where|why|how|which|is|are|was|were|can|could|does|do|did|will|would|should|wer|was|wann|wo|warum|wieso|wie|welche[rsnm]?|ist|sind|kann|qui|que|quoi|quand|où|pourquoi|comment|quel\w*|combien|est-ce|qué|quién|cuándo|dónde|por qué|cómo|cuál\w*|cuánt\w*|quem|quando|onde|como|qual|quanto|chi|cosa|dove|perché|come|quale|wat|wie|waar|waarom|hoe|wanneer|kto|co|gdzie|dlaczego|jak|kiedy|ne|kim|nerede|neden|nasıl|кто|что|где|почему|как|когда|какой)(?![\p{L}])/iu;
const MARK = /[?？؟]/;
/** An agent of a company, by its instructions. */
const AGENT =
  /\b(?:customer (?:service|support|care)|(?:help|service|front|information) ?desk|reception(?:ist)?\b|hotline|call cent(?:er|re)|concierge|(?:agent|assistant|bot|representative) (?:of|at) (?:an?|the|our) |(?:help|assist|serve|support|answer) (?:our |the |your )?(?:customers?|clients|guests|patients|members|subscribers|tenants|policy ?holders|shoppers|travell?ers|passengers)|(?:airline|retail|support|service|telecom|booking|bank) (?:agent|assistant|representative)|kunden(?:service|dienst|support)|service client|atención al cliente|atendimento ao cliente|servizio clienti|assistenza clienti)\b/i;
const AGENT_POINTS = 1.5;
const GREETINGS = new Set(
  `hi hello hey howdy test thanks thank you ok okay bye goodbye good morning evening there hallo guten tag moin danke bonjour salut merci hola buenas gracias olá oi obrigado ciao grazie buongiorno hoi bedankt cześć dzięki merhaba selam привет спасибо 你好 こんにちは session my name is`.split(
    ' ',
  ),
);
/** More words are no greeting. */
const GREETING_WORDS = 6;
const MOST_TERMS = 5;

export function taskOf(asked: Asked, labels: Labels = taxonomyOf().tasks): Guess {
  const { user, first = user.length, system = '', tools = [], apps = [] } = asked;
  const votes = new Votes();
  const read = user.length > READ + END ? user.slice(0, READ) + user.slice(-END) : user;
  votes.text(placed(hitsIn(read, labels), user), weigher(user, first), 0);
  // Where there are tools, a question is answered by using them.
  votes.bound('question', MOST_QUESTION, tools.length > 0 ? WITH_TOOLS : asked.offered ? WITH_OFFERED : 1);
  for (const { term, cue } of toolHits(tools, labels)) votes.add(`tool ${term}`, cue, TOOL);
  const byApp = appHit(apps, labels);
  if (byApp) votes.add('app', byApp);
  const agent = AGENT.test(system);
  if (agent) votes.give('support', AGENT_POINTS, 'agent of a company');
  shapes(votes, user.slice(0, first), agent || tools.length > 0);
  prompted(votes, system.slice(0, PROMPT), QUESTION_WORD.test(user) || MARK.test(user), labels);
  if (tools.length > 0) votes.give('tool_use', 1, 'tools');
  else if (asked.offered) votes.give('tool_use', 1, 'tools offered');
  return guessOf(votes, user);
}

/**
 * The system prompt: where the user's message asks for nothing (it is a text, a row, a note), the prompt is the instruction, if it
 * names one task above others; else it says what may come up.
 */
function prompted(votes: Votes, prompt: string, asks: boolean, labels: Labels): void {
  if (prompt.trim() === '') return;
  const own = new Votes();
  const { terms, shapes } = askedBy(prompt, labels);
  for (const { term, cue, weight } of terms) if (!votes.has(term)) own.add(term, cue, weight);
  for (const { task, points, name } of shapes) own.give(task, points, name);
  const [first, second] = own.ranked();
  // Who plays a part plays it whatever is asked.
  const isPart = first?.label === 'roleplay';
  const asked = votes.ranked().find(({ label }) => label !== 'question' || !isPart);
  const instructs =
    (isPart || !asks) && (asked?.points ?? 0) < NEEDED && first && first.points >= CLEAR * (second?.points ?? 0);
  for (const {
    label,
    points,
    terms: [name = ''],
  } of own.ranked())
    votes.give(label, points * (instructs && label === first.label ? SYSTEM_ALONE : SYSTEM), name);
}

interface Prompt {
  /** Each once, with what its best place is worth. */
  readonly terms: readonly (Term & { weight: number })[];
  readonly shapes: readonly Omit<Shape, 'pattern'>[];
}

/** What a prompt asks for; remembered, since the sessions of an application share it. */
const askedBy = (prompt: string, labels: Labels): Prompt => {
  const read = readers.get(labels) ?? memo((text: string) => readPrompt(text, labels), 50);
  readers.set(labels, read);
  return read(prompt);
};
const readers = new WeakMap<Labels, (prompt: string) => Prompt>();

function readPrompt(prompt: string, labels: Labels): Prompt {
  const terms = new Map<string, Term & { weight: number }>();
  for (const { term, cue, at } of hitsIn(prompt, labels)) {
    if (Math.max(...cue.values()) < STRONG) continue;
    const opens = at < FIRST && OPENING.test(prompt.slice(Math.max(0, at - 16), at));
    terms.set(term, { term, cue, weight: Math.max(terms.get(term)?.weight ?? 0, opens ? REQUEST : 1) });
  }
  const shapes: Omit<Shape, 'pattern'>[] = REQUESTS.filter(({ pattern }) => pattern.test(prompt));
  const form = FORM.test(prompt) ? [{ task: 'extraction', points: GIVEN_POINTS, name: 'an answer of one form' }] : [];
  return { terms: [...terms.values()], shapes: [...shapes, ...form] };
}

/** Of a long text its beginning and its end are read: places behind the beginning are places of the end. */
const placed = (hits: readonly Hit[], { length }: string): readonly Hit[] =>
  length > READ + END ? hits.map((h) => (h.at < READ ? h : { ...h, at: h.at + length - READ - END })) : hits;

function weigher(text: string, first: number): (at: number) => number {
  const length = text.slice(0, first).trimEnd().length;
  const { from, to } = dataIn(text.slice(0, length));
  return (at) => {
    const place = at < FIRST ? AT_FIRST : at < BEGINNING ? AT_BEGINNING : at >= length - END ? AT_END : BETWEEN;
    if (at >= first) return FURTHER;
    if (at >= from && at < to) return Math.min(place, OF_DATA);
    return OPENING.test(text.slice(Math.max(0, at - 16), at)) ? place * REQUEST : place;
  };
}

/**
 * What a request is about, where it stands behind a colon or in quotation marks (*tl;dr of this: …*, *make it shorter: "…"*): its
 * words ask for nothing.
 */
function dataIn(text: string): { from: number; to: number } {
  const colon = COLON.exec(text.slice(0, NEAR));
  const from = colon && !WRAPPER.test(colon[0]) ? colon.index + colon[0].length : text.length;
  // What is longer than the request before it, up to the blank line behind which another request may stand.
  if (text.length - from < from) return { from: text.length, to: text.length };
  const blank = text.lastIndexOf('\n\n');
  return { from, to: blank > from ? blank : text.length };
}
/** Words before it are no label of a field (`Question:`) but a request. */
const COLON = /^[^:\n]{0,20}\w+ \w+ \w+[^:\n]{0,200}?(?::\s|:? (?=["“„«]))/;
/** What follows is the request itself. */
const WRAPPER = /\b(?:questions?|tasks?|instructions?|problem|exercise|request|command)\s*:\s$/i;
const OF_DATA = 0.15;

/** @param served there are tools, or an agent of a company: a question is answered by them, and numbers are theirs */
function shapes(votes: Votes, user: string, served: boolean): void {
  const start = user.slice(0, READ);
  for (const [task, points, name, pattern] of SHAPES) {
    const at = start.search(pattern);
    if (at >= 0) votes.give(task, points, name, at);
  }
  const ends = user.length > 2 * NEAR ? `${user.slice(0, NEAR)}\n${user.slice(-NEAR)}` : user;
  const given = GIVEN.test(start) || FORM.test(ends);
  if (given) {
    votes.give('extraction', GIVEN_POINTS, 'a text and a label');
    // Its questions are data.
    votes.bound('question', MOST_QUESTION, IN_DATA);
  }
  for (const { task, points, name, pattern } of REQUESTS) if (pattern.test(ends)) votes.give(task, points, name);
  if (user.includes('\n') && isTable(user.slice(0, READ))) votes.give('data_analysis', TABLE, 'a table');
  const words = wordsOf(user.slice(0, 200));
  if (
    words.length <= GREETING_WORDS &&
    words.some(({ word }) => GREETINGS.has(word)) &&
    words.every(({ word }) => GREETINGS.has(word) || /^\d+$/.test(word))
  )
    votes.give('other', 2, 'greeting', 0);
  if (QUANTITY.test(start) && !HAS_NUMBER.test(start)) votes.bound('reasoning', Number.POSITIVE_INFINITY, NO_NUMBER);
  const asks = QUESTION_WORD.test(user) || MARK.test(user);
  if (!served && !given && user.length < SHORT && (user.match(NUMBER)?.length ?? 0) >= 3 && asks)
    votes.give('reasoning', NUMBERS, 'numbers');
  if (asks) votes.give('question', QUESTION * (served ? WITH_TOOLS : 1), 'question', 0);
}

/** So many words without any cue are a request all the same, and of what people ask, most are questions. */
const SENTENCE = 5;
const HARDLY = 0.1;

const nothingOf = (user: string): Guess =>
  wordsOf(user).length >= SENTENCE
    ? { label: 'question', rule: 'no cue', confidence: HARDLY, at: [] }
    : { label: 'other', rule: 'no cue', confidence: 0, at: [] };

function guessOf(votes: Votes, user: string): Guess {
  const [first, second] = votes.ranked();
  if (!first || first.points < NEEDED) return nothingOf(user);
  const next = second?.points ?? 0;
  const rule = `${first.terms.slice(0, MOST_TERMS).join(', ')}${second ? `; next ${second.label}` : ''}`;
  return { label: first.label, rule, confidence: confidenceOf(first.points, next, ENOUGH), at: first.at };
}
