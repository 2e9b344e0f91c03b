import { describe, expect, it } from 'vitest';
import { isOwnedCollection, isPersonal, typeOfKey } from '../../../../src/redact/detect/structured/keys.ts';
import { fits, isLocator, looksLikeId } from '../../../../src/redact/detect/structured/values.ts';
import type { PiiType } from '../../../../src/redact/types.ts';

/** Type: keys of it, in the spellings that logs have. */
const KEYS: readonly (readonly [type: PiiType, keys: string])[] = [
  ['PERSON', 'firstName last_name SURNAME full-name nickname cardholder_name Vorname apellido maiden_name'],
  ['EMAIL', 'email e-mail emailAddress contact_email from_email emails'],
  ['PHONE', 'phone phoneNumber mobile fax msisdn whatsapp telefon'],
  ['USERNAME', 'userId uid login screen_name githubUsername sso_id'],
  ['ACCOUNT_ID', 'customerId order_no pnr mrn recordLocator tracking_number vin customer_ids'],
  ['DATE_OF_BIRTH', 'dob dateOfBirth birthday geburtsdatum'],
  ['ADDRESS', 'address address_line_2 street billingAddress strasse'],
  ['POSTAL_CODE', 'zip zipCode postcode plz'],
  ['LOCATION', 'city county hometown place_of_birth'],
  ['GOV_ID', 'ssn taxId aadhaar cpf pesel nhs_number'],
  ['PASSPORT', 'passport passportNo'],
  ['DRIVER_LICENSE', 'driversLicense licence_number dl_number'],
  ['CREDIT_CARD', 'cardNumber cc_number pan'],
  ['IBAN', 'iban'],
  ['BANK_ACCOUNT', 'accountNumber routing_number sortCode bban'],
  ['IP_ADDRESS', 'ip clientIp remote_addr'],
  ['MAC_ADDRESS', 'mac macAddress'],
  ['AGE', 'age'],
  ['ORGANIZATION', 'company employer orgName workplace'],
  ['TITLE', 'jobTitle occupation salutation'],
  ['NRP', 'nationality religion'],
];

describe('what a key says', () => {
  it.each(KEYS)('%s: %s', (type, keys) => {
    expect(keys.split(' ').map((key) => [key, typeOfKey(key)])).toEqual(keys.split(' ').map((key) => [key, type]));
  });

  it.each([
    ['new_passenger_first_name', 'PERSON'],
    ['alt_email_address', 'EMAIL'],
    ['shop_mobile', 'PHONE'],
    ['slack_user_name', 'USERNAME'],
    ['old_payment_method_ids', 'ACCOUNT_ID'],
    ['spouse_birth_date', 'DATE_OF_BIRTH'],
    ['ship_to_address_line_1', 'ADDRESS'],
    ['billing_zip', 'POSTAL_CODE'],
    ['departure_city', 'LOCATION'],
    ['spouse_ssn', 'GOV_ID'],
    ['guest_passport_number', 'PASSPORT'],
    ['backup_card_number', 'CREDIT_CARD'],
    ['payout_iban', 'IBAN'],
  ] as const)('by its end, %s: %s', (key, type) => {
    expect(typeOfKey(key)).toBe(type);
  });

  it.each(['name', 'id', 'emailed', 'ziparchive', 'capacity', 'ipa', 'note', 'phonebook', ''])('nothing: %s', (key) => {
    expect(typeOfKey(key)).toBe(null);
  });

  it.each([
    ['paymentMethods', true],
    ['saved_cards', true],
    ['reservation', true],
    ['policies', true],
    ['old_orders', false],
    ['order_items', false],
  ])('%s holds ids: %s', (key, owned) => {
    expect(isOwnedCollection(key)).toBe(owned);
  });

  it.each([
    ['customer', true],
    ['billingContact', true],
    ['travelers', true],
    ['travellers', true],
    ['profile', true],
    ['company', false],
    ['userAgent', false],
    [undefined, false],
  ])('%s describes a person: %s', (key, personal) => {
    expect(isPersonal(key)).toBe(personal);
  });
});

