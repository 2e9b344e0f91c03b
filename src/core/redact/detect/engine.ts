/** Runs detectors over units. Logs repeat the same text at every turn, so answers are remembered by text, within a bound. */
import type { Detector, Finding, TextUnit } from './detector.ts';

/** Characters of text whose answers are kept. */
const CACHE_CHARS = 16_000_000;
/** Shorter texts are cheaper to read again than to remember. */
const MIN_CACHED = 40;

export class Engine {
  private cache = new Map<string, readonly Finding[]>();
  private old = new Map<string, readonly Finding[]>();
  private chars = 0;

  constructor(private readonly detectors: readonly Detector[]) {}

  detect(unit: TextUnit): readonly Finding[] {
    if (unit.text.length < MIN_CACHED) return this.run(unit);
    const id = `${unit.kind}\0${unit.path?.join('\0') ?? ''}\0${unit.text}`;
    let known = this.cache.get(id);
    if (known) return known;
    known = this.old.get(id) ?? this.run(unit);
    // Two generations: what was used lately survives, without a list to maintain.
    if (this.chars > CACHE_CHARS) {
      this.old = this.cache;
      this.cache = new Map();
      this.chars = 0;
    }
    this.cache.set(id, known);
    this.chars += id.length;
    return known;
  }

  private run(unit: TextUnit): readonly Finding[] {
    const out: Finding[] = [];
    for (const detector of this.detectors) for (const finding of detector.detect(unit)) out.push(finding);
    return out;
  }
}
