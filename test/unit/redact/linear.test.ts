/** Hostile text: each of these makes some regular expression backtrack when it is not linear. */
import { describe, expect, it } from 'vitest';
import { condense } from '../../../src/redact/detect/condense.ts';
import { DETECTORS } from '../../../src/redact/detect/detectors.ts';
import { betweenUnits } from '../../../src/redact/detect/labels/between.ts';
import { proseDetector } from '../../../src/redact/detect/prose/prose.ts';
import { secretDetector } from '../../../src/redact/detect/secrets/index.ts';
import { tellingDetector } from '../../../src/redact/detect/structured/labelled.ts';
import { fieldUnits } from '../../../src/redact/text/units.ts';

const SIZE = 200_000;
const fill = (piece: string): string => piece.repeat(Math.ceil(SIZE / piece.length)).slice(0, SIZE);
const HOSTILE: Record<string, string> = {
  letters: fill('a'),
  capitals: fill('A'),
  digits: fill('1'),
  spaces: fill(' '),
  newlines: fill('\n'),
  dots: fill('.'),
  dashes: fill('-'),
  quotes: fill('"'),
  braces: fill('{"'),
  brackets: fill('[{"a":'),
  names: fill('Maria Keller '),
  initials: fill('A. '),
  hyphens: fill('a-'),
  apostrophes: fill("O'"),
  particles: fill('van der '),
  labels: fill('user id id id '),
  numbers: fill('12 Rue '),
  units: fill('Apt 1 '),
  corners: fill('corner of A and '),
  ages: fill('aged '),
  months: fill('1 January '),
  works: fill('work for the '),
  titles: fill('senior, chief '),
  lower: fill('maria keller '),
  html: fill('<a href='),
  accents: fill('é'),
  wide: fill('語'),
  pairs: fill('\u{1f600}'),
  halves: fill('\ud83d'),
  escapes: fill('\\"'),
  parens: fill('f('),
  mixed: fill('x1_'),
};

HOSTILE.elements = fill('<a>xx</a>');
HOSTILE.openings = fill('<aa>xx');
HOSTILE.halfClosed = fill('<a><b>xx</b ');
HOSTILE.homes = fill('/home/a/Users/');
HOSTILE.windows = fill('C:\\\\Users\\\\a b ');
HOSTILE.cookies = fill('cookie: sid=');
HOSTILE.logins = fill('aa_bb_');
HOSTILE.things = fill('gift card gift card: ');
HOSTILE.mailAt = fill('a at b ');
HOSTILE.labels2 = fill('surname: ');
HOSTILE.openQuotes = fill('surname: “');
HOSTILE.pairs2 = fill("'name': 'dob', ");
HOSTILE.cjk = fill('姓名是');
HOSTILE.isIs = fill('surname is ');
HOSTILE.csv = fill('surname,dob\n');
HOSTILE.commas = fill('surname,');
HOSTILE.bars = fill('| surname ');
HOSTILE.barLines = fill('| surname |\n');
HOSTILE.rules = fill('|---|---|\n');
HOSTILE.columns = fill('SURNAME  DOB  ');
HOSTILE.columnLines = fill('SURNAME  DOB\n');
HOSTILE.records = fill('*** 1. row ***\nname: x\n');
HOSTILE.fields = fill('name: x\n');
HOSTILE.cells = fill('<td>');
HOSTILE.headCells = fill('<tr><th>surname</th></tr>');
HOSTILE.attributes = fill('<a name="x" ');
HOSTILE.plist = fill('<key>surname</key>');
HOSTILE.inserts = fill('INSERT INTO t (a, b) VALUES (');
HOSTILE.tuples = `INSERT INTO t (surname, b) VALUES ${fill("('x', 1), ")}`;
HOSTILE.copies = fill('COPY t (a) FROM stdin;\n');
HOSTILE.modes = fill('-rw-r--r-- 1 ');
HOSTILE.ids = fill('uid=1(ines)(ines)');
HOSTILE.sshd = fill('Accepted x for ');
HOSTILE.prompts = fill('ines@host:~/');
HOSTILE.keys = `ssh-ed25519 AAAA${fill('a')}`;
HOSTILE.users = fill('USER PID TTY\n');
HOSTILE.userLine = fill('USER PID ');
HOSTILE.blame = fill('a1b2c3d4 (');
HOSTILE.sshTo = fill('ssh ');
HOSTILE.useradd = fill('useradd -m ');
HOSTILE.curls = fill('curl -u ');
HOSTILE.passwd = fill('a:x:1:');
HOSTILE.questions = fill('surname?\nA: ');
HOSTILE.calendar = fill('ATTENDEE;');
HOSTILE.streets = fill('ul. A ');
HOSTILE.shares = fill('\\\\a\\users\\');

const wanted = () => true;
const prose = proseDetector({ wanted });

/** Milliseconds of the fastest of two runs. */
function time(run: () => void): number {
  let best = Number.POSITIVE_INFINITY;
  for (let i = 0; i < 2; i++) {
    const started = performance.now();
    run();
    best = Math.min(best, performance.now() - started);
  }
  return best;
}

describe.each(Object.entries(HOSTILE))('200,000 characters of %s', (_, text) => {
  it('take time in proportion', () => {
    const unit = (size: number) => ({ text: text.slice(0, size), kind: 'prose' as const });
    for (const detector of [prose, ...DETECTORS.labels, tellingDetector, secretDetector]) {
      const small = time(() => detector.detect(unit(SIZE / 8)));
      const whole = time(() => detector.detect(unit(SIZE)));
      // Eight times the text: a quadratic detector needs 64 times as long. Small times are noise.
      expect(whole, detector.name).toBeLessThan(Math.max(400, small * 30));
    }
    const units = fieldUnits({ text, kind: 'prose' }, 0);
    expect(time(() => betweenUnits(units))).toBeLessThan(500);
    expect(time(() => fieldUnits({ text, kind: 'prose' }, 0))).toBeLessThan(1500);
    expect(time(() => condense(text))).toBeLessThan(500);
  });
});
