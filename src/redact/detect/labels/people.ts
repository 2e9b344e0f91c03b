/**
 * Labels of people and of what is theirs alone, in the spellings of keys: words joined by `_`, accents optional. One block a
 * language: English, German, French, Spanish, Portuguese, Italian, Dutch, Polish, Russian, Japanese, Chinese, Korean.
 */
import type { LabelWords } from './types.ts';

export const PEOPLE: LabelWords = {
  PERSON: {
    sure: `first_name last_name middle_name given_name family_name surname maiden_name full_name fullname firstname lastname nickname
      preferred_name pref_name legal_name display_name real_name customer_name client_name contact_name passenger_name guest_name patient_name
      employee_name cardholder cardholder_name card_holder account_holder account_holder_name holder_name owner_name user_full_name
      recipient_name sender_name payee_name author_name member_name subscriber_name student_name manager_name emergency_contact
      spouse_name mother_name father_name billing_name shipping_name applicant_name tenant_name traveller_name traveler_name insured_name
      name_on_card birth_name forename forenames middle_initial
      vorname nachname zuname familienname geburtsname rufname kundenname kontoinhaber karteninhaber vor_und_nachname name_des_kunden
      prenom nom nom_de_famille nom_complet nom_de_naissance nom_et_prenom prenom_et_nom nom_du_client nom_client nom_du_patient
      nombre apellido apellidos primer_apellido segundo_apellido nombre_completo nombre_y_apellidos nombre_del_cliente nombre_cliente
      sobrenome apelido nome_completo nome_do_cliente nome_cliente primeiro_nome ultimo_nome nome_da_mae nome_do_paciente
      cognome nome_e_cognome cognome_e_nome intestatario nominativo nome_del_cliente
      voornaam achternaam familienaam volledige_naam roepnaam klantnaam naam_klant
      imie nazwisko imie_i_nazwisko nazwisko_i_imie nazwisko_rodowe drugie_imie
      имя фамилия отчество фио имя_и_фамилия полное_имя
      氏名 姓名 お名前 ご氏名 お客様名 顧客名 患者名 契約者名 担当者名 フルネーム 苗字 フリガナ
      客户姓名 真实姓名 患者姓名 联系人 收件人 收货人 持卡人 開戶人 聯絡人
      성명 성함 이름 고객명 환자명 수취인 예금주 담당자명`,
    role: `customer client patient guest passenger tenant employee member holder payee beneficiary applicant recipient sender contact
      contact_person owner assignee reporter attendee participant student teacher doctor physician driver insured policyholder
      subscriber nurse spouse mother father next_of_kin traveller traveler lead_passenger signatory
      kunde kundin patientin gast mitarbeiter mitarbeiterin mieter mieterin versicherter empfaenger absender ansprechpartner inhaber
      beguenstigter client_e passager passagere destinataire expediteur beneficiaire salarie locataire titulaire voyageur
      cliente paciente pasajero huesped destinatario remitente beneficiario empleado inquilino titular viajero
      nome passageiro hospede funcionario paziente ospite passeggero mittente dipendente inquilino
      naam klant patient_naam gast_naam ontvanger afzender medewerker huurder
      klient klientka pacjent pacjentka odbiorca nadawca pasazer pracownik
      клиент пациент получатель отправитель пассажир сотрудник 名前 名字 担当者 宛名 客户 患者 고객 환자 담당자`,
    beside: 'name names fn ln fname lname first last middle given family vn nn nm nick person who author 姓 名 氏',
  },
  DATE_OF_BIRTH: {
    sure: `dob d_o_b date_of_birth birth_date birthdate birthday born birth_day bday bdate birth_dt born_on date_birth
      geburtsdatum geburtstag geb_datum gebdat geboren geboren_am geb geb_am
      date_de_naissance date_naissance naissance ne_le nee_le ne_e_le ddn
      fecha_de_nacimiento fecha_nacimiento nacimiento fecha_nac fec_nac nacido nacida
      data_de_nascimento data_nascimento nascimento dt_nascimento dt_nasc nasc nascido nascida
      data_di_nascita data_nascita nascita nato_il nata_il
      geboortedatum geboren_op geboortedag data_urodzenia data_ur urodzony urodzona
      дата_рождения родился родилась 生年月日 誕生日 お誕生日 出生日期 生日 出生年月日 出生年月 생년월일 생일 출생일`,
    beside: 'bd nac birth ur',
  },
  USERNAME: {
    sure: `user_id userid uid username user_name login login_name screen_name handle user account_name github_username twitter_handle
      skype telegram sso_id unix_user os_user logname remote_user
      benutzername benutzerkennung nutzername anmeldename nom_d_utilisateur identifiant_utilisateur nombre_de_usuario
      nome_de_usuario nome_de_utilizador nome_utente gebruikersnaam nazwa_uzytkownika логин имя_пользователя
      ユーザー名 ログイン名 用户名 登录名 微信号 사용자명`,
    beside:
      'usr uname un nick_name benutzer kennung identifiant utilisateur usuario utilizador utente gebruiker uzytkownik 账号 아이디',
  },
  AGE: { sure: 'age age_years', beside: 'alter edad idade eta leeftijd wiek возраст 年齢 年龄 나이' },
  TITLE: { sure: 'job_title occupation profession job_role honorific salutation beruf anrede' },
  NRP: {
    sure: `nationality citizenship religion ethnicity race political_party staatsangehoerigkeit nationalite nacionalidad nacionalidade
      nazionalita nationaliteit obywatelstwo гражданство 国籍 국적 konfession`,
  },
  ORGANIZATION: {
    sure: `company company_name employer organization organisation organization_name org_name workplace business_name firma arbeitgeber
      entreprise employeur empresa empleador azienda werkgever pracodawca 会社名 勤務先 公司 单位 회사`,
  },
};
