/** One line of a transcript: is it the start of someone's turn? */
import type { LabelLookup, Speaker } from './labels.ts';

export interface LabelLine {
  speaker: Speaker;
  /** As written. */
  label: string;
  /** What follows the colon. */
  rest: string;
  time?: string;
  /** Name in brackets behind the label: `Tool (get_user):`. */
  name?: string;
  /** Dress of the label (heading, bold, bullet, time): a transcript keeps to one. */
  style: string;
}

/** Up to three spaces, then a bullet or a heading. More is an indented block; `>` is quoted mail. */
const LEAD = /^ {0,3}(?:([-*•–])[ \t]+(?=\S))?(#{1,6}[ \t]*)?/;
/** A picture of the speaker: `### 👤 User`. */
const SIGN =
  /^\p{Extended_Pictographic}(?:\p{Extended_Pictographic}|\p{Emoji_Modifier}|\u200d|\ufe0f){0,6}[ \t]+(?=\S)/u;
const CLOCK = String.raw`\d{1,2}:\d{2}(?::\d{2})?(?:[.,]\d+)?(?:\s?[AaPp]\.?[Mm]\.?)?`;
const DATE = String.raw`\d{4}-\d{2}-\d{2}|\d{1,2}[./]\d{1,2}[./]\d{2,4}`;
const WHEN = String.raw`(?:(?:${DATE})(?:[T ,]+\s*${CLOCK}\s*(?:Z|[+-]\d{2}:?\d{2}|UTC)?)?|${CLOCK})`;
const TIME = new RegExp(String.raw`^(?:\[([^\]]{4,40})\]|\(([^)]{4,40})\)|(${WHEN}))\s*[-–—|]?\s*`);
const LOOKS_LIKE_TIME = new RegExp(String.raw`^\s*${WHEN}\s*$`);
const LABELLED = new RegExp(
  String.raw`^(\*\*|__)?[[<]?((?!\s)[^:：()[\]*<>\n]{1,40}?)[\]>]?\s*(?:\*\*|__)?\s*` +
    String.raw`(?:\(([^()]{1,60})\)|\[([^[\]]{1,60})\]|@?\s*(${WHEN}))?\s*(?:\*\*|__)?\s*[:：](?:\*\*|__)?[ \t\u00a0\u3000]*(.*)$`,
  's',
);
/** A heading, or a line in bold, that is only the label. */
const ALONE = /^(\*\*|__)?((?!\s)[^:：()[\]*<>\n]{1,40}?)(\*\*|__)?\s*(?:\(([^()]{1,60})\))?\s*$/;
const SAID = /^([^:：\n]{1,30} said):?\s*$/i;

/** @returns undefined for a line that begins nobody's turn */
export function labelLine(line: string, lookup: LabelLookup): LabelLine | undefined {
  const text = line.replace(/[\r\u200b\u200e\u200f\ufeff]/g, '').replace(/^[\u00a0\u3000]+/, '');
  const lead = LEAD.exec(text) as RegExpExecArray;
  const heading = lead[2] !== undefined;
  const stamped = timeBefore(text.slice(lead[0].length).replace(SIGN, ''));
  let { time } = stamped;
  const bold = /^(?:\*\*|__)/.test(stamped.rest);
  const found = labelIn(stamped.rest, heading, bold);
  const speaker = found ? lookup(found.label, found.alone) : undefined;
  if (!found || !speaker) return undefined;
  const result: LabelLine = {
    speaker,
    label: found.label.trim(),
    rest: found.rest,
    style: `${heading ? '#' : ''}${bold ? '*' : ''}${lead[1] ? '-' : ''}${time ? '@' : ''}`,
  };
  if (found.info !== undefined && LOOKS_LIKE_TIME.test(found.info)) time ??= found.info.trim();
  else if (found.info !== undefined) result.name = found.info.trim();
  if (time !== undefined) result.time = time;
  return result;
}

/** A time in front of the label, and what follows it. */
function timeBefore(text: string): { time?: string; rest: string } {
  const before = TIME.exec(text);
  const stamp = before?.[1] ?? before?.[2] ?? before?.[3];
  if (!before || stamp === undefined) return { rest: text };
  if (!LOOKS_LIKE_TIME.test(stamp) && !/\d{1,2}:\d{2}/.test(stamp)) return { rest: text };
  return { time: stamp.trim(), rest: text.slice(before[0].length) };
}

interface Found {
  label: string;
  rest: string;
  /** What is in brackets behind the label. */
  info: string | undefined;
  /** No colon, and nothing else on the line. */
  alone?: boolean;
}

function labelIn(text: string, heading: boolean, bold: boolean): Found | undefined {
  const match = LABELLED.exec(text);
  if (match) return { label: match[2] as string, rest: match[6] as string, info: match[3] ?? match[4] ?? match[5] };
  const alone = heading || bold ? ALONE.exec(text) : SAID.exec(text);
  if (!alone || (bold && !heading && !alone[3])) return undefined;
  return { label: (heading || bold ? alone[2] : alone[1]) as string, rest: '', info: alone[4], alone: heading || bold };
}

/** `-----`, `=====`, `* * *`, or a title between such rules: `===== chat 12 =====`. */
const RULE = /^\s*(?:([-=*_#~—–])(?:\s*\1){2,}|[-=*_#~]{3,}\s*[^-=*_#~\s].{0,80}?[-=*_#~]{3,})\s*$/;
export const isRule = (line: string): boolean => RULE.test(line);
/** Title between the rules; '' for a bare rule. */
export const ruleTitle = (line: string): string => line.replace(/^[-=*_#~—–\s]+|[-=*_#~—–\s]+$/g, '');

/** Lines inside ``` or ~~~ fences; a fence that is never closed is none. */
export function fencedLines(lines: readonly string[]): boolean[] {
  const fenced = new Array<boolean>(lines.length).fill(false);
  for (let i = 0; i < lines.length; i++) {
    const open = /(?:^|\s)(```+|~~~+)[^`~]*$/.exec(lines[i] as string)?.[1];
    if (!open) continue;
    const close = closeOf(lines, i, open);
    if (close < 0) continue;
    // The opening line itself may carry a label before its fence.
    fenced.fill(true, i + 1, close + 1);
    i = close;
  }
  return fenced;
}

const SEARCH = 5000;

function closeOf(lines: readonly string[], open: number, mark: string): number {
  const stop = Math.min(lines.length, open + SEARCH);
  for (let i = open + 1; i < stop; i++) {
    const line = (lines[i] as string).trim();
    if (line.startsWith(mark) && line.replaceAll(mark[0] as string, '') === '') return i;
  }
  return -1;
}
