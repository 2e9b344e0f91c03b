import { describe, expect, it } from 'vitest';
import { sentenceDetector } from '../../../../src/redact/detect/labels/sentence.ts';
import { inText } from './found.ts';

describe('labels in sentences', () => {
  it.each<[string, string]>([
    ['my date of birth is June 9, 1983.', 'DATE_OF_BIRTH: June 9, 1983'],
    ['The passport number is C01X00T47.', 'PASSPORT: C01X00T47'],
    ['Mein Geburtsdatum ist der 3. April 1981', 'DATE_OF_BIRTH: 3. April 1981'],
    ['mi fecha de nacimiento es el 4 de mayo de 1971', 'DATE_OF_BIRTH: 4 de mayo de 1971'],
    ['il mio codice fiscale è RSSMRA85T10A562S', 'GOV_ID: RSSMRA85T10A562S'],
    ['sono nata il 4 maggio 1971 a Torino', 'DATE_OF_BIRTH: 4 maggio 1971'],
    ['nasceu em 12 de março de 1980', 'DATE_OF_BIRTH: 12 de março de 1980'],
    ['geb. 03.04.1981 in Jena', 'DATE_OF_BIRTH: 03.04.1981'],
    ['née le 4 mai 1971', 'DATE_OF_BIRTH: 4 mai 1971'],
    ['urodzona 4 maja 1971', 'DATE_OF_BIRTH: 4 maja 1971'],
    ['родилась 12.04.1985', 'DATE_OF_BIRTH: 12.04.1985'],
    ['Hallo, ich heiße Wiebke Dornhof', 'PERSON: Wiebke Dornhof'],
    ['Ich bin Katharina Dornhof.', 'PERSON: Katharina Dornhof'],
    ['Bonjour, je suis Camille Dornhof', 'PERSON: Camille Dornhof'],
    ["Je m'appelle Océane Thibodeaux.", 'PERSON: Océane Thibodeaux'],
    ['me llamo Xabier Etxeberria', 'PERSON: Xabier Etxeberria'],
    ['Nazywam się Zbigniew Wrona', 'PERSON: Zbigniew Wrona'],
    ['меня зовут Пётр Воронцов', 'PERSON: Пётр Воронцов'],
    ['您好，我叫欧阳晓，想退款', 'PERSON: 欧阳晓'],
    ['私の名前は高橋美咲です', 'PERSON: 高橋美咲'],
    ['제 이름은 박서준입니다', 'PERSON: 박서준'],
    ['私の生年月日は1985年4月12日です', 'DATE_OF_BIRTH: 1985年4月12日'],
    ['我的手机号是13812345678', 'PHONE: 13812345678'],
    ['여권번호는 M12345678', 'PASSPORT: M12345678'],
  ])('%s', (text, expected) => {
    expect(inText(sentenceDetector, text)).toEqual([expected]);
  });

  it.each([
    'The first name is required.', 'The surname is too long', 'your date of birth is needed', 'The phone number is invalid', 'passport number is missing', 'a stubborn 3 of them',
    'The address is 0x7ffe', 'The username is taken', 'The street is closed', 'Surname is Null', '姓名是必填项', '生年月日は必須です', '电话是什么', 'born in the cloud', 'Das Passwort ist falsch',
    'El nombre es obligatorio', 'mon nom est trop long', 'the zip is large', 'The card number is 4 digits', 'ur. dead', 'the reborn 3.5 release', 'Ich bin Berliner Bürger', 'je suis Développeur Web', 'sono Sviluppatore Java', 'hier ist Python Code',
  ])('nothing: %s', (text) => {
    expect(inText(sentenceDetector, text)).toEqual([]);
  }); // biome-ignore format: a list
});
