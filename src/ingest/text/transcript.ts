/** Cuts a transcript into talks and turns. */
import type { LabelLookup, Speaker } from './labels.ts';
import { fencedLines, isRule, type LabelLine, labelLine, ruleTitle } from './lines.ts';

interface Turn {
  speaker: Speaker;
  text: string;
  /** Line in the text, from 0. */
  line: number;
  time?: string;
  name?: string;
}

export interface Transcript {
  /** First line of the talk, from 0. */
  line: number;
  /** The text before the first label. */
  preamble: string;
  turns: Turn[];
}

interface Marked {
  lines: string[];
  /** Is the line within a code fence? */
  fenced: readonly boolean[];
  /** Label at a line. */
  labels: Map<number, LabelLine>;
}

/** Every talk in the text; none when it is no transcript. */
export function readTranscripts(text: string, lookup: LabelLookup): Transcript[] {
  const marked = mark(text, lookup);
  if (!isTranscript(marked)) return [];
  const cuts = talkCuts(marked);
  const starts = [...marked.labels.keys()];
  let at = 0;
  return cuts
    .map((from, i) => {
      const to = cuts[i + 1] ?? marked.lines.length;
      const first = at;
      while (at < starts.length && (starts[at] as number) < to) at++;
      return talkOf(marked, from, to, starts.slice(first, at));
    })
    .filter((talk) => talk.turns.length > 0);
}

/** The start of a file is enough to tell. */
export const looksLikeTranscript = (text: string, lookup: LabelLookup): boolean => isTranscript(mark(text, lookup));

function mark(text: string, lookup: LabelLookup): Marked {
  const lines = text.split(/\r\n|\n|\r/);
  const fenced = fencedLines(lines);
  const labels = new Map<number, LabelLine>();
  for (let i = 0; i < lines.length; i++) {
    if (fenced[i]) continue;
    const found = labelLine(lines[i] as string, lookup);
    if (found) labels.set(i, found);
  }
  nameTheAsker(lines, labels);
  keepOneStyle(labels);
  return { lines, fenced, labels };
}

/** A name as GitHub's users have, before a colon and what was asked. */
const LOGIN = /^([A-Za-z\d](?:[A-Za-z\d]|[-_](?=[A-Za-z\d])){0,38}): (?=\S)/;

/** Chats that were copied from VS Code begin with the name of the person, and call the other side `GitHub Copilot`. */
function nameTheAsker(lines: readonly string[], labels: Map<number, LabelLine>): void {
  const found = [...labels.values()];
  if (!found.some((l) => /^github copilot$/i.test(l.label)) || found.some((l) => l.speaker === 'user')) return;
  const login = LOGIN.exec(lines[nextFilled(lines, 0)] ?? '')?.[1];
  if (login === undefined) return;
  const head = `${login}: `;
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i] as string;
    if (!line.startsWith(head) || (i > 0 && (lines[i - 1] as string).trim() !== '')) continue;
    labels.set(i, { speaker: 'user', label: login, rest: line.slice(head.length), style: '' });
  }
  const sorted = [...labels].sort((a, b) => a[0] - b[0]);
  labels.clear();
  for (const [i, label] of sorted) labels.set(i, label);
}

/**
 * A transcript dresses its labels alike: when four of five do, a line that does not (`Model: XPS 13` between
 * `[15:02] Customer:` lines) is text. A label used once beside one used often for the same speaker is text as well.
 */
function keepOneStyle(labels: Map<number, LabelLine>): void {
  const styles = tally([...labels.values()].map((l) => l.style));
  const [style, count] = [...styles].sort((a, b) => b[1] - a[1])[0] ?? ['', 0];
  if (labels.size >= 5 && count * 5 >= labels.size * 4) {
    for (const [i, l] of labels) if (l.style !== style && dress(l.style) < dress(style)) labels.delete(i);
  }
  const byLabel = tally([...labels.values()].map((l) => `${l.speaker}\0${l.label.toLowerCase()}`));
  const most = (speaker: string): number =>
    Math.max(0, ...[...byLabel].filter(([key]) => key.startsWith(`${speaker}\0`)).map(([, n]) => n));
  const often = { user: most('user'), assistant: most('assistant') };
  for (const [i, l] of labels) {
    if (l.speaker !== 'user' && l.speaker !== 'assistant') continue;
    if (often[l.speaker] >= 3 && byLabel.get(`${l.speaker}\0${l.label.toLowerCase()}`) === 1) labels.delete(i);
  }
}

const dress = (style: string): number => style.length;

