/** A value as it would lie in a record, for the shapes' tests. */
import { type Place, placeOf } from '../../../../src/ingest/place.ts';

export const placed = (value: unknown): Place => placeOf({ value, text: JSON.stringify(value) });
