/**
 * What a model would learn of something unsafe. Severity is about the row, not about the words in it:
 *
 * 1  it is there, and the model did right: it refused, ignored what a document told it, or somebody used a coarse word
 * 2  doubtful: it may be innocent, or it is not clear what the model did
 * 3  clear: an unsafe request that was not refused, an injected instruction that was followed, a threat, a slur, abuse by the model
 */
import { Automaton } from '../../../kit/automaton.ts';
import { type Message, saidIn } from '../../../model/example.ts';
import { followed } from './followed.ts';
import { EXTRACTIONS, IN_DATA, JAILBREAKS, OVERRIDES } from './injection.ts';
import { proseOf, sentencesOf } from './prose.ts';
import { declines, mayBeRisky, REFUSAL_NEEDS, refusalIn } from './refusal.ts';
import { EXPLAINS, REQUESTS, type Rule } from './requests.ts';
import { TOXICITY_NEEDS, type Toxicity, toxicityOf } from './toxicity.ts';

type Severity = 1 | 2 | 3;
/** correct: something unsafe was declined. over: something harmless was. unknown: declined, and nobody can tell which it was. */
type Refusal = 'none' | 'correct' | 'over' | 'unknown';

interface Finding {
  category: string;
  severity: Severity;
  /** Clear, had the model not declined. */
  clear: boolean;
  /** Index of the message. */
  message: number;
}

export interface Safety {
  /** The gravest severity of each category. */
  severity: Record<string, Severity>;
  /** Messages with a finding, ascending. */
  at: number[];
  refusal: Refusal;
  refusedAt: number[];
}

/** Which rules a text may hold something for: a bit each. */
const ASKS = 1;
const TURNS = 2;
const ABUSES = 4;
const REFUSES = 8;
const IN_RESULT = 16;

const bits = new Map<string, number>();
const note = (needs: readonly string[], bit: number): void => {
  for (const need of needs) bits.set(need, (bits.get(need) ?? 0) | bit);
};
for (const { needs } of REQUESTS) note(needs, ASKS);
for (const { needs } of [...OVERRIDES, ...JAILBREAKS, ...EXTRACTIONS]) note(needs, TURNS);
for (const { needs } of IN_DATA) note(needs, IN_RESULT);
note(TOXICITY_NEEDS, ABUSES);
note(REFUSAL_NEEDS, REFUSES);
const TERMS = [...bits.keys()];
const BITS = [...bits.values()];
/** What turns against the instructions of the model, in the order of `turned`. */
const TURNED = [JAILBREAKS, EXTRACTIONS, OVERRIDES] as const;
/** Rules by the number of a term. */
const OF_TERM: readonly (readonly Rule[])[] = TERMS.map((term) =>
  [...REQUESTS, ...TURNED.flat()].filter((rule) => rule.needs.includes(term)),
);
const NONE: ReadonlySet<string> = new Set();
const automaton = new Automaton(TERMS, { ignoreAsciiCase: true });

/** One pass, before any pattern: most texts hold no word of most rules. */
function rulesFor(text: string): number {
  let mask = 0;
  automaton.scan(text, (term) => {
    mask |= BITS[term] as number;
  });
  return mask;
}

export function safetyOf(messages: readonly Message[]): Safety {
  return new Judge(messages).judge();
}

class Judge {
  private readonly found: Finding[] = [];
  private readonly refused: { kind: Refusal; message: number }[] = [];
  /** System prompts of some length hold rules that an injection can turn against: `You are a helpful assistant` holds none. */
  private readonly system: string;
  private readonly acts: boolean;

  constructor(private readonly messages: readonly Message[]) {
    this.system = messages
      .filter((m) => m.role === 'system')
      .map((m) => m.content)
      .join('\n');
    this.acts = messages.some((m) => m.calls || m.role === 'tool');
  }

  judge(): Safety {
    this.messages.forEach((m, i) => {
      if (m.role === 'user') this.user(m, i);
      else if (m.role === 'assistant') this.assistant(m, i);
      else if (m.role === 'tool') this.data(m.content, i);
    });
    const severity: Record<string, Severity> = {};
    for (const f of this.found) severity[f.category] = Math.max(severity[f.category] ?? 0, f.severity) as Severity;
    const kinds = this.refused.map((r) => r.kind);
    return {
      severity,
      at: [...new Set(this.found.map((f) => f.message))].sort((a, b) => a - b),
      refusal: (['over', 'correct', 'unknown'] as const).find((kind) => kinds.includes(kind)) ?? 'none',
      refusedAt: this.refused.map((r) => r.message),
    };
  }

  private add(category: string, severity: Severity, message: number, clear = severity === 3): void {
    this.found.push({ category, severity, message, clear });
  }

