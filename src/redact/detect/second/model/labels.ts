/** What the labels of token-classification models mean to the second pass, in the spellings that models use. */

/** `outside`: no personal data. `other`: data that the rules find better, since they know its labels and checksums. */
export type Role = 'person' | 'street' | 'town' | 'other' | 'outside';

const ROLES: Readonly<Record<Exclude<Role, 'other' | 'outside'>, string>> = {
  person: 'PER PERSON NAME FULLNAME FIRSTNAME GIVENNAME MIDDLENAME LASTNAME SURNAME FAMILYNAME PATIENT DOCTOR STAFF',
  street: 'STREET STREETNAME STREETADDRESS ADDRESS BUILDINGNUMBER BUILDINGNUM SECONDARYADDRESS',
  // Says no more than a town when it stands alone, and is then no address.
  town: 'CITY STATE COUNTY ZIPCODE ZIP POSTCODE POSTALCODE',
};

const BY_LABEL: ReadonlyMap<string, Role> = new Map(
  Object.entries(ROLES).flatMap(([role, labels]) => labels.split(' ').map((label) => [label, role as Role] as const)),
);

/** Of `B-GIVEN_NAME`, `I-per`, `L-StreetAddress`. A label that is not in the table is of another sort. */
export function roleOf(label: string): Role {
  if (label === 'O') return 'outside';
  const bare = label.replace(/^[BIELSU]-/, '').replace(/[-_ ]/g, '');
  return BY_LABEL.get(bare.toUpperCase()) ?? 'other';
}
