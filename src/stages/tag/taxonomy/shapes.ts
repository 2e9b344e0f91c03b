/**
 * Shapes of requests: what no single word tells, but the way in which words stand together. Each is looked for where a request
 * stands (the beginning and the end of what is read, some hundred characters), and in a system prompt that is the instruction.
 */

export interface Shape {
  readonly task: string;
  readonly points: number;
  /** As evidence names it. */
  readonly name: string;
  readonly pattern: RegExp;
}

const LANGUAGES =
  'arabic|bengali|bulgarian|catalan|chinese|croatian|czech|danish|dutch|english|estonian|farsi|finnish|french|german|greek|gujarati|hebrew|hindi|hungarian|indonesian|irish|italian|japanese|korean|latin|latvian|lithuanian|malay|mandarin|marathi|norwegian|persian|polish|portuguese|punjabi|romanian|russian|serbian|slovak|slovenian|spanish|swahili|swedish|tamil|telugu|thai|turkish|ukrainian|urdu|vietnamese|welsh';

/** Points by judgement: those of a word that names the task (2) where the shape means little else, less where it may. */
export const REQUESTS: readonly Shape[] = [
  {
    ...{ task: 'translation', points: 2.5, name: 'into a language' },
    pattern: new RegExp(
      `\\b(?:put|render|turn|bring|convert|say|need|want|give me|have|version|only|text)\\b[^.?!\\n]{0,60}\\b(?:in|into|to|using|the)\\s(?:${LANGUAGES})\\b(?! (?:history|culture|class|food|cuisine))`,
      'i',
    ),
  },
  {
    ...{ task: 'writing', points: 2, name: 'make it otherwise' },
    pattern:
      /\b(?:make|turn) (?:this|it|that|these|the (?:text|mail|email|message|letter|paragraph|sentence|intro|following)|my \w+)[^.?!\n]{0,20}\b(?:sound|read|\w{2,}er|more \w+|less \w+)\b/i,
  },
  {
    ...{ task: 'planning', points: 1.8, name: 'a stretch of days' },
    pattern:
      /\b(?:\d{1,2}|one|two|three|four|five|six|seven|ten) (?:full )?(?:days?|nights?|weeks?|months?|weekends?) (?:in|at|to|trip|itinerary|around|off)\b(?!\s*(?:a|the|an)?\s*(?:row|stock|transit))|\b(?:day by day|week by week|each day|each week|per week)\b[^.\n]{0,40}$/im,
  },
  {
    ...{ task: 'planning', points: 1.8, name: 'so many of a kind to be laid out' },
    pattern:
      /\b(?:set up|lay out|outline|prepare|map out|organi[sz]e|sketch)\b[^.?!\n]{0,30}\b(?:\d{1,2}|two|three|four|five|six|seven|eight|ten|a series of|weekly|daily)\b[^.?!\n]{0,20}\b(?:lessons?|sessions?|days?|weeks?|steps?|phases?|workshops?|milestones?|posts?|meals?|dinners?|classes)\b/i,
  },
  {
    ...{ task: 'summarisation', points: 2, name: 'what came of it' },
    pattern:
      /\bwhat (?:was|were|got|did (?:we|they)) (?:decided|agreed|discussed|said|decide|agree)\b|\b(?:boil|condense)\w*\b[^.?!\n]{0,40}\b(?:down|into|for|to)\b|\baction items\b|\bthe short version\b/i,
  },
  {
    ...{ task: 'planning', points: 2, name: 'what to do when' },
    pattern:
      /\bby when\b|\bin what order\b|\bwhat (?:do|should|must|would) (?:i|we|you) do (?:first|when|each|every|by)\b|\bwhat (?:has|needs) to (?:be done|happen) (?:first|by|before|until)\b|\bhow (?:do|should|can) (?:i|we) (?:build up|prepare for|get ready for|train for|pace)\b|\bhelp me (?:prepare for|get ready for|train for)\b/i,
  },
  {
    ...{ task: 'writing', points: 2, name: 'a text for something' },
    pattern:
      /^\W*(?:(?:i|we) need )?(?:an? |some |the |short |nice |\d+ |two |three |five )*(?:text|caption|headline|intro|introduction|toast|greeting|note|flyer|invite|invitation|subject lines?|welcome message|message|statement|obituary|ad|post|reply|wording)s? (?:for|to|about|that|saying|announcing)\b/i,
  },
  {
    ...{ task: 'extraction', points: 2.5, name: 'what is named in a text' },
    pattern:
      /\b(?:which|what|who)\b[^.?!\n]{0,60}\b(?:are|is|were|was) (?:named|mentioned|listed|stated)\b|\b(?:list|name|find|pull|get|collect|give me) (?:out )?(?:all|every|each|the)\b[^.?!\n:]{0,60}\b(?:from|in|of) (?:this|these|the (?:following|above|text|mail|message)|below)\b/i,
  },
  {
    ...{ task: 'roleplay', points: 2.5, name: 'someone to be' },
    pattern:
      /\byou(?:'ll| will)? (?:play|be) (?:an?|the|my)\b|\bi(?:'ll| will)? (?:play|be) (?:an?|the|your) \w+(?: \w+)? and you\b/i,
  },
  {
    ...{ task: 'coding', points: 1.2, name: 'an identifier' },
    pattern: /(?<![\w@./-])[a-z]{2,}[A-Z][a-z]+[A-Za-z]*\b(?![@.])|\w\(\)/,
  },
];

