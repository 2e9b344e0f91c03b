/** A session's examples, from the raw and the redacted session: the one way for runs and for the studio's fresh reading. */
import type { Key } from '../kit/key.ts';
import type { TaxonomyConfig } from '../model/config-taxonomy.ts';
import type { Example, Message } from '../model/example.ts';
import type { Session } from '../model/session.ts';
import type { Redacted } from '../redact/brand.ts';
import { observe, type RawExample } from './observe/observe.ts';
import type { RowText } from './segment/content.ts';
import { type Cut, cutsOf, eventsOf } from './segment/cuts.ts';
import { toMessages } from './segment/messages.ts';
import { type Draft, segment } from './segment/segment.ts';
import { tag } from './tag/tag.ts';

export interface MadeExample {
  example: Redacted<Example>;
  /** Events of the session that it was made of, by number: the same ones in the raw and the redacted session. */
  cut: Cut;
  raw: RawExample;
}

export interface MadeExamples {
  made: MadeExample[];
  /** Why stretches of the session gave no example. */
  dropped: string[];
}

/**
 * @param sessionId keyed id of the session
 * @param row what rows show of harnesses and media
 * @param taxonomy of the configuration; the built-in one without
 */
export function examplesOf(
  raw: Session,
  redacted: Redacted<Session>,
  {
    sessionId,
    key,
    row,
    taxonomy,
  }: { sessionId: string; key: Key; row: RowText; taxonomy?: TaxonomyConfig | undefined },
): MadeExamples {
  const { drafts, dropped } = segment(redacted, cutsOf(raw), sessionId, key, row);
  const made = drafts.map(({ cut, draft }): MadeExample => {
    const events = eventsOf(raw, cut);
    const own = { session: raw, events, messages: rawMessages(events, draft, row) };
    return { example: tag(draft, observe(own), taxonomy), cut, raw: own };
  });
  return { made, dropped };
}

function rawMessages(events: RawExample['events'], { example }: Draft, row: RowText): Message[] {
  const { messages } = toMessages(events, row);
  if (messages.length !== example.messages.length) throw new Error('redaction changed the number of messages');
  return messages;
}
