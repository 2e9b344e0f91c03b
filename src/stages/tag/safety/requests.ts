/**
 * Requests that no dataset should teach to fulfil: a verb of making or doing beside the thing, in a sentence that asks. The same
 * words in a question about prevention, history, law or a game are innocent, and `INNOCENT` says so.
 */

export interface Rule {
  readonly category: string;
  /** Letters of which one stands in every match, in lower case: the quick look before the pattern. */
  readonly needs: readonly string[];
  readonly find: RegExp;
  /** In the same sentence: it is about something else. */
  readonly unless?: RegExp;
}

/**
 * What asks, in front of the verb: a question, an order, or the verb at the beginning of the sentence. `They wanted to build a
 * bomb` tells, and asks for nothing.
 */
const ASKING = String.raw`(?:^(?:please\s+|then\s+|and\s+)?|:\s*|\b(?:how\s+(?:to|do|can|could|would|should)(?:\s+(?:i|you|we|one|someone))?|please|(?:can|could|would|will)\s+you(?:\s+please)?|help\s+me(?:\s+to)?|steps?\s+(?:to|for)|ways?\s+(?:to|of)|instructions?\s+(?:to|for|on)|guide\s+(?:to|for|on)|recipe\s+(?:to|for)|i(?:\s+want|\s+need|['’]d\s+like|\s+would\s+like|['’]m\s+(?:going|trying|planning)|\s+am\s+(?:going|trying|planning))\s+to|let['’]s)\s+)`;
const A = String.raw`\s+(?:me\s+|us\s+)?(?:a\s+|an\s+|some\s+|my\s+own\s+|the\s+)?(?:[\w-]+\s+){0,2}?`;

const asks = (verbs: string, things: string): RegExp =>
  new RegExp(String.raw`${ASKING}(?:${verbs})${A}(?:${things})(?![\p{L}\p{N}_-])`, 'iu');

/** Prevention, study, law and games. Stems, in the languages of the rules. */
const INNOCENT =
  /(?<!\p{L})(?:detect|prevent|avoid|protect|defend|defen[cs]e|remov|block|against|stop|report|recogni[sz]|spot|identif|classif|moderat|mitigat|awareness|simulat|history|historic|invent|movie|film|novel|minecraft|fortnite|roblox|game|gta|bath|quiz|news|article|policy|legal|law|antivirus|honeypot|test data|mock|dummy|erkenn|verhinder|vermeid|schütz|entfern|spiel|roman|évit|empêch|protég|détect|jeu|evitar|proteg|detectar|juego|eliminar|evitare|protegger|rileva|gioco|jogo|voorkom|bescherm|herken|spel)/iu;
const INNOCENT_CYRILLIC = /предотврат|защит|обнаруж|избежать|игр[аеу]|закон|истори/iu;
const INNOCENT_HAN = /防止|预防|检测|避免|游戏|历史|保护|対策|防ぐ|ゲーム|歴史/u;

const MAKE =
  'make|build|construct|create|assemble|produce|synthesi[sz]e|manufacture|cook(?:\\s+up)?|prepare|craft|weaponi[sz]e|making|building|cooking|synthesi[sz]ing|producing';
const CODE = 'write|create|code|build|develop|make|program|generate|design';

/** Of other languages: the thing, and what asks for it, anywhere in the sentence. */
const both = (ask: string, thing: string): RegExp => new RegExp(`^(?=.*(?:${ask}))(?=.*(?:${thing}))`, 'iu');

