/** The leak gate: a row passes when neither a value of this run nor a detector finds anything in it. */

import { PLACEHOLDER } from '../../model/placeholder.ts';
import type { Finding } from '../detect/detector.ts';
import type { Engine } from '../detect/engine.ts';
import type { Decisions } from '../dictionary/decisions.ts';
import { type Dictionary, isAllowed, type Range } from '../dictionary/dictionary.ts';
import type { Policy } from '../policy.ts';
import { type Token, tokens } from '../text/tokens.ts';
import { fieldUnits, type Unit } from '../text/units.ts';
import type { GateValue, Leak, LeakGate, PiiType } from '../types.ts';
import { type Case, GateDigests } from './digest.ts';
import { KnownValues, type Salt, saltOf } from './known.ts';

/** Where to look, and under which session's salt. */
interface Known {
  values: KnownValues;
  salt?: Salt;
}

export class Gate implements LeakGate {
  private readonly digests: GateDigests;
  private readonly run = new KnownValues();
  /** Values that count in their own session only. */
  private readonly own = new KnownValues();
  private readonly issued = new KnownValues();

  constructor(
    runKey: string,
    private readonly policy: Policy,
    private readonly engine: Engine,
    private readonly dictionary: Dictionary,
    private readonly decisions: Decisions,
  ) {
    this.digests = new GateDigests(runKey);
  }

  add(values: readonly GateValue[], sessionId: string): void {
    const salt = saltOf(sessionId);
    for (const value of values) {
      if (value.issued) this.issued.add(value);
      else if (value.scope === 'run') this.run.add(value);
      else this.own.add(value, salt);
    }
  }

  check(row: string, sessionIds: readonly string[]): Leak[] {
    const known: Known[] = [{ values: this.run }, ...sessionIds.map((id) => ({ values: this.own, salt: saltOf(id) }))];
    const leaks = new Map<string, Leak>();
    const report = (leak: Leak): void => {
      leaks.set(`${leak.by} ${leak.type} ${leak.pointer}`, leak);
    };
    const units = fieldUnits({ text: row, kind: 'prose' }, 0).map((unit) => ({
      ...unit,
      text: unit.text.includes('[') ? unit.text.replace(PLACEHOLDER, blank) : unit.text,
    }));
    const terms = this.dictionary.find(units.map((unit) => unit.text));
    units.forEach((unit, i) => {
      const { mask = [], never = [] } = terms[i] ?? {};
      const fakes: Range[] = [];
      if (this.issued.size) this.find(unit.text, [{ values: this.issued }], (_, range) => fakes.push(range));
      this.find(unit.text, known, (type, range) => {
        if (!covered(range, fakes)) report({ type, by: 'value', pointer: pointerOf(unit) });
      });
      for (const finding of [...mask, ...this.engine.detect(unit)])
        if (!covered(finding, fakes) && this.isLeak(unit, finding, never))
          report({ type: finding.type, by: 'detector', detector: finding.detector, pointer: pointerOf(unit) });
    });
    return [...leaks.values()];
  }

  /** Occurrences of known values in a text, at token boundaries. */
  private find(text: string, known: readonly Known[], hit: (type: PiiType, range: Range) => void): void {
    const words = tokens(text);
    for (const form of FORMS)
      for (let i = 0; i < words.length; i++) {
        const head = this.digests.head(inForm((words[i] as Token).text, form), form);
        // Hardly ever does a value begin here.
        for (const { values, salt } of known)
          for (let lengths = values.lengths(head, salt), n = 1; lengths !== 0; lengths >>>= 1, n++) {
            if ((lengths & 1) === 0) continue;
            const whole = words.slice(i, i + n);
            if (whole.length < n) break;
            const digest = this.digests.of(
              whole.map(({ text: one }) => inForm(one, form)),
              form,
            );
            const type = values.typeOf(digest, salt);
            if (type) hit(type, { start: whole[0]?.start ?? 0, end: whole.at(-1)?.end ?? 0 });
          }
      }
  }

  private isLeak(unit: Unit, finding: Finding, never: readonly Range[]): boolean {
    // Below .5 a detector only guesses: enough to hide something, not to hold back a row.
    if (finding.confidence < 0.5 || this.policy.actionFor(finding) === 'keep' || isAllowed(finding, never))
      return false;
    const text = unit.text.slice(finding.start, finding.end);
    // What blanked placeholders leave over is punctuation.
    return tokens(text).length > 0 && !this.decisions.allows(text);
  }
}

const FORMS: readonly Case[] = ['lower', 'exact'];
const inForm = (word: string, form: Case): string => (form === 'lower' ? word.toLowerCase() : word);
const blank = (placeholder: string): string => ' '.repeat(placeholder.length);

/** Keys above the string as a JSON pointer without indices; a key that could itself be a value is shown as `*`. */
function pointerOf(unit: Unit): string {
  const keys = (unit.path ?? []).map((key) => (/^[a-z][A-Za-z_-]{0,30}$/.test(key) ? key : '*'));
  return keys.map((key) => `/${key}`).join('');
}

/** Inside a fake of Goldpan's own, or that fake with its signs (`+1 (415) …`). */
function covered({ start, end }: Range, fakes: readonly Range[]): boolean {
  return fakes.some((fake) => start >= fake.start - 2 && end <= fake.end + 2);
}
