/**
 * What only units side by side tell: the fields of one JSON record, the columns of a table in JSON, a question and its
 * answer, a command and what it printed.
 */
import type { Finding, TextUnit } from '../detector.ts';
import { answers } from './answer.ts';
import { argumentFindings } from './argv.ts';
import { printed } from './command.ts';
import { arrayFindings } from './grid.ts';
import { recordFindings } from './pairs.ts';
import type { Found, Holders } from './types.ts';

/**
 * @param units all units of a session in reading order
 * @returns findings by index of the unit; most sessions have none
 */
export function betweenUnits(units: readonly TextUnit[]): ReadonlyMap<number, readonly Finding[]> {
  const out = new Map<number, Finding[]>();
  const found: Found = (unit, finding) => {
    const list = out.get(unit);
    if (list) list.push(finding);
    else out.set(unit, [finding]);
  };
  const holders = held(units);
  recordFindings(units, holders, found);
  arrayFindings(units, holders, found);
  argumentFindings(units, holders, found);
  answers(units, found);
  printed(units, found);
  return out;
}

/** Indices of the values of each object and array. */
function held(units: readonly TextUnit[]): Holders {
  const out = new Map<object, number[]>();
  let last: object | undefined;
  let list: number[] = [];
  units.forEach(({ kind, holder }, i) => {
    if (kind !== 'value' || !holder) return;
    if (holder !== last) {
      last = holder;
      list = out.get(holder) ?? [];
      out.set(holder, list);
    }
    list.push(i);
  });
  return out;
}