/** A text is given and a label or a part of it is asked for: instructions of training sets and of programs that call a model. */
export const FORM =
  /\b(?:exactly|just|only) one of\b|\b(?:tag|label|mark|classify|sort) [^.?!\n]{0,40}\b(?:with|as|into|by)\b|\b(?:return|reply|respond|answer|output|print|say|write)\b[^.\n]{0,40}(?:\bjson\b|\bone of\b|\bonly (?:with|the|a|yes|one)|\b(?:number|label|category|letter|score|word) only\b|["'“]?\byes["'”,]?[^.\n]{0,20}\b(?:or|otherwise|else|and)\b[^.\n]{0,12}\bno\b)|\b(?:assign|choose|pick|select|give)\b[^.\n]{0,24}\b(?:one of|label|category|categories|class|tag|option)s?\b|\b(?:rate|score|grade) (?:the|each|this|how)\b[^.\n]{0,60}\b\d|\b(?:keys?|fields?) [`"']?[a-z]+(?:_[a-z]+)+|\boptions?(?: are)?:|\b(?:possible|available) (?:answers|options|labels)\b|\(?[Aa]\)\.?\s[^\n]{1,80}\(?[Bb]\)\.?\s|\bsame meaning\b|\bfollowing two (?:sentences|questions|statements|texts)\b|\b(?:two|both|these|those) (?:questions|sentences|statements)\b[^.\n]{0,50}\b(?:same|similar|duplicates?|contradict\w*|equivalent)\b|\bgiven (?:a|an|the|two|some) (?:paragraph|passage|text|sentence|review|story|dialogue|conversation|question|tweet|comment|premise)s?\b/;

/** Rows of a table that was pasted: the same sign cuts three lines in a row into the same number of cells. */
export function isTable(text: string): boolean {
  let rows = 0;
  let cells = 0;
  for (const line of text.split('\n', LINES)) {
    const now = cellsIn(line);
    rows = now >= 2 && now === cells ? rows + 1 : 1;
    cells = now;
    if (rows >= ROWS) return true;
  }
  return false;
}
const LINES = 40;
/** Of prose two lines may have as many commas; three in a row hardly. Short cells are asked for as well. */
const ROWS = 3;
const LONGEST_ROW = 200;

function cellsIn(line: string): number {
  if (line.length > LONGEST_ROW || /[.!?{}();]\s*$/.test(line)) return 0;
  for (const sign of ['\t', '|', ';', ',']) {
    const parts = line.split(sign);
    if (parts.length > 2 && parts.every((p) => p.length <= 24)) return parts.length;
  }
  return 0;
}
