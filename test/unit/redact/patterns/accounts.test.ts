import { describe, expect, it } from 'vitest';
import { namesFromAbove } from '../../../../src/redact/detect/keynames.ts';
import { keyPathDetector } from '../../../../src/redact/detect/patterns/keys.ts';
import { secretPathDetector } from '../../../../src/redact/detect/secrets/index.ts';
import { find, underKey } from './find.ts';

describe('user names', () => {
  it.each([
    ['My user ID is mia_li_3668.', ['mia_li_3668']],
    ['{"user_id":"mia_li_3668"}', ['mia_li_3668']],
    ['username: jdoe42', ['jdoe42']],
    ['thanks @maria_k for the fix', ['@maria_k']],
    ['level=info user=agomez ip=198.51.100.7', ['agomez']],
    ["login ok for user 'hgrant' from 198.51.100.23:51234", ['hgrant']],
    ['Failed password for invalid user mkoch from 198.51.100.9 port 22', ['mkoch']],
    ['user=root id=3', []],
    ['user=backup id=3', []],
    ['f(user=foobarer, x=1234)', []],
    ['test_case_1234 and conv_block_1024', []],
    ['    @staticmethod\n    def x(self):', []],
    ['npm i @types/node', []],
    ['user = request.user', []],
    ['username is required', []],
  ])('%s', (text, found) => {
    expect(find(text, 'USERNAME')).toEqual(found);
  });
});

describe('numbers of accounts, orders, bookings', () => {
  it.each([
    ['pay with credit_card_4421486 please', ['credit_card_4421486']],
    ['reservation id ABC123', ['ABC123']],
    ['your order #W2378156 has shipped', ['W2378156']],
    ['customer number: 88123456', ['88123456']],
    ['{"payment_id": "gift_card_1234567"}', ['gift_card_1234567']],
    ['in order to see', []],
    ['user 3 of 5', []],
    ['the case is closed', []],
  ])('%s', (text, found) => {
    expect(find(text, 'ACCOUNT_ID')).toEqual(found);
  });
});

describe('dates', () => {
  it.each([
    ['I was born on 2/8/1935.', ['2/8/1935']],
    ['dob: 1990-04-05', ['1990-04-05']],
    ['"dob": "1990-04-05"', ['1990-04-05']],
    ['date of birth is April 12, 2001', ['April 12, 2001']],
    ['geboren am 3. Mai 1979', ['3. Mai 1979']],
    ['released 2021-05-21', []],
  ])('of birth in %s', (text, found) => {
    expect(find(text, 'DATE_OF_BIRTH')).toEqual(found);
  });

  it.each([
    ['due 2024-06-05T09:15:30Z', ['2024-06-05T09:15:30Z']],
    ['on 5-May-2021 or May 21st, 2022', ['5-May-2021', 'May 21st, 2022']],
    ['founded in 1977', ['1977']],
    ['on 13/13/2021 and 2021-02-31', []],
    ['may 1 be so bold: see line 20', ['may 1']],
    ['port 1977 and v2021.05.1', []],
    ['node (2.7.31) on Linux 3.6.29', []],
    ['am 02.07.31', ['02.07.31']],
    ['card on file 4165, exp 09/29', []],
    ['Expires: 09/29, valid thru 04/31', []],
    ['paid 09/29 and 04/31', ['09/29', '04/31']],
  ])('for strict policies in %s', (text, found) => {
    expect(find(text, 'DATE', 0.3)).toEqual(found);
    expect(find(text, 'DATE')).toEqual([]);
  });
});

describe('postal codes', () => {
  it.each([
    ['ZIP: 48750', ['48750']],
    ['San Diego, CA 92164-1234', ['92164-1234']],
    ['London SW1A 1AA', ['SW1A 1AA']],
    ['Ottawa K1A 0B1', ['K1A 0B1']],
    ['PLZ 10115 Berlin', ['10115']],
    ['zip file with 48750 entries', []],
    ['the new zip code is 48750 in Wayne', ['48750']],
    ['postcode: 1071 XX', ['1071 XX']],
    ['1071 XX Amsterdam', ['1071 XX']],
    ['won the 2031 US Masters', []],
    ['x = 1 OR 12345 IN 54321', []],
  ])('%s', (text, found) => {
    expect(find(text, 'POSTAL_CODE')).toEqual(found);
  });
});

describe('values by key', () => {
  it.each([
    ['email', 'joe@example.com', ['EMAIL:joe@example.com']],
    ['phoneNumber', '5550132', ['PHONE:5550132']],
    ['billing_zip', '92164', ['POSTAL_CODE:92164']],
    ['dob', '1990-04-05', ['DATE_OF_BIRTH:1990-04-05']],
    ['ssn', '219099998', ['GOV_ID:219099998']],
    ['user_id', 'maria', ['USERNAME:maria']],
    ['order_id', '#W2378156', ['ACCOUNT_ID:#W2378156']],
    ['reservations', 'NO6JO3', ['ACCOUNT_ID:NO6JO3']],
    ['client_ip', '81.38.172.129', ['IP_ADDRESS:81.38.172.129']],
    ['nationality', 'Norwegian', ['NRP:Norwegian']],
    ['email', 'true', []],
    ['phone', '<phone>', []],
    ['user_id', '$' + '{id}', []],
    ['order_id', 'string', []],
    ['price', '92164', []],
    ['ip', 'intellectual', []],
  ])('%s: %s', (key, value, found) => {
    expect(underKey(key, value)).toEqual(found);
  });

  it.each([
    ['revenue', []],
    ['Bookshelf', []],
    ['lot_number', []],
    ['caller', ['PHONE:4155550132']],
    ['from', ['PHONE:4155550132']],
    ['value', ['PHONE:4155550132']],
  ])('digits that may ring, for strict policies, under %s', (key, found) => {
    expect(underKey(key, '4155550132', 0.3).filter((one) => one.startsWith('PHONE'))).toEqual(found);
  });

  it('are found in JSON that is still text', () => {
    const text = '{"customer":{"email":"joe@example.com","zip":"92164","dob":"1990-04-05","note":"x"}}';
    expect(find(text, 'POSTAL_CODE')).toEqual(['92164']);
    expect(find(text, 'DATE_OF_BIRTH')).toEqual(['1990-04-05']);
    expect(find('{\\"zip\\": \\"92164\\"}', 'POSTAL_CODE')).toEqual(['92164']);
  });

  it('are named by the key above when their own says little', () => {
    const types = (path: string[], text: string) =>
      keyPathDetector.detect({ text, kind: 'value', key: path.at(-1), path }).map((f) => f.type);
    expect(types(['card', 'number'], '4111111111111111')).toEqual(['CREDIT_CARD']);
    expect(types(['contact', 'email', 'value'], 'joe@example.com')).toEqual(['EMAIL']);
    expect(types(['order', 'id'], 'W2378156')).toEqual(['ACCOUNT_ID']);
    expect(types(['order', 'value'], '17')).toEqual([]);
    expect(types(['user', 'name'], 'Maria')).toEqual([]);
    expect(namesFromAbove({ key: 'number', path: ['card'] })).toEqual(['card_number']);
    const [secret] = secretPathDetector.detect({
      text: 'swordfish',
      kind: 'value',
      key: 'value',
      path: ['password', 'value'],
    });
    expect(secret).toMatchObject({ type: 'SECRET', start: 0, end: 9 });
  });
});
