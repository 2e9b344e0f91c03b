import { describe, expect, it } from 'vitest';
import { urlDetector } from '../../../../src/redact/detect/patterns/url.ts';
import { find } from './find.ts';

describe('e-mail addresses', () => {
  it.each([
    ['write to ana.lima+news@mail.example.org.', ['ana.lima+news@mail.example.org']],
    ['<Jörg@bücher.example>', ['Jörg@bücher.example']],
    ['почта@пример.рф', ['почта@пример.рф']],
    ['user=joe@example.com&x=1', ['joe@example.com']],
    ['mailto:joe@example.com?subject=x', ['joe@example.com']],
    // A rule of dashes behind it is no part of its domain; one dash is.
    ['Paint it, says joe@example.com--- END ---', ['joe@example.com']],
    ['joe@example.com--joe', ['joe@example.com']],
    ['joe@example.com-pany', []],
    ["author_email='joe@example.com',", ['joe@example.com']],
    ['joe (at) example (dot) com', ['joe (at) example (dot) com']],
    ['write wanda (at) plein.example', ['wanda (at) plein.example']],
    ['write wanda [at] post.plein.example now', ['wanda [at] post.plein.example']],
    ['wanda@plein[.]example', ['wanda@plein[.]example']],
    ['wanda AT plein DOT io', ['wanda AT plein DOT io']],
    ['arr[at] value.size; items[at].name; error [at] main.py', []],
    ['meet (at) the office, look at shop.example', []],
    ['reach me: joe at example dot org', ['joe at example dot org']],
    ['git@github.com:owner/repo.git', []],
    ['logo@2x.png and pkg@1.2.3', []],
    ['postgres://app:pw@db.example.org/x', []],
    ['@app.route("/x")', []],
    ['meet at noon dot', []],
    // A file that is named for an address, and files that are not.
    ['see notes/ilka.vrbata@plein.example.txt there', ['ilka.vrbata@plein.example']],
    ['icon@2x.png and pkg@4.17.min.js and a@types.node.json', []],
  ])('%s', (text, found) => {
    expect(find(text, 'EMAIL')).toEqual(found);
  });
});

describe('telephone numbers', () => {
  it.each([
    ['call me at (212) 555-0187 after lunch', ['(212) 555-0187']],
    ['tel: +49 30 8401 7931', ['+49 30 8401 7931']],
    ['+14155550132', ['+14155550132']],
    ['Phone: 0490 75 40 81', ['0490 75 40 81']],
    ['mobile 03.93.92.16.85', ['03.93.92.16.85']],
    ['Fax: 212-555-0187x769', ['212-555-0187x769']],
    ['ring me at 020 7946 0958 please', ['020 7946 0958']],
    ['phone: 4155550132', ['4155550132']],
    ['My Japanese number is 090-1234-5678', ['090-1234-5678']],
    ['212 - 555 - 0187', ['212 - 555 - 0187']],
    ['desk 7, + 49 30 8401 7931', ['+ 49 30 8401 7931']],
  ])('%s', (text, found) => {
    expect(find(text, 'PHONE')).toEqual(found);
  });

  it.each([
    '2024-06-05 09:15:30',
    'took 1234567890123 ns',
    'timestamp 1717578930',
    'v10.12.2045.1871',
    'sizes 1024 2048 4096 8192',
    '0 1 2 3 4 5 6 7 8 9',
    'lines 100-200 of 1500',
    '3.14159265358979',
    'id 550e8400-e29b-41d4-a716-446655440000',
    'range 10000000-20000000',
    '192.168.100.200',
    '0x0040065e b8000000',
    'price 1.299.000',
    'ring[i] == 125379498',
    '2400 - 700 - 300',
    '1271.40 - 388.5',
    '91.07 - 203.16',
    '8400000000000 + 62428401793 + 5',
  ])('not in %s', (text) => {
    expect(find(text, 'PHONE')).toEqual([]);
  });
});

describe('cards', () => {
  it.each([
    ['card on file 4111 1111 1111 1111 exp 09/29', ['4111 1111 1111 1111']],
    ['5555555555554444', ['5555555555554444']],
    ['amex 3782-822463-10005', ['3782-822463-10005']],
    ['my card 630495060000000000 was lost', ['630495060000000000']],
    ['6759649826438453', ['6759649826438453']],
    ['row 6759649826438453 of the table', []],
    ['card 4111 1111 1111 1112', ['4111 1111 1111 1112']],
    ['ref 4111 1111 1111 1112', []],
    ['id 1234567812345670 of the row', []],
    ['1717578930123', []],
    ['0000000000000000', []],
    ['commit 4111111111111111abcdef', []],
  ])('%s', (text, found) => {
    expect(find(text, 'CREDIT_CARD')).toEqual(found);
  });
});

