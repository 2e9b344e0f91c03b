import { describe, expect, it } from 'vitest';
import { findAddresses } from '../../../../src/redact/detect/prose/address.ts';
import { scanWords } from '../../../../src/redact/detect/prose/scan.ts';
import { told } from './found.ts';

const found = (text: string, isCode = false): string[] =>
  told(
    text,
    findAddresses(scanWords(text), () => isCode),
  );

describe('the anchor of an address', () => {
  it.each([
    ['the corner of Dalbraut and Maple Cove today', 'corner 0.8: the corner of Dalbraut and Maple Cove'],
    ['corner of Dalbraut with Maple Cove', 'corner 0.8: corner of Dalbraut with Maple Cove'],
    ['Unit 7349 Box 6067', 'box 0.85: Unit 7349 Box 6067'],
    ['PSC 1437, Box 3833', 'box 0.85: PSC 1437, Box 3833'],
    ['CMR 420 Box 7', 'box 0.85: CMR 420 Box 7'],
    ['P.O. Box 1207', 'box 0.85: P.O. Box 1207'],
    ['PO Box 88', 'box 0.85: PO Box 88'],
    ['Postfach 1234', 'box 0.8: Postfach 1234'],
    ['90 Whitchurch Road', 'street 0.8: 90 Whitchurch Road'],
    ['1987 74 Diakou Street', 'street 0.8: 1987 74 Diakou Street'],
    ['12 rue Lepic', 'street 0.8: 12 rue Lepic'],
    ['28030 Edeby 55', 'two numbers 0.6: 28030 Edeby 55'],
    ['75 Qorvath Suite 9', 'unit 0.8: 75 Qorvath Suite 9'],
    ['Kiannonkatu 98', 'street 0.75: Kiannonkatu 98'],
    ['Via Roma 12', 'street 0.75: Via Roma 12'],
    ['Sonnenallee 12a', 'street 0.75: Sonnenallee 12a'],
    ['Qorvath 75 Suite 9', 'unit 0.85: Qorvath 75 Suite 9'],
    ['meet at Joaquin Suarez 2906', 'in context 0.55: Joaquin Suarez 2906'],
    ['Joaquin Suarez 2906, 1414 Lima', 'in context 0.65: Joaquin Suarez 2906, 1414 Lima'],
    ['on Marina Fort Street', 'unnumbered 0.45: Marina Fort Street'],
  ])('%s', (text, expected) => {
    expect(found(text)).toEqual([expected]);
  });

  it.each([
    'corner of nothing',
    'corner of Dalbraut',
    'Unit 7349 Tower',
    'a box 12',
    '90 whitchurch road',
    'Joaquin Suarez 2906',
    'Marina Fort Street',
    'Tilda Brook, 47',
    'page 12 Figure 3',
    'http://x/90 Whitchurch Road',
  ])('is none in: %s', (text) => {
    expect(found(text)).toEqual([]);
  });

  it('in code is a box or none', () => {
    expect(found('90 Whitchurch Road', true)).toEqual([]);
    expect(found('P.O. Box 1207', true)).toEqual(['box 0.85: P.O. Box 1207']);
  });
});

describe('what an address goes on with', () => {
  it.each([
    ['a unit', '90 Whitchurch Road, Suite 4'],
    ['a unit behind a point', '90 Whitchurch Road. Suite 4'],
    ['a floor', '90 Whitchurch Road, 3rd floor'],
    ['towns and a code', '90 Whitchurch Road, Cardiff, Wales, CF14 3LX'],
    ['lines', '90 Whitchurch Road\nCardiff\nWales'],
  ])('%s', (_, text) => {
    expect(found(text)).toEqual([`street 0.9: ${text}`]);
  });

  it('two addresses are two', () => {
    expect(found('90 Whitchurch Road; then\n\nVia Roma 12')).toEqual([
      'street 0.8: 90 Whitchurch Road',
      'street 0.75: Via Roma 12',
    ]);
  });
});
