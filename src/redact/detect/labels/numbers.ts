/** Labels of numbers: documents, accounts, cards, devices. Languages as in `people.ts`. */
import type { LabelWords } from './types.ts';

export const NUMBERS: LabelWords = {
  ACCOUNT_ID: {
    sure: `customer_id client_id customer_no customer_number customer_ref account_id account_no member_id membership_id membership_number
      loyalty_number loyalty_id frequent_flyer_number order_id order_no order_number booking_id booking_ref booking_reference
      booking_number reservation_id reservation_number confirmation_number confirmation_code record_locator pnr payment_id
      payment_method_id transaction_id invoice_id invoice_number subscription_id subscriber_id policy_number policy_id claim_id
      claim_number case_number contract_id contract_number patient_id mrn medical_record_number employee_id staff_id student_id
      passenger_id guest_id device_id imei imsi iccid vin license_plate number_plate cert_id certificate_id gift_card_id profile_id
      person_id contact_id tracking_number ticket_number
      kundennummer kundennr kunden_nr mitgliedsnummer vertragsnummer versicherungsnummer auftragsnummer bestellnummer rechnungsnummer
      buchungsnummer personalnummer matrikelnummer kennzeichen versichertennummer
      numero_client numero_de_client numero_de_commande numero_d_adherent numero_de_dossier plaque_d_immatriculation
      numero_de_cliente numero_de_pedido numero_de_socio numero_de_reserva numero_de_poliza matricula
      numero_do_cliente numero_do_pedido codigo_do_cliente placa_do_veiculo
      codice_cliente numero_cliente numero_ordine numero_prenotazione numero_polizza targa
      klantnummer bestelnummer ordernummer lidnummer polisnummer kenteken
      numer_klienta nr_klienta numer_zamowienia numer_rezerwacji numer_polisy numer_rejestracyjny
      номер_клиента номер_заказа номер_полиса
      会員番号 顧客番号 注文番号 予約番号 会员号 客户编号 订单号 订单编号 员工编号 学号 工号 车牌号 회원번호 고객번호 주문번호 예약번호 차량번호`,
  },
  GOV_ID: {
    sure: `ssn social_security_number social_security national_id national_insurance_number nino tax_id tin itin ein cpf cnpj aadhaar
      aadhar pan_number nif dni nie curp rfc bsn pesel sin_number id_number identity_number personal_number national_identifier nhs_number
      steuer_id steueridentifikationsnummer steuernummer sozialversicherungsnummer personalausweisnummer ausweisnummer
      numero_de_securite_sociale numero_securite_sociale numero_secu secu n_secu nir numero_insee
      numero_de_la_seguridad_social numero_de_identidad documento_de_identidad cartao_de_cidadao
      codice_fiscale burgerservicenummer numer_dowodu nr_dowodu dowod_osobisty инн снилс
      マイナンバー 個人番号 基礎年金番号 年金番号 社会保障番号 身份证 身份证号 身份证号码 身份号码 社保号 社保号码 社会保障号 社会保障号码 税号 纳税人识别号 身分證字號 
      rentenversicherungsnummer numero_fiscal numer_pesel numer_nip 주민등록번호 주민번호`,
    beside: 'rg cf idnr ahv personnummer',
  },
  PASSPORT: {
    sure: `passport passport_number passport_no passport_id reisepass reisepassnummer passnummer passeport numero_de_passeport pasaporte
      numero_de_pasaporte passaporte numero_do_passaporte passaporto numero_passaporto paspoort paspoortnummer paszport numer_paszportu
      nr_paszportu паспорт номер_паспорта パスポート番号 旅券番号 护照 护照号 护照号码 護照號碼 여권번호`,
    beside: 'ppn pp_no pp',
  },
  DRIVER_LICENSE: {
    sure: `driver_license drivers_license driver_licence drivers_licence driving_licence driving_license driver_license_number
      drivers_license_number license_number licence_number dl_number fuehrerschein fuehrerscheinnummer permis_de_conduire numero_de_permis
      carnet_de_conducir licencia_de_conducir permiso_de_conducir carta_de_conducao cnh numero_patente patente_di_guida rijbewijs
      rijbewijsnummer prawo_jazdy numer_prawa_jazdy 運転免許証番号 免許証番号 驾驶证号 驾照号 운전면허번호 면허번호`,
    beside: 'dl dln',
  },
  CREDIT_CARD: {
    sure: `card_number credit_card credit_card_number cc_number card_no pan cardnumber debit_card debit_card_number
      kartennummer kreditkartennummer kreditkarte numero_de_carte carte_bancaire carte_de_credit numero_de_tarjeta tarjeta_de_credito
      numero_do_cartao cartao_de_credito numero_carta carta_di_credito kaartnummer creditcardnummer numer_karty номер_карты
      カード番号 クレジットカード番号 卡号 信用卡号 银行卡号 카드번호`,
    beside: 'cc card karte carte tarjeta cartao kaart karta',
  },
  IBAN: { sure: 'iban' },
  BANK_ACCOUNT: {
    sure: `bank_account bank_account_number account_number bank_account_no routing_number sort_code bban kontonummer konto_nr bankleitzahl
      numero_de_compte compte_bancaire numero_de_cuenta cuenta_bancaria numero_da_conta conta_bancaria numero_di_conto conto_corrente
      rekeningnummer numer_konta nr_konta номер_счета 口座番号 银行账号 银行账户 계좌번호`,
    beside: 'acct acct_no blz',
  },
  IP_ADDRESS: { sure: 'ip ip_address ipaddress client_ip remote_addr remote_ip source_ip user_ip ip_addr' },
  MAC_ADDRESS: { sure: 'mac mac_address macaddress' },
};
