import { describe, expect, it } from 'vitest';
import { findBeside } from '../../../../src/redact/detect/prose/beside.ts';
import { withoutMarkup } from '../../../../src/redact/detect/prose/markup.ts';
import { proseDetector } from '../../../../src/redact/detect/prose/prose.ts';

const names = (text: string) => findBeside(text).map(({ start, end, rule }) => `${rule}: ${text.slice(start, end)}`);

describe('names beside a mailbox', () => {
  it.each([
    ['Orvanel Tsikata <orvanel@plein.example> wrote', 'mailbox: Orvanel Tsikata'],
    ['Orvanel Tsikata <x17@plein.example>', 'mailbox: Orvanel Tsikata'],
    ['orvanel tsikata <otsikata@plein.example>', 'mailbox: orvanel tsikata'],
    ['write to Orvanel Tsikata (tsikata.o@plein.example)', 'mailbox: Orvanel Tsikata'],
    ['Orvanel Tsikata, orvanel99@plein.example', 'mailbox: Orvanel Tsikata'],
    ['orvanel@plein.example (Orvanel Tsikata)', 'mailbox: Orvanel Tsikata'],
    ['Løvise Østrem <lovise@plein.example>', 'mailbox: Løvise Østrem'],
    ['ORGANIZER;CN=Orvanel Tsikata:mailto:x17@plein.example', 'card: Orvanel Tsikata'],
    ['BEGIN:VCARD\nFN:Orvanel Tsikata\nEND:VCARD', 'card: Orvanel Tsikata'],
    ['a1b2c3d (Orvanel Tsikata 2031-05-06 07:08:09 +0200 12) x = 1', 'blame: Orvanel Tsikata'],
    ["Person(name='Orvanel Tsikata', email='x17@plein.example')", 'mailbox: Orvanel Tsikata'],
    ['user.name=Orvanel Tsikata\nuser.email=x17@plein.example', 'mailbox: Orvanel Tsikata'],
    ["curl -F 'name=Orvanel Tsikata' -F 'email=x17@plein.example' u", 'mailbox: Orvanel Tsikata'],
    ['{ id: 4, name: "Orvanel Tsikata", email: "x17@plein.example" }', 'mailbox: Orvanel Tsikata'],
    ['MAINTAINER Orvanel Tsikata x17@plein.example', 'mailbox: Orvanel Tsikata'],
    ['Cc: Tsikata, Orvanel <x17@plein.example>', 'mailbox: Tsikata, Orvanel'],
    ['thanks to Orvanel Tsikata (@otsikata)', 'handle: Orvanel Tsikata'],
  ])('%s', (text, name) => {
    expect(names(text)).toContain(name);
  });
  it.each([
    'Plein Support <support@plein.example>',
    'Claude <noreply@plein.example>',
    'GitHub <x17@plein.example>',
    'The Build System <x17@plein.example>',
    'see the Release Notes, x17@plein.example',
    'git clone git@kiln.example:rowan/app.git',
    'import { Component } from "@angular/core"',
    '@Injectable() class Orvanel',
    "Route(name='User Detail', email='x17@plein.example')",
    'app.name=Left Pad\nuser.email=support@plein.example',
    'name=Build System, email=x17@plein.example',
    'MAINTAINER is deprecated, use LABEL x17@plein.example',
    'Cc: everyone, all <x17@plein.example>',
    '0000000 (Not Committed Yet 2031-05-06 07:08:09 +0200 12) x',
    'Orvanel Tsikata, x17@plein.example',
    'CN=Users,DC=plein,DC=example',
    'CHANGE 2031-05-06 07:08:09 +0200 12',
  ])('none in %s', (text) => {
    expect(names(text)).toEqual([]);
  });
  it('takes no word in front of the name', () => {
    expect(names('Ask Orvanel Tsikata (orvanel@plein.example)')).toEqual(['mailbox: Orvanel Tsikata']);
  });
});

describe('text between tags', () => {
  const detector = proseDetector({ wanted: (type) => type === 'PERSON' || type === 'ADDRESS' });
  const found = (text: string) =>
    detector
      .detect({ text, kind: 'prose' })
      .filter(({ confidence }) => confidence >= 0.5)
      .map(({ start, end }) => text.slice(start, end));
  it.each([
    ['<tr><td>Maria Keller</td><td>41</td></tr>', ['Maria Keller']],
    ['<ul><li><b>Jonas Lindqvist</b></li></ul>', ['Jonas Lindqvist']],
    ['<p class="x">Ship to 41 Thornwick Road</p>', ['41 Thornwick Road']],
    ['<td>Maria</td><td>Quarterly Report</td>', []],
    ['<Button onClick={() => save()}>Save Changes</Button>', []],
    ['const x: Map<String, Keller> = f(); // </b>', []],
  ])('%s', (text, expected) => {
    expect(found(text)).toEqual(expected);
  });
  it('keeps its length, and is left alone without tags', () => {
    const text = 'a <b>bold</b> word<br/>';
    expect(withoutMarkup(text)).toHaveLength(text.length);
    expect(withoutMarkup('a < b </ c')).toBeUndefined();
    expect(withoutMarkup('no tags')).toBeUndefined();
  });
});

it('takes linear time', () => {
  const start = performance.now();
  for (const part of [
    'a@',
    'Ab ',
    'Ab <',
    'Ab <a@b.',
    '(Ab 2',
    '<a </',
    ';CN=Ab ',
    "Ab'",
    '@ab ',
    '(Ab Ab 2031-05-06 07:08:09 +0200 ',
  ])
    for (const text of [part.repeat(60_000), `${part.repeat(60_000)}@x.example +0000 1`]) {
      findBeside(text);
      withoutMarkup(text);
    }
  expect(performance.now() - start).toBeLessThan(6000);
});
