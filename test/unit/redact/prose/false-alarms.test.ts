/** What looks like a person or an address and is none; each beside the case that it must not take away. */
import { describe, expect, it } from 'vitest';
import { createRedactor } from '../../../../src/redact/index.ts';
import { KEY } from '../helpers.ts';

const redactors = {
  standard: createRedactor({ key: KEY, policy: 'standard' }),
  strict: createRedactor({ key: KEY, policy: 'strict' }),
};
async function marked(text: string, policy: keyof typeof redactors): Promise<string> {
  const spans = (await (await redactors[policy]).redactTexts([text]))[0]?.spans ?? [];
  return spans.reduceRight(
    (out, { start, end, type }) => `${out.slice(0, start)}<${type}:${text.slice(start, end)}>${out.slice(end)}`,
    text,
  );
}
const plain = (line: string): string => line.replace(/<[A-Z_]+:([^>]*)>/g, '$1');

describe('numbers in front of capitalised words', () => {
  it.each([
    '1. Mount Storage Bridge\n2. Pick Source Path\n3. Hit Return Key\n4. Leave Loop',
    '4. Gate Checks: nightly\n5. Lane dividers',
    '6. Sort Items via Regex',
    '3 Bridge nodes and 12 Summary Row entries',
    'It follows ISO 9001 and takes RON 98.',
    'On March 9, 2031 it snowed.',
    'Energy 1640, Fibre 32g',
    'the 1994 Blue Lake City games',
    'from Fedora 38 to Ubuntu 22',
    '2017 Honda Accord 250 for sale',
    'Detail View 4, Storage Bridge 2',
    'Top 10 Garden Ideas',
    'one way on 2031-07-19 via OSL, seat 4',
    'before the 1931 Garden Street fire',
    'In 1907 Whitchurch, 12-year-old Odd left.',
    'It closed in 1871. In 1890, Whitchurch 4 opened.',
    'from March 9, 2031 (a Sunday) to March 30, 2031 - May 4, 2031',
    '1. March 9, 2031 - March 30, 2031 2. April 6, 2031 - May 4, 2031',
    'so 2, 0. No, 5 it is',
    '7 Langkah Pengelolaan Uang Anda Sendiri',
  ])('%s', async (line) => {
    expect(await marked(line, 'standard')).toBe(line);
  });
  it.each([
    'Ship to <ADDRESS:41 Thornwick Road>. Then ring the bell.',
    'She rents <ADDRESS:14 Thornwick Bridge> now',
    'the shop is at <ADDRESS:the corner of Maple Street & Oak Lane>',
    'a hole at <ADDRESS:the corner of Maple Street and Oak Lane> in town',
    '<ADDRESS:12, rue Lepic, 75018 Paris>',
    'She moved to <ADDRESS:1931 Garden Street> last May',
    'an <ADDRESS:Pengelolaan 7, 1012 Amsterdam>',
    'Send it to <ADDRESS:12 Oude Prinsengracht Noord>',
    'Napisz na adres <ADDRESS:ul. Klonowa 61, 00-590 Warszawa>',
    'my address is <ADDRESS:4711 Kestrel Loop, Dayton, OH 45402>',
    'Olav lives on <ADDRESS:Grindhaug 50>',
  ])('%s', async (line) => {
    const out = await marked(plain(line), 'standard');
    expect(out.replace(/<PERSON:([^>]*)>/g, '$1')).toBe(line);
  });
});