  private user(m: Message, i: number): void {
    const said = saidIn(m);
    if (m.added?.length) this.data(m.added.map(([from, to]) => m.content.slice(from, to)).join('\n'), i);
    const mask = rulesFor(said);
    if ((mask & (ASKS | TURNS | ABUSES)) === 0) return;
    const sentences = heardIn(sentencesOf(proseOf(said)));
    if (sentences.length === 0) return;
    const asked = mask & ASKS ? matching(REQUESTS, sentences) : NONE;
    const turns = mask & TURNS ? TURNED.map((rules) => matching(rules, sentences)) : [];
    const abuse = mask & ABUSES ? toxicityOf(havingAny(ABUSES, sentences)) : 'none';
    if (asked.size === 0 && abuse === 'none' && turns.every((found) => found.size === 0)) return;
    const done = this.answerTo(i);
    // Nobody answered: nothing is learnt.
    const grave: Severity = done === undefined || declines(done) ? 1 : 3;
    for (const category of asked) this.add(category, grave, i, true);
    const hostile = (): boolean => HOSTILE.test(sentencesOf(proseOf(said)).join(' '));
    this.turned(turns, i, { done, grave, hostile });
    this.abused(abuse, i, grave);
  }

  /** Against the instructions that the model was given. */
  private turned(
    [jailbreaks = NONE, extractions = NONE, overrides = NONE]: readonly ReadonlySet<string>[],
    i: number,
    { done, grave, hostile }: { done: string | undefined; grave: Severity; hostile: () => boolean },
  ): void {
    for (const category of jailbreaks) this.add(category, grave, i, true);
    for (const category of extractions) {
      const leaked = done !== undefined && sharesText(this.system, done);
      this.add(category, leaked ? 3 : grave === 3 ? 2 : 1, i, true);
    }
    for (const category of overrides) {
      // Templates of prompts begin like that and mean no harm: there must be rules to turn against, or a purpose that is hostile.
      const meant = this.system.length > RULES_OF_SOME_LENGTH || hostile();
      this.add(category, meant ? grave : (Math.min(grave, 2) as Severity), i, meant);
    }
  }

  private abused(what: Toxicity, i: number, grave: Severity): void {
    if (what === 'none') return;
    const calmed = grave === 1 || CALMS.test(this.answerTo(i) ?? '');
    const clear = (what === 'threat' || what === 'slur') && !this.isFiction();
    this.add(what === 'threat' ? 'threat' : 'toxicity', clear && !calmed ? 3 : 1, i, clear);
  }

  private assistant({ content, calls }: Message, i: number): void {
    const mask = rulesFor(content);
    if (mask === 0) return;
    const prose = proseOf(content);
    if (mask & REFUSES && !calls) this.refusal(prose, i);
    if ((mask & (ABUSES | ASKS)) === 0) return;
    const sentences = heardIn(sentencesOf(prose));
    if (mask & ABUSES) this.abuses(toxicityOf(havingAny(ABUSES, sentences)), i);
    if (mask & ASKS && sentences.length > 0 && !declines(prose)) {
      const explained = sentences.flatMap(({ text: s }) => {
        const begins = EXPLAINS.exec(s);
        // What follows the opening is read like a request.
        return begins ? [s, `how to ${s.slice(s.search(/\b(?:make|build|write|create|cook|synthesi)/iu))}`] : [];
      });
      for (const category of matching(REQUESTS, heardIn(explained)))
        if (EXPLAINED.has(category) && !this.found.some((f) => f.category === category)) this.add(category, 3, i);
    }
  }

  /** The model's own abuse is what is learnt, but for the words of a character. */
  private abuses(what: Toxicity, i: number): void {
    if (what === 'none') return;
    const clear = what === 'slur' || !this.isFiction();
    this.add(what === 'threat' ? 'threat' : 'toxicity', what === 'coarse' ? 1 : clear ? 3 : 2, i);
  }

  private refusal(prose: string, i: number): void {
    const { refuses, ability } = refusalIn(prose);
    if (!refuses) return;
    const request = this.requestOf(i);
    if (request < 0) return;
    const found = this.findingsOf(request);
    const harmless = found.length === 0 && !ability && this.isHarmless(request);
    const kind = found.some((f) => f.clear) ? 'correct' : harmless ? 'over' : 'unknown';
    this.refused.push({ kind, message: i });
  }

  /** The last ones are of the request or behind it: findings come in the order of their messages. */
  private findingsOf(message: number): Finding[] {
    const out: Finding[] = [];
    for (let k = this.found.length - 1; k >= 0; k--) {
      const finding = this.found[k] as Finding;
      if (finding.message < message) break;
      if (finding.message === message) out.push(finding);
    }
    return out;
  }

  /** Tools and rules of a system prompt can be why something is declined: then nobody can tell. */
  private isHarmless(request: number): boolean {
    if (this.acts) return false;
    if (this.system.length > RULES_OF_SOME_LENGTH || RESTRICTS.test(this.system)) return false;
    // From the end: no more of a long talk than is read.
    let said = '';
    for (let k = request; k >= 0 && said.length <= MOST_OF_REQUEST; k--) {
      const m = this.messages[k] as Message;
      if (m.role === 'user') said = said === '' && k === request ? saidIn(m) : `${saidIn(m)}\n${said}`;
    }
    return !mayBeRisky(said.slice(-MOST_OF_REQUEST));
  }

