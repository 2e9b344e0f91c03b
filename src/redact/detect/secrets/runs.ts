/** Where a value ends that has no bound on its length: at the first character that cannot belong to it. */

/** A set of characters at which values end: a flag by ASCII code, and whether spaces outside ASCII are among them. */
export interface Stops {
  readonly id: number;
  readonly ascii: Uint8Array;
}

let sets = 0;

/** All white space, and the characters named. */
export function stops(characters: string): Stops {
  const ascii = new Uint8Array(128);
  for (const character of ` \t\n\r\v\f\0${characters}`) ascii[character.charCodeAt(0)] = 1;
  return { id: sets++, ascii };
}

/** Spaces outside ASCII, and the full stop and comma of Chinese and Japanese, which need no space behind them. */
const WIDE = new Set([0xa0, 0x2028, 0x2029, 0x3000, 0x3001, 0x3002, 0xff0c, 0xff1b, 0xfeff]);

/**
 * Many names can stand in front of one long value (`token=token=…`), and each asks where it ends: the answer is remembered, so
 * that a text costs time in proportion to its length.
 */
export class Runs {
  private readonly from: number[] = [];
  private readonly to: number[] = [];

  constructor(readonly text: string) {}

  /** The first position from `start` on that holds one of the stops, or the end of the text. */
  end(start: number, { id, ascii }: Stops): number {
    const known = this.to[id];
    if (known !== undefined && start <= known && start >= (this.from[id] ?? 0)) return known;
    const { text } = this;
    let i = start;
    for (; i < text.length; i++) {
      const code = text.charCodeAt(i);
      if (code < 128 ? ascii[code] : WIDE.has(code)) break;
    }
    this.from[id] = start;
    this.to[id] = i;
    return i;
  }
}
