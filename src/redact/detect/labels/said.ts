/**
 * Numbers that a sentence names: `Die Steuer-ID von meinem Vater ist …`, `Mój PESEL to …`, `Sie erreichen mich unter …`. What the
 * sentence calls it is enough, whatever the check digit and the spacing; between the noun and the number stands a clause
 * without a number.
 */
import type { PiiType } from '../../types.ts';
import type { Finding } from '../detector.ts';
import { labelled } from './read.ts';
import type { Label } from './types.ts';

const list = (words: string): string[] => words.trim().split(/\s*,\s*/);

/** Nouns of documents of people, with their ends where they inflect; small letters unless they are abbreviations. */
const IDS: Readonly<Partial<Record<PiiType, readonly string[]>>> = {
  GOV_ID: list(`social security number, national insurance number, taxpayer identification number, tax id, tax number, national id, identity number, pension number,
    rentenversicherungsnummer, sozialversicherungsnummer, versicherungsnummer der rentenversicherung, steuer-id, steueridentifikationsnummer, steuernummer, steuer-identifikationsnummer, personalausweisnummer, ausweisnummer, rentennummer, idnr, id-nr, SVNR, SV-Nummer,
    numéro de sécurité sociale, numéro de sécu, n° de sécu, n° de sécurité sociale, n° fiscal, numéro fiscal, numéro d'identification, numéro de carte d'identité, NIR,
    número de la seguridad social, número de seguridad social, número de afiliación, número de identificación, DNI, NIE, NIF, CURP, cédula,
    número de segurança social, número da segurança social, número de contribuinte, cartão de cidadão, CPF, NISS, número do bilhete de identidade,
    codice fiscale, partita iva, numero di previdenza, carta d'identità numero, tessera sanitaria,
    BSN, burgerservicenummer, sofinummer, rijksregisternummer,
    PESEL, peselu, NIP, numer dowodu, REGON, numer ubezpieczenia, снилс, инн`),
  PASSPORT: list(`passport number, passport no, reisepassnummer, passnummer, numéro de passeport, número de pasaporte, número do passaporte, numero di passaporto, numero del passaporto, paspoortnummer, numer paszportu, numeru paszportu`),
  DRIVER_LICENSE: list(`driver's license number, driving licence number, führerscheinnummer, numéro de permis, número del permiso de conducir, numero di patente, numero della patente, rijbewijsnummer, numer prawa jazdy`),
}; // biome-ignore format: lists
/** What people say before the number at which they are reached. */
const CALLS = list(`my number is, my cell is, my mobile is, reach me on, reach me at, reach us on, call me on, call me at, call me back on, ring me on,
  meine nummer ist, meine nummer lautet, meine nummer:, meine handynummer, meine telefonnummer, meine rufnummer, meine festnetznummer, erreichen mich, erreichst mich, erreicht mich, erreichen uns, mich unter der, bin ich unter, rufen sie mich, ruf mich, rückruf, telefonisch unter, unter der nummer, handynummer ist, handynummer lautet, telefonnummer ist, telefonnummer lautet, mobilnummer ist, mobilnummer lautet,
  mon numéro est, mon numéro c'est, mon portable est, me joindre au, nous joindre au, joignable au, appelez-moi au, rappelez-moi au, rappeler au, appeler au, numéro de téléphone est, mon tel, mon téléphone est,
  mi número es, mi teléfono es, mi móvil es, mi celular es, llamar al, llámame al, llámeme al, llame al, localizarme en, contactarme al, número de teléfono es,
  meu número é, meu telefone é, meu telemóvel é, meu celular é, ligar para o, ligar para, ligue para o, ligue para, ligue-me para, me liga no, me ligue no, liga no, ligue no, contactar pelo, telefone é, número de telefone é,
  mio numero è, mio cellulare è, mio telefono è, chiamare al, chiamarmi al, mi chiami al, chiamami al, raggiungermi al, numero di telefono è,
  mijn nummer is, mijn telefoonnummer is, mijn mobiel is, bereiken op, bereikbaar op, bel me op, bel mij op, bellen op, terugbellen op, telefoonnummer is,
  mój numer to, mój telefon to, mój numer telefonu to, moja komórka to, dzwonić pod, zadzwonić pod, kontakt pod, numerem, numer telefonu to, numer telefonu, numer komórkowy,
  同号, 拨打, 致电, 打电话到, 联系电话, 手机号, 手机号码, 電話番号, 折り返しは, 携帯番号, 携帯は, 携帯`); // biome-ignore format: lists

