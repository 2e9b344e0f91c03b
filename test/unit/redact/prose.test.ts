import { describe, expect, it } from 'vitest';
import { createRedactor } from '../../../src/redact/index.ts';
import { KEY } from './helpers.ts';

const redactors = {
  standard: createRedactor({ key: KEY, policy: 'standard' }),
  strict: createRedactor({ key: KEY, policy: 'strict' }),
};
/** The text with each finding as `<TYPE:value>`. */
async function marked(text: string, policy: keyof typeof redactors): Promise<string> {
  const spans = (await (await redactors[policy]).redactTexts([text]))[0]?.spans ?? [];
  return spans.reduceRight(
    (out, { start, end, type }) => `${out.slice(0, start)}<${type}:${text.slice(start, end)}>${out.slice(end)}`,
    text,
  );
}

describe('people, under standard', () => {
  it.each([
    'Thanks, <PERSON:Nkechi Brennan> (on call tonight)',
    '# author: <PERSON:Inés Marchetti>',
    'Dear Mr. <PERSON:Ólafsson>, your parcel has arrived.',
    'Dear Mr <PERSON:Adeyemi-Thorne>, hello',
    'Dear <PERSON:Ngozi Adeyemi-Thorne>, hello',
    'Danke <PERSON:Keziah>!',
    'They call me Mr. <PERSON:May>.',
    'Passengers: <PERSON:Omar Lindqvist>, <PERSON:Priya Castellanos> and <PERSON:Jonas Iyer>',
    "I'm <PERSON:Zofia> and I need help.",
    "Hi, I'm <PERSON:Mei Brown>, and my flight is late.",
    'Hi, this is <PERSON:Thandiwe Mokoena> from the front desk',
    '1. <PERSON:Lars van der Berg>, economy',
    'My wife <PERSON:Anneliese> and our son <PERSON:Tobi> fly with me.',
    'Please call me back. Regards,\n<PERSON:Callum>',
    'follow up with <PERSON:tomasz nowak> in a week',
    '{"passengers": [{"first_name": "<PERSON:Wei>", "last_name": "<PERSON:Tanaka>"}]}',
  ])('%s', async (line) => {
    expect(await marked(line.replace(/<\w+:([^>]*)>/g, '$1'), 'standard')).toBe(line);
  });

  it.each([
    'const Parser = new JsonParser(options);',
    'The Request object has a Body and a Header.',
    'We flew from San Francisco to New York in May.',
    'Thanks, I will do that. Will this work? Mark it as done.',
    'import { Grace } from "./hope.ts"; // May fail',
    'File "/usr/lib/python3/site.py", line 12, in Jordan',
    'Open the Settings page, then choose Advanced Options.',
    'fatal: unable to access: Could not resolve host',
    'Merci! My order has not come.',
    'Danke! Wann kommt meine Jacke?',
    'This is Visual Studio and it is slow.',
    'a challenge named "Katy", worth 10 points',
    'Gracias! Cuando llega mi pedido?',
  ])('leaves alone: %s', async (line) => {
    expect(await marked(line, 'standard')).toBe(line);
  });
});

describe('programs that sign commits', () => {
  it('are no people', async () => {
    expect(await marked('Guides Claude Code.\nCo-Authored-By: Claude <noreply@tools.example>', 'standard')).toBe(
      'Guides Claude Code.\nCo-Authored-By: Claude <<EMAIL:noreply@tools.example>>',
    );
    expect(await marked('Co-Authored-By: Claude Moreau <c.moreau@corvid.example>', 'standard')).toBe(
      'Co-Authored-By: <PERSON:Claude Moreau> <<EMAIL:c.moreau@corvid.example>>',
    );
  });
});

