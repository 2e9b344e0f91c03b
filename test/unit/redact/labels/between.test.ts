import { describe, expect, it } from 'vitest';
import { answerDetector, questionLabels } from '../../../../src/redact/detect/labels/answer.ts';
import { createRedactor } from '../../../../src/redact/index.ts';
import { KEY, sessionOf, type Turn } from '../helpers.ts';
import { inJson, inText } from './found.ts';

describe('fields of one record', () => {
  it.each<[unknown, string[]]>([
    [[{ k: 'passport_no', v: 'C01X00T47' }, { k: 'nights', v: '3' }], ['PASSPORT: C01X00T47']],
    [{ name: 'birth_date', value: '1958-09-17' }, ['DATE_OF_BIRTH: 1958-09-17']],
    [{ field: 'Vorname', type: 'text', content: 'Wiebke' }, ['PERSON: Wiebke']],
    [{ question: 'Date of birth?', answer: '1958-09-17' }, ['DATE_OF_BIRTH: 1958-09-17']],
    [{ label: 'Passwort', value: 'tulpe' }, ['SECRET: tulpe']],
    [{ name: 'password', value: 'tulip' }, ['SECRET: tulip']],
    [{ fn: 'Wiebke', ln: 'Dornhof', zp: '07743', ph: '644 208 119' }, ['PERSON: Wiebke', 'PERSON: Dornhof', 'POSTAL_CODE: 07743', 'PHONE: 644 208 119']],
    [{ name: 'Wiebke Dornhof', phone: '030 1234567' }, ['PERSON: Wiebke Dornhof']],
    [{ first: 'Wiebke', dob: '1958-09-17', cf: 'RSSMRA85T10A562S' }, ['PERSON: Wiebke', 'GOV_ID: RSSMRA85T10A562S']],
    [{ customer: 'Fergus Auchterlonie', card: { last: 1 } }, ['PERSON: Fergus Auchterlonie']],
    [{ selector: '#password', text: 'willow83' }, ['SECRET: willow83']],
    [{ element: 'Password field', ref: 'e14', text: 'willow83' }, ['SECRET: willow83']],
    [{ locator: "//input[@type='password']", keys: 'tulip' }, ['SECRET: tulip']],
    [{ action: 'type', selector: "input[name='firstName']", text: 'Wiebke' }, ['PERSON: Wiebke']],
    [{ op: 'replace', path: '/contact/lastName', value: 'Dornhof' }, ['PERSON: Dornhof']],
    [{ Key: 'Owner', Value: 'Wiebke Dornhof' }, ['PERSON: Wiebke Dornhof']],
    [{ args: ['--host', 'db1', '--password', 'willow83'] }, ['SECRET: willow83']],
    [{ argv: ['mysql', '-u', 'app', '-pwillow83'] }, ['SECRET: willow83']],
    [{ from: '4917412345678', to: '4915112345678', duration: 12 }, ['PHONE: 4917412345678', 'PHONE: 4915112345678']],
  ])('%j', (value, expected) => {
    expect(inJson(value)).toEqual(expected);
  }); // biome-ignore format: a table

  it.each<unknown>([
    [
      { name: 'max_tokens', value: '4096' },
      { name: 'born_digital', value: 'true' },
    ],
    { name: 'lodestar', version: '4.2.0', author: 'lodestar' },
    { name: 'Garden Lantern', price: 19.9, phone: '030 1234567' },
    { name: 'email', value: 'string' },
    { fn: 'map', args: '[1]' },
    { first: 'a', last: 'b', count: 2 },
    { name: 'Il Mulino', address: '86 W 3rd St', rating: 4.6 },
    { from: '1700000000', to: '1700003600', duration: 12 },
    { from: '4917412345678', to: '4915112345678' },
    { key: 'name', value: 'Garden Lantern' },
    { type: 'customer', name: 'Blue Ocean Trading' },
    { customer: 'gold', plan: 'Basic Plan' },
    { ph: '7.4', name: 'water' },
    { selector: '#search', text: 'willow83' },
    { selector: 'label[for=password]', text: 'Password' },
    { locator: '#show-password', keys: 'Enter' },
    { locator: '#password', keys: 'Control+A' },
    { element: 'Password field', text: 'Password is required' },
    { element: 'User menu', text: 'open' },
    { op: 'replace', path: '/passwordPolicy/minLength', value: '12' },
    { Key: 'Owner', Value: 'Platform Team' },
    { args: ['--password-file', 'secrets.txt', '-p', '8080'] },
    { argv: ['mkdir', '-p', 'src2'] },
    { argv: ['mysql', '-u', 'app', '-p'] },
  ])('nothing: %j', (value) => {
    expect(inJson(value)).toEqual([]);
  });
});

