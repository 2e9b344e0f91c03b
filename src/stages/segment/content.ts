/** The content of a message, piece by piece: what was said, and what was added to it. */
import type { PartStub } from '../../model/event.ts';
import type { Message } from '../../model/example.ts';

/** How rows are to show what is not said. */
export interface RowText {
  /** What a harness wrote into a turn or result. */
  harness: 'drop' | 'keep';
  /** What stands for pictures, sound and files. */
  media: 'placeholder' | 'reference';
}
export const ROW_TEXT: RowText = { harness: 'drop', media: 'placeholder' };

const GAP = '\n\n';

export const join = (before: string | undefined, text: string): string =>
  before ? (text ? `${before}${GAP}${text}` : before) : text;

/** Puts a text behind a message's content. `added`: ranges of the text that nobody said; true: all of it. */
export function append(message: Message, text: string, added?: true | Message['added']): void {
  if (text === '') return;
  const at = message.content === '' ? 0 : message.content.length + GAP.length;
  message.content = join(message.content, text);
  const ranges = added === true ? [[0, text.length] as [number, number]] : (added ?? []);
  if (ranges.length === 0) return;
  message.added = [...(message.added ?? []), ...ranges.map(([a, b]): [number, number] => [a + at, b + at])];
}

const SHOWN: ReadonlySet<PartStub['kind']> = new Set(['image', 'audio', 'video', 'file']);
export const isMedia = (kind: string): boolean => SHOWN.has(kind as PartStub['kind']);

/** `[image: image/png]`, one a line. Parts that no rule reads have none: their example is marked. */
export const placeholders = (parts: readonly PartStub[], { media }: RowText): string =>
  parts.flatMap((part) => (isMedia(part.kind) ? [placeholder(part, media)] : [])).join('\n');

function placeholder({ kind, mime, ref }: PartStub, media: RowText['media']): string {
  const told = [mime, media === 'reference' ? ref : undefined].filter((t) => t).join(' ');
  return told ? `[${kind}: ${told}]` : `[${kind}]`;
}