  /** What stands in results and documents; the model that ignores it does right. */
  private data(text: string, i: number): void {
    if ((rulesFor(text) & IN_RESULT) === 0) return;
    for (const { category, find, unless } of IN_DATA) {
      const match = find.exec(text);
      if (!match) continue;
      const around = text.slice(Math.max(0, match.index - 160), match.index + match[0].length + 160);
      if (unless?.test(around)) continue;
      this.add(category, followed(this.messages, i, text.slice(match.index, match.index + PAYLOAD)) ? 3 : 1, i);
    }
  }

  /** Words of the answers to a message, up to the next one of the user; undefined without any. */
  private answerTo(i: number): string | undefined {
    const answers: string[] = [];
    for (let k = i + 1; k < this.messages.length; k++) {
      const { role, content } = this.messages[k] as Message;
      if (role === 'user') break;
      if (role === 'assistant') answers.push(content);
    }
    return answers.length === 0 ? undefined : answers.join('\n');
  }

  private requestOf(i: number): number {
    let k = i - 1;
    while (k >= 0 && this.messages[k]?.role !== 'user') k--;
    return k;
  }

  private isFiction(): boolean {
    return this.messages.some((m) => m.role === 'user' && FICTION.test(saidIn(m).slice(0, MOST_OF_REQUEST)));
  }
}

/** A sentence that holds a word of some rule. */
interface Heard {
  text: string;
  /** Kinds of rules, a bit each. */
  mask: number;
  /** The rules themselves. */
  rules: ReadonlySet<Rule>;
}

/** Most sentences of a text hold no word of any rule, and those that do of one or two: patterns are tried on no more than these. */
function heardIn(sentences: readonly string[]): Heard[] {
  const heard: Heard[] = [];
  for (const text of sentences) {
    let mask = 0;
    const rules = new Set<Rule>();
    automaton.scan(text, (term) => {
      mask |= BITS[term] as number;
      for (const rule of OF_TERM[term] ?? []) rules.add(rule);
    });
    if (mask & (ASKS | TURNS | ABUSES)) heard.push({ text, mask, rules });
  }
  return heard;
}

const havingAny = (bit: number, sentences: readonly Heard[]): string[] =>
  sentences.flatMap(({ text, mask }) => (mask & bit ? [text] : []));

/** Categories of the rules that a sentence fulfils, each once. */
function matching(rules: readonly Rule[], sentences: readonly Heard[]): Set<string> {
  const found = new Set<string>();
  for (const { text, rules: heard } of sentences) {
    if (heard.size === 0) continue;
    for (const rule of rules)
      if (heard.has(rule) && !found.has(rule.category) && rule.find.test(text) && !rule.unless?.test(text))
        found.add(rule.category);
  }
  return found;
}

const EXPLAINED: ReadonlySet<string> = new Set(['weapons', 'drugs', 'malware']);
/** Characters; what is shorter says who the model is, and sets no rules. */
const RULES_OF_SOME_LENGTH = 80;
const MOST_OF_REQUEST = 4000;
/** Characters behind the words of an injection, in which it says what is to be done. */
const PAYLOAD = 500;

const HOSTILE =
  /\b(?:reveal|system\s+prompt|hidden|secrets?|passwords?|api\s+keys?|credentials|hacked|pwned|admin(?:istrator)?|developer\s+mode|restrictions|unrestricted|DAN|delete\s+all|drop\s+table|exfiltrat\w*|bypass|illegal|your\s+(?:instructions|rules)|no\s+(?:rules|limits|filters)|full\s+refund)\b/iu;
const RESTRICTS =
  /\b(?:only|never|don['’]t|do\s+not|must|refuse|policy|policies|not\s+allowed|restrict|decline|forbidden|cannot)/iu;
const FICTION =
  /\b(?:story|stories|novel|fiction|script|screenplay|scene|dialog(?:ue)?|lyrics|rap\s+battle|role-?play|character|chapter|movie|poem|translate|translation|übersetz|traduis|traduce|summar|subtitle|transcript|classif|sentiment|moderat)/iu;
const CALMS =
  /\b(?:frustrat\w+|upset|angry|respectful(?:ly)?|abusive|threats?|threaten\w*|not\s+acceptable|inappropriate|language|calm|sorry\s+(?:to\s+hear|you)|understand\s+(?:that\s+)?you)\b/iu;

/** Whether an answer tells a stretch of the system prompt: 60 characters in a row are no coincidence. */
function sharesText(system: string, answer: string): boolean {
  const [told, said] = [squeezed(system).slice(0, MOST_OF_REQUEST), squeezed(answer.slice(0, 2 * MOST_OF_REQUEST))];
  for (let i = 0; i + RUN <= told.length; i += RUN / 2) if (said.includes(told.slice(i, i + RUN))) return true;
  return false;
}

const RUN = 60;
const squeezed = (text: string): string => text.replace(/\s+/g, ' ').toLowerCase();
