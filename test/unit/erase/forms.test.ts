import { describe, expect, it } from 'vitest';
import { Forms } from '../../../src/assess/erase/forms.ts';
import { readings } from '../../../src/assess/erase/readings.ts';

const hit = (subject: string, text: string) => new Forms(subject).in(readings(text));

describe('an identifier in text', () => {
  it.each([
    ['Odile Marchetti', 'MARCHETTI, ODILE asked for it'],
    ['Odile Marchetti', 'q=Odile%20Marchetti&x=1'],
    ['Odile Marchetti', 'class OdileMarchettiTest'],
    ['Odile Marchetti', '"odile",\n   "marchetti"'],
    ['Odile Jeanne Marchetti', 'odile marchetti wrote'],
    ['Zoë Brânză', 'zoe_branza.pdf'],
    ['odile.m@quay.example', 'odile.m&#64;quay.example'],
    ['odile.m@quay.example', 'odile.m&#x40;quay.example'],
    ['odile.m@quay.example', 'ODILE.M=40quay.example'],
    ['odile.m@quay.example', 'odile.m\\u0040quay.example'],
    ['odile.m@quay.example', 'odile.m (at) quay (dot) example'],
    ['odile.m@quay.example', `auth: ${Buffer.from('odile.m@quay.example:pw').toString('base64')}`],
    ['odile.m@quay.example', 'odile\u200b.m@quay\u00ad.example'],
    ['odile_7713', 'uid odile-7713!'],
    ['+49 30 5550 1234', 'call 030 5550-1234 now'],
  ])('%s is whole in %s', (subject, text) => expect(hit(subject, text)).toBe('whole'));

  it.each([
    ['Odile Marchetti', 'Dear Mrs Marchetti'],
    ['Odile Marchetti', 'the Marchettis of Lund'],
    ['Odile Marchetti', '/home/omarchetti/x'],
    ['Odile Marchetti', 'odilem logged in'],
    ['odile.marchetti@quay.example', 'Odile Marchetti called'],
    ['odile.marchetti@quay.example', 'odile.marchetti@other.example'],
    ['Odile', 'said Odile'],
    ['Rose Brown', 'a brown rose'],
  ])('%s is a part of %s', (subject, text) => expect(hit(subject, text)).toBe('part'));

  it.each([
    ['Odile Marchetti', 'the market is open'],
    ['Odile Marchetti', 'crocodile marchettini'],
    ['odile.m@quay.example', 'quay.example is a host'],
    ['1234', 'pages 1, 234'],
    ['+49 30 5550 1234', '030 5550 1235'],
    ['x=20', 'x=2'],
    ['will.all@quay.example', 'Will you take all of it?'],
  ])('%s is not in %s', (subject, text) => expect(hit(subject, text)).toBeUndefined());

  it('reads long hostile text in linear time', () => {
    const forms = new Forms('Odile Marchetti');
    for (const bait of ['odile ', '%', '%25', '&#', '&#x4', '\\x', '\\u00', '=4', 'a+/', '\u001b[', 'o d i l e ']) {
      const text = bait.repeat(1 + 400_000 / bait.length);
      const start = performance.now();
      forms.in(readings(text));
      expect(performance.now() - start, bait).toBeLessThan(3000);
    }
  });
});
