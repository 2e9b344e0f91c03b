/**
 * The leak gate: what the run knows by value is hidden in a row before it is written, and a row passes when neither a value that
 * could not be hidden nor a detector finds anything in what then stands.
 */
import { defined } from '../../kit/defined.ts';
import type { Redacted } from '../brand.ts';
import type { Finding } from '../detect/detector.ts';
import type { Engine } from '../detect/engine.ts';
import type { Decisions } from '../dictionary/decisions.ts';
import { type Dictionary, isAllowed, type Range } from '../dictionary/dictionary.ts';
import { isOtherNumber } from '../plan/propagate.ts';
import type { Policy } from '../policy.ts';
import { tokens } from '../text/tokens.ts';
import { fieldUnits, type Unit } from '../text/units.ts';
import type { CheckedRow, Clears, GateValue, Leak, LeakGate, RowRedaction } from '../types.ts';
import { GateDigests, gateValues } from './digest.ts';
import type { Place, RowRenderer } from './hide.ts';
import { KnownValues, saltOf } from './known.ts';
import { besidePlaceholders, isOwn, withoutPlaceholders } from './own.ts';
import { pointersAt } from './pointer.ts';
import { type Hit, type Known, Search } from './search.ts';

/** A leak and where in the row it begins. */
type Found = Omit<Leak, 'pointer'> & { at: number };

/** Beside a hidden secret, as many letters and digits as this are the rest of one, and no unit or ending. */
const REST = 6;

export class Gate implements LeakGate {
  private readonly digests: GateDigests;
  private readonly search: Search;
  private readonly run = new KnownValues();
  /** Values that count in their own session only. */
  private readonly own = new KnownValues();
  private readonly issued = new KnownValues();
  /** Sessions that told values of the run: a value keeps the number of the first. */
  private readonly sessions: string[] = [];

  constructor(
    runKey: string,
    private readonly policy: Policy,
    private readonly engine: Engine,
    private readonly dictionary: Dictionary,
    private readonly decisions: Decisions,
    private readonly renderer: Pick<RowRenderer, 'hide'>,
  ) {
    this.digests = new GateDigests(runKey);
    this.search = new Search(this.digests);
  }

  add(values: readonly GateValue[], sessionId: string): void {
    const salt = saltOf(sessionId);
    const number = this.sessions.length;
    for (const value of values) {
      if (value.issued) this.issued.add(value, 0);
      else if (value.scope === 'run') {
        if (this.sessions.length === number) this.sessions.push(sessionId);
        this.run.add(value, number);
      } else this.own.add(value, value.index ?? 0, salt);
    }
  }

  check(row: Redacted<string>, sessionIds: readonly string[]): CheckedRow {
    const own = this.ownOf(sessionIds);
    const known: Known[] = [{ values: this.run }, ...own];
    let units = unitsOf(row);
    let hits = this.known(units, known);
    let text = row;
    let hidden: RowRedaction[] = [];
    if (hits.length > 0) {
      const done = this.renderer.hide(row, units, placesOf(hits, own[0]));
      this.add(gateValues(this.digests, [], done.issued), '');
      [text, hidden] = [done.row, done.redactions];
      units = unitsOf(text);
      // What could not be hidden, because no replacement has its shape.
      hits = this.known(units, known);
    }
    const found = hits.map(({ unit, hit }) => this.valueLeak(units[unit], hit));
    return { row: text, hidden, leaks: leaksIn(text, [...found, ...this.detected(units)]) };
  }

  clearing(sessionIds: readonly string[]): Clears {
    const known: Known[] = [{ values: this.run }, ...this.ownOf(sessionIds)];
    return (name) =>
      inCases(name).every((text) => {
        const units = unitsOf(text);
        return this.known(units, known).length === 0 && this.detected(units).length === 0;
      });
  }

  private ownOf(sessionIds: readonly string[]): Known[] {
    return sessionIds.map((id) => ({ values: this.own, salt: saltOf(id), session: id }));
  }

  /** Known values in the units, but for what is a fake of Goldpan's own, allowed by the user, or a number of a thing. */
  private known(units: readonly Unit[], known: readonly Known[]): { unit: number; hit: Hit }[] {
    return units.flatMap((unit, index) => {
      const found = this.search
        .find(unit.text, known)
        .filter((hit) => !isOtherNumber(hit.type, hit.text, unit.key) && !this.decisions.allows(hit.text));
      if (found.length === 0) return [];
      const [fakes, [terms]] = [this.fakes(unit.text), this.dictionary.find([unit.text])];
      return found
        .filter((hit) => !covered(hit, fakes) && !isAllowed({ ...hit, detector: 'run' }, terms?.never ?? []))
        .map((hit) => ({ unit: index, hit }));
    });
  }

