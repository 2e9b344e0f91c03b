import { describe, expect, it } from 'vitest';
import { termList } from '../../../../src/redact/text/terms.ts';

const read = (list: ReturnType<typeof termList>, text: string): string[] => {
  const out: string[] = [];
  list(text, (term, start) => out.push(`${term}@${start}`));
  return out;
};

describe('terms of several lists', () => {
  const birds = termList(['finch', 'oriole', 'inch']);
  const lengths = termList(['foot', 'inch', 'köln', 'ölÉ']);

  it('are told to each list by its own numbers, longer ones first where several end', () => {
    expect(read(birds, 'a finch, an inch')).toEqual(['0@2', '2@3', '2@12']);
    expect(read(lengths, 'a finch, an inch')).toEqual(['1@3', '1@12']);
  });

  it('are found in capitals of ASCII, and beyond ASCII as written', () => {
    expect(read(lengths, 'INCH KöLN KÖLN ölÉ ölé')).toEqual(['1@0', '2@5', '3@15']);
  });

  it('of a list that comes later are found as well', () => {
    expect(read(birds, 'one oriole')).toEqual(['1@4']);
    const late = termList(['one', 'oriole']);
    expect(read(late, 'one oriole')).toEqual(['0@0', '1@4']);
    expect(read(birds, 'one oriole')).toEqual(['1@4']);
  });

  it('stay those of their text when another is read in between', () => {
    const seen: string[] = [];
    birds('finch oriole', (term) => {
      seen.push(`${term} ${read(lengths, 'a foot').join()}`);
    });
    expect(seen).toEqual(['0 0@2', '2 0@2', '1 0@2']);
  });

  it('are none in an empty text', () => {
    expect(read(birds, '')).toEqual([]);
  });

  it('that begin words are told nowhere inside one, to the list that says so', () => {
    const some = termList(['nd', 'foot'], (place) => place === 0);
    const any = termList(['nd']);
    expect(read(some, 'nd and 2nd -nd ünd barefoot ND')).toEqual(['0@0', '0@12', '0@16', '1@23', '0@28']);
    expect(read(any, 'nd and')).toEqual(['0@0', '0@4']);
  });
});