describe('home folders', () => {
  it.each([
    '/Users/<USERNAME:jsmith>/projects/app.py',
    'cd /home/<USERNAME:dkoch> && ls',
    '  File "/home/<USERNAME:kwame.asante>/billing/main.py", line 42, in run',
    'C:\\Users\\<USERNAME:Ines Vogel>\\Documents\\report.docx',
    '/mnt/c/Users/<USERNAME:helena>/src',
    '~/.claude/projects/-Users-<USERNAME:inesv>-code-shop/1.jsonl',
  ])('%s', async (line) => {
    expect(await marked(line.replace(/<\w+:([^>]*)>/g, '$1'), 'standard')).toBe(line);
  });
  it.each([
    '/home/user/project /home/runner/work /Users/name/x',
    'GET https://shop.example/home/dashboard',
    'GET https://api.example/Users/list',
    'import x from "/home/index.tsx"',
    '/homework/ines/essay',
  ])('leaves alone: %s', async (line) => {
    expect(await marked(line, 'standard')).toBe(line);
  });
});

describe('elements of XML and HTML', () => {
  it.each([
    '<customer><firstName><PERSON:Aoife></firstName><lastName><PERSON:Brennan></lastName></customer>',
    '<ns:customer id="3">\n  <ns:name><PERSON:Ilse Bakker></ns:name>\n  <ns:email><EMAIL:x@corvid.example></ns:email>\n</ns:customer>',
    '<order><customerId><ACCOUNT_ID:K-55128831></customerId></order>',
  ])('%s', async (line) => {
    const raw = line.replace(/<[A-Z_]+:([^>]*)>/g, '$1');
    expect(await marked(raw, 'standard')).toBe(line);
  });
  it.each([
    '<dependency><groupId>org.corvid</groupId><name>Corvid Boot</name></dependency>',
    '<h1>Welcome Home</h1><title>Login Page</title>',
    '<firstName>{user.firstName}</firstName>',
  ])('leaves alone: %s', async (line) => {
    expect(await marked(line, 'standard')).toBe(line);
  });
});

describe('addresses', () => {
  it.each([
    ['Ship it to <ADDRESS:90 Whitchurch Road>, please.', 'standard'],
    ['<ADDRESS:Kiannonkatu 98 Apt. 105, ISHAM, United Kingdom>', 'strict'],
    ['return to <ADDRESS:Unit 4719 Box 7394\nDPO AP 70942> in case of doubt', 'standard'],
    ['at <ADDRESS:the corner of Dalbraut 99 and Maple Cove>', 'standard'],
    ['She lives at <ADDRESS:Sonnenallee 12>', 'standard'],
    ['Write to <ADDRESS:P.O. Box 1207, Springfield, IL 62701> today', 'standard'],
  ] as const)('%s', async (line, policy) => {
    expect(await marked(line.replace(/<\w+:([^>]*)>/g, '$1'), policy)).toBe(line);
  });
  it.each(['See page 12 Figure 3', 'python 3 Street.py', 'The 10 Best Practices for Teams', 'error 404 Not Found'])(
    'leaves alone: %s',
    async (line) => {
      expect(await marked(line, 'standard')).toBe(line);
    },
  );
});

describe('the rest of the taxonomy, under strict', () => {
  it.each([
    'We moved to <LOCATION:Estonia> from <LOCATION:Buenos Aires>.',
    'I work for <ORGANIZATION:Brightwell Systems Inc> in <LOCATION:Ohio>.',
    'She is a <NRP:Norwegian> citizen, aged <AGE:47>.',
    'It was founded on <DATE:12 March 1998>, a <DATE:Thursday>.',
    '<PERSON:Tilda Brook>, the <TITLE:Leasing consultant>, said no.',
    'My date of birth is <DATE_OF_BIRTH:1984-03-09>.',
    'My user ID is <USERNAME:mia_li_3668>.',
  ])('%s', async (line) => {
    expect(await marked(line.replace(/<\w+:([^>]*)>/g, '$1'), 'strict')).toBe(line);
  });

  it('reads text typed without capitals', async () => {
    expect(await marked('my name is zofia kowalczyk and i live in tallinn', 'strict')).toBe(
      'my name is <PERSON:zofia kowalczyk> and i live in <LOCATION:tallinn>',
    );
  });
});
