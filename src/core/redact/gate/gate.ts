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
  private readonly issued = new Set<string>();

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
      if (value.issued) {
        this.issued.add(value.digest);
        continue;
      }
      const known = value.scope === 'run' ? this.run : own;
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
      this.values(unit.text, known, (type) => report({ type, by: 'value', pointer }));
      for (const finding of [...mask, ...this.engine.detect(unit)])
        if (this.isLeak(unit, finding, never))
          report({ type: finding.type, by: 'detector', detector: finding.detector, pointer });
    });
    return [...leaks.values()];
  }

  private values(text: string, known: readonly Known[], hit: (type: GateValue['type']) => void): void {
    const words = tokens(text);
    for (const form of ['lower', 'exact'] as Case[]) {
      const forms = words.map((word) => (form === 'lower' ? word.text.toLowerCase() : word.text));
      forms.forEach((word, i) => {
        const head = this.digests.head(word, form);
        for (const { heads, values } of known) {
          for (const length of heads.get(head) ?? []) {
            if (i + length > forms.length) continue;
            const digest = this.digests.of(forms.slice(i, i + length), form);
            const value = values.get(digest);
            if (value && !this.issued.has(digest)) hit(value.type);
          }
        }
      });
    }
  }

  private isLeak(unit: Unit, finding: Finding, never: readonly Range[]): boolean {
    if (this.policy.actionFor(finding) === 'keep' || isAllowed(finding, never)) return false;
    const text = unit.text.slice(finding.start, finding.end);
    // What blanked placeholders leave over is punctuation; a fake of Goldpan's own is no leak.
    return tokens(text).length > 0 && !this.isIssued(text) && !this.decisions.allows(text);
  }

  private isIssued(text: string): boolean {
    if (this.issued.size === 0) return false;
    const words = tokens(text.toLowerCase()).map((token) => token.text);
    return this.issued.has(this.digests.of(words, 'lower'));
  }
}

const blank = (placeholder: string): string => ' '.repeat(placeholder.length);

/** Keys above the string as a JSON pointer without indices; a key that could itself be a value is shown as `*`. */
function pointerOf(unit: Unit): string {
  const keys = (unit.path ?? []).map((key) => (/^[a-z][A-Za-z_-]{0,30}$/.test(key) ? key : '*'));
  return keys.map((key) => `/${key}`).join('');
}
