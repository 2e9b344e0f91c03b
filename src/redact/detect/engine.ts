/** Runs detectors over units. Logs repeat the same text at every turn, so answers are remembered by text, within a bound. */
import { piiFacts } from '../../model/pii.ts';
import { fieldUnits } from '../text/units.ts';
import { base64In } from '../view/base64.ts';
import { type View, viewOf } from '../view/view.ts';
import { type CleanTexts, MIN_REMEMBERED } from './clean.ts';
import { condense } from './condense.ts';
import type { Detector, Finding, TextUnit } from './detector.ts';
import { mayHoldDigits } from './patterns/regions.ts';
import { isCodeLine } from './prose/code.ts';
import { unite } from './unite.ts';

/** Detectors by what they need to see, so that none is asked where it cannot answer. */
export interface DetectorSet {
  /** Read the keys above a value; asked about all that stands under one. */
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
const NONE: readonly Finding[] = [];
const NOTHING: Pick<Answer, 'findings' | 'view'> = { findings: NONE, view: undefined };
/** No shorter text hides anything by a dress, or says anything in base64. */
const MIN_DRESSED = 6;
const MIN_ENCODED = 16;

/** In code, a number of a type that code is full of and `@Injectable` are doubted when nothing else speaks for them. */
const UNSURE = 0.86;
const DOUBT = 0.4;

/** What was found in a text of a kind under a key; the same text may stand under others. */
interface Answer {
  kind: TextUnit['kind'];
  key: string | undefined;
  findings: readonly Finding[];
  /** Of a text that wears a dress. */
  view: View | undefined;
  next: Answer | undefined;
  length: number;
}

/** One text under thousands of keys must not make looking it up slow: of such, the latest are remembered. */
const MAX_ANSWERS = 32;

function answerIn(list: Answer | undefined, { kind, key }: TextUnit): Answer | undefined {
  for (let one = list; one; one = one.next) if (one.kind === kind && one.key === key) return one;
  return undefined;
}

/** Base64 in base64 in base64: what is encoded oftener is no log. */
const MAX_DEPTH = 2;

export class Engine {
  private cache = new Map<string, Answer>();
  private old = new Map<string, Answer>();
  private chars = 0;
  private readonly withoutDigits: readonly Detector[];

  /**
   * @param condensing shapes are looked for in lines with digits or an at sign only, which leaves out plain web addresses
   * @param clean remembers the texts of a whole run in which nothing is found
   */
  constructor(
    private readonly detectors: DetectorSet,
    private readonly condensing: boolean,
    private readonly clean?: CleanTexts,
  ) {
    this.withoutDigits = detectors.shapes.filter((detector) => !detector.digits);
  }

  detect(unit: TextUnit): readonly Finding[] {
    return this.withKeys(unit, this.remembered(unit));
  }

  private withKeys(unit: TextUnit, answer: Pick<Answer, 'findings' | 'view'> | undefined): readonly Finding[] {
    if (unit.key === undefined) return answer?.findings ?? NONE;
    const structured = run(this.detectors.structured, unit);
    const rest = answer?.findings ?? NONE;
    const view = answer?.view;
    const plain = view ? run(this.detectors.structured, { ...unit, text: view.text }) : NONE;
    if (view && plain.length) return [...unite(unit.text, view, structured, plain), ...rest];
    if (structured.length === 0) return rest;
    return rest.length === 0 ? structured : [...structured, ...rest];
  }

  private remembered(unit: TextUnit): Answer | undefined {
    const { text } = unit;
    // Prices, counts, years: the most frequent values of all.
    if (text.length < 5 && text.length > 0 && isPlainNumber(text)) return undefined;
    // Epoch seconds and milliseconds look like telephone numbers.
    if ((text.length === 10 || text.length === 13) && unit.key && isPlainNumber(text) && TIME_KEY.test(unit.key))
      return undefined;
    const others = this.cache.get(text);
    const known = answerIn(others, unit);
    if (known) return known;
    const { findings, view } = answerIn(this.old.get(text), unit) ?? this.found(unit);
    // Two generations: what was used lately survives, without a list to maintain.
    const full = this.chars > CACHE_CHARS;
    if (full) {
      this.old = this.cache;
      this.cache = new Map();
      this.chars = 0;
    }
    const next = others && !full && others.length < MAX_ANSWERS ? others : undefined;
    const answer = { kind: unit.kind, key: unit.key, findings, view, next, length: (next?.length ?? 0) + 1 };
    this.cache.set(text, answer);
    this.chars += text.length + 8;
    return answer;
  }

