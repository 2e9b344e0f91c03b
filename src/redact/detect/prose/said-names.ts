/**
 * Names that a sentence of another language than English announces: `Ligue para …`, `Ansprechpartnerin ist …`, `U spreekt met …`.
 * No list needs to know them: the phrase says that somebody follows, and two words in capitals are somebody. One word alone
 * must be on a list, unless an honorific stands before it.
 */
import { termList } from '../../text/terms.ts';
import type { Finding } from '../detector.ts';
import { endsLikeFamily } from './family.ts';
import { PARTICLES } from './names.ts';
import { isAgent, isTool } from './things.ts';
import { W, wordFlags } from './words.ts';

const list = (words: string): string[] => words.trim().split(/\s*,\s*/);

/** Behind these stands who speaks, is called, is asked for or is treated. */
const BEFORE =
  list(`hier spricht, hier ist, am apparat ist, ansprechpartner ist, ansprechpartnerin ist, ansprechperson ist, ansprechpartner:, zuständig ist, zuständig dafür ist, betreut von, verantwortlich ist, sachbearbeiter ist, sachbearbeiterin ist, sie das an, es an, weitergeleitet an, läuft auf, lautet auf, ausgestellt auf, patientin, patient, rückruf an, sprechen sie mit, gesprochen mit, wenden sie sich an, unterschrieben von,
  ici, je suis, c'est, rappeler, rappelez, appelez, appeler, contacter, contactez, interlocuteur est, interlocutrice est, suivi par, transmis à, transféré à, adressé à, parler à, le patient, la patiente, de la part de, responsable est, signé par,
  soy, le atiende, les atiende, le habla, llame a, llama a, llamar a, responsable es, contacto es, persona de contacto es, la paciente, el paciente, enviado a, reenviado a, derivado a, hable con, hablar con, hablé con, de parte de, a nombre de, firmado por, atendido por,
  aqui é, aqui é o, aqui é a, quem fala é, sou, sou o, sou a, ligue para, liguei para, ligar para, encaminhado para, encaminhada para, encaminhei para, enviado para, entregue para, entregue a, fale com, falar com, falei com, o paciente, a paciente, responsável é, contato é, contacto é, em nome de, da parte de, assinado por, atendido por, atendida por, chamo-me, me chamo, pergunte por, procure por, o cliente, a cliente,
  sono, parlo con, chiami, chiamare, chiama, richiamare, referente è, responsabile è, contatto è, inoltrato a, inoltrata a, il paziente, la paziente, parlare con, parlato con, a nome di, da parte di, firmato da, seguito da, qui è, qui parla, il cliente, la cliente,
  u spreekt met, je spreekt met, spreekt met, ik ben, contactpersoon is, bel, gebeld met, gesproken met, spreken met, doorgestuurd naar, doorgezet naar, patiënt, patiënte, namens, op naam van, ondertekend door, behandeld door, verantwoordelijke is, neem contact op met,
  z tej strony, mówi, jestem, osobą kontaktową jest, kontaktuje się, odpowiada, opiekunem jest, przekazano do, przekazane do, zadzwonić do, dzwonić do, rozmawiać z, rozmawiałem z, rozmawiałam z, pacjent, pacjentka, pacjenta, pacjentki, w imieniu, podpisano:, prowadzi,
  telefoniert mit, gesprochen habe ich mit, termin mit, treffen mit, gespräch mit, geht an, gehen an, geschickt an, rückfragen an, kontakt:, transmettre à, passer à, reçu par, dites à, demandez à, rendez-vous avec, parlé avec, parlé à, vu avec,
  hablado con, reunión con, cita con, recibido por, pídale a, dígale a, pregunte por, pregunte a, contacto:, ligação para, recebido por, recebida por, peça ao, peça à, diga ao, diga à, reunião com, consulta com, contato:, falado com, pergunte ao, pergunte à,
  appuntamento con, riunione con, chieda a, chiedere a, dica a, ricevuto da, contatto:, consegnato a, afspraak met, sprak met, sprak net met, gesprek met, vraag, zeg tegen, gegeven aan, ontvangen door, contactpersoon:, spotkanie z, spotkania z, rozmowa z, przekazać, zapytać, umówić się z, odebrane przez, kontakt z`);
