/** Kind of task: what the user asks for, by the cues of the taxonomy, and by what no word tells (code, sums, question marks). */
import type { Asked, Guess } from './domain.ts';
import { appHit, type Hit, hitsIn, type Labels, toolHits, wordsOf } from './taxonomy/cues.ts';
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
/** Numbers in a short question are there to be reckoned with. */
const NUMBERS = 1.8;
const NUMBER =
  /(?<![\p{L}\p{N}._-])\$?\d+(?:[.,]\d+)*(?![\p{L}_-]|[.,:/-]\d)|\b(?:half|twice|double|three|four|five)\b/giu;
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
  /\b(?:customer (?:service|support|care)|(?:airline|retail|support|service|telecom|booking|bank) (?:agent|assistant|representative)|kunden(?:service|dienst|support)|service client|atención al cliente|atendimento ao cliente|servizio clienti|assistenza clienti)\b/i;
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
  for (const { term, cue } of labels.ofPrompt(system.slice(0, 600)))
    if (!votes.has(term) && Math.max(...cue.values()) >= STRONG) votes.add(term, cue, SYSTEM);
  for (const { term, cue } of toolHits(tools, labels)) votes.add(`tool ${term}`, cue, TOOL);
  const byApp = appHit(apps, labels);
  if (byApp) votes.add('app', byApp);
  const agent = AGENT.test(system);
  if (agent) votes.give('support', AGENT_POINTS, 'agent of a company');
  shapes(votes, user.slice(0, first), agent || tools.length > 0);
  if (tools.length > 0) votes.give('tool_use', 1, 'tools');
  else if (asked.offered) votes.give('tool_use', 1, 'tools offered');
  return guessOf(votes, user);
}

/** Of a long text its beginning and its end are read: places behind the beginning are places of the end. */
const placed = (hits: readonly Hit[], { length }: string): readonly Hit[] =>
  length > READ + END ? hits.map((h) => (h.at < READ ? h : { ...h, at: h.at + length - READ - END })) : hits;

function weigher(text: string, first: number): (at: number) => number {
  const length = text.slice(0, first).trimEnd().length;
  return (at) => {
    const place = at < FIRST ? AT_FIRST : at < BEGINNING ? AT_BEGINNING : at >= length - END ? AT_END : BETWEEN;
    if (at >= first) return FURTHER;
    return OPENING.test(text.slice(Math.max(0, at - 16), at)) ? place * REQUEST : place;
  };
}

/** @param served there are tools, or an agent of a company: a question is answered by them, and numbers are theirs */
function shapes(votes: Votes, user: string, served: boolean): void {
  const start = user.slice(0, READ);
  for (const [task, points, name, pattern] of SHAPES) {
    const at = start.search(pattern);
    if (at >= 0) votes.give(task, points, name, at);
  }
  if (GIVEN.test(start)) votes.give('extraction', GIVEN_POINTS, 'a text and a label');
  const words = wordsOf(user.slice(0, 200));
  if (
    words.length <= GREETING_WORDS &&
    words.some(({ word }) => GREETINGS.has(word)) &&
    words.every(({ word }) => GREETINGS.has(word) || /^\d+$/.test(word))
  )
    votes.give('other', 2, 'greeting', 0);
  const asks = QUESTION_WORD.test(user) || MARK.test(user);
  if (!served && user.length < SHORT && (user.match(NUMBER)?.length ?? 0) >= 3 && asks)
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
