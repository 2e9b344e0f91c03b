import { describe, expect, it } from 'vitest';
import { readable, secretsOf } from './found.ts';
import { ALNUM, HEX, of } from './samples.ts';

const base64url = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
const JWT_HEAD = `${base64url({ alg: 'RS256', typ: 'JWT' })}.${base64url({ sub: '1', scope: 'a b c' })}`;

/** Places of long values, at `~`. */
const PLACES = [
  '{"access_token":"~","token_type":"bearer"}',
  '{"Credentials":{"SessionToken":"~"}}',
  '{"auth":{"refresh_token":"~"}}',
  'APP_SECRET="~"\nDEBUG=1',
  "export API_TOKEN='~'",
  'CLIENT_SECRET=~\nPORT=1',
  'deploy:\n  token: ~\n  retries: 3',
  'Set-Cookie: sid=~; Path=/; HttpOnly',
  'Cookie: lang=nl; session=~; theme=dark',
  'GET /export?format=csv&access_token=~&page=2',
  'curl -H "Authorization: Bearer ~" https://x.example',
  'X-Api-Key: ~\r\nAccept: */*',
  '//npm.example.org/:_authToken=~\n',
  'use ya29.~ for now',
  `the token ${JWT_HEAD}.~ expired`,
  'my password is ~ since today',
  'mysql -u app -p~ shop',
  'here is our Acme API key: ~',
  'apiVersion: v1\nkind: Secret\ndata:\n  token.bin: ~=\n',
];

describe('values of any length', () => {
  it.each(PLACES)('are hidden to their end in %s', (place) => {
    for (const length of [40, 257, 520, 900, 1500, 5000, 20_000]) {
      const value = of(ALNUM, length);
      const text = place.replace('~', value);
      expect([length, readable(text, value)]).toEqual([length, '']);
    }
  });

  it('leave what stands behind them', () => {
    const value = of(ALNUM, 700);
    expect(secretsOf(`A_TOKEN="${value}" # rotate in May`)).toEqual([value]);
    expect(secretsOf(`Set-Cookie: sid=${value}; Path=/`)).toEqual([value]);
    expect(secretsOf(`https://x.example/a?token=${value}&page=2`)).toEqual([value]);
  });

  it('go on behind an escaped quote, and end at one that an escaped quote has opened', () => {
    expect(secretsOf(String.raw`db_password = "Elm\"Oak-44"`)).toEqual([String.raw`Elm\"Oak-44`]);
    expect(secretsOf(String.raw`echo \"db_password\": \"Elm-Oak-44\" done`)).toEqual(['Elm-Oak-44']);
  });

  it('are none when they are hashes, pictures, certificates or code', () => {
    for (const text of [
      `"integrity": "sha512-${of(ALNUM, 86)}=="`,
      `data:image/png;base64,${of(ALNUM, 4000)}`,
      `commit ${of(HEX, 40)}\nsha256:${of(HEX, 64)}`,
      `-----BEGIN CERTIFICATE-----\n${of(ALNUM, 64)}\n${of(ALNUM, 64)}\n-----END CERTIFICATE-----`,
      `{"encrypted_content":"gAAAAA${of(ALNUM, 2000)}"}`,
    ])
      expect([text.slice(0, 60), secretsOf(text)]).toEqual([text.slice(0, 60), []]);
  });
});

describe('tokens that a terminal has wrapped', () => {
  const token = `sk-${'ant-api03-'}${of(ALNUM, 93)}AA`;

  it('are one', () => {
    const text = `$ echo $KEY\n${token.slice(0, 79)}\n${token.slice(79)}\n$ `;
    expect(secretsOf(text)).toEqual([`${token.slice(0, 79)}\n${token.slice(79)}`]);
  });

  it('end where the next line is something else', () => {
    expect(secretsOf(`${token}\ncompleted\n`)).toEqual([token]);
    expect(secretsOf(`${token}\n${of(ALNUM, 30)} is the next one`)).toEqual([token]);
    // A short line has not been wrapped.
    const short = `gh${'p_'}${of(ALNUM, 36)}`;
    expect(secretsOf(`${short}\n${of(ALNUM, 20)}\n`)).toEqual([short]);
  });
});
