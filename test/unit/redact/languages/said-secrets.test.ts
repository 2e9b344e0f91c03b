import { describe, expect, test } from 'vitest';
import { secretsOf } from '../secrets/found.ts';

const KEY = 'q7Rm2YtpX9vUn4BsKw8LbHc3EfGj61d';

describe('secrets in settings and sentences of other languages', () => {
  test.each([
    'SMTP_PASSWORT=Anker63!',
    'HASLO=Anker63',
    'WACHTWOORD=Anker63!',
    'SENHA_BANCO=Anker63#',
    'MOT_DE_PASSE_DB=Anker63!',
    'MDP=Anker63!',
    'CONTRASENA=Anker63',
    'CLAVE_FTP=Anker63!',
  ])('%s', (text) => {
    expect(secretsOf(text)).toEqual([text.slice(text.indexOf('=') + 1)]);
  });

  test.each([
    ['Das WLAN-Passwort lautet Anker63!', 'Anker63!'],
    ['パスワードをAnker63!に変更', 'Anker63!'],
    ['密码改成了Anker63#', 'Anker63#'],
    [`Der Schlüssel für die Schnittstelle ist ${KEY}.`, KEY],
    [`Euer API-Schlüssel lautet „${KEY}“`, KEY],
    [`La clé est ${KEY}`, KEY],
    [`La clave de la API es ${KEY}`, KEY],
    [`A chave da API é ${KEY}.`, KEY],
    [`La chiave per il servizio è ${KEY}`, KEY],
    [`De sleutel is ${KEY}`, KEY],
    [`Klucz API to ${KEY}`, KEY],
    [`APIキーは${KEY}です`, KEY],
    [`接口的密钥是${KEY}。`, KEY],
  ])('%s', (text, expected) => {
    expect(secretsOf(text)).toEqual([expected]);
  });

  test.each([
    'PASSWORT_LAENGE=12345678a',
    'Der Schlüssel der Tabelle ist order_line_item_id_2.',
    'La clé primaire est customer_account_id_v2',
    'La clave es única',
    'De sleutel ligt onder de mat',
    '密钥长度为2048位',
    `Der Schlüssel fehlt. Prüfsumme ${KEY}`,
    'klucz obcy to UserAccountSettingsFactory2',
    'haslo = getpass()',
    'Das Passwort ist falsch',
    'パスワードを忘れました',
  ])('nothing in %s', (text) => {
    expect(secretsOf(text)).toEqual([]);
  });

  test('takes no time for many nouns', () => {
    const text = `${'clé Schlüssel 密钥 '.repeat(6000)}${'A'.repeat(50_000)}`;
    const start = performance.now();
    secretsOf(text);
    expect(performance.now() - start).toBeLessThan(4000);
  });
});
