/**
 * Abuse, by the words of a kept lexicon and by whom they are thrown at. A coarse word alone is a note and keeps nothing out: what
 * counts is an insult that somebody gets, a slur, or a threat.
 */
import { profaneWords } from '@2toad/profanity';

/**
 * The English list holds everyday words as well (`pawn`, `bloody`, `breasts`, `cox`), so only words of these stems are taken, and
 * only such that are all letters: `a55` and `v1gra` are pieces of hashes.
 */
const COARSE =
  /^(?:(?:mother|mutha?)?fuck\w*|\w*shit\w*|bullshit|cunts?|bitch(?:es|ing)?|(?:ass|arse)holes?|niggers?|faggots?|wankers?|twats?|sluts?|whores?|cocksuckers?|dickheads?|knobheads?|bastard)$/;

/** The other lists are machine translations (`Fehler`, `pour`, パスワード are in them): these words were picked by hand. */
const PICKED: Readonly<Record<string, readonly string[]>> = {
  de: [
    'arsch',
    'arschloch',
    'arschlöcher',
    'arschficker',
    'fotze',
    'schlampe',
    'schlampen',
    'schwuchtel',
    'schwuchteln',
    'wichser',
    'scheiße',
    'scheißkerl',
    'verfickt',
    'gefickt',
    'schwanzlutscher',
  ],
  es: ['hijo de puta', 'puta', 'putas', 'mierda', 'maricón', 'imbécil'],
  fr: [
    'connard',
    'enculé',
    'enculés',
    'salope',
    'salopes',
    'putain',
    'pute',
    'merde',
    'pédé',
    'pédés',
    'enfoiré',
    'enfoirés',
    'fils de pute',
  ],
  it: [
    'cazzo',
    'coglione',
    'coglioni',
    'stronzo',
    'stronza',
    'puttana',
    'vaffanculo',
    'frocio',
    'merda',
    'troia',
    'figlio di puttana',
  ],
  pt: ['caralho', 'filho da puta', 'foda-se', 'merda', 'porra', 'cabrão', 'putas'],
  ru: ['сука', 'шлюха', 'пизда', 'пиздец', 'хуй', 'блядь', 'ебать', 'ебаный', 'ублюдок', 'мудак', 'говнюк', 'гребаный'],
};

const inList = (language: string): readonly string[] => profaneWords.get(language) ?? [];

export const LEXICON: readonly string[] = [
  ...new Set([
    ...inList('en').filter((word) => COARSE.test(word)),
    ...Object.entries(PICKED).flatMap(([language, words]) => words.filter((word) => inList(language).includes(word))),
  ]),
];

const whole = (pattern: string): RegExp =>
  new RegExp(String.raw`(?<![\p{L}\p{N}_-])(?:${pattern})(?![\p{L}\p{N}_-])`, 'iu');

const ANY_COARSE = whole(LEXICON.join('|'));

/** Thrown at somebody: the second person before a noun of abuse, or a curse that has its object in it. */
const NOUN = String.raw`(?:assholes?|arseholes?|bitch(?:es)?|cunts?|motherfuckers?|fuckers?|dickheads?|twats?|wankers?|tossers?|bastards?|sluts?|whores?|shitheads?|pricks?|faggots?|niggers?|idiots?|morons?|retards?|piece\s+of\s+shit|imbeciles?|scum)`;
const STRONGER =
  '(?:fucking|fuckin|goddamn|worthless|filthy|pathetic|stupid|dumb|ugly|absolute|complete|total|utter|useless|lazy|little|fat|lying)';
const THROWN = [
  String.raw`(?:you|u|you['’]re|you\s+are|ur|youre)\s+(?:(?:are|all|such|just|nothing\s+but|a|an|the|really)\s+){0,3}(?:${STRONGER}\s+){1,3}${NOUN}`,
  String.raw`(?:you|u|you['’]re|you\s+are|ur)\s+(?:(?:are|all|such|just|nothing\s+but|a|an|the)\s+){0,3}(?:assholes?|bitch(?:es)?|cunts?|motherfuckers?|dickheads?|twats?|wankers?|sluts?|whores?|shitheads?|piece\s+of\s+shit)`,
  String.raw`fuck\s+(?:you|off|yourself)|go\s+fuck\s+yourself|suck\s+my\s+(?:dick|cock)|eat\s+shit`,
  String.raw`du\s+(?:\p{L}+\s+){0,2}?(?:arschloch|fotze|schlampe|wichser|hurensohn|scheißkerl|schwuchtel)|fick\s+dich|verpiss\s+dich|leck\s+mich\s+am\s+arsch`,
  String.raw`(?:espèce\s+de|t['’]es\s+un|tu\s+es\s+une?|sale)\s+(?:gros(?:se)?\s+)?(?:connard|enculé|salope|pute|merde|pédé|enfoiré)|va\s+te\s+faire\s+(?:foutre|enculer)|nique\s+ta\s+mère`,
  String.raw`(?:eres|sos)\s+(?:un|una)\s+(?:\p{L}+\s+)?(?:gilipollas|hijo\s+de\s+puta|puta|mierda|maricón)|hijo\s+de\s+puta|vete\s+a\s+la\s+mierda|que\s+te\s+jodan`,
  String.raw`sei\s+(?:un|uno|una)\s+(?:\p{L}+\s+)?(?:coglione|stronzo|stronza|puttana|frocio|merda)|vaffanculo|figlio\s+di\s+puttana`,
  String.raw`filho\s+da\s+puta|vai\s+(?:se\s+foder|tomar\s+no\s+cu)|vá\s+se\s+foder`,
  String.raw`(?:ты|вы)\s+(?:\p{L}+\s+)?(?:сука|шлюха|ублюдок|мудак|говнюк|пидор)|иди\s+на\s*хуй|пош[её]л\s+на\s*хуй`,
].join('|');
const INSULT = whole(THROWN);