describe('greetings, places, tools, wares and agents', () => {
  it.each([
    'Hello Claude! Are you there?',
    "I'm Gemini, a model.",
    'Florence is crowded in May.',
    'Jordan is a kingdom.',
    'We run Julia 1.9 here.',
    'Dear Django team, Django 5.1 broke it.',
    'Willow Tank Top, size M',
    'Copyright © 2031 Rowan Hale',
    'Islamic America was the title.',
    'Call Stripe, ask Slack, ping Zoom.',
    'The weed is commonly known as Sargossum, and it floats.',
    'Buenos Aires is a port.',
    'Dear AI assistant, translate this.',
    "My name is Orvessa, and I'm a language model built by a lab.",
    'You can call me Orvessa, an AI assistant of the shop.',
    'Era el jefe de facto y le pidió un café.',
    'He was the de facto head of ten yoga mats.',
    'between the Labrador Current, and South Equatorial Current.',
    'We ask for First Name, Last Name, and the day.',
    'Good feng shui: they practised Feng Shui and Tai Chi there for years.',
    "The old town of Tala'a is far from here, and it is closed.",
    'Duuuude, you have to see this!',
    'Hold the Meta key while you press the other one.',
    'The train is late before Easter in the north of America.',
    'From: ATL to: ORD',
    'The packets between two IPs and the CDs are lost.',
    'They sent a note to Serbia and it was read, and Israel said that it was late.',
    'It ended in an Oscar win for the whole of the crew.',
    'thanks to Dependabot we are up to date',
    'We read it: mangiano da una foglia di banana e poi vanno via.',
  ])('standard leaves alone: %s', async (line) => {
    expect(await marked(line, 'standard')).toBe(line);
  });
  it.each([
    'Guten Tag, hier ist <PERSON:Carla Winter>.',
    'Buenas tardes, soy <PERSON:Carla Winter>.',
    'Hi <PERSON:Julia>, how are you?',
    'Yara is a gold member, so <PERSON:Yara> may bring two bags.',
    'Danke, <PERSON:Claude Moreau>!',
    'She is known as <PERSON:Annika Thorvald> there.',
    'Buenos días, soy <PERSON:Carla Winter>.',
    'My name is <PERSON:Orvessa>, and I am a nurse.',
    'My name is <PERSON:Carla Winter>, and I was born here.',
    'when i asked <PERSON:antonio serrano> about it he said that it was fine',
    'We met <PERSON:Carla Winter>, <PERSON:Annika Thorvald>, and <PERSON:Julia> there.',
    "<PERSON:Carla Winter>'s ticket",
    'From: <PERSON:Annika>',
  ])('%s', async (line) => {
    const out = await marked(plain(line), 'standard');
    expect(out).toBe(line.startsWith('Yara') ? line.replace('Yara', '<PERSON:Yara>') : line);
  });
  it.each([
    'Anschrift: unbekannt',
    'Buonasera, vorrei un biglietto per domani sera.',
    'La contraseña nueva. Contraseña anterior',
    'Die Jacke ist zu klein und der Reißverschluss klemmt, bitte um Umtausch.',
    'The CTF is on STDOUT and the IBAN is gone',
    'Call `Dataset` first',
    'Decompilation Found!',
    '- Price: 312',
    'She spoke of the Vrbastel ball and of Qorvathian geometry to all of them.',
    'The **Total Price:** is what we paid for it',
    'Turn the Wi-Fi on and look whether it is up',
    'the Islamic art of the town and its Gothic doors',
    'What is the weather like in Fahrenheit?',
    '"header": "Gemini Apps", "products": ["Gemini Apps"]',
    'Open the Gemini Apps page',
    '這是一個簡單的測試',
  ])('strict finds nobody in: %s', async (line) => {
    expect(await marked(line, 'strict')).not.toContain('<PERSON');
  });
});

describe('people who are called like a word, under strict', () => {
  it.each(['Rose: what is it that you want of me?', 'So we all went to town with Rose and came back.'])(
    '%s',
    async (line) => {
      expect(await marked(line, 'strict')).toContain('<PERSON:Rose>');
    },
  );
});

it('a program is no person, and one whose family name is App is', async () => {
  for (const line of [
    'Rowan Apps crashed',
    'Thanks, <PERSON:Emma App>!',
    'Mr <PERSON:App> called',
    'My name is <PERSON:Karl App>',
  ])
    expect(await marked(plain(line), 'standard')).toBe(line);
});

