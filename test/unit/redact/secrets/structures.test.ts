import { describe, expect, it } from 'vitest';
import { secretDetector } from '../../../../src/redact/detect/secrets/index.ts';
import { ALNUM, HEX, of } from './samples.ts';

function secrets(text: string): string[] {
  return secretDetector.detect({ text, kind: 'prose' }).map((f) => text.slice(f.start, f.end));
}

const base64url = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
const JWT = `${base64url({ alg: 'HS256', typ: 'JWT' })}.${base64url({ sub: '17', name: 'R. Tester' })}.${of(ALNUM, 43)}`;
const BODY = Array.from({ length: 12 }, () => of(`${ALNUM}+/`, 64));

describe('private keys', () => {
  const begin = `-----BEGIN RSA ${'PRIVATE'} KEY-----`;
  const end = `-----END RSA ${'PRIVATE'} KEY-----`;

  it('are found whole, with armour', () => {
    const key = [begin, ...BODY, end].join('\n');
    expect(secrets(`cat id_rsa\n${key}\n$ `)).toEqual([key]);
  });

  it('are found with the line ends of a string literal', () => {
    const key = [begin, ...BODY, end].join('\\n');
    expect(secrets(`{"key": "${key}\\n"}`)).toEqual([key]);
  });

  it('are found when cut off, without what follows', () => {
    const text = `${[begin, ...BODY].join('\n')}\n... and 12 more lines of the file follow here`;
    const [key] = secrets(text);
    expect(key).toContain(BODY.at(-1));
    expect(key).not.toContain('more lines');
  });

  it('that are samples are none', () => {
    expect(secrets(`${begin}\n***\n${end}`)).toEqual([]);
    expect(secrets(`${begin}\nanything\n${end}`)).toEqual([]);
    expect(secrets(`${begin}${end}`)).toEqual([]);
    expect(secrets(`-----BEGIN PUBLIC KEY-----\n${BODY.join('\n')}\n-----END PUBLIC KEY-----`)).toEqual([]);
  });
});

describe('web tokens', () => {
  it('are found in headers and alone', () => {
    expect(secrets(`Authorization: Bearer ${JWT}`)).toEqual([JWT]);
    expect(secrets(JWT)).toEqual([JWT]);
  });

  it('are found without signature when they decode', () => {
    const unsigned = JWT.split('.').slice(0, 2).join('.');
    expect(secrets(`token ${unsigned} end`)).toEqual([unsigned]);
    expect(secrets(`eyJ${of(ALNUM, 30)} is no token`)).toEqual([]);
  });
});

describe('credentials in URLs', () => {
  const password = `k9${of(ALNUM, 8)}`;

  it('give the password, not the URL', () => {
    expect(secrets(`postgres://app:${password}@db.internal:5432/app`)).toEqual([password]);
    expect(secrets(`https://deploy:${password}@git.example.org/x.git`)).toEqual([password]);
  });

  it('may hold an @', () => {
    expect(secrets(`mongodb+srv://app:${password}@x9@cluster0.example.net/db`)).toEqual([`${password}@x9`]);
  });

  it('are none when they are variables, masks or the user again', () => {
    for (const text of [
      'postgres://$' + '{USER}:$' + '{PASSWORD}@db/app',
      'postgres://{user}:{password}@db/app',
      'mysql://root:***@db/app',
      'postgres://postgres:postgres@localhost:5432/db',
      'https://user:YOUR_PASSWORD@example.org',
      'http://localhost:8080/a@b',
    ])
      expect([text, secrets(text)]).toEqual([text, []]);
  });
});

describe('headers and commands', () => {
  const token = of(HEX, 40);

  it('give the token after the scheme', () => {
    expect(secrets(`curl -H "Authorization: Token ${token}" https://api.example.org`)).toEqual([token]);
    expect(secrets(`'X-Api-Key': '${token}'`)).toEqual([token]);
  });

  it('give the password of curl -u', () => {
    expect(secrets(`curl -s -u admin:h4${token.slice(0, 6)}! https://x.example.org`)).toEqual([
      `h4${token.slice(0, 6)}!`,
    ]);
    expect(secrets('curl -u "$USER:$PASS" https://x.example.org')).toEqual([]);
    expect(secrets('curl -u user:pass https://x.example.org')).toEqual([]);
  });

  it('leave variables and words alone', () => {
    for (const text of [
      'Authorization: Bearer $TOKEN',
      'Authorization: Bearer <token>',
      'the bearer of this letter',
      '"Authorization": "Bearer " + token',
    ])
      expect([text, secrets(text)]).toEqual([text, []]);
  });
});

describe('cookies', () => {
  const id = of(ALNUM, 32);

  it('that hold a session are found, each in its own line', () => {
    expect(secrets(`Cookie: theme=dark; sessionid=${id}; csrftoken=${id}x; lang=en`)).toEqual([id, `${id}x`]);
    expect(secrets(`Set-Cookie: connect.sid=s%3A${id}; Path=/`)).toEqual([`s%3A${id}`]);
  });

  it('that hold none are left alone, and so is what stands in other lines', () => {
    expect(secrets('Cookie: theme=dark-mode-with-contrast; lang=en-GB')).toEqual([]);
    expect(secrets(`Cookie: lang=en\nnext_session_name=the-name-of-the-next-session`)).toEqual([]);
  });
});
