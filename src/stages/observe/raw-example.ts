import type { Event } from '../../model/event.ts';
import type { Message } from '../../model/example.ts';
import type { Session } from '../../model/session.ts';

/** An example as the log has it: same messages and indices as the redacted one. */
export interface RawExample {
  readonly session: Session;
  readonly events: readonly Event[];
  readonly messages: readonly Message[];
  /** Does the name of an argument stand in the redacted example, so that a rule may hold it? */
  readonly readable: (name: string) => boolean;
}
