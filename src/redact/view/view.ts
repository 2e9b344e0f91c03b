/**
 * The plain reading of a text that wears a dress: escapes, percent signs, entities, colours and the like taken off, with a map
 * back. Detectors and gate look at both, and what is found in the plain reading is hidden in the text with its dress.
 *
 * Only lines with a dress are read again, with the line before each, where its label stands: what wears none is the same in both.
 */
import { any, anyQuoted, isQuotedPrintable, telling } from './dress.ts';
import { latest } from './latest.ts';
import { type Joint, jointsOf } from './lines.ts';
import { Mapped, type Undress } from './mapped.ts';
import { tableJoints } from './tables.ts';

export interface View {
  /** The stretches with a dress in their plain form. Between two of them stands `GAP`, which is part of no value. */
  text: string;
  /**
   * @param start UTF-16 offset in the view
   * @param end the same, exclusive
   * @returns the range of the source that shows it: with the dress inside it, without the dress on both sides
   */
  source(start: number, end: number): { start: number; end: number };
  /** Whether a dress stands in a range of the view, so shortly before it that it may hide its label, or right behind it. */
  isDressed(start: number, end: number): boolean;
  /** Whether an offset of the source lies inside an escape, so that a range which ends there would leave half of it. */
  splits(offset: number): boolean;
}

/** Parts stretches of the source that do not follow on each other. No value and no label holds it. */
export const GAP = '\n\0\n';

/** Of a longer line only this much on both sides of a dress is read again, and the whole words there. */
const AROUND = 400;
/** Escapes of escapes of escapes; what is wrapped deeper is no log. */
const PASSES = 3;
/** A label stands at most this far from its value: the prefix of a table's row is before all of its cells. */
const LABEL = 120;

/** @returns undefined when the text wears no dress, as most do. */
export function viewOf(text: string): View | undefined {
  return remembered(text) ?? undefined;
}

const remembered = latest((text) => read(text) ?? null);

function read(text: string): View | undefined {
  const joints = sorted(jointsOf(text), tableJoints(text));
  const stretches = stretchesOf(text, joints);
  if (stretches.length === 0) return undefined;
  const undress = withJoints(isQuotedPrintable(text) ? anyQuoted : any, joints);
  const pieces = stretches.map(({ from, to }) => plainOf(text, from, to, undress));
  return pieces.every((piece) => piece.text === '')
    ? undefined
    : new PlainView(text, joined(pieces, stretches), stretches[0]?.from ?? 0);
}

/** Nearly always one of them is empty; what both take off is taken off once. */
function sorted(a: readonly Joint[], b: readonly Joint[]): readonly Joint[] {
  if (b.length === 0) return a;
  const all = [...a, ...b].sort((x, y) => x.at - y.at);
  return all.filter((joint, i) => i === 0 || joint.at >= (all[i - 1]?.at ?? 0) + (all[i - 1]?.length ?? 0));
}

function plainOf(text: string, from: number, to: number, undress: (from: number) => Undress): Mapped {
  let plain = Mapped.of(text, from, to).without(undress(from));
  for (let pass = 1; pass < PASSES; pass++) {
    const next = plain.without(any);
    if (next === plain) break;
    plain = next;
  }
  return plain;
}

/** Takes off what the lines wear as well. `from`: where the piece begins in the source. */
function withJoints(undress: Undress, joints: readonly Joint[]): (from: number) => Undress {
  let k = 0;
  return (from) => {
    let found: ReturnType<Undress>;
    return (text, at) => {
      while (k < joints.length && (joints[k] as Joint).at < from + at) k++;
      const joint = joints[k];
      const start = joint ? joint.at - from : text.length;
      if (!found || found.at < at) found = undress(text, at) ?? { at: text.length, dress: { length: 0, plain: '' } };
      if (joint && start < text.length && start <= found.at)
        return { at: start, dress: { length: joint.length, plain: '' } };
      return found.at < text.length ? found : undefined;
    };
  };
}

interface Stretch {
  from: number;
  to: number;
}

