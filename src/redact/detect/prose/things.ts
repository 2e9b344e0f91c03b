/**
 * Things that are called like people: agents, tools, libraries, languages. Closed lists, since they are few; what a text says
 * of a thing (`Julia 1.9`, `Django is a framework`) is told without them.
 */
import { gap, type Words, word } from './scan.ts';
import { W } from './words.ts';

const set = (words: string): ReadonlySet<string> => new Set(words.trim().split(/\s+/));

/** Whom people greet in a chat and who is nobody. */
const AGENTS =
  set(`claude gemini copilot alexa siri cortana codex devin cursor aider cline windsurf bard grok llama mistral chatgpt gpt openai
  perplexity deepseek qwen kimi watson bixby jarvis goldpan assistant bot agent quillbot replika cleverbot eliza ai llm chatbot vicuna dependabot renovate openhands`);
/** Never people, where nothing says so outright. */
const TOOLS =
  set(`linux django flask jenkins jira celery sanic selenium karma mocha sinon jest kafka gatsby jekyll pandas keras numpy scipy hadoop
  docker kubernetes helm terraform ansible vagrant puppet bazel gradle maven fedora debian ubuntu kali postgres postgresql sqlite mongo mongodb redis
  elasticsearch kibana logstash grafana prometheus jaeger zipkin istio traefik nginx apache tomcat jetty hibernate sinatra rails laravel symfony elixir
  erlang scala kotlin clojure haskell python perl lua fortran cobol figma canva slack trello asana skype stripe paypal shopify magento wordpress drupal
  joomla android godot blender gimp krita photoshop jupyter anaconda conda mypy pylint ruff pytest webpack rollup vite eslint angular react vue svelte
  nuxt fastify ionic flutter xamarin github gitlab bitbucket google amazon netflix spotify youtube facebook instagram whatsapp telegram twitter
  tiktok microsoft windows macos ios azure excel outlook gmail firefox safari chromium javascript typescript java rust golang markdown unicode
  json yaml html css sql latex vim emacs bash zsh powershell vscode pycharm intellij eclipse xcode cloudflare vercel netlify heroku supabase airbnb uber
  wi-fi wifi bluetooth ethernet usb hdmi mastercard visa amex cmake makefile gemfile dockerfile llvm ipython selinux wikipedia wikidata nvidia intel nasdaq
  xbox playstation nintendo langfuse langchain claude-code openhands ponyc arduino tesla waymo ctrl svg seo iphone ipad alexa`);
/** Behind the name of a firm or a product: `Gemini Apps`, `Kobo App`. `App` alone is a family name too. */
const isProgramName = (words: Words, first: number, last: number): boolean => {
  const behind = word(words, last);
  return first < last && (behind === 'Apps' || (behind === 'App' && !((words.flags[first] ?? 0) & W.GIVEN)));
};
/** People as often as things: only what is said of them tells. */
const BOTH =
  set(`julia ruby maria travis hugo ada jasmine cassandra delphi chai ava maya phoenix swift dart basil salt jupiter sphinx poetry haskell
  pascal celeste bert ernie elmo goose melissa daphne lucene solr hermes apollo athena juno luna nova vera clara stella`);

/** Faiths, styles, peoples' adjectives, continents, holidays, scriptures, practices, keys: somebody's only beside another name. */
const ALONE =
  set(`america africa europe asia easter genesis exodus yoga meta christian catholic hindu diwali ramadan hanukkah carnival renaissance gothic baroque
  flora fauna fahrenheit celsius islamic nobel hebrew gothic gaussian romanesque martian olympic olympics tagalog grammy bollywood hollywood everest
  colosseum parthenon acropolis caribbean`);

