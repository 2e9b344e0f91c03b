/** One pass over the text for the words that several detectors wait for: months, words for users and references, top-level domains. */
import { Automaton } from '../../../kit/automaton.ts';

const GROUPS = {
  /** How names of months begin; of those with letters outside ASCII, the part after them. */
  month: 'jan feb mar apr avr abr may mai jun jui jul aug ago sep oct okt nov dec dez dic ene rz vrier cembre',
  user: 'user login handle screen account nick benutzer kennung nutzer usuario utilisateur alias',
  reference:
    'order booking reservation confirmation customer client member account invoice payment transaction tracking ticket case policy claim reference ref loyalty frequent passenger patient employee student subscription contract shipment record pnr mrn user license licence rewards voucher gift kunden auftrags buchungs rechnungs',
  /** How the words begin that stand before a thing's own number. */
  thing:
    'credit debit gift certificate account acct order user usr cust pay booking reservation policy inv member patient emp ticket claim contract sub transaction txn case',
  postal: 'zip post plz code codigo código cÓdigo cap cep pin eircode',
  domain:
    '.com .org .net .edu .gov .io .co .info .biz .me .app .dev .ai .de .fr .es .it .nl .be .at .ch .se .no .fi .dk .pl .pt .cz .sk .hu .ro .gr .ie .uk .eu .us .ca .mx .br .ar .cl .au .nz .jp .cn .kr .in .sg .hk .tw .th .id .ph .za .ng .ke .eg .tr .il .ae .ru .ua .site .online .shop .blog .xyz .tech .vlaanderen',
} as const;
export type WordGroup = keyof typeof GROUPS;

const TOP_LEVEL: ReadonlySet<string> = new Set(GROUPS.domain.replaceAll('.', '').split(' '));

/** @param label the last label of a host: all lower or all upper case. */
export function isTopLevelDomain(label: string): boolean {
  return TOP_LEVEL.has(label.toLowerCase());
}

const NAMES = Object.keys(GROUPS) as WordGroup[];
const WORDS = [...new Set(Object.values(GROUPS).flatMap((words) => words.split(' ')))];
const GROUPS_OF = WORDS.map((word) => NAMES.filter((name) => GROUPS[name].split(' ').includes(word)));
const SCANNER = new Automaton(WORDS, { ignoreAsciiCase: true });

/** Most texts have none: they share this. */
const NONE: number[] = [];

function noWords(): Record<WordGroup, number[]> {
  return { month: NONE, user: NONE, reference: NONE, thing: NONE, postal: NONE, domain: NONE };
}

/** The last text asked about; detectors ask about the same one in a row. */
let lastText = '';
let found = noWords();

/** Where words of the group begin, ascending: at the beginning of a word, or for domains anywhere. May repeat. */
export function wordsIn(text: string, group: WordGroup): readonly number[] {
  if (text !== lastText) {
    lastText = text;
    found = noWords();
    SCANNER.scan(text, (word, start) => {
      const before = text.charCodeAt(start - 1) | 32;
      const inside = start > 0 && before >= 97 && before <= 122;
      for (const name of GROUPS_OF[word]!) {
        if (inside && name !== 'domain') continue;
        if (found[name] === NONE) found[name] = [start];
        else found[name].push(start);
      }
    });
  }
  return found[group];
}
