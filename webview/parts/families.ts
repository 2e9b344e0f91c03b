/** What the table of types says of a type's name, which comes from the host as a plain string. */

import { type Family, isPiiType, piiFacts } from '../../src/protocol/text.ts';
export const familyOf = (type: string): Family => (isPiiType(type) ? piiFacts(type).family : 'other');

/** `DATE_OF_BIRTH` as people write it. */
export const typeName = (type: string): string =>
  isPiiType(type) ? piiFacts(type).label : type.toLowerCase().replaceAll('_', ' ');
