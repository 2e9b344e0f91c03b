/** Labels of what reaches a person: mail, telephone, address. Languages as in `people.ts`. */
import type { LabelWords } from './types.ts';

export const CONTACT: LabelWords = {
  EMAIL: {
    sure: `email e_mail mail email_address mail_address user_email contact_email primary_email work_email from_email to_email
      mailadresse e_mail_adresse courriel adresse_mail correo_electronico posta_elettronica`,
    beside: 'em eml correo メール 邮箱 이메일',
  },
  PHONE: {
    sure: `phone phone_number telephone telephone_number tel mobile mobile_number mobile_phone cell cell_phone cellphone home_phone
      work_phone contact_number fax fax_number msisdn whatsapp phone_no telefon caller_number
      telefonnummer handynummer mobilnummer rufnummer telefonnr handy tel_nr numero_de_telephone telephone_portable tel_portable
      telefono numero_de_telefono movil celular telefono_movil telefone telemovel numero_de_celular cellulare numero_di_telefono
      telefoon telefoonnummer mobiel mobiele_nummer numer_telefonu nr_telefonu nr_tel tel_kom
      телефон номер_телефона мобильный
      電話番号 電話 携帯電話 携帯番号 电话 电话号码 联系电话 手机 手机号 手机号码 手機號碼 전화번호 휴대폰 휴대전화 연락처 핸드폰`,
    beside: 'ph mob cel hp cellno mobil portable fixe gsm caller callee calling_number called_number',
  },
  ADDRESS: {
    sure: `address address1 address2 address3 address_1 address_2 address_line1 address_line2 address_line_1 address_line_2 street
      street_address street_name street_1 street_2 street1 street2 addr home_address billing_address shipping_address mailing_address
      delivery_address strasse house_number
      anschrift adresse strasse_und_hausnummer wohnanschrift lieferadresse rechnungsadresse adresse_postale adresse_de_livraison
      direccion direccion_de_envio domicilio endereco morada logradouro indirizzo indirizzo_di_residenza adres woonadres straat straatnaam
      ulica adres_zamieszkania адрес улица 住所 ご住所 現住所 お届け先 地址 住址 家庭住址 收货地址 주소 배송지`,
    beside: 'adr str rue rua calle via addr_1 st hausnummer',
  },
  POSTAL_CODE: {
    sure: `zip zip_code zipcode postcode post_code postal_code plz postal postleitzahl code_postal codigo_postal cep codice_postale
      kod_pocztowy почтовый_индекс 郵便番号 邮编 邮政编码 郵遞區號 우편번호`,
    beside: 'zp pc cp cap pcode',
  },
  LOCATION: {
    sure: `city town municipality county state province region country hometown birthplace place_of_birth city_name country_name
      wohnort geburtsort lieu_de_naissance lugar_de_nacimiento luogo_di_nascita geboorteplaats miejsce_urodzenia`,
  },
};