/** The word wounds by itself, whoever says it of whom. */
const SLUR = whole(
  String.raw`(?:you|u|you['’]re|those|these|all|the|fucking|dirty|filthy|stupid|a|hate|kill)\s+(?:\w+\s+){0,2}?(?:niggers?|faggots?|kikes?|spics?|wetbacks?|ragheads?|trannies)`,
);

const THREAT = new RegExp(
  [
    String.raw`\bI(?:['’]ll|\s+will|['’]m\s+(?:going\s+to|gonna)|\s+am\s+going\s+to)\s+(?:find\s+(?:you|him|her|them)\s+and\s+)?(?:fucking\s+)?(?:kill|murder|stab|shoot|rape|strangle|behead|beat)\s+(?:you(?!\s+(?:later|an?|some|the|at|to|over|in|if\s+you\s+(?:spoil|tell))\b)|your\s+(?:family|wife|kids|children|mother)|my\s+(?:wife|husband|boss|ex|girlfriend|boyfriend|neighbou?r))\b`,
    String.raw`(?<!\p{L})ich\s+(?:werde\s+)?(?:dich|euch|deine\s+familie)\s+(?:umbringen|töten|abstechen)|(?<!\p{L})ich\s+bringe\s+(?:dich|euch)\s+um(?!\p{L})`,
    String.raw`(?<!\p{L})je\s+vais\s+(?:te|vous|les|la|le)\s+(?:tuer|buter|égorger)|(?<!\p{L})(?:te|los|os)\s+voy\s+a\s+matar|(?<!\p{L})voy\s+a\s+matarte|(?<!\p{L})ti\s+(?:ammazzo|uccido|ucciderò)(?!\p{L})|(?<!\p{L})vou\s+te\s+matar|(?<!\p{L})я\s+тебя\s+(?:убью|зарежу)`,
  ].join('|'),
  'iu',
);
/** The same words in fun, and of what is no person. */
const IN_FUN =
  /\b(?:lol|haha\w*|lmao|jk|just\s+kidding|joking|spoil|process|server|thread|daemon|container|game|boss\s+fight|chess|court|pitch|match|debate|stage)\b|[😂🤣😄😅😉]/iu;

/** Letters of which one stands in every finding, in lower case. */
export const TOXICITY_NEEDS: readonly string[] = [
  ...new Set([
    ...LEXICON.map((w) => w.toLowerCase()),
    'arsehole',
    'tosser',
    'prick',
    'fick dich',
    'foutre',
    'enculer',
    'gilipollas',
    'idiot',
    'moron',
    'retard',
    'imbecile',
    'scum',
    'hurensohn',
    'leck mich',
    'verpiss',
    'kike',
    'spic',
    'wetback',
    'raghead',
    'trannies',
    'suck my',
    'nique ta',
    'jodan',
    'se foder',
    'tomar no',
    'пидор',
    'kill',
    'murder',
    'stab',
    'shoot',
    'rape',
    'strangle',
    'behead',
    'beat',
    'umbringen',
    'töten',
    'abstechen',
    'bringe ',
    'tuer',
    'buter',
    'égorger',
    'matar',
    'ammazzo',
    'uccid',
    'убью',
    'зарежу',
  ]),
];

export type Toxicity = 'threat' | 'slur' | 'insult' | 'coarse' | 'none';

/** @param sentences of prose; the gravest of what they hold */
export function toxicityOf(sentences: readonly string[]): Toxicity {
  let worst: Toxicity = 'none';
  for (const sentence of sentences) {
    if (!IN_FUN.test(sentence)) {
      if (THREAT.test(sentence)) return 'threat';
      if (SLUR.test(sentence)) worst = 'slur';
    }
    if (worst === 'slur') continue;
    if (INSULT.test(sentence)) worst = 'insult';
    else if (worst === 'none' && ANY_COARSE.test(sentence)) worst = 'coarse';
  }
  return worst;
}