/** Family and colleagues: the name stands right behind the noun. */
const KIN = list(`kollege, kollegin, chef, chefin, nachbar, nachbarin, schwester, bruder, mutter, vater, tochter, sohn, freundin, ehefrau, ehemann, schwager, tante, onkel, collègue, voisin, voisine, sœur, frère, mère, père, épouse, mari, fille, fils, cousin, cousine, compañero, compañera, jefe, jefa, vecino, vecina, hermana, hermano, madre, padre, marido, esposa, hija, hijo, tía, tío, colega, chefe, vizinho, vizinha, irmã, irmão, mãe, pai, filho, filha, tia, tio, collega, moglie, marito, sorella, fratello, figlio, figlia, zia, zio, buurman, buurvrouw, zus, broer, moeder, vader, zoon, dochter, vriend, vriendin, koleżanka, koleżanką, kolega, kolegą, szef, szefowa, siostra, siostrą, brat, bratem, mąż, mężem, żona, żoną, córka, syn`); // biome-ignore format: lists
/** What people do, say and ask: the name stands on either side. */
const VERBS = list(`rief, ruft, fragte, fragt, bat, bittet, schrieb, möchte, wohnt, bestätigte, unterschrieb, gezeichnet, absender:, zugang für, vertrag für, termin für, konto von, akte von,
  souhaite, demande, demandait, confirme, habite, a appelé, a demandé, a écrit, a signé, a répondu, expéditeur :, dossier de, compte de, au nom de,
  quiere, desea, pregunta, preguntó, solicita, solicitó, confirmó, firmó, escribió, respondió, contestó, atendió, nació, póngame con, remitente:, cuenta de, expediente de, cita de,
  quer, deseja, pediu, ligou, confirmou, assinou, escreveu, respondeu, perguntou, mora em, nasceu, remetente:, conta de, atendida pelo, atendido pelo, atendida pela, atendido pela, assinado pela, assinado pelo, o atendente, a atendente, o titular, a titular, tratado com, passe para, transferir para,
  vuole, desidera, chiede, ha chiesto, ha chiamato, ha scritto, ha firmato, ha risposto, risposto, mittente:, intestato a, intestata a, conto di, pratica di,
  wil graag, belde, vroeg, vraagt, schreef, woont, bevestigde, ondertekende, afzender:, de huurder, de klant, rekening van, dossier van, afspraak van,
  chce, pyta, prosi, poprosił, poprosiła, dzwonił, dzwoniła, napisał, napisała, zgłosił, zgłosiła, potwierdził, potwierdziła, mieszka, podpisał, podpisała, nadawca:, klient, klientka, dzień dobry tu, konto użytkownika, wysłano do, na rzecz`); // biome-ignore format: lists
