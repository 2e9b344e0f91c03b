import { describe, expect, it } from 'vitest';
import { beginning } from '../../../../src/redact/detect/patterns/numbers.ts';
import { find } from './find.ts';

/** [country, with context, the same with a wrong check digit]. Numbers are made up; the check digits are right. */
const IDS: readonly (readonly [country: string, text: string, id: string, wrong?: string])[] = [
  ['US SSN', 'SSN 219-09-9998', '219-09-9998', '000-12-3456'],
  ['US ITIN', 'ITIN 912-70-1234', '912-70-1234'],
  ['UK NINO', 'national insurance AB 12 34 56 C', 'AB 12 34 56 C', 'BG 12 34 56 C'],
  ['UK NHS', 'NHS number 943 476 5919', '943 476 5919', '943 476 5918'],
  ['DE tax', 'Steuer-ID 86095742719', '86095742719', '86095742718'],
  ['DE pension', 'Rentenversicherung 15070649C103', '15070649C103', '15070649C104'],
  ['FR NIR', 'numéro de sécurité sociale 1 84 12 76 451 089 46', '1 84 12 76 451 089 46', '1 84 12 76 451 089 47'],
  ['ES NIF', 'DNI 12345678Z', '12345678Z', '12345678A'],
  ['ES NIE', 'NIE X1234567L', 'X1234567L', 'X1234567A'],
  ['IT CF', 'codice fiscale RSSMRA85T10A562S', 'RSSMRA85T10A562S', 'RSSMRA85F10A562S'],
  ['PT NIF', 'contribuinte 123 456 789', '123 456 789', '123 456 788'],
  ['NL BSN', 'BSN 111222333', '111222333', '111222334'],
  ['BE RRN', 'rijksregister 85.07.30-033.28', '85.07.30-033.28', '85.07.30-033.29'],
  ['SE', 'personnummer 811228-9874', '811228-9874', '811228-9873'],
  ['FI', 'hetu 131052-308T', '131052-308T', '131052-308U'],
  ['NO', 'fødselsnummer 29029600013', '29029600013', '29029600014'],
  ['DK', 'CPR 211062-5629', '211062-5629', '411362-5629'],
  ['PL PESEL', 'PESEL 44051401359', '44051401359', '44051401358'],
  ['CH AHV', 'AHV 756.9217.0769.85', '756.9217.0769.85', '756.9217.0769.84'],
  ['TR', 'TC kimlik 10000000146', '10000000146', '10000000147'],
  ['IN Aadhaar', 'Aadhaar 2345 6789 0124', '2345 6789 0124', '2345 6789 0123'],
  ['IN PAN', 'PAN ABCPE1234F', 'ABCPE1234F'],
  ['SG NRIC', 'NRIC S1234567D', 'S1234567D', 'X1234567D'],
  ['AU TFN', 'tax file number 876 543 210', '876 543 210', '876 543 211'],
  ['AU ABN', 'ABN 51 824 753 556', '51 824 753 556', '51 824 753 557'],
  ['BR CPF', 'CPF 529.982.247-25', '529.982.247-25', '529.982.247-26'],
  ['KR RRN', '주민등록번호 960121-1234560', '960121-1234560', '961321-1234560'],
  ['CA SIN', 'SIN 130 692 544', '130 692 544', '130 692 545'],
  ['ZA', 'South African ID 8001015009087', '8001015009087', '8001015009086'],
  ['MX CURP', 'CURP HEGG560427MVZRRL04', 'HEGG560427MVZRRL04', 'HEGG560427MVZRRL05'],
  ['TH', 'Thai citizen id 1-2345-67890-12-1', '1-2345-67890-12-1', '1-2345-67890-12-2'],
  ['CN', 'resident id 11010519491231002X', '11010519491231002X', '110105194912310021'],
  ['TW', 'national id A123456789', 'A123456789', 'A123456788'],
  ['CL RUT', 'RUT 12.345.678-5', '12.345.678-5', '12.345.678-4'],
];