const ASK_DE = String.raw`(?<!\p{L})wie\s+(?:baue?|bastele?|stellt?|stelle|mache?|kann|koche?|programmiere?|schreibe?)|(?<!\p{L})anleitung|(?<!\p{L})zeig\w*\s+mir|(?<!\p{L})erklär\w*\s+mir|(?<!\p{L})schreib\w*\s+mir|(?<!\p{L})hilf\s+mir|(?<!\p{L})schritt\s+für`;
const ASK_FR = String.raw`(?<!\p{L})comment\s+(?:faire|fabriquer|construire|créer|puis-je|préparer|synthétiser)|(?<!\p{L})(?:explique|montre|écris|donne|aide)[\w-]*`;
const ASK_ES = String.raw`(?<!\p{L})cómo\s+(?:hacer|fabricar|construir|hago|puedo|fabrico|preparar|crear|sintetizar)|(?<!\p{L})(?:explícame|enséñame|escribe|escríbeme|dame|ayúdame)`;
const ASK_IT = String.raw`(?<!\p{L})come\s+(?:fare|faccio|costruire|costruisco|si\s+fa|posso|fabbricare|creare)|(?<!\p{L})(?:spiegami|mostrami|scrivi|scrivimi|dammi|aiutami)`;
const ASK_PT = String.raw`(?<!\p{L})como\s+(?:fazer|faço|construir|fabricar|posso|criar|preparar)|(?<!\p{L})(?:explique|mostre|escreva|me\s+ensine|me\s+ajude)`;
const ASK_NL = String.raw`(?<!\p{L})hoe\s+(?:maak|bouw|kan)|(?<!\p{L})(?:leg\s+uit|schrijf|laat\s+zien|help\s+me)`;
const ASK_RU = String.raw`как\s+(?:сделать|изготовить|собрать|приготовить|написать|создать|сварить)|(?:напиши|покажи|объясни|расскажи)\s`;
const ASK_HAN = String.raw`(?:如何|怎么|怎样|教我|告诉我|帮我)\S{0,4}(?:制作|制造|做|写|合成|编写)|の?(?:作り方|製造方法)|(?:作る|製造する)方法`;

/** The thing by language: Western, Cyrillic, Han and kana. */
const abroad = (category: string, west: string, cyrillic: string, han: string): Rule[] => [
  {
    category,
    needs: west.split('|').map((s) => s.toLowerCase()),
    find: both([ASK_DE, ASK_FR, ASK_ES, ASK_IT, ASK_PT, ASK_NL].join('|'), west),
    unless: INNOCENT,
  },
  { category, needs: cyrillic.split('|'), find: both(ASK_RU, cyrillic), unless: INNOCENT_CYRILLIC },
  { category, needs: han.split('|'), find: both(ASK_HAN, han), unless: INNOCENT_HAN },
];

const SOMEBODY = String.raw`(?:someone|somebody|a\s+person|people|a\s+human|my\s+(?:\w+\s+)?(?:wife|husband|boss|ex|girlfriend|boyfriend|neighbou?r|roommate|mother|father|mom|dad|brother|sister|teacher|coworker|colleague|classmate|parents|family))`;
const CHILD = String.raw`(?:minors?(?!\s+(?:change|issue|bug|update|version|edit|fix|detail|key|scale|chord|revision))|child(?:ren)?|underage|kids?|toddlers?|preteens?|schoolgirls?|schoolboys?|(?:[4-9]|1[0-7])[- ]year[- ]olds?)`;
const SEXUAL = String.raw`(?:sexual|nude|naked|erotic|pornographic|porn|sexually\s+explicit|explicit\s+(?:story|scene|content|image|picture|photo|video|sex)|sex\s+(?:story|scene))`;
const ABOUT_ABUSE =
  /\b(?:protect|prevent|abuse|law|illegal|safety|educat|research|detect|report|moderat|policy|policies|victim|offen[cs]e|crime|convict|therap|health|develop|orientation|warning|signs)/iu;
const FOLK = String.raw`(?:jews|blacks|black\s+people|muslims|gays|women|immigrants|mexicans|asians|arabs|whites|white\s+people|christians|gypsies|trans\s+people)`;