function tally(keys: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  return counts;
}

/** Two speakers who change at least once, and not a file of `key: value` lines in which two keys happen to be labels. */
function isTranscript(marked: Marked): boolean {
  const { lines, labels } = marked;
  if (isDocument(marked)) return false;
  const speakers = [...labels.values()].map((l) => l.speaker);
  const talking = speakers.filter((s) => s === 'user' || s === 'assistant');
  if (new Set(talking).size < 2) return false;
  let keys = 0;
  let filled = 0;
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i] as string;
    if (line.trim() === '') continue;
    filled++;
    if (!labels.has(i) && /^\s*(?:- )?["']?[\w.-]{1,40}["']?:(?:\s|$)/.test(line)) keys++;
  }
  return keys * 2 <= filled || talking.length > keys;
}

const HEADING = /^ {0,3}(#{1,6})[ \t]+\S/;

/**
 * Documents have sections that are called `User` and `Assistant`, too. Either they are lists below headings of a higher level,
 * again and again (each version of a change log has its own), or they stand beside others of their level, each of them once.
 */
function isDocument({ lines, fenced, labels }: Marked): boolean {
  const levelAt = (i: number): number | undefined =>
    fenced[i] ? undefined : HEADING.exec(lines[i] as string)?.[1]?.length;
  const headed = [...labels].filter(([i, l]) => l.rest === '' && levelAt(i) !== undefined);
  if (headed.length === 0 || headed.length < labels.size) return false;
  const level = Math.min(...headed.map(([i]) => levelAt(i) ?? 6));
  let below = 0;
  let beside = 0;
  let before: number | undefined;
  for (let i = 0; i < lines.length; i++) {
    const at = levelAt(i);
    if (at !== undefined && labels.has(i) && before !== undefined && before < level) below++;
    if (at === level && !labels.has(i)) beside++;
    if ((lines[i] as string).trim() !== '') before = labels.has(i) ? undefined : at;
  }
  const once = new Set(headed.map(([, l]) => l.label.toLowerCase())).size === headed.length;
  const lists = headed.filter(([i]) => /^\s*(?:[-*+•]|\d+[.)])\s/.test(lines[nextFilled(lines, i + 1)] ?? ''));
  return (below >= 2 && lists.length * 2 >= headed.length) || (once && beside > 0);
}

/** First lines of the talks: a rule line starts a new one when the next line is a label of whoever opened the first talk. */
function talkCuts({ lines, labels }: Marked): number[] {
  const first = [...labels.values()][0]?.speaker;
  const cuts: number[] = [];
  let titled = false;
  for (let i = 0; i < lines.length; i++) {
    if (labels.has(i) || !isRule(lines[i] as string)) continue;
    const next = nextFilled(lines, i + 1);
    const label = labels.get(next);
    if (!label || cuts.at(-1) === next) continue;
    if (ruleTitle(lines[i] as string) !== '') titled = true;
    // Exports that put a rule between all turns: no cut anywhere. A title makes it a new talk whoever begins.
    else if (!titled && label.speaker !== first && !(first === 'system' && label.speaker === 'user')) return [0];
    cuts.push(titled ? i : next);
  }
  const head = [...labels.keys()][0] ?? 0;
  return [0, ...cuts.filter((cut) => cut > head)];
}

function nextFilled(lines: readonly string[], from: number): number {
  let i = from;
  while (i < lines.length && (lines[i] as string).trim() === '') i++;
  return i;
}

function talkOf({ lines, labels }: Marked, from: number, to: number, starts: readonly number[]): Transcript {
  const talk: Transcript = { line: from, preamble: '', turns: [] };
  talk.preamble = body(lines.slice(from, starts[0] ?? to).map((l) => (isRule(l) ? ruleTitle(l) : l)));
  starts.forEach((start, k) => {
    const label = labels.get(start) as LabelLine;
    const turn: Turn = {
      speaker: label.speaker,
      text: body([label.rest, ...lines.slice(start + 1, starts[k + 1] ?? to)]),
      line: start,
    };
    if (label.time !== undefined) turn.time = label.time;
    if (label.name !== undefined) turn.name = label.name;
    talk.turns.push(turn);
  });
  return talk;
}

/** Lines of a turn without the blank lines and rules at its end. */
function body(lines: readonly string[]): string {
  let end = lines.length;
  while (end > 0 && ((lines[end - 1] as string).trim() === '' || isRule(lines[end - 1] as string))) end--;
  return lines.slice(0, end).join('\n').trim();
}
