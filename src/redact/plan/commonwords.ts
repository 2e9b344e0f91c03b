/** Words that stand for no one in particular: what is found as a name, login or password in one place means something else in others. */
import { W, wordFlags } from '../detect/prose/words.ts';

/**
 * Names that are ordinary words too. Found as a name in one place, they are not replaced everywhere: `Will` at the start
 * of a sentence is seldom the person.
 */
export const COMMON_NAME_WORDS: ReadonlySet<string> = new Set(
  `will mark may june april august grace hope rose bill art frank drew chase hunter mason grant pat sue rich van summer dawn
  faith joy star young long brown green white black gray grey king price page stone wood woods bush field fields ford lane park
  parks banks bank cook baker butler carter fisher gardener miller porter potter shepherd smith taylor turner walker weaver wright
  bishop pope abbott dean duke earl knight marshall noble prince queen major case chance christian christmas clay cliff dale
  daisy ginger heather ivy jade jasmine lily olive pearl ruby violet iris sandy rusty sunny sky river rain snow storm winter
  autumn spring day days week friday monday sunday love lovely sweet good best better great small little short strong wise swift
  sharp bright moody savage gentle hardy fair fine rich poor early late east west north south hill hills lake marsh moor brook
  brooks pond wells well bridge church house hall street rivers forest glen heath reed rush fox wolf wolfe bear bird crane drake
  finch hawk heron jay lark martin peacock robin swan lamb bull buck hart stag fish pike salmon berry cherry peach plum apple
  penny nick rob bob jack jimmy tim don gene guy jean jay ray max dot dash link mike victor oscar charlie victoria echo delta
  alpha chip skip trip tab root trace branch merge commit push pull post get set put patch head tail cat print read write
  save load stop start end begin true false none null name user admin guest test demo sample example bot agent human assistant
  system tool model server client data date time order booking account customer support service sales team manager director
  call text mail email phone mobile web site home work office school street city state country in no so an do my de la le el
  du di da al san son sun song wong wang west bell bay law lee read mills major more moss nice north pace paz power rich rock
  rod roman rowe sage self sims stark steel temple tower trent vale vance ward warren washington paris london austin dallas
  houston jackson madison lincoln florence savannah virginia georgia carolina dakota montana jordan israel chad china india kenya
  asia america europe africa german english french dutch irish scott welsh romans jersey york boston denver phoenix aurora`.split(
    /\s+/,
  ),
);

/** Names that tools, libraries, models and agents have: in a log of work with them, the word alone is seldom the person. */
const PRODUCT_NAMES: ReadonlySet<string> = new Set(
  `ada alexa angular ansible apollo astro athena aurora bard bazel bixby bootstrap cassandra celery claude cody copilot cortana
  cursor cypress dagger darwin datadog devin django docker elasticsearch ember erlang fabric firefox flask gemini gemma gitea github gitlab
  google gradle grafana graphite hadoop haskell helm heroku hugo jackson java jenkins jekyll jira julia jupyter kafka kotlin kubernetes
  laravel linus linux llama lombok lucene luna magento marvin maven mercury mistral mojo mongo netlify nginx numpy nvidia oracle pandas pascal perl
  phi postgres prometheus puppet pytorch qwen rasa redis rollup ruby sage salesforce scala selenium sentry siri slack solr spacy splunk
  stripe swift sybil tableau tensorflow terraform travis typescript ubuntu vagrant vercel vicuna watson webpack whisper xavier zapier`.split(
    /\s+/,
  ),
);

/** A word of the language or the name of a product: where it stands elsewhere, it is not the value that was found. */
export function isOrdinaryWord(word: string): boolean {
  const lower = word.toLowerCase();
  return COMMON_NAME_WORDS.has(lower) || PRODUCT_NAMES.has(lower) || (wordFlags(lower) & (W.COMMON | W.KNOWN)) !== 0;
}

/** In a list of given or family names, and no ordinary word. */
export const isNameWord = (word: string): boolean =>
  !isOrdinaryWord(word) && (wordFlags(word.toLowerCase()) & (W.GIVEN | W.FAMILY | W.WIDE)) !== 0;

/**
 * `reservation_id`, `flight number`: words of the language side by side are the name of a field. A given and a family name are
 * somebody's, though both be words (`mark_brown`).
 */
export function areOrdinaryWords(words: readonly string[]): boolean {
  if (!words.every((word) => word.length < 3 || isOrdinaryWord(word))) return false;
  const flags = words.map((word) => wordFlags(word.toLowerCase()));
  return !flags.some((one, i) => one & W.GIVEN && flags.some((other, j) => i !== j && other & W.FAMILY));
}

/** Shorter words are too often those of another language, an abbreviation or the name of a variable. */
const SPECIFIC_LENGTH = 5;

/**
 * A word that is this name and hardly anything else, so that it is followed in any case and inside logins: letters only, long
 * enough, in no dictionary, and no product's.
 */
export const isSpecificName = (word: string): boolean =>
  word.length >= SPECIFIC_LENGTH && /^\p{L}+$/u.test(word) && !isOrdinaryWord(word);