/** What a key's value can be, and what it cannot. */
const VALUES: readonly (readonly [type: PiiType, good: readonly string[], bad: readonly string[]])[] = [
  ['PERSON', ['Ilse', "Siobhán O'Neil-Kraus"], ['4 Ilse', 'a b c d e f g', 'Ilse_B']],
  ['EMAIL', ['a@b'], ['a b@c', 'a@', 'a@b@c']],
  ['PHONE', ['55501', '+49 (30) 1234/5', '555-0132 x12'], ['5550', 'call 55501', '5'.repeat(27)]],
  ['USERNAME', ['jö', 'a.b@c+d'], ['j', '.jo', 'jo hn']],
  ['ACCOUNT_ID', ['#W23', 'HATHAT', 'a/b-1'], ['W23', 'HATS', 'hathat', 'W 2345']],
  ['DATE_OF_BIRTH', ['1.4.90', 'April 5, 1990'], ['April', '1.4.9']],
  ['ADDRESS', ['12', 'Rue'], ['x', 'rue lepic', 'Rue {x}']],
  ['POSTAL_CODE', ['921', 'SW1A 1AA'], ['92', 'SW A', '9'.repeat(12)]],
  ['LOCATION', ['Bad Nauheim (Hessen)'], ['4711', 'X', 'Köln!']],
  ['GOV_ID', ['12-34', '1234 5678'], ['123-a', '1234', '1234_56789?']],
  ['PASSPORT', ['X1234'], ['XYZWV', 'X123', 'X1234_5']],
  ['DRIVER_LICENSE', ['D*12'], ['ABCD', 'D12']],
  ['CREDIT_CARD', ['4111 1111', '41111111-xxxx'], ['4111 111', 'visa 41111111']],
  ['IBAN', ['DE89370400440532'], ['DE8937040044', '89DE370400440532']],
  ['BANK_ACCOUNT', ['GB 1234'], ['GB123', '1234']],
  ['IP_ADDRESS', ['81.38.172.129', '2a02::1'], ['127.0.0.1', '0.0.0.0', '::1', '81.38.172']],
  ['MAC_ADDRESS', ['00:1a:2b:3c:4d:5e', '001a2b3c4d5e'], ['00:1a:2b:3c:4d']],
  ['AGE', ['47', '47 years old', '120'], ['121', '1234', 'old']],
  ['ORGANIZATION', ['Qi', '3M'], ['Q', '37', '-x']],
  ['TITLE', ['VP, R&D'], ['VP 2', 'V']],
  ['NRP', ['Thai'], ['TH', 'Thai!']],
  ['CUSTOM', ['?'], []],
];

describe('what a value can be', () => {
  it.each(VALUES)('%s: %j, not %j', (type, good, bad) => {
    expect([...good, ...bad].filter((value) => fits(type, value))).toEqual(good);
  });

  it.each([
    'string',
    'N/A',
    'TBD',
    'undefined',
    'redacted',
    'xxxxx',
    '***',
    '-----',
    'localhost',
    '[PERSON_1]',
    '<name>',
    '{{name}}',
    '{name}',
    '$' + '{name}',
    '$NAME',
    '%NAME%',
  ])('a filler is nothing: %s', (value) => {
    expect(fits('CUSTOM', value)).toBe(false);
  });

  it.each([
    ['gift_card_1234', true, false],
    ['W23-4', true, false],
    ['W234', false, false],
    ['w23-4', false, false],
    ['-12345', false, false],
    ['HATHAT', false, true],
    ['HATS', false, false],
    ['HATHATHAT', false, false],
    ['12345', true, false],
  ])('%s is an id: %s; a locator: %s', (value, id, locator) => {
    expect([looksLikeId(value), isLocator(value)]).toEqual([id, locator]);
  });
});