/** Behind these one word is enough. */
const TITLES = list(
  `a senhora, o senhor, à senhora, ao senhor, da senhora, do senhor, a dona, dona, a sra., o sr., la señora, el señor, doña, don, la señorita, la sra., el sr., la signora, il signor, signora, signor, alla signora, al signor, dottoressa, dottor, doutora, doutor, doctora, docteur, doctoresse, mevrouw, meneer, de heer, mw., dhr., mevr., pani, pan, pana, panią, panem, panu, państwo, monsieur, madame, mademoiselle, mme, frau, herr, herrn, familie, na nazwisko, nom de jeune fille, dott.ssa, dott., d.ª, d.`,
);
/** In front of the one whom a letter or message goes to, with a comma or the end of the line behind it. */
const GREETINGS = list(
  `beste, geachte, prezado, prezada, caro, cara, gentile, gentilissimo, gentilissima, szanowny, szanowna, drogi, droga, estimado, estimada, querido, querida, liebste, liebster`,
);
/** A line above the name that signs a letter. */
const CLOSINGS = list(
  `mit freundlichen grüßen, mit freundlichem gruß, freundliche grüße, viele grüße, beste grüße, liebe grüße, herzliche grüße, cordialement, bien cordialement, sincères salutations, bien à vous, atentamente, un saludo, saludos, saludos cordiales, un cordial saludo, atenciosamente, cumprimentos, melhores cumprimentos, abraços, abraço, um abraço, cordialmente, cordiali saluti, distinti saluti, un saluto, saluti, met vriendelijke groet, met vriendelijke groeten, vriendelijke groet, hartelijke groet, groeten, groetjes, z poważaniem, pozdrawiam, z wyrazami szacunku`,
);
/** Behind a name: the part of a house that somebody works in. */
const BEHIND = list(` de servicio, del servicio, del departamento, de contabilidad, de recursos humanos, de atención, de compras, de ventas, do financeiro, da contabilidade, do departamento, do setor, do suporte, dos recursos humanos, do atendimento, da recepção, du service, de la comptabilité, des achats, des ressources humaines, dell'ufficio, dell’ufficio, della contabilità, del reparto, del servizio, dell'assistenza, vom einkauf, vom vertrieb, vom support, vom kundendienst, vom service, aus der buchhaltung, aus dem vertrieb, aus dem einkauf, aus der abteilung, von der buchhaltung, van de afdeling, van de administratie, van de klantenservice, van de boekhouding, van de receptie, van de helpdesk, z działu, z księgowości, z obsługi, z biura, z recepcji`); // biome-ignore format: lists

type Kind = 'before' | 'title' | 'greeting' | 'closing' | 'behind' | 'verb';
const TERMS: readonly (readonly [term: string, kind: Kind])[] = [
  ...BEFORE.map((term) => [term, 'before'] as const),
  ...KIN.map((term) => [term, 'before'] as const),
  ...VERBS.map((term) => [term, 'verb'] as const),
  ...TITLES.map((term) => [term, 'title'] as const),
  ...GREETINGS.map((term) => [term, 'greeting'] as const),
  ...CLOSINGS.map((term) => [term, 'closing'] as const),
  ...BEHIND.map((term) => [` ${term}`, 'behind'] as const),
];
/** What stands inside a word is none: see `LETTER`. */
const eachTerm = termList(
  TERMS.map(([term]) => term),
  (place) => TERMS[place]?.[1] !== 'behind',
);

const WORD = "(?:\\p{Lu}[\\p{L}\\p{M}'’-]{1,30}|\\p{Lu}\\.)";
const SMALL =
  "(?:van|von|vom|der|den|de|del|della|di|da|do|das|dos|du|la|le|ter|ten|te|zu|zur|bin|ibn|al|el|y|e|d'|'t|in|op)";
const NAME = `${WORD}(?: (?:${SMALL} ){0,3}${WORD}){0,4}`;
/** Articles and short titles between the phrase and the name. */
const ARTICLES = 'o|a|os|as|ao|à|el|la|le|il|lo|de|den|der|die|dem';
const SHORT_TITLES =
  'herrn?|frau|sr|sra|dr|dra|prof|dott|ing|mw|dhr|mevr|mevrouw|meneer|monsieur|madame|mme|signora?|señora?|senhora?|dona|doña|don|panią?|panem|pana|panu|pan';
const CAPITALISED = SHORT_TITLES.replace(
  /(^|[|])(\p{Ll})/gu,
  (_, sign: string, letter: string) => sign + letter.toUpperCase(),
);
const LEAD = `(?:(?:${ARTICLES}|${SHORT_TITLES}|${CAPITALISED})\\.? ){0,3}`;
const AHEAD = new RegExp(`(?: ?:|,)? ${LEAD}(${NAME})`, 'yu');
const AHEAD_TITLE = new RegExp(` (?:(?:[Dd]ra?|[Pp]rof|[Dd]ott|[Ii]ng|[Mm]gr|[Ii]nż)\\.?ª? ){0,2}(${NAME})`, 'yu');
const SIGNED = new RegExp(
  `(?: (?:aus|von|desde|de|da|do|uit|z|ze|depuis) \\p{Lu}[\\p{L}-]{2,20})?[ \\t]*[,!.]?[ \\t]*\\r?\\n(?:[ \\t]*\\r?\\n)?[ \\t]{0,4}(${NAME})(?=[ \\t]*(?:\\r?\\n|$))`,
  'yu',
);
const GREETED = new RegExp(` ${LEAD}(${NAME})(?=[,!:]|[ \\t]*(?:\\r?\\n|$))`, 'yu');
const AT_END = new RegExp(`(?<![\\p{L}\\p{M}\\p{N}_@./-])(${NAME}),?$`, 'u');
const LOOK = 90;
const LETTER = /[\p{L}\p{M}\p{N}_@/-]/u;