describe('networks', () => {
  it.each([
    ['logged in from 81.38.172.129', ['81.38.172.129']],
    ['http://81.38.172.129:8080/x', ['81.38.172.129']],
    ['peer 2a02:8109:9c40::4b1', ['2a02:8109:9c40::4b1']],
    ['peer 6e40:4041:c617:e898:c11:40d2:c669:2eb4.', ['6e40:4041:c617:e898:c11:40d2:c669:2eb4']],
    ['logged in from 198.18.14.73, then 203.0.113.9', ['198.18.14.73', '203.0.113.9']],
    ['version 10.12.31.4', []],
    ['pip install x==81.38.172.129', []],
    ['OID 1.3.6.1.4.1', []],
    ['127.0.0.1 and 0.0.0.0 and ::1 and 192.168.0.7', []],
    ['std::cout << a::b; 12:30:45', []],
  ])('%s', (text, found) => {
    expect(find(text, 'IP_ADDRESS')).toEqual(found);
  });

  it('tells private and special ranges apart for strict policies', () => {
    expect(find('192.168.0.7 127.0.0.1 10.1.2.33', 'IP_ADDRESS', 0.4)).toEqual(['192.168.0.7', '10.1.2.33']);
    expect(find('192.168.0.7 127.0.0.1', 'IP_ADDRESS', 0.2)).toEqual(['192.168.0.7', '127.0.0.1']);
  });

  it('MAC addresses', () => {
    expect(find('ether 00:1a:2b:3c:4d:5e brd ff:ff:ff:ff:ff:ff', 'MAC_ADDRESS')).toEqual(['00:1a:2b:3c:4d:5e']);
    expect(find('MAC AA-BB-CC-DD-EE-FF, 001a.2b3c.4d5e', 'MAC_ADDRESS')).toEqual([
      'AA-BB-CC-DD-EE-FF',
      '001a.2b3c.4d5e',
    ]);
    expect(find('sha1 aa:bb:cc:dd:ee:ff:00:11:22:33', 'MAC_ADDRESS')).toEqual([]);
  });
});

describe('URLs', () => {
  it.each([
    ['ftp://maria@files.example.org/x', ['ftp://maria@files.example.org/x']],
    ['see https://www.linkedin.com/in/maria-keller-17.', ['https://www.linkedin.com/in/maria-keller-17']],
    ['https://x.example.org/cb?token=a7f9d8s7f9&x=1', ['https://x.example.org/cb?token=a7f9d8s7f9&x=1']],
    ['https://x.example.org/?email=joe@example.com', ['https://x.example.org/?email=joe@example.com']],
    ['https://docs.python.org/3/library/re.html', []],
    ['https://github.com/owner/repo/blob/main/x.py', []],
  ])('%s', (text, found) => {
    expect(find(text, 'URL')).toEqual(found);
  });

  it('leaves plain URLs and domains to strict policies', () => {
    expect(
      find('http://www.example.org/a and example.com/x, not obj.com_port and not the call a.info()', 'URL', 0.1),
    ).toEqual(['http://www.example.org/a', 'example.com/x']);
  });
});

describe('addresses without a scheme', () => {
  const hidden = (text: string) => find(text, 'URL', 0.1);

  it.each([
    'config.ini and tox.ini and MANIFEST.in',
    'shutil.copy(b), rows.append(1), re.compile(x)',
    'frame.Rows = 5, frame.Columns = 7',
    'set user.id and about.me to the page',
    'see hex dump.In order to read it',
    'we use ASP.NET, Socket.IO and Draw.io',
    'nc game.lab.io 1337',
    'connect to game.lab.io on port 22, or game.lab.io:8080',
    '    return self.base.info',
    'the call `client.shop` is an attribute',
  ])('not in %s', (text) => {
    expect(hidden(text)).toEqual([]);
  });

  it.each([
    ['our page is birkenhof-lemke.de, come by', ['birkenhof-lemke.de']],
    ['mail from birkenhof.co.uk today', ['birkenhof.co.uk']],
    ['BIRKENHOF.COM', ['BIRKENHOF.COM']],
    ['www.ravensfield.it is down', ['www.ravensfield.it']],
    ['look at ravensfield.id/team/rosa', ['ravensfield.id/team/rosa']],
    ['host = "birkenhof.com"', ['birkenhof.com']],
  ])('%s', (text, found) => {
    expect(hidden(text)).toEqual(found);
  });
});

describe('pages that everybody reads', () => {
  const rules = (text: string) => urlDetector.detect({ text, kind: 'prose' }).map((finding) => finding.rule);

  it.each([
    ['https://docs.python.org/3/library/re.html', 'public'],
    ['https://github.com/rowan/kiln/issues/4', 'public'],
    ['https://manual.kiln.example/start', 'public'],
    ['https://github.com/rowan', 'plain'],
    ['https://notgithub.com/rowan/kiln', 'plain'],
    ['https://pypi.org.kiln.example/x', 'plain'],
    ['https://rowan:k1ln@github.com/rowan/kiln', 'user'],
    ['https://github.com/rowan/kiln?access_token=k1ln99x', 'token'],
  ])('%s is %s', (text, rule) => {
    expect(rules(text)).toContain(rule);
  });
});
