import { describe, expect, it } from 'vitest';
import type { Detector, TextUnit } from '../../../../src/redact/detect/detector.ts';
import { elementDetector } from '../../../../src/redact/detect/structured/elements.ts';
import { labelledDetector, tellingDetector } from '../../../../src/redact/detect/structured/labelled.ts';
import { structuredDetector } from '../../../../src/redact/detect/structured/structured.ts';

const found = (detector: Detector, unit: TextUnit): string[] =>
  detector.detect(unit).map((f) => `${f.type} ${f.rule} ${f.confidence}: ${unit.text.slice(f.start, f.end)}`);
const inProse = (detector: Detector, text: string): string[] => found(detector, { text, kind: 'prose' });

describe('behind a label', () => {
  it.each([
    ['user ID is mia_li_3668.', 'USERNAME user_id 0.8: mia_li_3668'],
    ["'order_id': 'W123456'", 'ACCOUNT_ID order_id 0.8: W123456'],
    ['DOB: 1990-04-05', 'DATE_OF_BIRTH dob 0.8: 1990-04-05'],
    ['passport number: X1234567', 'PASSPORT passport_number 0.8: X1234567'],
    ['customer ref = HATHAT', 'ACCOUNT_ID customer_ref 0.8: HATHAT'],
    ['your zip is 92164', 'POSTAL_CODE your_zip 0.8: 92164'],
    ['vin: 1HGCM82633A004352', 'ACCOUNT_ID vin 0.8: 1HGCM82633A004352'],
    ['ssn: 219-09-9998', 'GOV_ID ssn 0.8: 219-09-9998'],
  ])('%s', (text, expected) => {
    expect(inProse(labelledDetector, text)).toEqual([expected]);
  });
  it.each(['id: abc', 'name is Maria77', 'vin 1HGCM82633A004352', 'zip is nine', 'order_id: HATS', 'ssn: 219'])(
    'nothing: %s',
    (text) => {
      expect(inProse(labelledDetector, text)).toEqual([]);
    },
  );
  it('nothing in names and keys', () => {
    for (const kind of ['name', 'key'] as const) {
      expect(found(labelledDetector, { text: 'DOB: 1990-04-05', kind })).toEqual([]);
      expect(found(tellingDetector, { text: 'order_12345', kind })).toEqual([]);
    }
  });
});

describe('ids that say what they are', () => {
  it.each([
    ['customer 48213', 'ACCOUNT_ID customer 0.65: 48213'],
    ['order #W2378156', 'ACCOUNT_ID order 0.65: W2378156'],
    ['gift card 12345', 'ACCOUNT_ID gift_card 0.65: 12345'],
    ['mia_li_3668 said', 'USERNAME names_and_number 0.7: mia_li_3668'],
    ['gift_card_3481935', 'ACCOUNT_ID telling 0.75: gift_card_3481935'],
    ['cust-48213', 'ACCOUNT_ID telling 0.75: cust-48213'],
  ])('%s', (text, expected) => {
    expect(inProse(tellingDetector, text)).toEqual([expected]);
  });
  it.each(['case 12', 'req_edge_001', 'cust-482', 'x.order_12345', 'my order_12345.py', 'order_12345/x'])(
    'nothing: %s',
    (text) => {
      expect(inProse(tellingDetector, text)).toEqual([]);
    },
  );
});

describe('elements', () => {
  it.each([
    ['<email>joe@example.com</email>', ['EMAIL email 0.9: joe@example.com']],
    ['<a:email x="1">joe@example.com</a:email>', ['EMAIL email 0.9: joe@example.com']],
    ['<email>joe@example.com</mail>', []],
    ['<customer><name>Ilse Bakker</name></customer>', ['PERSON name 0.95: Ilse Bakker']],
    [
      '<customer><id>K-55128831</id><name>Ilse Bakker</name></customer>',
      ['ACCOUNT_ID id 0.9: K-55128831', 'PERSON name 0.95: Ilse Bakker'],
    ],
    ['<pkg><name>Ilse Bakker</name></pkg>', []],
  ])('%s', (text, expected) => {
    expect(inProse(elementDetector, text)).toEqual(expected);
  });
});

describe('values by their keys', () => {
  const at = (path: string[], text: string, kind: TextUnit['kind'] = 'value'): string[] =>
    found(structuredDetector, { text, kind, key: path.at(-1), path });
  it.each([
    [['user', 'first_name'], 'Ilse', ['PERSON first_name 0.95: Ilse']],
    [['display_name'], 'Ilse Bakker', ['PERSON display_name 0.95: Ilse Bakker']],
    [['display_name'], 'General Chat', []],
    [['login'], 'ibakker', ['USERNAME login 0.95: ibakker']],
    [['user'], 'postgres', []],
    [['user'], 'your_database_user', []],
    [['user'], 'youri_bakker', ['USERNAME user 0.95: youri_bakker']],
    [['user_id'], '48213', ['ACCOUNT_ID user_id 0.9: 48213']],
    [['user_id'], '482', []],
    [['email'], '  a@b.example ', ['EMAIL email 0.9: a@b.example']],
    [['email'], '   ', []],
    [['email', 'default'], 'a@b.example', ['EMAIL email 0.9: a@b.example']],
    [['surname', 'contains'], 'Dornhof', ['PERSON surname 0.95: Dornhof']],
    [['name', 'contains'], 'Lantern', []],
    [['default'], 'a@b.example', []],
    [['user'], 'postgres', []],
    [['username'], 'your_database_user', []],
    [['username'], 'wdornhof', ['USERNAME username 0.95: wdornhof']],
    [['customer', 'name'], 'Ilse', ['PERSON name 0.95: Ilse']],
    [['product', 'name'], 'Ilse', []],
    [['orders', 'W1', 'id'], 'K-55128', ['ACCOUNT_ID id 0.9: K-55128']],
    [['product', 'id'], 'K-55128', []],
    [['orders'], 'HATHAT', ['ACCOUNT_ID orders 0.9: HATHAT']],
    [['orders'], 'pending', []],
  ])('%j: %j', (path, text, expected) => {
    expect(at(path, text)).toEqual(expected);
  });
  it('object keys under what people own', () => {
    expect(at(['payment_methods'], 'credit_card_4421', 'key')).toEqual(['ACCOUNT_ID key 0.85: credit_card_4421']);
    expect(at(['payment_methods'], 'source', 'key')).toEqual([]);
    expect(at(['product'], 'credit_card_4421', 'key')).toEqual([]);
    expect(at(['email'], 'a@b.example', 'prose')).toEqual([]);
  });
  it('nothing in what is too long for a value', () => {
    const address = `a@${'b'.repeat(298)}`;
    expect(at(['email'], address)).toEqual([`EMAIL email 0.9: ${address}`]);
    expect(at(['email'], `${address}b`)).toEqual([]);
  });
});