describe('jobs, under strict', () => {
  it('are none where a rule says what one may do', async () => {
    expect(await marked('If the flight is late, the agent can offer a seat.', 'strict')).not.toContain('<TITLE');
    expect(await marked('She is Tilda Brook, the nurse of the ward.', 'strict')).toContain('<TITLE:nurse>');
  });
});

describe('places, under strict', () => {
  it.each(['Write it in Hebrew, please.', 'Is it hot there in Fahrenheit?', "It is as in Vrbastel's old play."])(
    'none in: %s',
    async (line) => {
      expect(await marked(line, 'strict')).not.toContain('<LOCATION');
    },
  );
  it('but where one lives', async () => {
    expect(await marked('She lives in Vrbastel, by the sea.', 'strict')).toContain('<LOCATION:Vrbastel>');
  });
});

describe('organisations, under strict', () => {
  it('end with their sentence, and are no fields of a list', async () => {
    expect(await marked('There was a war against Serbia. As such, it was long.', 'strict')).not.toContain('<ORG');
    expect(await marked('- Guest: Mia Kovacs\n- **Trip Type:** Return\n- Bags: 2', 'strict')).not.toContain('<ORG');
    expect(await marked('We wrote to Kestrel Fjordan Inc. today.', 'strict')).toContain(
      '<ORGANIZATION:Kestrel Fjordan Inc',
    );
  });
});

describe('torn lines of files', () => {
  const line = (i: number) => `and so the boat went on to the far side of it\nwith Oskari and number ${i} of the`;
  const dump = Array.from({ length: 30 }, (_, i) => line(i)).join('\n');
  it('prove less than a sentence', async () => {
    expect(await marked('and so the boat went on with Annika to the far side', 'standard')).toContain(
      '<PERSON:Annika>',
    );
    expect(await marked(dump.replaceAll('Oskari', 'Annika'), 'standard')).not.toContain('<PERSON');
  });
  it('are often of a book, whose people, peoples and places only strict hides, or nobody', async () => {
    const torn = `${dump}\nthe sails with Annika Thorvald and the Polish flag in Vrbastel and the`;
    expect(await marked(torn, 'standard')).not.toContain('<');
    expect(await marked(torn, 'strict')).toContain('<PERSON:Annika Thorvald>');
    expect(await marked(torn, 'strict')).not.toMatch(/<NRP|<LOCATION/);
    const line = 'He sails with Annika Thorvald, who is Polish, from Vrbastel to the south';
    expect(await marked(line, 'standard')).toContain('<PERSON:Annika Thorvald>');
    expect(await marked(line, 'strict')).toMatch(/<NRP:Polish>.*<LOCATION:Vrbastel>/);
  });
  it('still show who is named outright', async () => {
    expect(await marked(`${dump}\nmy name is Annika Thorvald`, 'standard')).toContain('<PERSON:Annika Thorvald>');
  });
});

describe('addresses of every machine and pages of everybody, under strict', () => {
  it('stay', async () => {
    const line = 'see https://docs.python.org/3/ on 127.0.0.1 or 0.0.0.0';
    expect(await marked(line, 'strict')).toBe(line);
  });
  it('go when the user says so', async () => {
    const redactor = await createRedactor({
      key: KEY,
      policy: 'strict',
      actions: { URL: 'index', IP_ADDRESS: 'index' },
    });
    const spans = (await redactor.redactTexts(['see https://docs.python.org/3/ on 127.0.0.1']))[0]?.spans ?? [];
    expect(spans.map(({ type }) => type)).toEqual(['URL', 'IP_ADDRESS']);
  });
  it('a secret in one takes its login out of the page', async () => {
    const token = `ghp_${'aB3dE6gH9jK2'.repeat(3)}`;
    expect(await marked(`https://x-access-token:${token}@kiln.example.dev/rowan/app.git`, 'strict')).toBe(
      `https://x-access-token:<SECRET:${token}>@<URL:kiln.example.dev/rowan/app.git>`,
    );
  });
});
