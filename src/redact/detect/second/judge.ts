/**
 * The second pass: a model judges what the rules are unsure of. The rules come first; they name the doubtful places, and the model
 * reads only the text around those. Under `standard` its yes makes of a weak name one that is hidden, and its firm no, under
 * `strict`, takes one back.
 */
import type { PolicyName } from '../../types.ts';
import type { Finding, TextUnit } from '../detector.ts';
import type { Answers } from './answers.ts';
import { addressesIn, type Entity, peopleIn } from './entities.ts';
import type { NamesModel, WordReading } from './model/names-model.ts';
import { isSure, isWeakName, numbersIn } from './places.ts';
import { Quota } from './quota.ts';
import { overlap, type Range, type Window, windowsAround } from './windows.ts';

/**
 * Thousandths that it takes to hide. Measured on labelled prose and on agent logs with planted names: at 500 a point more of the
 * names is found and a point of precision is lost; beside code, where a lone capitalised word is rather a class, it takes more.
 */
const NEEDED = { PERSON: 600, ADDRESS: 700, beside: 900 };

/** As that of `compromise`, the other second opinion. */
const STRICT_CONFIDENCE = 0.45;

export interface JudgeOptions {
  policy: PolicyName;
  people: boolean;
  addresses: boolean;
}

export class Judge {
  constructor(
    private readonly model: Pick<NamesModel, 'read'>,
    private readonly answers: Answers,
    private readonly options: JudgeOptions,
  ) {}

  /**
   * All units of one session.
   * @param found findings of the rules, one list a unit
   * @returns the same lists with what the model adds, and without what it takes back
   */
  async judge(
    units: readonly TextUnit[],
    found: readonly (readonly Finding[])[],
    quota: Quota = new Quota(),
  ): Promise<(readonly Finding[])[]> {
    const out: (readonly Finding[])[] = [];
    for (const [i, unit] of units.entries()) out.push(await this.unit(unit, found[i] ?? [], quota));
    this.answers.flush();
    return out;
  }

  private async unit(unit: TextUnit, found: readonly Finding[], quota: Quota): Promise<readonly Finding[]> {
    // A single word has no surroundings to judge it by.
    if ((unit.kind !== 'prose' && unit.kind !== 'value') || !unit.text.includes(' ')) return found;
    const weak = this.options.people ? found.filter(isWeakName) : [];
    const places: Range[] = this.options.addresses ? [...weak, ...numbersIn(unit.text, found)] : weak;
    if (places.length === 0) return found;
    const dropped = new Set<Range>();
    const added: Finding[] = [];
    for (const { window, places: within } of windowsAround(unit.text, places)) {
      if (!quota.take(window.text)) continue;
      const words = await this.answers.of(window.text, (text) => this.model.read(text));
      if (this.options.policy === 'strict')
        for (const one of within) if (isNothing(one, window, words)) dropped.add(one);
      for (const entity of entitiesIn(window, words, within)) {
        const one = this.finding(entity, window);
        if (!cuts(one, found)) added.push(one);
      }
    }
    if (added.length + dropped.size === 0) return found;
    return [...found.filter((one) => !dropped.has(one)), ...added];
  }

  /** Under `strict` a weak name is hidden anyway: the model's yes may complete it, and must not push out a firm or place of the rules. */
  private finding({ start, end, type, score }: Entity, window: Window): Finding {
    const range = { start: start + window.start, end: end + window.start };
    const modest = type === 'PERSON' && this.options.policy === 'strict';
    const confidence = modest ? STRICT_CONFIDENCE : score / 1000;
    return { ...range, type, detector: 'ner', rule: 'judge', confidence, evidence: 'model' };
  }
}

/** It would take a part of what the rules are sure of, and leave the rest readable. */
const cuts = (one: Finding, found: readonly Finding[]): boolean =>
  found.some((other) => isSure(other) && overlap(one, other) && !(one.start <= other.start && other.end <= one.end));

/** What the model is sure enough of, at the places that it was asked about: its other finds are left to the rules. */
function entitiesIn(window: Window, words: readonly WordReading[], places: readonly Range[]): Entity[] {
  const { text, start } = window;
  return [...peopleIn(text, words), ...addressesIn(text, words)].filter((entity) => {
    const asked = places.some((place) => overlap(place, { start: entity.start + start, end: entity.end + start }));
    const needed = entity.type === 'PERSON' && window.code ? NEEDED.beside : NEEDED[entity.type];
    return asked && entity.score >= needed;
  });
}

/** The model is sure of "nothing" for all words of the place: then it has no reading of them. */
function isNothing(place: Range, window: Window, words: readonly WordReading[]): boolean {
  const range = { start: place.start - window.start, end: place.end - window.start };
  return !words.some((word) => overlap(word, range));
}
