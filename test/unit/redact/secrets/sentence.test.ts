import { describe, expect, it } from 'vitest';
import { secretsOf } from './found.ts';

describe('passwords told in sentences', () => {
  it.each([
    ['The password for the badge reader on floor 3 is Maple4Drum, ask me tomorrow.', 'Maple4Drum'],
    ['our wifi passphrase is still Otter-Lake-77', 'Otter-Lake-77'],
    ['my password is hunter2', 'hunter2'],
    ['my password is q8&Zr!tt ok?', 'q8&Zr!tt'],
    ['the password is "blue bicycle"', 'blue bicycle'],
    ['**Password for admin:** `Delta7Fox!`', 'Delta7Fox!'],
    ['the password is BbcLHEWiNNnKpKzh', 'BbcLHEWiNNnKpKzh'],
    ['login with ann, pw Elm!Oak44', 'Elm!Oak44'],
    ['user ann with password Elm8Oaken works', 'Elm8Oaken'],
    ['Das Kennwort für das Archiv war Besen!Stiel9.', 'Besen!Stiel9'],
    ['Passwort lautet Quark7Strudel', 'Quark7Strudel'],
    ['Ich habe das Passwort auf Rind4Vieh geändert', 'Rind4Vieh'],
    ['Le mot de passe du serveur est Tonneau_82x', 'Tonneau_82x'],
    ['mot de passe : Fraise+Pluie3', 'Fraise+Pluie3'],
    ['La contraseña del correo es Gato%Luna5', 'Gato%Luna5'],
    ['A senha do banco é Vento9Norte', 'Vento9Norte'],
    ['La password è Fiume.Torre8, la rete è casa', 'Fiume.Torre8'],
    ['Het wachtwoord is Fiets4Molen', 'Fiets4Molen'],
    ['Hasło do poczty to Zamek6Rzeka', 'Zamek6Rzeka'],
    ['Пароль от сервера: Kite8River', 'Kite8River'],
    ['密码是Kite8River，请保密', 'Kite8River'],
    ['パスワードは「Kite8River」です', 'Kite8River'],
    ['비밀번호는 Kite8River 입니다', 'Kite8River'],
    ['your PIN is 4821.', '4821'],
    ["her pin's 4821", '4821'],
    ['the gate code is 7731#', '7731'],
    ['Your verification code: 604417', '604417'],
    ['my otp is 604417', '604417'],
    ["the wifi password's Kite8River", 'Kite8River'],
    ['use willow3ab as the password', 'willow3ab'],
    ['set `willow3ab` as the database password, please', 'willow3ab'],
    ["it's willow3 (the db password)", 'willow3'],
    ['Try the password "willow3" please', 'willow3'],
    ['User: What password should I use?\nAssistant: Cedar9Tram\nUser: thanks', 'Cedar9Tram'],
  ])('%s', (text, value) => {
    expect(secretsOf(text)).toEqual([value]);
  });

  it('are two when one replaces the other', () => {
    expect(secretsOf('I changed my password from Plum3Wagon to Pear5Wagon')).toEqual(['Plum3Wagon', 'Pear5Wagon']);
  });

  it.each([
    'The password must have 12 characters.',
    'The password is required',
    'Your password is incorrect, try again2 later',
    'password is 8-16 characters long',
    'the password is SHA-256 hashed and base64 encoded',
    'The password is stored in vault2.json',
    'the password is user.password',
    'the password is $DB_PASS',
    'password is None',
    'the password is [SECRET_1]',
    'password hash is 5f4dcc3b5aa765d61d8327deb882cf99',
    'The password length is 12345',
    'changed the password field to type2',
    'the password is "required"',
    'print("Password is ", pw1)',
    'Which password?\nnone of them',
    'Das Passwort ist falsch, Fehler E4711',
    'Le mot de passe est incorrect',
    'La contraseña es obligatoria',
    'A senha é inválida',
    '密码不能为空，至少8位',
    'パスワードは8文字以上',
    '비밀번호는 8자 이상',
    'Пароль должен быть не короче 8 символов',
    'The pin is 13 on the board',
    'connect pin 12 to ground',
    'pin: 17',
    'compass word is Nest8Box',
    'use OAuth2 as the password grant',
    'use bcrypt2 as the password hasher, argon2id as the password hash',
    'step2 (the password step)',
    'use vault as the password store',
    'the error code is 604417, the zip code is 10117, exit code is 1234',
    'the verification code: required; the access code has 4 digits',
    'security code review 2026',
    'The password "reset" link',
  ])('%s gives none', (text) => {
    expect(secretsOf(text)).toEqual([]);
  });
});
