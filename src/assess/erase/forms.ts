/** An identifier as people and programs write it, found in text. */
import { foldName } from '../../redact/data/fold.ts';
import { nameWords } from '../../redact/plan/people.ts';
import { tokens } from '../../redact/text/tokens.ts';
import { isOrdinary, spellings } from './identify.ts';

/** whole: the identifier itself. part: a word of the name, or the name that a mailbox is made of, which others bear as well. */
export type Hit = 'whole' | 'part';

/** Between the words of one identifier stand at most so many other characters: quotes, brackets, the indent of a wrapped line. */
const GAP = 8;
/** Parts of a name below this are initials and particles. */
const MIN_PART = 3;
/** Shorter ones are only found cut into words as they were given: `1, 23` is no trace of the id 123. */
const MIN_GLUED = 6;

const folded = (text: string): string[] =>
  tokens(text.normalize('NFKC')).map((token) => foldName(token.text).replace(/[^\p{L}\p{N}]/gu, ''));

export class Forms {
  /** Words with a space between them, and of longer ones also without → what they prove. */
  private readonly wanted = new Map<string, Hit>();
  private readonly starts = new Set<string>();
  private readonly longest: number;

  /** @param subject as typed. A single word of a name is a part only: too many people bear it to go by it. */
  constructor(subject: string) {
    const isName = /\p{L}/u.test(subject) && !/[\d@_]/.test(subject);
    const words = isName ? folded(nameWords(subject).join(' ')) : [];
    if (isName) this.name(words, 'whole');
    else for (const spelling of spellings(subject)) this.want(folded(spelling), 'whole');
    const [local = '', host] = subject.split('@');
    if (host !== undefined) this.mail(local, host);
    this.longest = Math.max(0, ...[...this.wanted.keys()].map((form) => form.length));
  }

  /** The strongest hit in any reading of a text. */
  in(all: readonly string[]): Hit | undefined {
    let found: Hit | undefined;
    for (const reading of all) {
      const hit = this.inReading(reading);
      if (hit === 'whole') return hit;
      found ??= hit;
    }
    return found;
  }

  private inReading(text: string): Hit | undefined {
    const words = tokens(text);
    const plain = words.map(({ text: word }) => foldName(word.normalize('NFKC')));
    let found: Hit | undefined;
    for (let i = 0; i < words.length; i++) {
      if (!this.starts.has((plain[i] as string).slice(0, 1))) continue;
      let [joined, spaced] = ['', ''];
      for (let k = i; k < words.length && joined.length < this.longest; k++) {
        if (k > i && (words[k]?.start ?? 0) - (words[k - 1]?.end ?? 0) > GAP) break;
        joined += plain[k] as string;
        spaced += k > i ? ` ${plain[k]}` : plain[k];
        const hit = this.wanted.get(spaced) ?? (joined.length < MIN_GLUED ? undefined : this.wanted.get(joined));
        if (hit === 'whole') return hit;
        found ??= hit;
      }
    }
    return found;
  }

  /** First and last words in both orders, with and without what stands between them; then its words one by one. */
  private name(words: readonly string[], as: Hit): void {
    const [first = '', last = ''] = [words[0], words.at(-1)];
    if (words.length < 2) {
      this.want([first], 'part');
      return;
    }
    this.want(words, as);
    this.want([first, last], as);
    // `a brown rose` is not Rose Brown.
    const turned = words.every(isOrdinary) ? 'part' : as;
    this.want([last, ...words.slice(0, -1)], turned);
    this.want([...words.slice(1), first], turned);
    this.want([last, first], turned);
    for (const word of words)
      if (word.length >= MIN_PART && !isOrdinary(word))
        for (const ending of ['', 's']) this.want([word + ending], 'part');
    // Logins: initial and surname, first name and initial; `A. Whitfield` as well.
    for (const [a, b] of [
      [first.slice(0, 1), last],
      [first, last.slice(0, 1)],
    ] as const) {
      this.want([a, b], 'part');
      this.want([a + b], 'part');
    }
  }

  /** `name at host dot tld`; and the mailbox alone, or the name that it spells, in which others may share. */
  private mail(local: string, host: string): void {
    const [mailbox, domain] = [folded(local), folded(host)];
    this.want([...mailbox, 'at', ...domain], 'whole');
    this.want([...mailbox, 'at', ...domain.flatMap((part, i) => (i > 0 ? ['dot', part] : [part]))], 'whole');
    const names = mailbox.filter((part) => /^\p{L}{2,}$/u.test(part));
    if (names.length > 1) this.name(names, 'part');
    else if (mailbox.join('').length > MIN_PART) this.want(mailbox, 'part');
  }

  private want(parts: readonly string[], hit: Hit): void {
    const joined = parts.join('');
    if (joined.length < 2) return;
    for (const form of joined.length < MIN_GLUED ? [parts.join(' ')] : [parts.join(' '), joined])
      if (this.wanted.get(form) !== 'whole') this.wanted.set(form, hit);
    this.starts.add(joined.slice(0, 1));
  }
}
