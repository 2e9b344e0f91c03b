import { describe, expect, it } from 'vitest';
import { findOrganisations } from '../../../../src/redact/detect/prose/org.ts';
import { findPlaces } from '../../../../src/redact/detect/prose/place.ts';
import { findTimes } from '../../../../src/redact/detect/prose/time.ts';
import { findGroups, findTitles } from '../../../../src/redact/detect/prose/title.ts';
import { byLine, told } from './found.ts';

describe('organisations', () => {
  it.each([
    ['Hawkins, Richardson and Santana called', ['partners 0.6: Hawkins, Richardson and Santana']],
    ['Weeks-Rivas called', ['partners 0.6: Weeks-Rivas']],
    ['Maria Weeks-Rivas called', []],
    ['I met Anna, Maria and Laura', []],
    ['Brightwell Systems Inc', ['form 0.8: Brightwell Systems Inc']],
    ['brightwell systems inc', []],
    ['48 Factoring Inc', ['form 0.8: 48 Factoring Inc']],
    ['Kroll Bond Ratings Agency', ['form 0.6: Kroll Bond Ratings Agency']],
    ['Customer Service Department', []],
    ['University of Vienna', ['institution 0.7: University of Vienna']],
    ['University of Magic', []],
    ['I work for Brightwell now', ['context before 0.6: Brightwell']],
    ['I work for It now', []],
    ['hired by the Corvid Works', ['context before 0.6: Corvid Works']],
    ['Company: Corvid', ['context before 0.6: Corvid']],
    ['Corvid is a small company', ['context behind 0.55: Corvid']],
    ['Corvid announced it', ['context behind 0.55: Corvid']],
    ["Corvid's CEO said", ['context behind 0.55: Corvid']],
    ['Corvid said', []],
    ['Monday announced it', []],
  ])('%s', (text, expected) => {
    expect(byLine(text, findOrganisations)).toEqual(expected);
  });
});

describe('places', () => {
  it.each([
    ['I live in Estonia', ['country 0.9: Estonia']],
    ['Estonia 62488', ['country 0.9: Estonia', 'behind a country 0.6: 62488']],
    ['Estonia 624880000', ['country 0.9: Estonia']],
    ['in the United Kingdom', ['country 0.9: United Kingdom']],
    ['from Ohio', ['state 0.7: Ohio']],
    ['New York is big', ['state 0.85: New York']],
    ['in Ohio, not Iowa', ['state 0.7: Ohio', 'state 0.7: Iowa']],
    ['Buenos Aires', ['city 0.75: Buenos Aires']],
    ['born in Aguascalientes', ['city 0.7: Aguascalientes']],
    ['moved to Zwickau', ['town in context 0.6: Zwickau']],
    ['Zwickau', []],
    ['near Qorvathia', ['foreign word in context 0.5: Qorvathia']],
    ['at Qorvath', []],
    ['to Jordan', ['country 0.9: Jordan']],
    ['Jordan said', []],
    ['in May', []],
    ['/usr/Paris', []],
  ])('%s', (text, expected) => {
    expect(byLine(text, findPlaces)).toEqual(expected);
  });
});

describe('titles and jobs', () => {
  it.each([
    ['Dr. Kuefer is in', ['honorific 0.8: Dr.']],
    ['Mr Adeyemi', ['honorific 0.8: Mr']],
    ['Dr. no', []],
    ['she works as a nurse', ['context 0.6: nurse']],
    ['she is a nurse', ['context 0.6: nurse']],
    ['Job: engineer', ['context 0.6: engineer']],
    ['Tilda Brook, the Leasing consultant, said', ['context 0.6: Leasing consultant']],
    ['promoted to senior account manager', ['context 0.6: senior account manager']],
    ['the nurse came', []],
    ['Tilda Brook\nLeasing Consultant\nCorvid', ['line 0.6: Leasing Consultant']],
    ['Tilda Brook\nleasing consultant\nCorvid', []],
    ['Tilda Brook\nLeasing Consultant = x;\nCorvid', []],
    ['Leasing Consultant', []],
  ])('%j', (text, expected) => {
    expect(byLine(text, findTitles)).toEqual(expected);
  });
});

describe('nationalities, creeds, parties', () => {
  it.each([
    ['She is Norwegian', ['word 0.7: Norwegian']],
    ['she is norwegian', ['word 0.7: norwegian']],
    ['a norwegian wood', ['word 0.7: norwegian']],
    ['norwegian wood', []],
    ['a polish car', []],
    ['He is African American', ['word 0.7: African American']],
    ['the Republican senator', ['word 0.7: Republican']],
  ])('%s', (text, expected) => {
    expect(byLine(text, findGroups)).toEqual(expected);
  });
});

describe('times', () => {
  const found = (text: string): string[] =>
    told(
      text,
      findTimes(text, () => true),
    );
  it.each([
    ['on 12 March 1998', ['date 0.75: 12 March 1998']],
    ['the 3rd of March, 1998', ['date 0.75: 3rd of March, 1998']],
    ['on 12/03/98', ['date 0.75: 12/03/98']],
    ['on 12/03-98', []],
    ['on 2024-06-05T09:15:30Z', ['date 0.75: 2024-06-05T09:15:30Z']],
    ['on 2024-13-05', []],
    ['on 5.6.2024', ['date 0.75: 5.6.2024']],
    ['v5.6.2024', []],
    ['March 1998', ['date 0.75: March 1998']],
    ['Mar. 3rd', ['date 0.75: Mar. 3rd']],
    ['on a Thursday', ['weekday 0.6: Thursday']],
    ['Thursday-ish', []],
    ['since 1977', ['year 0.6: 1977']],
    ['in 1777', []],
    ['in 1977.5', []],
    ['port 1977', []],
    ['born 1984-03-09', ['born 0.9: 1984-03-09']],
    ['DOB: 9 March 1984', ['born 0.9: 9 March 1984']],
    ['birth certificate was issued to her on the 9 March 1984', ['date 0.75: 9 March 1984']],
    ['47 years old', ['age 0.7: 47']],
    ['a 47-year-old', ['age 0.7: 47']],
    ['12 yo', ['age 0.7: 12']],
    ["I'm 47", ['age 0.7: 47']],
    ['she was 9', ['age 0.7: 9']],
    ['turning 30', ['age 0.7: 30']],
    ['Maria, 47, said', ['age 0.7: 47']],
    ['120 years', ['age 0.7: 120']],
    ['121 years', []],
    ['0 years', []],
    ['$47 years', []],
  ])('%s', (text, expected) => {
    expect(found(text)).toEqual(expected);
  });

  it('are only those that are wanted', () => {
    const text = 'born 1984-03-09, seen 2024-06-05, aged 40';
    const types = ['DATE', 'DATE_OF_BIRTH', 'AGE'] as const;
    expect(
      types.map((wanted) =>
        told(
          text,
          findTimes(text, (type) => type === wanted),
        ),
      ),
    ).toEqual([['born 0.9: 1984-03-09', 'date 0.75: 2024-06-05'], ['born 0.9: 1984-03-09'], ['age 0.7: 40']]);
  });
});