describe('tables in JSON', () => {
  it.each<[unknown, string[]]>([
    [{ columns: ['customer', 'due'], rows: [['Fergus Auchterlonie', 71.5], ['Nkechi Umeadi', 12]] }, ['PERSON: Fergus Auchterlonie', 'PERSON: Nkechi Umeadi']],
    [{ columns: ['id', 'active', 'surname', 'dob'], rows: [[1, true, 'Dornhof', '1958-09-17'], [null, false, 'Hope', null]] }, ['PERSON: Dornhof', 'DATE_OF_BIRTH: 1958-09-17', 'PERSON: Hope']],
    [{ columns: [{ type: 'int', name: 'id' }, { name: 'surname' }], rows: [[null, 'Dornhof']] }, ['PERSON: Dornhof']],
    [{ a: { columns: ['surname'], data: [['Dornhof'], ['Vik']] }, b: { columns: ['sku'], data: [['Lantern']] } }, ['PERSON: Dornhof', 'PERSON: Vik']],
    [[['id', 'first_name', 'dob'], [1, 'Wiebke', '1958-09-17'], [null, 'Torkel', '1977-03-09']], ['PERSON: Wiebke', 'DATE_OF_BIRTH: 1958-09-17', 'PERSON: Torkel', 'DATE_OF_BIRTH: 1977-03-09']],
  ])('%j', (value, expected) => {
    expect(inJson(value)).toEqual(expected);
  }); // biome-ignore format: a table

  it.each<unknown>([
    {
      columns: ['name', 'price'],
      rows: [
        ['Garden Lantern', 19.9],
        ['Willow Basket', 34],
      ],
    },
    { columns: ['name', 'version'], rows: [['lodestar', '4.2.0']] },
    { columns: ['customer', 'total'], rows: [['Blue Ocean Trading', 4]] },
    [
      ['name', 'size'],
      ['lodestar', '118'],
    ],
    [
      [1, 2],
      ['surname', 'dob'],
    ],
    { rows: [['Dornhof', '1958-09-17']] },
  ])('nothing: %j', (value) => {
    expect(inJson(value)).toEqual([]);
  });
});

it('a sentence in a script without spaces is no plain word', async () => {
  const redactor = await createRedactor({ key: KEY, policy: 'standard' });
  expect((await redactor.redactTexts(['我的名字是欧阳晓']))[0]?.text).toBe('我的名字是[PERSON_1]');
});

