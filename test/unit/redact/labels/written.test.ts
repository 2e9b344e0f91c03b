import { describe, expect, it } from 'vitest';
import { writtenDetector } from '../../../../src/redact/detect/labels/written.ts';
import { inText } from './found.ts';

const found = (text: string): string[] => inText(writtenDetector, text);

describe('a value behind its label', () => {
  it.each<[string, string[]]>([
    ['Vorname: Wiebke', ['PERSON: Wiebke']],
    ['**Nom :** Thibodeaux', ['PERSON: Thibodeaux']],
    ['Apellidos: Etxeberria Ugarte\n', ['PERSON: Etxeberria Ugarte']],
    ['Фамилия: Воронцов', ['PERSON: Воронцов']],
    ['氏名：高橋 美咲', ['PERSON: 高橋 美咲']],
    ['姓名: 欧阳晓', ['PERSON: 欧阳晓']],
    ['姓名：欧阳晓 电话：13812345678', ['PERSON: 欧阳晓', 'PHONE: 13812345678']],
    ['Vorname: Wiebke, Nachname: Dornhof', ['PERSON: Wiebke', 'PERSON: Dornhof']],
    ['Geb.-Datum: 17.09.1958 (Jena)', ['DATE_OF_BIRTH: 17.09.1958']],
    ['Data di nascita: 4 maggio 1971', ['DATE_OF_BIRTH: 4 maggio 1971']],
    ['生年月日：1971年5月4日', ['DATE_OF_BIRTH: 1971年5月4日']],
    ['Handy: 0171 6620418', ['PHONE: 0171 6620418']],
    ['Reisepass: C01X00T47, gültig', ['PASSPORT: C01X00T47']],
    ['Kontonummer = 57481583', ['BANK_ACCOUNT: 57481583']],
    ['Kundennummer: K-5512-88', ['ACCOUNT_ID: K-5512-88']],
    ['Código postal: 28013', ['POSTAL_CODE: 28013']],
    ['Benutzername: wdornhof', ['USERNAME: wdornhof']],
    ['Adres: ul. Mostowa 12/4, 00-260 Warszawa', ['ADDRESS: ul. Mostowa 12/4, 00-260 Warszawa']],
    ['SSN: 000-12-3456', ['GOV_ID: 000-12-3456']],
    ['IBAN: DE00 3704 0044 0532 0130 01', ['IBAN: DE00 3704 0044 0532 0130 01']],
    ['Kundin: Wiebke Dornhof', ['PERSON: Wiebke Dornhof']],
    ['First name: Torkel, Last name: Vik', ['PERSON: Torkel', 'PERSON: Vik']],
    ['Last name: Dornhof, Date of birth: 1958-09-17', ['PERSON: Dornhof', 'DATE_OF_BIRTH: 1958-09-17']],
    ['Surname: Dornhof. I forgot the rest', ['PERSON: Dornhof']],
    ['Full name: Vik, Torkel', ['PERSON: Vik, Torkel']],
    ['Surname: Dornhof Jr. Esq', ['PERSON: Dornhof Jr. Esq']],
    ['Customer: Wiebke Dornhof.', ['PERSON: Wiebke Dornhof']],
    ['Customer: Wiebke Dornhof Jr.', ['PERSON: Wiebke Dornhof Jr.']],
  ])('%s', (text, expected) => {
    expect(found(text)).toEqual(expected);
  });

  it.each<[string, string[]]>([
    ["{'surname': 'Dornhof', 'dob': '1958-09-17'}", ['PERSON: Dornhof', 'DATE_OF_BIRTH: 1958-09-17']],
    ['{:first_name=>"Wiebke", :born_on=>"1958-09-17"}', ['PERSON: Wiebke', 'DATE_OF_BIRTH: 1958-09-17']],
    [
      "Guest(last_name='Dornhof', birthday=datetime.date(1958, 9, 17))",
      ['PERSON: Dornhof', 'DATE_OF_BIRTH: 1958, 9, 17'],
    ],
    ['{\\"first_name\\":\\"Wiebke\\"}', ['PERSON: Wiebke']],
    ['book --first-name Wiebke --passport=C01X00T47 -v', ['PERSON: Wiebke', 'PASSPORT: C01X00T47']],
    ["SET surname = 'Dornhof' WHERE id = 4", ['PERSON: Dornhof']],
    ['- key: passport_no\n  value: C01X00T47\n- key: seats\n  value: 4', ['PASSPORT: C01X00T47']],
    ["{'name': 'birth_date', 'value': '1958-09-17'}", ['DATE_OF_BIRTH: 1958-09-17']],
    [
      '"fn": "Wiebke", "ln": "Dornhof", "birthDate": "1958-09-17"',
      ['PERSON: Wiebke', 'PERSON: Dornhof', 'DATE_OF_BIRTH: 1958-09-17'],
    ],
  ])('in a dump: %s', (text, expected) => {
    expect([...found(text)].sort()).toEqual([...expected].sort());
  });

  it.each([
    // Forms, checks and schemas.
    'first_name: "First name"', "surname: 'Required'", 'lastName: "Please enter your last name"', 'surname: String', 'first_name: VARCHAR(40)',
    'dob: Date', 'surname: Option<String>', 'first_name = models.CharField(max_length=30)', 'surname = form.surname', 'let surname = Surname::new()',
    'first_name: the given name of the guest', 'Surname: as in the passport', 'phone: number', 'zip: ZipFile', 'username: event.target.value', 'handle = win32.STDOUT', 'file.uid = uid', '$addr =~ m/[0-9] abc/', 'address: highest allowable: (~5U)', "user: 'your_user'",
    // Machines.
    'User: root', 'USER=postgres', 'address: 0x7ffe12ab', 'Address: 10.0.0.4:80', 'address: localhost', 'IP address: see below',
    // Commits, headings, sentences.
    'Address: Fix issue 42 in parser', 'Address review comments', 'dob: see the table', 'name: lodash', 'name: "Garden Lantern"', 'title: Senior Engineer',
    'customer: Blue Ocean Trading', 'client: axios', 'author: 4.2.0', 'Passport: required', 'Born: yes', 'key: name\nvalue: 4', '"fn": "map", "args": "x"',
    // Products and versions.
    'name: lodestar\nversion: 4.2.0', 'card: primary', 'Birthday: soon', 'https://x.example/a?surname', 'a::surname::b', 'x == surname',
  ])('nothing: %s', (text) => {
    expect(found(text)).toEqual([]);
  }); // biome-ignore format: a list

  it('nothing in names and keys', () => {
    expect(inText(writtenDetector, 'Vorname: Wiebke', 'key')).toEqual([]);
    expect(inText(writtenDetector, 'Vorname: Wiebke', 'name')).toEqual([]);
  });
});
