/** Where stages and datasets read the text of an example. */
import type { Example } from '../model/example.ts';
import type { Redacted } from '../redact/brand.ts';
import type { StorePlace } from './card.ts';

/** The run store, or the studio's fresh reading of a session. */
export interface ExampleSource {
  read(at: StorePlace): Redacted<Example>;
}
