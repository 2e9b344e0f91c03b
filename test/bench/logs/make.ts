/** Agent logs from a seed: mostly tools and code, some service, operations and chat, some personal data. No data of anyone. */
import type { Session } from '../../../src/model/session.ts';
import { sessionOf, type Turn } from '../../unit/redact/helpers.ts';
import { type Planted, Planter } from './planter.ts';
import { Random } from './random.ts';
import { chat, coding, operating, service } from './talks.ts';

export interface MadeSession {
  turns: Turn[];
  session: Session;
  planted: Planted[];
}

const size = (turns: readonly Turn[]): number =>
  turns.reduce((n, turn) => n + Object.values(turn).reduce((m, text: string) => m + text.length, 0), 0);

/** About so many characters of text; `plant` off: the same logs without the personal data. */
export function makeLogs(seed: number, chars: number, plant = true): MadeSession[] {
  const out: MadeSession[] = [];
  for (let made = 0, i = 0; made < chars; i++) {
    const random = new Random(seed * 100_003 + i);
    const planter = new Planter(plant);
    const talk = [coding, service, chat, service, operating][i % 5] ?? coding;
    // As read from a file: strings that were just put together are slower to read.
    const turns = JSON.parse(JSON.stringify(talk(random, planter))) as Turn[];
    made += size(turns);
    out.push({ turns, session: sessionOf(turns), planted: planter.planted });
  }
  return out;
}