/** Methods, wares, places and holidays whose two words are names. */
const PAIRS = new Set([
  'feng shui',
  'tai chi',
  'taj mahal',
  'loch ness',
  'king kong',
  'art nouveau',
  'art deco',
  'adam eve',
  'monte carlo',
  'mary jane',
  'long john',
  'jolly roger',
  'big ben',
  'tom yum',
  'mai tai',
  'alfa romeo',
  'aston martin',
  'mercedes benz',
  'ben jerry',
  'jack daniels',
  'johnnie walker',
  'christmas eve',
  'yom kippur',
  'rosh hashanah',
  'easter sunday',
  'ga ga',
]);

/** `My name is Vicuna, and I am a language model trained by …`: what an assistant calls itself. */
const OF_ITSELF =
  /^["'*_]{0,3}[,.!]? (?:and |but )?(?:I['’]m|I am|I was|an?|your|the) (?:[\p{L}-]{1,16} ){0,5}?(?:language model|AI|LLM|chatbot|(?:AI|virtual|digital) (?:assistant|agent)|trained by|developed by|created by|built by|designed by)\b/u;

/** An assistant's own name stands up to `end`, whatever it is. */
export const namesItself = (text: string, end: number): boolean => OF_ITSELF.test(text.slice(end, end + 110));

export const isAgent = (word: string): boolean => AGENTS.has(word.toLowerCase());
export const isTool = (word: string): boolean => TOOLS.has(word.toLowerCase());

/** `1.9`, `v2`, `4`: behind a name a version. Years and ages have other signs around them. */
const VERSION = /^ v?\d{1,3}(?:\.\d{1,3}){1,3}\b|^ v\d{1,3}\b|^[@/-]v?\d/;
/** What is said of things and never of people. */
const SAID_OF_THINGS =
  /^(?: (?:is|was|are|were) (?:an?|the|not an?) (?:[\p{L}-]{1,20} ){0,4}?(?:language|library|framework|tool|package|module|database|server|compiler|kingdom|country|city|town|state|republic|island|river|capital|region|province|film|movie|series|show|song|album|band|book|novel|game|play|company|firm|startup|service|app|application|platform|program|project|product|brand|model|plugin|extension|protocol|format|standard|place|distribution|editor|browser|system|agency|airline|airport|hotel|bank|store|site|website)\b| (?:is|was|were|has been) (?:super |so |very |really |quite |pretty )?(?:lovely|hot|cold|beautiful|fun|warm|expensive|cheap|crowded|open[ -]source|written in|installed|deprecated|released|faster|slower|far|nice to visit)\b| (?:tea|coffee|rice|simulation|method|carlo|filter|transform|theorem|algorithm|distribution|kernel|equation|code|script|package|library|framework|compiler|server|app|project|queryset|model|docs?|documentation|version|release|plugin|module|container|cluster|pipeline|runtime|developer|syntax|api|sdk|cli|notebook|workspace|wins?|awards?|nominations?|nominees?)\b|['’]s (?:syntax|docs|documentation|api|compiler|runtime|capital|population|economy|weather|parser|scheduler|orm|repl)\b)/u;
/** `Python and Ruby`, `Rust, Julia`: beside a tool it is one. */
const BESIDE_TOOL = /^(?:and|or|vs|nor)$/;
const BEFORE_THINGS =
  /(?:\b(?:install|import|using|use|uses|used|with|in|via|run|running|upgrade|upgraded to|pip|npm|brew|written in|port to|ported to|switch to|migrate to|built on|powered by|based on) (?:the )?)$/;

/** In front of what is installed or imported, and of what one travels to. */
const BEFORE_THING_OR_PLACE =
  /(?:\b(?:import|pip install|npm install|npm i|brew install|apt install|cargo add|written in|using|port to|ported to|migrate to|upgrade to|city of|town of|flights? to|flights? from|trip to|travel to|based in|located in|born in|live in|lives in|downtown|near) )$/;

/** The same of any text: whether what stands at start to end is spoken of as a thing or a place. */
export function isThingAt(text: string, start: number, end: number): boolean {
  const behind = text.slice(end, end + 90);
  return (
    VERSION.test(behind) ||
    SAID_OF_THINGS.test(behind) ||
    BEFORE_THING_OR_PLACE.test(text.slice(Math.max(0, start - 20), start))
  );
}

/** True when the words around i to last speak of a thing: a version behind it, a kind of thing, an installation. */
export function isThing(words: Words, first: number, last: number): boolean {
  const one = word(words, last).toLowerCase();
  if (isProgramName(words, first, last)) return true;
  if (TOOLS.has(one) || TOOLS.has(word(words, first).toLowerCase())) return true;
  const end = words.end[last] ?? 0;
  if (first < last && PAIRS.has(words.text.slice(words.start[first], end).toLowerCase())) return true;
  const behind = words.text.slice(end, end + 90);
  // `St. Luke's emergency department`
  if (/^(?:st|saint|san|santa)$/i.test(word(words, first - 1)) && /^\.? $/.test(gap(words, first - 1))) return true;
  if (VERSION.test(behind) || SAID_OF_THINGS.test(behind)) return true;
  if (first !== last) return false;
  if (ALONE.has(one)) return true;
  if (!BOTH.has(one)) return false;
  const near = BESIDE_TOOL.test(word(words, first - 1)) ? first - 2 : first - 1;
  if (near >= 0 && isTool(word(words, near))) return true;
  const far = BESIDE_TOOL.test(word(words, last + 1)) ? last + 2 : last + 1;
  if (far < words.start.length && isTool(word(words, far))) return true;
  return BEFORE_THINGS.test(words.text.slice(Math.max(0, (words.start[first] ?? 0) - 20), words.start[first]));
}

/** Before the one name of a ruler: everybody knows them, and each town has a street of theirs. */
const RULERS = set(
  `king queen emperor empress pope könig königin kaiser kaiserin papst koning koningin keizer król królowa cesarz papież roi reine`,
);
/** The same in small letters only: `Rey` and `Regina` are names. */
const SMALL_RULERS = set('rey reina rei rainha re regina papa pape empereur emperador imperador imperatore paus');

/** `King Charles`, `el rey Felipe`; `Stephen King` and `Martin Luther King` are no rulers. */
export function isRoyal(words: Words, first: number, last: number): boolean {
  if (first === last) {
    if (first === 0 || gap(words, first - 1) !== ' ') return false;
    const before = word(words, first - 1);
    return SMALL_RULERS.has(before) || RULERS.has(before.toLowerCase());
  }
  return (
    last === first + 1 && RULERS.has(word(words, first).toLowerCase()) && Boolean((words.flags[last] ?? 0) & W.GIVEN)
  );
}

/** `Copyright © 2031 Marlo Commerce`, `(c) Rowan Hale`: the holder is public. */
export function isCopyright(words: Words, first: number): boolean {
  const start = words.start[first] ?? 0;
  return /(?:copyright|©|\(c\))[^\n\p{L}]{0,24}$/iu.test(words.text.slice(Math.max(0, start - 40), start));
}

/** Words of wares in a catalogue: `Willow Tank Top`, `Juno Jacket`. */
const WARES =
  set(`top shirt tee jacket hoodie short shorts pant pants tank bra bag backpack watch lamp chair table sofa desk bottle mug hat cap gloves
  sweater sweatshirt pullover capri crewneck leggings dress skirt jeans sneaker sneakers shoe shoes boots sandals keyboard mouse monitor headphones speaker
  camera phone tablet laptop charger cable set kit pack bundle edition series model collection size black blue red green white gray grey purple yellow`);

/** Among the words in capitals from `name` to the one behind `end` is what only a ware is called. Colours are family names too. */
export function isWare(words: Words, name: { first: number; last: number }, end: number): boolean {
  for (let k = name.first + 1; k <= end + 1 && k < words.start.length; k++) {
    if (k > name.last && !/^[ -]$/.test(gap(words, k - 1))) return false;
    const flags = words.flags[k] ?? 0;
    if (flags & W.CAP && !(flags & (W.GIVEN | W.FAMILY)) && WARES.has(word(words, k).toLowerCase())) return true;
  }
  return false;
}
