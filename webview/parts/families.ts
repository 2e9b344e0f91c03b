/** Types of findings in families: each has a colour, an underline and a shape, so that none hangs on colour alone. */

export type Family = 'person' | 'contact' | 'place' | 'number' | 'money' | 'secret' | 'organisation' | 'other';

const FAMILIES: Readonly<Record<string, Family>> = {
  PERSON: 'person',
  TITLE: 'person',
  USERNAME: 'person',
  NRP: 'person',
  AGE: 'person',
  DATE_OF_BIRTH: 'person',
  EMAIL: 'contact',
  PHONE: 'contact',
  URL: 'contact',
  IP_ADDRESS: 'contact',
  MAC_ADDRESS: 'contact',
  ADDRESS: 'place',
  POSTAL_CODE: 'place',
  LOCATION: 'place',
  ACCOUNT_ID: 'number',
  GOV_ID: 'number',
  PASSPORT: 'number',
  DRIVER_LICENSE: 'number',
  CREDIT_CARD: 'money',
  IBAN: 'money',
  BANK_ACCOUNT: 'money',
  SECRET: 'secret',
  ORGANIZATION: 'organisation',
};

export const familyOf = (type: string): Family => FAMILIES[type] ?? 'other';

/** `DATE_OF_BIRTH` as people write it. */
export const typeName = (type: string): string => {
  const words = type.toLowerCase().replaceAll('_', ' ');
  return words === 'iban' || words === 'url' || words === 'nrp' || words === 'ip address'
    ? words.replace(/^(?:iban|url|nrp|ip)/, (w) => w.toUpperCase())
    : words;
};

/** Types offered for a missed word; likely ones first. */
export const TEACHABLE = [
  'PERSON',
  'ORGANIZATION',
  'ACCOUNT_ID',
  'ADDRESS',
  'LOCATION',
  'USERNAME',
  'EMAIL',
  'PHONE',
  'SECRET',
  'CUSTOM',
] as const;