/** Heads of what is no person: departments, firms, places, and words that begin a sentence or a heading. */
export const NOBODY: ReadonlySet<string> = new Set(
  `abteilung team kundendienst kundenservice service support firma amt bereich fachbereich referat haus hotel stadt gemeinde bank zentrale verwaltung büro praxis klinik krankenhaus schule universität ihr ihre euer eure dein deine unser unsere familie konto rechnung vertrag produktion einkauf vertrieb buchhaltung technik
  département direction équipe société banque mairie hôpital école université clinique agence bureau rue place avenue votre notre le la les l' un une des comptabilité production
  departamento servicio equipo empresa banco hospital escuela universidad clínica calle plaza avenida su nuestro el los las una soporte ventas contabilidad producción atención recursos
  setor suporte serviço equipe equipa rua praça travessa sua seu nosso produção atendimento financeiro universidade escola central loja secretaria gerência diretoria
  reparto servizio squadra azienda banca ospedale scuola università clinica via piazza viale il lo gli i uno assistenza ufficio produzione direzione
  afdeling klantenservice bedrijf ziekenhuis school universiteit straat uw ons onze het een gemeente productie verkoop inkoop boekhouding administratie
  dział firmy bank szpital szkoła uniwersytet urząd ulica aleja biuro twój wasz nasz produkcja sprzedaż księgowość
  español português français italiano nederlands polski deutsch deutsche english inglés francés alemán
  cliente clientes cliënt klant klanten klient kunde kunden kundin utente usuario usuária usuário colega colegas collega colleghi collegas candidato candidata leser lezer kollegen kolleginnen zusammen allemaal todos tutti wszyscy państwo senhor senhora señor señora signore signora heer mevrouw pan pani
  panie panowie państwa działu działem dziale biura biurem urzędu firmą sklepu sklep banku szpitala szkoły modo modus mode methode método metodo luz agua água gas gás candidature candidatura bewerbung klienta klientów obsługi
  rekening dossier conta akte cuenta compte conto contract contrato contrat contratto umowa vertrag brief expediente pratica sprawa
  deutsche deutscher deutsches agenzia urząd ministerio ministère ministerie ministerstwo ministério ministero ministerium tribunal tribunale rechtbank sąd gericht finanzamt ayuntamiento câmara prefeitura comune gmina policía polícia polizia politie policja polizei correos correios seguridad sécurité caja caixa cassa kasa casa grupo gruppo groupe groep grupa club real san santa são saint sankt sint nueva nova nuova nouvelle nieuwe nowa neue neuer neues página pagina strona seite semana caso fall projekt projet proyecto projeto progetto plan modul módulo sistema systeem datei fichier archivo arquivo bestand plik semaine week woche
  internet google windows linux office error fehler erreur errore fout błąd version versão versión versione wersja production staging server api sql json html http pdf sms email e-mail whatsapp
  dieser diese dieses sie er wir ich es the this that and`.split(/\s+/),
); // biome-ignore format: a list
const NOT_NAMES = W.CAMEL | W.DIGITS | W.WEEKDAY | W.STREET | W.UNIT;