/** What ends the clause before a number came; a number is no day, price, time or measure. */
const CLAUSE = 64;
const CALL_GAP = 28;
const ID_VALUE = /[A-Z0-9](?:[A-Z0-9]|[ ./-](?=[A-Z0-9])){5,30}(?![\p{L}\d])/uy;
const PHONE_VALUE = /[+(]?\d(?:\d|[ ()./–-]{1,2}(?=[\d(])){6,22}(?![\p{L}\d])/uy;
const DATE = /^(?:\d{4}[-/. ]\d{1,2}[-/. ]\d{1,2}|\d{1,2}[-/. ]\d{1,2}[-/. ](?:19|20)\d\d)$/;
const MEASURE =
  /^ ?(?:ms|s|sec|min|€|\$|£|zł|eur|usd|euros?|%|bytes?|[kmg]b|rows?|zeilen|wierszy|records?|datensätze)(?![\p{L}])/iu;
/** Digits of the shortest number of this kind, and the longest telephone number of the world. */
const LEAST = 6;
const LEAST_PHONE = 7;
const MOST_PHONE = 15;

interface Said {
  term: string;
  label: Label;
  /** Written in capitals only: in small letters it is another word (`dni` are days). */
  exact: boolean;
}

export const SAID: readonly Said[] = [
  ...Object.entries(IDS).flatMap(([type, terms]) =>
    terms.map((term) => ({
      term,
      label: { type: type as PiiType, strength: 'sure' as const, name: term },
      exact: /^[A-Z]{3,4}$/.test(term),
    })),
  ),
  ...CALLS.map((term) => ({
    term,
    label: { type: 'PHONE' as const, strength: 'sure' as const, name: 'said' },
    exact: false,
  })),
];

const LETTER = /[\p{L}\p{N}_]/u;

/** @param start, end where the noun stands */
export function saidAt(text: string, { term, label, exact }: Said, start: number, end: number): Finding | undefined {
  if (exact && text.slice(start, end) !== term) return undefined;
  const isWide = term.charCodeAt(0) > 0x3000;
  if (!isWide && (LETTER.test(text.charAt(start - 1)) || LETTER.test(text.charAt(end)))) return undefined;
  const phone = label.type === 'PHONE';
  const at = numberBehind(text, end, phone ? CALL_GAP : CLAUSE, phone);
  if (at === undefined) return undefined;
  const pattern = phone ? PHONE_VALUE : ID_VALUE;
  pattern.lastIndex = at;
  const value = pattern.exec(text)?.[0];
  if (value === undefined || DATE.test(value) || MEASURE.test(text.slice(at + value.length, at + value.length + 12)))
    return undefined;
  const digits = value.replace(/\D/g, '').length;
  if (phone ? digits < LEAST_PHONE || digits > MOST_PHONE : digits < LEAST) return undefined;
  return labelled(label, at, at + value.length, 0.85);
}

/** Ends the clause: what follows is another sentence, or another thing that has a number. */
const ENDS = /[.!?;](?=\s)|[\n()[\]{}<>|=_$%@/\\]/;
/** Of a number that begins with letters, its beginning: capitals right before digits. */
const LETTERS = /(?:[A-Z]{1,6}[ -]?|(?:[A-Z]{2} ){0,1})$/;

/** Where the first number in the clause behind `end` begins. */
function numberBehind(text: string, end: number, most: number, phone: boolean): number | undefined {
  // `IdNr. 81 234 567 890`: the point of an abbreviation ends nothing.
  const clause = text.slice(end, end + most).replace(/^\.(?= \d)/, ' ');
  const digit = clause.search(/\d/);
  if (digit < 1 && !/[\u3000-\u9fff]/.test(text.charAt(end - 1))) return undefined;
  const before = clause.slice(0, digit);
  const opening = phone ? (/[+(]{1,2}$/.exec(before)?.[0].length ?? 0) : (LETTERS.exec(before)?.[0].length ?? 0);
  const words = before.slice(0, before.length - opening);
  if (ENDS.test(words) || /[\p{L}\p{N}_+#-]$/u.test(words.replace(/[\u3000-\u9fff]$/, ''))) return undefined;
  return end + digit - opening;
}
