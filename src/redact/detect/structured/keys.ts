/** What the name of a field says about its value: the strongest evidence there is. */
import { memo } from '../../../kit/memo.ts';
import { keyName } from '../../text/keyname.ts';
import type { PiiType } from '../../types.ts';

/** Whole normalised keys (`firstName` is `first_name`), per type. */
const EXACT: Readonly<Partial<Record<PiiType, string>>> = {
  PERSON: `first_name last_name middle_name given_name family_name surname maiden_name full_name fullname firstname lastname
    nickname preferred_name legal_name display_name real_name customer_name client_name contact_name passenger_name guest_name
    patient_name employee_name cardholder cardholder_name card_holder account_holder account_holder_name holder_name owner_name
    user_full_name recipient_name sender_name payee_name author_name member_name subscriber_name student_name manager_name
    emergency_contact spouse_name mother_name father_name billing_name shipping_name vorname nachname nombre apellido prenom nom`,
  EMAIL:
    'email e_mail mail email_address mail_address user_email contact_email primary_email work_email from_email to_email',
  PHONE: `phone phone_number telephone telephone_number tel mobile mobile_number mobile_phone cell cell_phone cellphone
    home_phone work_phone contact_number fax fax_number msisdn whatsapp phone_no telefon`,
  USERNAME: `user_id userid uid username user_name login login_name screen_name handle user account_name github_username
    twitter_handle skype telegram sso_id`,
  ACCOUNT_ID: `customer_id client_id customer_no customer_number customer_ref account_id account_no member_id membership_id
    membership_number loyalty_number loyalty_id frequent_flyer_number order_id order_no order_number booking_id booking_ref
    booking_reference booking_number reservation_id reservation_number confirmation_number confirmation_code record_locator pnr
    payment_id payment_method_id transaction_id invoice_id invoice_number subscription_id subscriber_id policy_number policy_id
    claim_id claim_number case_number contract_id contract_number patient_id mrn medical_record_number employee_id staff_id
    student_id passenger_id guest_id device_id imei imsi iccid vin license_plate number_plate cert_id certificate_id gift_card_id
    profile_id person_id contact_id tracking_number ticket_number`,
  DATE_OF_BIRTH: 'dob date_of_birth birth_date birthdate birthday born birth_day geburtsdatum',
  ADDRESS: `address address1 address2 address3 address_1 address_2 address_line1 address_line2 address_line_1 address_line_2 street
    street_address street_name street_1 street_2 street1 street2 addr home_address billing_address shipping_address mailing_address delivery_address strasse house_number`,
  POSTAL_CODE: 'zip zip_code zipcode postcode post_code postal_code plz postal',
  LOCATION:
    'city town municipality county state province region country hometown birthplace place_of_birth city_name country_name',
  GOV_ID: `ssn social_security_number social_security national_id national_insurance_number nino tax_id tin itin ein cpf cnpj aadhaar
    aadhar pan_number nif dni nie curp rfc bsn pesel sin_number id_number identity_number personal_number national_identifier nhs_number`,
  PASSPORT: 'passport passport_number passport_no passport_id',
  DRIVER_LICENSE: `driver_license drivers_license driver_licence driving_licence driving_license driver_license_number
    drivers_license_number license_number licence_number dl_number`,
  CREDIT_CARD: 'card_number credit_card credit_card_number cc_number card_no pan cardnumber',
  IBAN: 'iban',
  BANK_ACCOUNT: 'bank_account bank_account_number account_number bank_account_no routing_number sort_code bban',
  IP_ADDRESS: 'ip ip_address ipaddress client_ip remote_addr remote_ip source_ip user_ip ip_addr',
  MAC_ADDRESS: 'mac mac_address macaddress',
  AGE: 'age age_years',
  ORGANIZATION:
    'company company_name employer organization organisation organization_name org_name workplace business_name',
  TITLE: 'job_title occupation profession job_role honorific salutation',
  NRP: 'nationality citizenship religion ethnicity race political_party',
};

const TYPE_OF: ReadonlyMap<string, PiiType> = new Map(
  Object.entries(EXACT).flatMap(([type, keys]) =>
    keys.split(/\s+/).map((key): [string, PiiType] => [key, type as PiiType]),
  ),
);

/** Ends of longer keys: `billing_zip`, `new_passenger_first_name`. Only where the end alone is unmistakable. */
const SUFFIX: readonly [RegExp, PiiType][] = [
  [/_(?:first_name|last_name|full_name|surname|given_name|family_name)$/, 'PERSON'],
  [/_(?:email|email_address)$/, 'EMAIL'],
  [/_(?:phone|phone_number|mobile|telephone)$/, 'PHONE'],
  [/_(?:user_id|username|user_name)$/, 'USERNAME'],
  [/_(?:customer_id|account_id|order_id|payment_id|reservation_id|booking_id|payment_method_id)s?$/, 'ACCOUNT_ID'],
  [/_(?:dob|date_of_birth|birth_date|birthdate|birthday)$/, 'DATE_OF_BIRTH'],
  [/_(?:address1|address2|street|street_address|address_line_?[12])$/, 'ADDRESS'],
  [/_(?:zip|zip_code|zipcode|postcode|postal_code)$/, 'POSTAL_CODE'],
  [/_(?:city|country)$/, 'LOCATION'],
  [/_(?:ssn|tax_id|national_id)$/, 'GOV_ID'],
  [/_(?:passport|passport_number)$/, 'PASSPORT'],
  [/_(?:card_number)$/, 'CREDIT_CARD'],
  [/_iban$/, 'IBAN'],
];

const cache = new Map<string, PiiType | null>();

/** The type of the values under this key, or null. */
export function typeOfKey(key: string): PiiType | null {
  let type = cache.get(key);
  if (type === undefined) {
    const name = keyName(key);
    // Lists: `customer_ids`, `emails`.
    type =
      TYPE_OF.get(name) ??
      TYPE_OF.get(name.replace(/s$/, '')) ??
      SUFFIX.find(([pattern]) => pattern.test(`_${name}`))?.[1] ??
      null;
    if (cache.size > 10_000) cache.clear();
    cache.set(key, type);
  }
  return type;
}

/** Things that people own: under their plural, keys and listed strings that look like ids are ids. */
const OWNED =
  /^(?:(?:saved_|active_|past_|recent_|user_|customer_|open_|linked_)?(?:payment_methods?|payments?|accounts?|orders?|reservations?|bookings?|customers?|users?|members?|patients?|policies|subscriptions?|gift_cards?|certificates?|cards?|tickets?|invoices?|transactions?|claims?|contracts?))$/;

export const isOwnedCollection: (key: string) => boolean = memo((key) => OWNED.test(keyName(key)));

/** Objects that describe a person: a bare `name` inside is a person's. */
const PERSONAL =
  /^(?:(?:\w+_)?(?:users?|customers?|persons?|people|passengers?|contacts?|patients?|employees?|members?|guests?|travell?ers?|clients?|owners?|authors?|recipients?|senders?|cardholders?|profiles?|holders?|attendees?|students?|drivers?|tenants?|assignees?|reporters?|committers?|friends?|family|relatives?))$/;

export function isPersonal(key: string | undefined): boolean {
  return key !== undefined && namesPeople(key);
}

const namesPeople = memo((key) => PERSONAL.test(keyName(key)));
