import { describe, expect, it } from 'vitest';
import { tableDetector } from '../../../../src/redact/detect/tables/detector.ts';
import { inText } from '../labels/found.ts';

const found = (text: string): string[] => inText(tableDetector, text);
const lines = (...all: string[]): string => `${all.join('\n')}\n`;

describe('headers are labels', () => {
  it.each<[string, string, string[]]>([
    ['CSV', lines('given_name,surname,dob,plan', 'Wiebke,Hope,1958-09-17,basic'), ['PERSON: Wiebke', 'PERSON: Hope', 'DATE_OF_BIRTH: 1958-09-17']],
    ['CSV with quotes', lines('"id","Full name","Né(e) le"', '"1","Dornhof, Wiebke","17/09/1958"'), ['PERSON: Dornhof, Wiebke', 'DATE_OF_BIRTH: 17/09/1958']],
    ['semicolons', lines('Vorname;Nachname;PLZ', 'Wiebke;Dornhof;07743', ';Vik;'), ['PERSON: Wiebke', 'PERSON: Dornhof', 'POSTAL_CODE: 07743', 'PERSON: Vik']],
    ['tabs', lines('id\tlogin\tpostal_code', '31\twdornhof\t07743'), ['USERNAME: wdornhof', 'POSTAL_CODE: 07743']],
    ['Chinese', lines('姓名,电话', '欧阳晓,13812345678'), ['PERSON: 欧阳晓', 'PHONE: 13812345678']],
    ['Markdown', lines('| Cognome | Data di nascita |', '|:--|--:|', '| **Malaspina** | 03/11/1966 |'), ['PERSON: Malaspina', 'DATE_OF_BIRTH: 03/11/1966']],
    ['Markdown without outer bars', lines('naam | geboortedatum', '--- | ---', 'Joost van Dijk | 14-02-1969'), ['PERSON: Joost van Dijk', 'DATE_OF_BIRTH: 14-02-1969']],
    ['psql', lines(' emp_no | birth_date | last_name', '--------+------------+-----------', '  20417 | 1974-02-15 | Halvorsrud', '(1 row)'), ['DATE_OF_BIRTH: 1974-02-15', 'PERSON: Halvorsrud']],
    ['mysql', lines('+----+----------+', '| id | username |', '+----+----------+', '|  1 | wdornhof |', '+----+----------+'), ['USERNAME: wdornhof']],
    ['a box', lines('┌────┬─────────┐', '│ id │ surname │', '├────┼─────────┤', '│ 1  │ Dornhof │', '└────┴─────────┘'), ['PERSON: Dornhof']],
    ['\\G', lines('*************************** 1. row ***************************', '      id: 88', '    name: Wiebke Dornhof', '     tel: 030 1234567', '  passwd: tin-Whistle3'), ['PERSON: Wiebke Dornhof', 'PHONE: 030 1234567', 'SECRET: tin-Whistle3']],
    ['\\x', lines('-[ RECORD 1 ]---------', 'id      | 4', 'surname | Hope', 'dob     | 1958-09-17'), ['PERSON: Hope', 'DATE_OF_BIRTH: 1958-09-17']],
    ['columns', lines('NAME             PHONE           SEAT', 'Wiebke Dornhof   333 418 2095    12C', 'Pia Lohmeyer     0171 6620418    14A'), ['PERSON: Wiebke Dornhof', 'PHONE: 333 418 2095', 'PERSON: Pia Lohmeyer', 'PHONE: 0171 6620418']],
    ['a data frame', lines('   first_name last_name         dob', '0      Wiebke   Dornhof  1958-09-17', '1      Xabier       Vik  1977-03-09'), ['PERSON: Wiebke', 'PERSON: Dornhof', 'DATE_OF_BIRTH: 1958-09-17', 'PERSON: Xabier', 'PERSON: Vik', 'DATE_OF_BIRTH: 1977-03-09']],
    ['bars without a rule', lines('first_name | Wiebke', 'last_name  | Dornhof'), ['PERSON: Wiebke', 'PERSON: Dornhof']],
    ['columns with an empty cell', lines('SURNAME    EMAIL            BORN', 'Dornhof                     1958-09-17'), ['PERSON: Dornhof', 'DATE_OF_BIRTH: 1958-09-17']],
    ['bare names beside mail', lines('name,email', 'Wiebke Dornhof,w@plein.example', 'Xabier Etxeberria,x@plein.example'), ['PERSON: Wiebke Dornhof', 'EMAIL: w@plein.example', 'PERSON: Xabier Etxeberria', 'EMAIL: x@plein.example']],
    ['short headers together', lines('fn,ln,zp', 'Wiebke,Dornhof,07743'), ['PERSON: Wiebke', 'PERSON: Dornhof', 'POSTAL_CODE: 07743']],
    ['customers', lines('customer,total', 'Fergus Auchterlonie,71', 'Nkechi Umeadi,12'), ['PERSON: Fergus Auchterlonie', 'PERSON: Nkechi Umeadi']],
    ['HTML', '<table><tr><th>Patient</th><th>Born</th></tr><tr><td><b>Hjalmar Widerberg</b></td><td>08/12/1947</td></tr></table>', ['PERSON: Hjalmar Widerberg', 'DATE_OF_BIRTH: 08/12/1947']],
    ['HTML without th', '<tr><td>Surname</td><td>Age</td></tr><tr><td>Dornhof</td><td>41</td></tr>', ['PERSON: Dornhof', 'AGE: 41']],
    ['HTML, headers beside', '<tr><th scope="row">Surname</th><td>Dornhof</td></tr>', ['PERSON: Dornhof']],
    ['HTML, a list', '<dl><dt>Passport no.</dt><dd>C01X00T47</dd></dl>', ['PASSPORT: C01X00T47']],
    ['plist', '<key>LastName</key>\n<string>Dornhof</string>', ['PERSON: Dornhof']],
    ['a form', '<input type="text" name="surname" value="Dornhof">', ['PERSON: Dornhof']],
    ['INSERT', "INSERT INTO `members` (`id`, `surname`, `dob`) VALUES (4, 'O''Hara, Jr', '1958-09-17'), (5, 'Vik', NULL);", ['PERSON: O\'\'Hara, Jr', 'DATE_OF_BIRTH: 1958-09-17', 'PERSON: Vik']],
    ['COPY', 'COPY public.members (id, surname, national_id) FROM stdin;\n1\tDornhof\t8811304567\n2\tVik\t\\N\n\\.\n', ['PERSON: Dornhof', 'GOV_ID: 8811304567', 'PERSON: Vik']],
  ])('%s', (_, text, expected) => {
    expect([...found(text)].sort()).toEqual([...expected].sort());
  }); // biome-ignore format: a table

  it.each<[string, string]>([
    ['packages', lines('name,version,size_kb', 'lodestar,4.2.0,118', 'quillpad,0.9.14,36')],
    ['properties', lines('| name | type | default |', '|---|---|---|', '| retries | number | 3 |', '| first | boolean | false |')],
    ['products', lines(' sku   | name           | price', '-------+----------------+-------', ' 40817 | Garden Lantern | 19.90', ' 40822 | Willow Basket  | 34.00')],
    ['pods', lines('NAME        READY   STATUS    AGE', 'web-7d9f    1/1     Running   14d')],
    ['benchmarks', lines('| Name | ops/s | Author |', '|---|---|---|', '| Fast Parse | 120 | core |')],
    ['parameters', lines('| Parameter | Description |', '|---|---|', '| first_name | The given name |', '| dob | Date of birth |')],
    ['fields', lines('| Field | Required |', '|---|---|', '| surname | yes |')],
    ['a schema', lines('| first_name | surname |', '|---|---|', '| string | string |', '| required | optional |')],
    ['no rule below the bars', lines('a | surname', 'x | Dornhof')],
    ['prose', lines('Name, address and phone, please.', 'We need them, all of them, today.')],
    ['code', lines('const name, surname = f(x)', 'a, b = c, d')],
    ['a list of headers', 'first_name,surname,dob'],
    ['roles that are things', lines('client,version', 'axios,1.2.0', 'got,4.0.0')],
    ['SQL without values', "CREATE TABLE members (id int, surname text, dob date); INSERT INTO members (surname) SELECT 'x'"],
    ['placeholders', "INSERT INTO members (surname, dob) VALUES (?, ?), ($1, :dob), (%s, %s)"],
    ['HTML of properties', '<tr><th>Name</th><th>Type</th></tr><tr><td>surname</td><td>string</td></tr>'],
    ['a form to fill in', '<input name="surname" value=""><input name="first_name" placeholder="Your name">'],
    ['words of a language', lines("'not', 'or', 'pass', 'print',", "'raise', 'return', 'try', 'while',")],
    ['settings', lines('name: web', 'user: deploy', 'password: changeme', 'surname: yes')],
  ])('nothing in %s', (_, text) => {
    expect(found(text)).toEqual([]);
  }); // biome-ignore format: a table

  it('a shop has a telephone too', () => {
    expect(found(lines('name,phone', 'Golden Dragon,030 1234567', 'Blue Ocean,030 1234568'))).toEqual([
      'PHONE: 030 1234567',
      'PHONE: 030 1234568',
    ]);
  });

  it('nothing in names and keys', () => {
    const text = lines('surname,dob', 'Dornhof,1958-09-17');
    expect(found(text)).not.toEqual([]);
    expect([inText(tableDetector, text, 'key'), inText(tableDetector, text, 'name')]).toEqual([[], []]);
  });
});

describe('a header as long as headers can be', () => {
  const LONGEST = 'where the parcel goes when nobody answer'.replaceAll(' ', '_');

  it.each([
    ['of forty characters', `surname,${LONGEST},x\nDornhof,no,x\n`],
    ['in quotes', `surname,"${LONGEST}",x\nDornhof,no,x\n`],
    ['in quotes, with blanks around', `surname,   "${LONGEST}"      ,x\nDornhof,no,x\n`],
    ['in single quotes', `surname,'${LONGEST}',x\nDornhof,no,x\n`],
    ['that is no cell at all', `surname,${'n'.repeat(201)},x\nDornhof,no,x\n`],
  ])('%s leaves the line a header', (_, text) => {
    expect(LONGEST).toHaveLength(40);
    expect(found(text)).toEqual(['PERSON: Dornhof']);
  });

  it('and a longer one makes a sentence of it', () => {
    expect(found(`surname,${LONGEST}s,x\nDornhof,no,x\n`)).toEqual([]);
  });
});