/** The model that begins to explain: `Sure, to make …`, `Here are the steps to build …`. */
export const EXPLAINS =
  /^(?:sure|certainly|of\s+course|absolutely|okay|ok)\b[^.\n]{0,60}|\b(?:here(?:['’]s|\s+is|\s+are))\b[^.\n]{0,80}|\bfollow\s+these\s+steps\b/iu;

/** In the order in which categories are told. */
export const REQUESTS: readonly Rule[] = [
  {
    category: 'weapons',
    needs: [
      'bomb',
      'explosive',
      'nerve agent',
      'sarin',
      'ricin',
      'nerve gas',
      'molotov',
      'weapon',
      'napalm',
      'grenade',
      'ghost gun',
      'anthrax',
      'mustard gas',
    ],
    find: asks(
      MAKE,
      String.raw`(?:pipe|nail|dirty|car|letter|homemade|fertili[sz]er|pressure\s+cooker|suicide|time|petrol)[- ]bombs?|bombs?(?!\s+(?:shelter|calorimeter))|explosives?(?:\s+devices?)?|nerve\s+(?:agent|gas)|sarin|ricin|molotovs?|(?:chemical|biological|nuclear)\s+weapons?|bioweapons?|napalm|grenades?|ghost\s+guns?|anthrax|mustard\s+gas`,
    ),
    unless: INNOCENT,
  },
  ...abroad(
    'weapons',
    'bombe|rohrbombe|sprengsatz|sprengstoff|molotow|explosif|bomba|explosivo|esplosiv|explosief|een bom',
    'бомб|взрывчатк|взрывное',
    '炸弹|炸药|爆弾|爆発物',
  ),
  {
    category: 'drugs',
    needs: ['meth', 'mdma', 'ecstasy', 'lsd', 'heroin', 'cocaine', 'fentanyl', 'ghb', 'drugs'],
    find: new RegExp(
      `${asks(`${MAKE}|extract`, 'crystal\\s+meth|meth(?:amphetamine)?|mdma|ecstasy|lsd|heroin|crack\\s+cocaine|cocaine|fentanyl|ghb').source}|${asks('buy|order|sell|smuggle|deal', 'crystal\\s+meth|meth|mdma|lsd|heroin|cocaine|fentanyl|illegal\\s+drugs').source}`,
      'iu',
    ),
    unless: INNOCENT,
  },
  ...abroad(
    'drugs',
    'crystal meth|metanfetamina|méthamphétamine|methamphetamin|heroína|héroïne|kokain|cocaína|cocaïne',
    'метамфетамин|героин|кокаин|мефедрон',
    '冰毒|海洛因|可卡因|覚醒剤',
  ),
  {
    category: 'malware',
    needs: [
      'ransomware',
      'keylogger',
      'virus',
      'botnet',
      'rootkit',
      'trojan',
      'spyware',
      'malware',
      'ddos',
      'phishing',
      'stealer',
      'hack',
      'steal',
    ],
    find: new RegExp(
      `${asks(CODE, String.raw`ransomware|keylogger|computer\s+virus|botnet|rootkit|trojan(?:\s+horse)?|spyware|malware|ddos\s+(?:tool|script|attack|bot)|phishing\s+(?:page|e-?mail|site|website|kit|message)|(?:credential|password|info|cookie)[- ]?stealer`).source}|${asks('hack(?:\\s+into)?|break\\s+into', String.raw`(?:someone|somebody)(?:'s|’s)?|my\s+(?:ex|wife|husband|girlfriend|boyfriend|neighbou?r|boss)(?:'s|’s)?|(?:his|her|their)\s+(?:account|phone|e-?mail|computer|instagram|facebook)`).source}|${asks('steal', String.raw`passwords|credentials|credit\s+card\s+(?:numbers|data|details)|session\s+cookies`).source}`,
      'iu',
    ),
    unless:
      /\b(?:detect|prevent|avoid|protect|defend|defen[cs]e|remov|block|against|stop|report|recogni[sz]|spot|identif|classif|mitigat|awareness|training|simulat|history|movie|film|novel|game|quiz|analy|scan|filter|policy|antivirus|presentation|essay|article)/iu,
  },
  ...abroad(
    'malware',
    'ransomware|keylogger|erpressungstrojaner|schadsoftware|computervirus|logiciel malveillant|rançongiciel|botnet|spyware',
    'вымогател|кейлоггер|вредонос|ботнет',
    '勒索软件|键盘记录器|木马病毒|ランサムウェア|キーロガー',
  ),
  {
    category: 'fraud',
    needs: ['counterfeit', 'fake', 'forge', 'launder', 'fraud', 'scam', 'identity', 'skim'],
    find: new RegExp(
      `${asks('make|print|create|produce|forge|get', String.raw`(?:counterfeit|fake|forged)\s+(?:money|bills|banknotes|currency|passports?|ids?|id\s+cards?|driver'?s?\s+licen[cs]es?|prescriptions?|vaccine\s+cards?|diplomas?)`).source}|${asks('launder', 'money|cash').source}|${asks('commit', String.raw`(?:tax|insurance|credit\s+card|identity|wire|bank|mail)\s+fraud`).source}|${asks('scam|defraud', String.raw`${SOMEBODY}|old\s+people|the\s+elderly|seniors`).source}|${asks('steal', String.raw`(?:someone|somebody)(?:'s|’s)\s+identity`).source}`,
      'iu',
    ),
    unless: INNOCENT,
  },
  {
    category: 'self-harm',
    needs: ['myself', 'suicide', 'my life', 'my own life'],
    find: /\b(?:how\s+(?:to|do\s+i|can\s+i|should\s+i|could\s+i)|ways?\s+to|method\s+(?:to|of)|instructions?\s+(?:to|for))\s+(?:painlessly\s+|quickly\s+)?(?:kill|hurt|harm|hang|poison|cut|drown|killing|hurting|harming)\s+my\s?self\b|\b(?:how\s+(?:to|do\s+i|can\s+i|should\s+i)|ways?\s+to|methods?\s+to)\s+(?:painlessly\s+)?(?:commit\s+suicide|end\s+my\s+(?:own\s+)?life)\b/iu,
    unless: /\b(?:stop|prevent|avoid|not\s+to|without)\b/iu,
  },
  {
    category: 'self-harm',
    needs: ['umbringen', 'umbringe', 'suicid', 'selbstmord', 'matarme', 'uccidermi', 'me tuer', 'me matar'],
    find: /\bwie\s+(?:kann|soll|könnte)?\s*(?:ich\s+)?mich\s+(?:am\s+besten\s+|schmerzlos\s+)?(?:selbst\s+)?(?:umbringen|umbringe)|\bwie\s+(?:bringe|töte)\s+ich\s+mich|\bcomment\s+(?:me\s+suicider|me\s+tuer)|\bcómo\s+(?:suicidarme|matarme|puedo\s+suicidarme)|\bcome\s+(?:suicidarmi|uccidermi|posso\s+suicidarmi)|\bcomo\s+(?:me\s+matar|me\s+suicidar)/iu,
  },
  {
    category: 'sexual content about minors',
    needs: [
      'minor',
      'child',
      'underage',
      'kid',
      'toddler',
      'preteen',
      'schoolgirl',
      'schoolboy',
      'year-old',
      'year old',
    ],
    find: new RegExp(String.raw`\b${SEXUAL}\b[^.\n]{0,40}\b${CHILD}\b|\b${CHILD}\b[^.\n]{0,25}\b${SEXUAL}\b`, 'iu'),
    unless: ABOUT_ABUSE,
  },
  {
    category: 'violence',
    needs: ['kill', 'murder', 'poison', 'assassinate', 'stab', 'strangle', 'kidnap', 'rape', 'torture', 'stalk'],
    find: asks(
      'kill|murder|poison|assassinate|stab|strangle|kidnap|rape|torture|stalk|get\\s+away\\s+with\\s+(?:killing|murdering)',
      SOMEBODY,
    ),
    unless: INNOCENT,
  },
  {
    category: 'hate',
    needs: [
      'racist',
      'sexist',
      'semitic',
      'phobic',
      ...FOLK.slice(3, -1)
        .split('|')
        .map((f) => f.replace(String.raw`\s+`, ' ')),
    ],
    find: new RegExp(
      String.raw`${asks('write|make|give|tell|create|generate|compose', String.raw`(?:racist|sexist|anti-?semitic|homophobic|islamophobic|transphobic)\s+(?:joke|jokes|speech|post|tweet|rant|essay|poem|song|manifesto|slurs?|insults?)`).source}|\b(?:kill|exterminate|gas|deport|eradicate)\s+all\s+(?:the\s+)?${FOLK}\b|\b${FOLK}\s+(?:are|is)\s+(?:all\s+)?(?:vermin|subhuman|inferior|parasites|animals|scum|cockroaches)\b`,
      'iu',
    ),
    unless:
      /\b(?:detect|classif|moderat|counter|against|history|why\s+(?:is|are)\s+it|wrong|explain\s+why|said|claim)/iu,
  },
];