/** @returns people of the phrases above; most texts of code hold none of them */
export function findSaidNames(text: string): Finding[] {
  const out: Finding[] = [];
  eachTerm(text, (index, start) => {
    const [term, kind] = TERMS[index] ?? ['', 'before'];
    const end = start + term.length;
    if (kind !== 'behind' && LETTER.test(text.charAt(start - 1))) return;
    if (
      kind === 'behind' ? /\p{L}/u.test(text.charAt(end)) : text.charCodeAt(end) > 64 && LETTER.test(text.charAt(end))
    )
      return;
    const found =
      kind === 'behind'
        ? behindName(text, start)
        : (ahead(text, end, kind) ?? (kind === 'verb' ? behindName(text, start - 1) : undefined));
    // `uma colega` ends with `a colega`, `spreekt met` is a part of `u spreekt met`.
    const last = out.at(-1);
    if (found && !(last && last.start < found.end && found.start < last.end)) out.push(found);
  });
  return out;
}

const PATTERNS: Readonly<Partial<Record<Kind, RegExp>>> = { title: AHEAD_TITLE, greeting: GREETED, closing: SIGNED };

function ahead(text: string, end: number, kind: Kind): Finding | undefined {
  const pattern = PATTERNS[kind] ?? AHEAD;
  pattern.lastIndex = end;
  const name = pattern.exec(text)?.[1];
  return name === undefined ? undefined : judged(text, pattern.lastIndex, name, kind);
}

function behindName(text: string, start: number): Finding | undefined {
  const name = AT_END.exec(text.slice(Math.max(0, start - LOOK), start))?.[1];
  if (name === undefined) return undefined;
  const end = text.charAt(start - 1) === ',' ? start - 1 : start;
  return judged(text, end, name, 'behind');
}

/** @param end where the name ends in the text */
function judged(text: string, end: number, name: string, kind: Kind): Finding | undefined {
  const parts = name.split(' ');
  const words = parts.filter((word) => /^\p{Lu}/u.test(word));
  // What stands behind a particle is a family name, whatever the word: `ten Hove`, `de Winter`.
  const bare = words.filter((word) => !PARTICLES.has(parts[parts.indexOf(word) - 1] ?? ''));
  // `El Khattabi` is a family name, `El Departamento` opens a sentence.
  if (bare.some((word, i) => !canBeName(word) && (i === 0 || word.length > 3)) || isJoined(text, end)) return undefined;
  if (words.length < 2 && !isSomebody(words[0] ?? '', kind)) return undefined;
  // What people ask for, write and have may be a thing: `conta de luz`, `rief Methode Speichern auf`.
  if (kind === 'verb' && parts.length === words.length && !words.some(isNameLike)) return undefined;
  const point = name.endsWith('.') && words.length > 1 ? 1 : 0;
  return {
    start: end - name.length,
    end: end - point,
    type: 'PERSON',
    detector: 'person',
    rule: `said ${kind}`,
    confidence: kind === 'title' ? 0.85 : words.length > 1 ? 0.75 : 0.6,
    evidence: `context:said ${kind}`,
  };
}

/** A path, a call, a member, a number: no name goes on so. */
const isJoined = (text: string, end: number): boolean =>
  /^(?:[\p{L}\p{N}_/(@=]|[.:-][\p{L}\p{N}])/u.test(text.slice(end, end + 2));

function canBeName(word: string): boolean {
  const plain = word.toLowerCase().replace(/[.'’]$/, '');
  if (NOBODY.has(plain) || isAgent(plain) || isTool(plain)) return false;
  const flags = wordFlags(word);
  if (flags & (W.GIVEN | W.FAMILY)) return true;
  return !(flags & (NOT_NAMES | W.ORG | W.UPPER | W.COMMON | W.JOB)) || /^\p{Lu}\.$/u.test(word);
}

const isNameLike = (word: string): boolean =>
  Boolean(wordFlags(word) & (W.GIVEN | W.FAMILY | W.WIDE)) || endsLikeFamily(word);

/** One word: on a list of names and nothing else; behind an honorific any. */
function isSomebody(word: string, kind: Kind): boolean {
  if (word.length < 3) return false;
  if (kind === 'title') return true;
  if (kind === 'greeting') return !(wordFlags(word) & (W.COMMON | W.KNOWN | W.PLACE));
  const flags = wordFlags(word);
  return Boolean(flags & W.GIVEN) && !(flags & (W.COMMON | W.PLACE | W.KNOWN));
}