/** Lines with a dress that can hide a value, in order, without overlaps. */
function stretchesOf(text: string, joints: readonly Joint[]): Stretch[] {
  const out: Stretch[] = [];
  let k = 0;
  let from = 0;
  let found = telling(text, 0);
  for (;;) {
    if (found && found.at < from) found = telling(text, from);
    while (k < joints.length && (joints[k] as Joint).at < from) k++;
    const joint = joints[k];
    if (!found && !joint) return out;
    const isJoint = joint !== undefined && (!found || joint.at <= found.at);
    const at = isJoint ? joint.at : (found?.at ?? 0);
    const end = at + (isJoint ? joint.length : (found?.dress.length ?? 0));
    const last = out.at(-1);
    const stretch = around(text, at, end, last?.to ?? 0);
    if (last && stretch.from <= last.to) last.to = Math.max(last.to, stretch.to);
    else out.push(stretch);
    // What else stands in the stretch is taken off with it; near its end it may make it longer.
    from = Math.max(end, text.charCodeAt(stretch.to) === NEWLINE ? stretch.to - 1 : stretch.to - AROUND);
  }
}

/** The lines around a dress, or what is near of longer ones; whole words. `floor`: where the stretch before ends. */
function around(text: string, start: number, end: number, floor: number): Stretch {
  const low = Math.max(floor, start - AROUND);
  let from = start;
  while (from > low && text.charCodeAt(from - 1) !== NEWLINE) from--;
  while (from > floor && !isSpace(text.charCodeAt(from - 1))) from--;
  if (from > floor && text.charCodeAt(from - 1) === NEWLINE) {
    let before = from - 1;
    while (before > floor && from - before < AROUND && text.charCodeAt(before - 1) !== NEWLINE) before--;
    if (isLabel(text.slice(before, from - 1))) from = before;
  }
  let to = end;
  while (to < text.length && to - end < AROUND && text.charCodeAt(to) !== NEWLINE) to++;
  while (to < text.length && !isSpace(text.charCodeAt(to))) to++;
  return { from, to };
}

const NEWLINE = 10;
const isSpace = (code: number): boolean => code === NEWLINE || code === 32 || code === 9 || code === 13;

/** Shorter lines are headings. */
const HEADING = 40;

const isLabel = (line: string): boolean => line.length <= HEADING || /[:=：]\s*$/.test(line);

/** Each piece with where its stretch begins. */
function joined(pieces: readonly Mapped[], stretches: readonly Stretch[]): Mapped {
  const [only] = pieces;
  if (only && pieces.length === 1) return only;
  const starts: number[] = [];
  const ends: number[] = [];
  let text = '';
  for (let n = 0; n < pieces.length; n++) {
    const piece = pieces[n] as Mapped;
    const at = stretches[n]?.from ?? 0;
    for (let i = 0; n > 0 && i < GAP.length; i++) {
      starts.push(at);
      ends.push(at);
    }
    for (let i = 0; i < piece.starts.length; i++) {
      starts.push(piece.starts[i] as number);
      ends.push(piece.ends[i] as number);
    }
    text += n > 0 ? GAP + piece.text : piece.text;
  }
  return new Mapped(text, starts, ends);
}

class PlainView implements View {
  readonly text: string;

  /** `first`: where the first stretch begins. */
  constructor(
    private readonly raw: string,
    private readonly mapped: Mapped,
    private readonly first: number,
  ) {
    this.text = mapped.text;
  }

  source(start: number, end: number): { start: number; end: number } {
    const { starts, ends } = this.mapped;
    const from = starts[start] ?? ends.at(-1) ?? 0;
    return { start: from, end: end > start ? (ends[end - 1] ?? from) : from };
  }

  isDressed(start: number, end: number): boolean {
    const { starts, ends } = this.mapped;
    const near = Math.max(0, start - LABEL);
    const gap = this.text.slice(near, start).lastIndexOf('\0');
    const from = gap < 0 ? near : near + gap + 2;
    const to = Math.min(starts.length, end + 2);
    for (let i = from; i < to; i++) {
      const at = starts[i] ?? 0;
      if (at > (i > 0 ? (ends[i - 1] ?? 0) : this.first)) return true;
      if (ends[i] === at) break;
      if (this.raw.charCodeAt(at) !== this.text.charCodeAt(i) || (ends[i] ?? 0) - at > 1) return true;
    }
    return false;
  }

  splits(offset: number): boolean {
    const { starts, ends } = this.mapped;
    let low = 0;
    let high = starts.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((starts[middle] ?? 0) < offset) low = middle + 1;
      else high = middle;
    }
    // The last character that begins before the offset, and the next; a gap is between two lines.
    if (low === 0) return starts.length > 0 && offset > this.first && offset < (starts[0] ?? 0);
    if ((ends[low - 1] ?? 0) > offset) return true;
    const next = starts[low];
    return next !== undefined && next > offset && next !== ends[low] && offset > (ends[low - 1] ?? 0);
  }
}