describe('national ids', () => {
  for (const [country, text, id, wrong] of IDS) {
    it(country, () => {
      expect(find(text, 'GOV_ID')).toEqual([id]);
      if (wrong) expect(find(text.replace(id, wrong), 'GOV_ID')).not.toContain(wrong);
    });
  }

  it('need more than digits in running text', () => {
    for (const text of [
      'read 86095742719 bytes in 44051401359 ns',
      'offset 130692544 of 876543210',
      'seed=111222333',
      'ids 529982247 and 943476591',
      '.text:0040065e   b8000',
    ])
      expect([text, find(text, 'GOV_ID')]).toEqual([text, []]);
  });

  it('stand alone as answers', () => {
    expect(find('44051401359', 'GOV_ID')).toEqual(['44051401359']);
    expect(find(' 130 692 544.\n', 'GOV_ID')).toEqual(['130 692 544']);
    expect(find('44051401358 is the count', 'GOV_ID')).toEqual([]);
  });

  it('of a shape that nothing else has are found without a right check digit', () => {
    expect(find('cf RSSMRA85T10A562T', 'GOV_ID')).toEqual(['RSSMRA85T10A562T']);
    expect(find('registered as 960121-1234567 in Seoul', 'GOV_ID')).toEqual(['960121-1234567']);
    expect(find('build 961321-1234567', 'GOV_ID')).toEqual([]);
    expect(find('S1234567E', 'GOV_ID')).toEqual(['S1234567E']);
  });

  it('are not read out of longer things', () => {
    for (const text of ['SSN 1219-09-9998', '219-09-9998-1', 'x219-09-9998', '1.219-09-9998', '/219-09-9998'])
      expect([text, find(text, 'GOV_ID')]).toEqual([text, []]);
  });
});

describe('documents', () => {
  it.each([
    ['my passport number is 912803456', 'PASSPORT', ['912803456']],
    ['Reisepass C01234565', 'PASSPORT', ['C01234565']],
    ['row 912803456 of the table', 'PASSPORT', []],
    ['my travel document is Z12803456', 'PASSPORT', ['Z12803456']],
    ['commit C01X00T41 is broken', 'PASSPORT', []],
    ["driver's license H12234567", 'DRIVER_LICENSE', ['H12234567']],
    ['MORGA607054SM9IJ', 'DRIVER_LICENSE', ['MORGA607054SM9IJ']],
    ['licensed under MIT 2019', 'DRIVER_LICENSE', []],
  ] as const)('%s', (text, type, found) => {
    expect(find(text, type)).toEqual(found);
  });
});

describe('bank', () => {
  it.each([
    ['IBAN DE89 3704 0044 0532 0130 00, thanks', 'IBAN', ['DE89 3704 0044 0532 0130 00']],
    ['gb29nwbk60161331926819', 'IBAN', ['gb29nwbk60161331926819']],
    // The account's own check digits, which France and Spain have, are wrong: it is still somebody's.
    ['virement depuis FR49 3000 6000 0112 3456 7890 190', 'IBAN', ['FR49 3000 6000 0112 3456 7890 190']],
    ['from ES6421000418450200051333 today', 'IBAN', ['ES6421000418450200051333']],
    ['virement FR48 3000 6000 0112 3456 7890 190', 'IBAN', []],
    ['part FR49300060000112345678901', 'IBAN', []],
    ['XX12345678901234567890', 'IBAN', []],
    ['routing number 121000358', 'BANK_ACCOUNT', ['121000358']],
    ['routing number 121000359', 'BANK_ACCOUNT', []],
    ['sort code 20-00-00', 'BANK_ACCOUNT', ['20-00-00']],
    ['wallet 1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa', 'BANK_ACCOUNT', ['1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa']],
    ['wallet 1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNb', 'BANK_ACCOUNT', []],
    ['bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4', 'BANK_ACCOUNT', ['bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4']],
  ] as const)('%s', (text, type, found) => {
    expect(find(text, type)).toEqual(found);
  });
});

describe('the beginning of a pattern', () => {
  it.each([
    [/\d{9}/, 'digit'],
    [/[1-8]\d{12}/, 'digit'],
    [/[A-Z]{2}\d/, 'letter'],
    [/(?!BG|GB)[A-Z]\d/, 'letter'],
    [/DE ?\d/, 'letter'],
    [/\d{2}|[A-Z]/, 'any'],
    [/(?:19)?\d{6}/, 'any'],
    [/[A-Z0-9]{17}/, 'any'],
    [/[A-Z]?\d/, 'any'],
  ] as const)('%s', (pattern, first) => {
    expect(beginning(pattern)).toBe(first);
  });
});
