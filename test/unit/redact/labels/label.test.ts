import { describe, expect, it } from 'vitest';
import { labelOf } from '../../../../src/redact/detect/labels/label.ts';
import type { PiiType } from '../../../../src/redact/types.ts';

describe('what a label says, in whatever language and spelling', () => {
  it.each<[PiiType, string]>([
    ['PERSON', 'Forename|Vorname|Prénom|Apellidos|Sobrenome|Cognome|Achternaam|Nazwisko|Фамилия|氏名|姓名|성명|NAME_ON_CARD'],
    ['DATE_OF_BIRTH', 'Born|Geb.-Datum|Né(e) le|Fecha de nacimiento|Data de nascimento|Data di nascita|Geboortedatum|Data urodzenia|Дата рождения|生年月日|出生日期|생년월일|bday|nasc'],
    ['PHONE', 'Cell phone|Telefonnummer|N° de téléphone|Teléfono|Telemóvel|Cellulare|Telefoonnummer|Nr telefonu|Телефон|電話番号|手机号|휴대폰'],
    ['ADDRESS', 'Home address|Straße|Adresse de livraison|Dirección|Endereço|Indirizzo|Adres|住所|地址|주소'],
    ['POSTAL_CODE', 'ZIP|Postleitzahl|Code postal|Código postal|CEP|Kod pocztowy|郵便番号|邮编|우편번호'],
    ['PASSPORT', 'Passport no|Reisepassnummer|Passeport|Pasaporte|Passaporto|Paspoort|Nr paszportu|Паспорт|旅券番号|护照号码|여권번호'],
    ['GOV_ID', 'SSN|Steuer-ID|Numéro de sécurité sociale|DNI|CPF|Codice Fiscale|BSN|PESEL|ИНН|マイナンバー|身份证号|주민등록번호'],
    ['DRIVER_LICENSE', 'Driving licence|Führerscheinnummer|Permis de conduire|Rijbewijs|Prawo jazdy|驾驶证号|운전면허번호'],
    ['CREDIT_CARD', 'Card number|Kreditkartennummer|Número de tarjeta|Numéro de carte|Numer karty|カード番号|卡号|카드번호'],
    ['BANK_ACCOUNT', 'Account number|Kontonummer|Número de cuenta|Numero di conto|Rekeningnummer|口座番号|계좌번호'],
    ['ACCOUNT_ID', 'Customer no|Kundennummer|Numéro de client|Número de pedido|Codice cliente|Klantnummer|Numer klienta|会員番号|订单号|주문번호'],
    ['USERNAME', 'User name|Benutzername|Nombre de usuario|Nome utente|Gebruikersnaam|Логин|用户名'],
  ])('%s', (type, labels) => {
    const names = labels.split('|');
    expect(names.map((name) => [name, labelOf(name)?.type, labelOf(name)?.strength])).toEqual(names.map((name) => [name, type, 'sure']));
  }); // biome-ignore format: a table

  it.each(['dateOfBirth', 'DATE-OF-BIRTH', 'date of birth', 'DateOfBirth', 'dateofbirth', 'passenger_date_of_birth'])(
    'one label: %s',
    (name) => {
      expect(labelOf(name)).toMatchObject({ type: 'DATE_OF_BIRTH', strength: 'sure' });
    },
  );

  it('tells who somebody is, or counts beside others only', () => {
    expect(['customer', 'Patient', 'Empfänger', 'destinataire'].map((name) => labelOf(name)?.strength)).toEqual([
      'role',
      'role',
      'role',
      'role',
    ]);
    expect(['name', 'fn', 'ln', 'zp', 'ph', 'cf', 'author'].map((name) => labelOf(name)?.strength)).toEqual(
      Array.from({ length: 7 }, () => 'beside'),
    );
  });

  it.each([
    'version',
    'price',
    'status',
    'size',
    'filename',
    'hostname',
    'class',
    'title',
    'id',
    'count',
    'package',
    'column name',
    '',
    '日付',
    '値段',
  ])('nothing: %s', (name) => {
    expect(labelOf(name)).toBeUndefined();
  });
});
