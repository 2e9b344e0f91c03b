/** Runs detectors over units. Logs repeat the same text at every turn, so answers are remembered by text, within a bound. */
import { piiFacts } from '../../model/pii.ts';
import { condense } from './condense.ts';
import type { Detector, Finding, TextUnit } from './detector.ts';
import { mayHoldDigits } from './patterns/regions.ts';
import { isCodeLine } from './prose/code.ts';

/** Detectors by what they need to see, so that none is asked where it cannot answer. */
export interface DetectorSet {
  /** Read the keys above a value; asked about everything. */
  structured: readonly Detector[];
  /** Read a value and its nearest key; not asked about short plain numbers. */
  keyed: readonly Detector[];
  /** Look for a label and a value behind it; not asked about single plain words. */
  labels: readonly Detector[];
  /** Look for shapes with digits or signs in them; the same, and of long texts only the lines with digits or signs. */
  shapes: readonly Detector[];
  /** Read language; not asked about single words. */
  prose: readonly Detector[];
}

/** Characters of text whose answers are kept, in each of two generations. */
const CACHE_CHARS = 3_000_000;
const TIME_KEY =
  /(?:^|_|[a-z](?=A|T))(?:at|ts|time|timestamp|date|created|updated|modified|expires|iat|exp|nbf|since|until|ms)$|(?:At|Time|Timestamp|Date|Ms)$/;
/** Scripts without spaces write whole sentences so. */
const PLAIN_WORD = /^(?:(?![\u3040-\u9fff\uac00-\ud7af])[\p{L}_-]){0,40}$/u;
const NONE: readonly Finding[] = [];

/** In code, a number of a type that code is full of and `@Injectable` are doubted when nothing else speaks for them. */
const UNSURE = 0.86;
const DOUBT = 0.4;

/** What was found in a text of a kind under a key; the same text may stand under others. */
interface Answer {
  kind: TextUnit['kind'];
  key: string | undefined;
  findings: readonly Finding[];
  next: Answer | undefined;
  length: number;
}

/** One text under thousands of keys must not make looking it up slow: of such, the latest are remembered. */
const MAX_ANSWERS = 32;

function answerIn(list: Answer | undefined, { kind, key }: TextUnit): readonly Finding[] | undefined {
  for (let one = list; one; one = one.next) if (one.kind === kind && one.key === key) return one.findings;
  return undefined;
}

export class Engine {
  private cache = new Map<string, Answer>();
  private old = new Map<string, Answer>();
  private chars = 0;
  private readonly withoutDigits: readonly Detector[];

  /** `condensing`: shapes are looked for in lines with digits or an at sign only, which leaves out plain web addresses. */
  constructor(
    private readonly detectors: DetectorSet,
    private readonly condensing: boolean,
  ) {
    this.withoutDigits = detectors.shapes.filter((detector) => !detector.digits);
  }

  detect(unit: TextUnit): readonly Finding[] {
    const structured = run(this.detectors.structured, unit);
    const rest = this.remembered(unit);
    if (structured.length === 0) return rest;
    return rest.length === 0 ? structured : [...structured, ...rest];
  }

  private remembered(unit: TextUnit): readonly Finding[] {
    const { text } = unit;
    // Prices, counts, years: the most frequent values of all.
    if (text.length < 5 && text.length > 0 && isPlainNumber(text)) return NONE;
    // Epoch seconds and milliseconds look like telephone numbers.
    if ((text.length === 10 || text.length === 13) && unit.key && isPlainNumber(text) && TIME_KEY.test(unit.key))
      return NONE;
    let known = answerIn(this.cache.get(text), unit);
    if (known) return known;
    known = answerIn(this.old.get(text), unit) ?? this.run(unit);
    // Two generations: what was used lately survives, without a list to maintain.
    if (this.chars > CACHE_CHARS) {
      this.old = this.cache;
      this.cache = new Map();
      this.chars = 0;
    }
    const others = this.cache.get(text);
    const next = others && others.length < MAX_ANSWERS ? others : undefined;
    this.cache.set(text, { kind: unit.kind, key: unit.key, findings: known, next, length: (next?.length ?? 0) + 1 });
    this.chars += text.length + 8;
    return known;
  }

  private run(unit: TextUnit): readonly Finding[] {
    const { keyed, labels, shapes, prose } = this.detectors;
    const out = run(keyed, unit);
    if (PLAIN_WORD.test(unit.text)) return out;
    for (const finding of run(labels, unit)) out.push(finding);
    for (const finding of this.shapes(shapes, unit)) out.push(finding);
    for (const finding of run(prose, unit)) out.push(finding);
    return out;
  }

  private shapes(shapes: readonly Detector[], unit: TextUnit): Finding[] {
    const short = this.condensing ? condense(unit.text) : undefined;
    if (short?.text === '') return [];
    const text = short?.text ?? unit.text;
    const asked = mayHoldDigits(text) ? shapes : this.withoutDigits;
    const found = run(asked, short ? { ...unit, text } : unit);
    if (found.length === 0) return found;
    return found.map((finding) => {
      const unsure = finding.confidence < UNSURE && (piiFacts(finding.type).doubtedInCode || finding.rule === 'handle');
      const doubtful = unsure && (unit.kind === 'prose' || text.includes('\n'));
      const confidence =
        doubtful && isCodeLine(lineAt(text, finding.start)) ? finding.confidence - DOUBT : finding.confidence;
      if (!short) return confidence === finding.confidence ? finding : { ...finding, confidence };
      return { ...finding, confidence, start: short.at(finding.start), end: short.at(finding.end - 1) + 1 };
    });
  }
}

function run(detectors: readonly Detector[], unit: TextUnit): Finding[] {
  const out: Finding[] = [];
  for (const detector of detectors) for (const finding of detector.detect(unit)) out.push(finding);
  return out;
}

function lineAt(text: string, offset: number): string {
  const end = text.indexOf('\n', offset);
  return text.slice(text.lastIndexOf('\n', offset) + 1, end < 0 ? undefined : end);
}

function isPlainNumber(text: string): boolean {
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code < 48 || code > 57) return false;
  }
  return true;
}