  private fakes(text: string): readonly Range[] {
    return this.issued.size === 0 ? [] : this.search.find(text, [{ values: this.issued }]);
  }

  /** What the detectors find in what stands; the engine shows them its plain view too. */
  private detected(units: readonly Unit[]): Found[] {
    const terms = this.dictionary.find(units.map((unit) => unit.text));
    return units.flatMap((unit, i) => {
      const { mask = [], never = [] } = terms[i] ?? {};
      const all = [...mask, ...this.engine.detect(unit)].filter((finding) => this.isLeak(unit, finding, never));
      if (all.length === 0) return [];
      const fakes = this.fakes(unit.text);
      return all
        .filter((finding) => !covered(finding, fakes))
        .map(({ type, detector, start }): Found => ({ type, by: 'detector', detector, at: unit.at(start) }));
    });
  }

  private isLeak(unit: Unit, finding: Finding, never: readonly Range[]): boolean {
    // Below .5 a detector only guesses: enough to hide something, not to hold back a row.
    if (finding.confidence < 0.5 || this.policy.actionFor(finding) === 'keep' || isAllowed(finding, never))
      return false;
    const text = unit.text.slice(finding.start, finding.end);
    const [first = '', ...more] = besidePlaceholders(text);
    if (more.length === 0) return tokens(text).length > 0 && !this.decisions.allows(text);
    // Redaction read the same text with the value in it: of what it left beside the placeholder, only more of a secret is a leak.
    return finding.type === 'SECRET' && [first, ...more].some((piece) => isRest(piece));
  }

  private valueLeak(unit: Unit | undefined, { type, start, note, known }: Hit): Found {
    const session = known.session ?? this.sessions[note];
    return { type, by: 'value', at: unit?.at(start) ?? 0, ...defined({ session }) };
  }
}

/** As written, `maria keller` as `Maria Keller`, and in capitals: names are known as they were written. */
const inCases = (name: string): string[] => [
  ...new Set([name, name.replace(/(?<![\p{L}\p{N}])\p{Ll}/gu, (c) => c.toUpperCase()), name.toUpperCase()]),
];

/** Units of a row that hold what a log said, their placeholders filled in. */
function unitsOf(row: string): Unit[] {
  return fieldUnits({ text: row, kind: 'prose' }, 0).flatMap((unit) =>
    isOwn(unit) ? [] : [{ ...unit, text: withoutPlaceholders(unit.text) }],
  );
}

/** One place for each stretch: longer values first, then what begins first. `own`: whose numbering the row has. */
function placesOf(hits: readonly { unit: number; hit: Hit }[], own: Known | undefined): Place[] {
  const places: Place[] = [];
  const byLength = [...hits].sort((a, b) => b.hit.end - b.hit.start - (a.hit.end - a.hit.start));
  for (const { unit, hit } of byLength) {
    const { start, end, text, type, note, known } = hit;
    if (places.some((p) => p.unit === unit && p.start < end && start < p.end)) continue;
    places.push({ unit, start, end, text, type, index: known === own ? note : 0 });
  }
  return places.sort((a, b) => a.unit - b.unit || a.start - b.start);
}

/** Each type once at each place. */
function leaksIn(row: string, found: readonly Found[]): Leak[] {
  if (found.length === 0) return [];
  const sorted = [...found].sort((a, b) => a.at - b.at);
  const pointers = pointersAt(
    row,
    sorted.map(({ at }) => at),
  );
  const leaks = new Map<string, Leak>();
  sorted.forEach(({ at: _, ...leak }, i) => {
    const pointer = pointers[i] ?? '';
    leaks.set(`${leak.by} ${leak.type} ${pointer}`, { ...leak, pointer });
  });
  return [...leaks.values()];
}

const isRest = (piece: string): boolean =>
  tokens(piece).some(({ text }) => text.length >= REST && /\d/.test(text) && /\p{L}/u.test(text));

/** Inside a fake of Goldpan's own, or that fake with its signs (`+1 (415) …`). */
function covered({ start, end }: Range, fakes: readonly Range[]): boolean {
  return fakes.some((fake) => start >= fake.start - 2 && end <= fake.end + 2);
}
