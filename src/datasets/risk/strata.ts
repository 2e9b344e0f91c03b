/** In which strata the audit sample is drawn: by where a message stands, by what was found in it, and by how sure that was. */
import type { Message } from '../../model/example.ts';
import { placeholdersIn } from '../../model/placeholder.ts';
import type { Redaction } from '../../redact/types.ts';

/** Below this a finding rests on looks or on the words around it; checksums, vendors' prefixes and keys of fields are above. */
const SURE = 0.8;
/** Fakes have no shape to be found by; a session with more of them is taken by its placeholders alone. */
const MOST_FAKES = 50;

/** What a session's findings say of the messages that they are seen in. */
export class SessionStrata {
  /** Least confidence by what stands in the text now. */
  private readonly written = new Map<string, Pick<Redaction, 'type' | 'confidence'>>();
  private readonly fakes: string[] = [];

  constructor(redactions: readonly Redaction[]) {
    for (const { action, placeholder, type, confidence } of redactions) {
      if (action === 'keep') continue;
      const known = this.written.get(placeholder);
      if (!known) {
        this.written.set(placeholder, { type, confidence });
        if (action === 'surrogate') this.fakes.push(placeholder);
      } else if (confidence < known.confidence) this.written.set(placeholder, { type, confidence });
    }
  }

  /**
   * `answer/PERSON/unsure`: place, type and confidence of the finding that is least sure, since others of its kind may have been
   * missed; `answer/nothing` where nothing was found.
   */
  of({ role, content, calls = [] }: Pick<Message, 'role' | 'content' | 'calls'>): string {
    const place = calls.length > 0 ? 'call' : PLACES[role];
    const texts = [content, ...calls.map(({ args }) => args)];
    const seen = texts.flatMap((text) => placeholdersIn(text).map((one) => one.text));
    if (this.fakes.length <= MOST_FAKES)
      for (const fake of this.fakes) if (texts.some((text) => text.includes(fake))) seen.push(fake);
    let least: Pick<Redaction, 'type' | 'confidence'> | undefined;
    for (const one of seen) {
      const found = this.written.get(one);
      if (found && (!least || found.confidence < least.confidence)) least = found;
    }
    return least ? `${place}/${least.type}/${least.confidence >= SURE ? 'sure' : 'unsure'}` : `${place}/nothing`;
  }
}

const PLACES: Readonly<Record<Message['role'], string>> = {
  system: 'system',
  user: 'user',
  assistant: 'answer',
  tool: 'result',
};
