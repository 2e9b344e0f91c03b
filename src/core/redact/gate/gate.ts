/** The leak gate: a row passes when neither a value of this run nor a detector finds anything in it. */

import type { Finding } from '../detect/detector.ts';
import type { Engine } from '../detect/engine.ts';
import type { Decisions } from '../dictionary/decisions.ts';
import { type Dictionary, isAllowed, type Range } from '../dictionary/dictionary.ts';
import type { Policy } from '../policy.ts';
import { PLACEHOLDER } from '../render/placeholders.ts';
import { tokens } from '../text/tokens.ts';
import { fieldUnits, type Unit } from '../text/units.ts';
import type { GateValue, Leak, LeakGate } from '../types.ts';
import { type Case, GateDigests } from './digest.ts';

interface Known {
  /** Token counts that occur behind a head. */
  heads: Map<string, Set<number>>;
  values: Map<string, GateValue>;
}

const empty = (): Known => ({ heads: new Map(), values: new Map() });

export class Gate implements LeakGate {
  private readonly digests: GateDigests;
  private readonly run = empty();
  private readonly sessions = new Map<string, Known>();
  private readonly issued = empty();

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
    let own = this.sessions.get(sessionId);
    if (!own) {
      own = empty();
      this.sessions.set(sessionId, own);
    }
    for (const value of values) {
      const known = value.issued ? this.issued : value.scope === 'run' ? this.run : own;
      known.values.set(value.digest, value);
      const lengths = known.heads.get(value.head);
      if (lengths) lengths.add(value.tokens);
      else known.heads.set(value.head, new Set([value.tokens]));
    }
  }

  check(row: string, sessionIds: readonly string[]): Leak[] {
    const known = [this.run, ...sessionIds.flatMap((id) => this.sessions.get(id) ?? [])];
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
      const pointer = pointerOf(unit);
      const { mask = [], never = [] } = terms[i] ?? {};
      const fakes: Range[] = [];
      if (this.issued.values.size) this.find(unit.text, [this.issued], (_, range) => fakes.push(range));
      this.find(unit.text, known, ({ type }, range) => {
        if (!covered(range, fakes)) report({ type, by: 'value', pointer });
      });
      for (const finding of [...mask, ...this.engine.detect(unit)])
        if (!covered(finding, fakes) && this.isLeak(unit, finding, never))
          report({ type: finding.type, by: 'detector', detector: finding.detector, pointer });
    });
    return [...leaks.values()];
  }

  /** Occurrences of known values in a text, at token boundaries. */
  private find(text: string, known: readonly Known[], hit: (value: GateValue, range: Range) => void): void {
    const words = tokens(text);
    for (const form of FORMS) {
      const forms = words.map((word) => (form === 'lower' ? word.text.toLowerCase() : word.text));
      forms.forEach((word, i) => {
        const head = this.digests.head(word, form);
        for (const { heads, values } of known)
          for (const length of heads.get(head) ?? []) {
            const last = words[i + length - 1];
            if (!last) continue;
            const value = values.get(this.digests.of(forms.slice(i, i + length), form));
            if (value) hit(value, { start: words[i]?.start ?? 0, end: last.end });
          }
      });
    }
  }

  private isLeak(unit: Unit, finding: Finding, never: readonly Range[]): boolean {
    if (this.policy.actionFor(finding) === 'keep' || isAllowed(finding, never)) return false;
    const text = unit.text.slice(finding.start, finding.end);
    // What blanked placeholders leave over is punctuation.
    return tokens(text).length > 0 && !this.decisions.allows(text);
  }
}

const FORMS: readonly Case[] = ['lower', 'exact'];
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