  private found(unit: TextUnit): Pick<Answer, 'findings' | 'view'> {
    const { clean } = this;
    if (!clean || unit.text.length < MIN_REMEMBERED) return this.run(unit, 0);
    if (clean.has(unit)) return NOTHING;
    const answer = this.run(unit, 0);
    if (answer.findings.length === 0 && !answer.view) clean.add();
    return answer;
  }

  /** The text, its plain view where it wears a dress, and what its base64 says. `depth`: layers of base64 around it. */
  private run(unit: TextUnit, depth: number): Pick<Answer, 'findings' | 'view'> {
    const { text } = unit;
    const plain = isPlainWord(text);
    let findings = this.read(unit, plain);
    if (text.length < MIN_DRESSED || plain) return { findings, view: undefined };
    const view = viewOf(text);
    if (view) findings = unite(text, view, findings, this.read({ ...unit, text: view.text }, isPlainWord(view.text)));
    const encoded = depth < MAX_DEPTH ? this.encoded(text, depth + 1) : NONE;
    return { findings: encoded.length ? [...findings, ...encoded] : findings, view };
  }

  /** @param plain the text is a word, see `isPlainWord` */
  private read(unit: TextUnit, plain: boolean): Finding[] {
    const { keyed, labels, shapes, prose } = this.detectors;
    const out = run(keyed, unit);
    if (plain) return out;
    for (const finding of run(labels, unit)) out.push(finding);
    for (const finding of this.shapes(shapes, unit)) out.push(finding);
    for (const finding of run(prose, unit)) out.push(finding);
    return out;
  }

  /** A run of base64 in which something is found is hidden whole, as the surest of each type that it holds. */
  private encoded(text: string, depth: number): readonly Finding[] {
    if (text.length < MIN_ENCODED) return NONE;
    const runs = base64In(text);
    if (runs.length === 0) return NONE;
    const out: Finding[] = [];
    for (const { start, end, text: said } of runs) {
      const surest = new Map<string, Finding>();
      for (const unit of fieldUnits({ text: said, kind: 'prose' }, 0))
        for (const finding of this.withKeys(unit, this.run(unit, depth)))
          if (finding.confidence > (surest.get(finding.type)?.confidence ?? 0)) surest.set(finding.type, finding);
      for (const { value: _, ...finding } of surest.values()) out.push({ ...finding, start, end });
    }
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
  for (const detector of detectors) {
    const found = detector.detect(unit);
    for (let i = 0; i < found.length; i++) out.push(found[i] as Finding);
  }
  return out;
}

function lineAt(text: string, offset: number): string {
  const end = text.indexOf('\n', offset);
  return text.slice(text.lastIndexOf('\n', offset) + 1, end < 0 ? undefined : end);
}

/** Scripts without spaces write whole sentences so. */
const PLAIN_WORD = /^(?:(?![\u3040-\u9fff\uac00-\ud7af])[\p{L}_-]){0,40}$/u;
/** Characters, each of two UTF-16 units at most. */
const LONGEST_WORD = 40;

/** Letters, `_` and `-`. The first other character of ASCII tells, and most texts are longer. */
function isPlainWord(text: string): boolean {
  if (text.length > 2 * LONGEST_WORD) return false;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    const letter = (code | 32) >= 97 && (code | 32) <= 122;
    if (!letter && code !== 95 && code !== 45) return code > 127 && PLAIN_WORD.test(text);
  }
  return text.length <= LONGEST_WORD;
}

function isPlainNumber(text: string): boolean {
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code < 48 || code > 57) return false;
  }
  return true;
}
