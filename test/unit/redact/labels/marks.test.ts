import { describe, expect, it } from 'vitest';
import { markDetector } from '../../../../src/redact/detect/labels/marks.ts';
import { cardDetector } from '../../../../src/redact/detect/patterns/card.ts';
import { inText } from './found.ts';

describe('values with a mark of their own', () => {
  it.each<[string, string[]]>([
    ['ORGANIZER;CN=Wiebke Dornhof:mailto:w@plein.example', ['PERSON: Wiebke Dornhof']],
    ['ATTENDEE;ROLE=CHAIR;CN="Dornhof, Wiebke";RSVP=TRUE:mailto:w@plein.example', ['PERSON: Dornhof, Wiebke']],
    [
      'BEGIN:VCARD\nN:Dornhof;Wiebke;;;\nFN:Wiebke Dornhof\nEND:VCARD',
      ['PERSON: Dornhof', 'PERSON: Wiebke', 'PERSON: Wiebke Dornhof'],
    ],
    ['dn: cn=Wiebke Dornhof,ou=people,dc=plein', ['PERSON: Wiebke Dornhof']],
    ['dn: uid=wdornhof,ou=people,dc=plein', ['USERNAME: wdornhof']],
    ['Passenger DORNHOF/WIEBKE MS', ['PERSON: DORNHOF/WIEBKE']],
    ['CVV: 331', ['CREDIT_CARD: 331']],
    ['the security code is 4821', ['CREDIT_CARD: 4821']],
    ['IMEI 353918052107061', ['ACCOUNT_ID: 353918052107061']],
    ['https://wa.me/4917412345678?text=hi', ['PHONE: 4917412345678']],
    ['<a href="tel:+49-30-1234567">', ['PHONE: 49-30-1234567']],
    ['GPS: 52.516275, 13.377704', ['ADDRESS: 52.516275, 13.377704']],
    ['ul. Mostowa 12/4, 00-260 Warszawa', ['ADDRESS: ul. Mostowa 12/4, 00-260 Warszawa']],
    ['os. Słoneczne 5', ['ADDRESS: os. Słoneczne 5']],
  ])('%s', (text, expected) => {
    expect(inText(markDetector, text)).toEqual(expected);
  });

  it.each([
    'CN=localhost, O=Acme', 'TCP/IP MS', 'I/O', 'a/b mr', 'cn=admin,dc=plein', 'uid=root,ou=people', 'cvv: number', 'cvc 12', 'CVV 2031-04-05', 'IMEI missing', 'IMEI 35391805', 'version: 52.516275, 13.377704', 'mean 0.516275, 0.377704',
    'location: 4.2.0, 13.1', 'ul. does not render', '<ul> 12', 'wa.me/', 'tel: none', 'N: 4;5', 'FN: false negatives', 'TP: 4 FN: 12',
  ])('nothing: %s', (text) => {
    expect(inText(markDetector, text)).toEqual([]);
  }); // biome-ignore format: a list
});

describe('a labelled card', () => {
  it.each<[string, string]>([
    ['my card number is 5187 2244 6688 1010', '5187 2244 6688 1010'],
    ['Card: 4111111111111112', '4111111111111112'],
    ['Kreditkartennummer: 4111-1111-1111-1112', '4111-1111-1111-1112'],
    ['número de tarjeta 4111 1111 1111 1112', '4111 1111 1111 1112'],
    ['visa 4111 1111 1111 1112', '4111 1111 1111 1112'],
  ])('is hidden whole whatever its check digit: %s', (text, value) => {
    expect(inText(cardDetector, text)).toEqual([`CREDIT_CARD: ${value}`]);
  });
  it.each([
    'ref 5187 2244 6688 1010',
    'card game 5187 2244 6688 1010',
    'paid by card, order 4111111111111112',
    'scorecard 4111111111111112',
    'card 9999999999999999',
  ])('not: %s', (text) => {
    expect(inText(cardDetector, text)).toEqual([]);
  });
});
