import { describe, expect, it } from 'vitest';
import { secretsOf } from './found.ts';
import { ALNUM, HEX, of, uuid } from './samples.ts';

const random = of(ALNUM, 24);

describe('values under a key for passwords', () => {
  it.each([
    [{ password: 'correct horse battery staple' }, ['correct horse battery staple']],
    [{ password: 'T7}rw{2q+Z' }, ['T7}rw{2q+Z']],
    [{ password: 'MyDog<3Bob99' }, ['MyDog<3Bob99']],
    [{ password: 'Kp9v.Lm2Qx7' }, ['Kp9v.Lm2Qx7']],
    [{ password: '$uperS3cret99' }, ['$uperS3cret99']],
    [{ password: '904417' }, ['904417']],
    [{ password: 904417 }, ['904417']],
    [{ pin: '4821' }, ['4821']],
    [{ pw: { new: 'tulip', old: 'rose' } }, ['tulip', 'rose']],
    [{ passwords: ['tulip', 'rose-bush'] }, ['tulip', 'rose-bush']],
    [{ passwords: { ann: 'tulip' } }, ['tulip']],
    [{ db: { password: { current: { value: 'tulip' } } } }, ['tulip']],
    [{ password: { S: 'tulip' } }, ['tulip']],
    [{ contraseña: 'tulip', Passwort: 'rosen', 密码: 'lotus' }, ['tulip', 'rosen', 'lotus']],
    [{ motDePasse: 'fraise', 'palavra-passe': 'morango' }, ['fraise', 'morango']],
  ])('%j', (value, found) => {
    expect(secretsOf(JSON.stringify(value))).toEqual(found);
  });

  it.each([
    { password: 'Passwort' },
    { password: 'Mot de passe', confirm_password: 'Confirmez le mot de passe' },
    { password: 'パスワード' },
    { password: 'Enter your password' },
    { password: 'Password must have 8 characters.' },
    { password: 'string' },
    { password: 'VARCHAR(255)' },
    { password: 'required|min:8' },
    { password: '^.{8,}$' },
    { password: { type: 'string', minLength: 8, description: 'the one of the account' } },
    { password: { label: 'Your secret word', error: 'Wrong one', placeholder: 'tulip' } },
    { password: `$${'{DB_PASS}'}` },
    { password: '$DB_PASS' },
    { password: '<your password>' },
    { password: '********' },
    { password: 'process.env.PW' },
    { password: 'user.password' },
    { password: 'hash(pw)' },
    { password: '/run/secrets/db' },
    { password: '[REDACTED]' },
    { password: null, password_reset: true, passwordMinLength: 12 },
    { passwordConfirmation: 'Passwörter stimmen nicht überein' },
    { password_placeholder: 'tulip-77' },
    { pin: 'D13' },
    { pin: 13 },
  ])('leave %j', (value) => {
    expect(secretsOf(JSON.stringify(value))).toEqual([]);
  });
});

describe('values under keys that say little', () => {
  it.each([
    [{ key: random }, [random]],
    [{ session_id: random }, [random]],
    [{ kty: 'EC', x: of(ALNUM, 43), d: `${random}${random}` }, [`${random}${random}`]],
    [{ kty: 'oct', k: random }, [random]],
  ])('are hidden when they are random: %j', (value, found) => {
    expect(secretsOf(JSON.stringify(value))).toEqual(found);
  });

  it.each([
    { key: 'user-settings-cache-2024' },
    { key: 'components.button.primary' },
    { key: of(HEX, 40) },
    { session_id: uuid() },
    { session_id: `ses_${random}` },
    { id: random },
    { signature: random },
    { k: 'short', d: 'M10 20L30 40' },
  ])('are left when they are not: %j', (value) => {
    expect(secretsOf(JSON.stringify(value))).toEqual([]);
  });
});

describe('names of services that nobody has listed', () => {
  const id = uuid();
  it.each([
    [`ACME_API_KEY=${id}`, id],
    [`FOOAI_KEY=${random}`, random],
    [`ACME_PAT=${random}`, random],
    [`APP_KEY=base64:${of(ALNUM, 43)}=`, undefined],
    [`https://x.example/a?key=${random}&page=1`, random],
    [`Here is my Acme key ${random}`, random],
    [`my Acme key ${of(HEX, 32)}`, undefined],
    [`Connect-It -Password Elm-Oak-44 -Verbose`, 'Elm-Oak-44'],
  ])('%s', (text, value) => {
    const found = secretsOf(text);
    expect(found).toHaveLength(1);
    if (value !== undefined) expect(found).toEqual([value]);
  });

  it.each([
    'CACHE_KEY=user:list:v2',
    'SORT_KEY=created_at_desc_2',
    `KEY_ID=${random}`,
    `public_key=${random}`,
    'https://x.example/a?key=name&sort=asc',
    `the cache key ${of(HEX, 32)}`,
    'Here is the key takeaway: version 20240501',
    'git log -Password',
  ])('%s is none', (text) => {
    expect(secretsOf(text)).toEqual([]);
  });
});