describe('a question and its answer', () => {
  const redacted = async (...turns: Turn[]): Promise<string> => {
    const redactor = await createRedactor({ key: KEY, policy: 'standard' });
    const { session } = await redactor.redactSession(sessionOf(turns));
    return session.events.map((event) => ('text' in event ? event.text : '')).join(' / ');
  };

  it.each<[string, string, string]>([
    ['Sure. What is your date of birth?', 'June 9, 1983', '[DATE_OF_BIRTH_1]'],
    ['Could you give me your full name and zip code?', 'wiebke dornhof, 07743', '[PERSON_1], [POSTAL_CODE_1]'],
    ['Bitte nennen Sie Ihr Geburtsdatum.', '17.09.1958', '[DATE_OF_BIRTH_1]'],
    ['Quel est votre nom de famille ?', 'Thibodeaux', '[PERSON_1]'],
    ['¿Cuál es su número de pasaporte?', 'es el XDA445566', 'es el [PASSPORT_1]'],
    ['请问您的姓名？', '欧阳晓', '[PERSON_1]'],
    ['お名前を教えてください', '高橋美咲', '[PERSON_1]'],
    ['Please confirm the username on the account.', 'wdornhof', '[USERNAME_1]'],
    ['What is your street address?', '12 Alder Grove, Jena', '[ADDRESS_1]'],
  ])('%s %s', async (assistant, user, expected) => {
    expect(await redacted({ assistant }, { user })).toBe(`${assistant} / ${expected}`);
  });

  it('of the other side, in either direction, and right before it', async () => {
    expect(await redacted({ user: 'What date of birth do you have for me?' }, { assistant: '1958-09-17' })).toContain(
      '[DATE_OF_BIRTH_1]',
    );
    expect(await redacted({ user: 'And the date of birth?' }, { user: '1958-09-17' })).not.toContain('[');
    expect(
      await redacted(
        { assistant: 'Your date of birth?' },
        { user: 'later' },
        { assistant: 'Fine.' },
        { user: '1958-09-17' },
      ),
    ).not.toContain('[');
  });

  it.each<[string, string]>([
    ['What should the function be called?', 'Mirror'],
    ['What is the name of the branch?', 'main'],
    ['Do you want the user name in the log?', 'yes please'],
    ['The date of birth is stored.', '1958-09-17'],
    ['What is the date of birth column called?', 'Use the one from the schema, version 4.2.0'],
    ['Shall I add a phone field?', 'Yes'],
    ['What is your date of birth?', `The release went out on 1958-09-17 ${'and so on '.repeat(20)}`],
  ])('nothing: %s %s', async (assistant, user) => {
    expect(await redacted({ assistant }, { user })).toBe(`${assistant} / ${user}`);
  });

  it('over two lines of one text', () => {
    expect(
      inText(
        answerDetector,
        'Agent: Your date of birth?\nGuest: June 9, 1983\nAgent: And your name?\nGuest: Wiebke Dornhof',
      ),
    ).toEqual(['DATE_OF_BIRTH: June 9, 1983', 'PERSON: Wiebke Dornhof']);
    expect(inText(answerDetector, '客服：您的出生日期？\n客户：1958年9月17日')).toEqual([
      'DATE_OF_BIRTH: 1958年9月17日',
    ]);
    expect(inText(answerDetector, 'Is the surname set?\nresult: yes\n')).toEqual([]);
    expect(inText(answerDetector, 'Does it work?\nAnswer: 1958-09-17')).toEqual([]);
    expect(inText(answerDetector, 'FAQ: how is it released?\nVersion: 4.2.0')).toEqual([]);
  });

  it('names its labels once each, longest first', () => {
    expect(
      questionLabels('What is your email address and date of birth, date of birth?').map(({ name }) => name),
    ).toEqual(['email_address', 'date_of_birth']);
  });
});

describe('a command and what it printed', () => {
  const redacted = async (command: string, result: string): Promise<string | undefined> => {
    const redactor = await createRedactor({ key: KEY, policy: 'standard' });
    const { session } = await redactor.redactSession(
      sessionOf([
        { call: 'bash', args: JSON.stringify({ command }) },
        { tool: 'bash', result },
      ]),
    );
    const [, event] = session.events;
    return event && 'text' in event ? event.text : '';
  };

  it.each<[string, string, string]>([
    ['whoami', 'wdornhof\n', '[USERNAME_1]\n'],
    ['cd /srv && id -un', 'wdornhof', '[USERNAME_1]'],
    ['ls /home', 'wdornhof  ubuntu\ntvik', '[USERNAME_1]  ubuntu\n[USERNAME_2]'],
    ['git config user.name', 'Wiebke Dornhof', '[PERSON_1]'],
    ['git shortlog -sn', '    42\tWiebke Dornhof\n     7\tXabier Etxeberria', '    42\t[PERSON_1]\n     7\t[PERSON_2]'],
  ])('%s', async (command, result, expected) => {
    expect(await redacted(command, result)).toBe(expected);
  });

  it.each<[string, string]>([
    ['whoami', 'root'],
    ['whoami', 'bash: whoami: command not found'],
    ['ls /srv', 'wdornhof'],
    ['echo whoami is it', 'wdornhof'],
    ['ls /home', 'ubuntu runner node'],
  ])('nothing: %s %s', async (command, result) => {
    expect(await redacted(command, result)).toBe(result);
  });
});
