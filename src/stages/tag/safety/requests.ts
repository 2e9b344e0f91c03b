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

/** Without a verb: `a recipe for meth`. */
const RECIPE = String.raw`\b(?:recipe|formula|blueprints?|instructions?|step-by-step\s+guide)\s+(?:for|to|on)\s+(?:making\s+|cooking\s+)?(?:a\s+|an\s+)?`;

const asks = (verbs: string, things: string): RegExp =>
  new RegExp(String.raw`${ASKING}(?:${verbs})${A}(?:${things})(?![\p{L}\p{N}_-])`, 'iu');

/** Prevention, study, law and games. Stems, in the languages of the rules. */
const INNOCENT =
  /(?<!\p{L})(?:detect|prevent|avoid|protect|defend|defen[cs]e|remov|block|against|stop|report|recogni[sz]|spot|identif|classif|moderat|mitigat|awareness|simulat|history|historic|invent|movie|film|novel|minecraft|fortnite|call\s+of\s+duty|counter-?strike|skyrim|overwatch|in-game|faker|fixtures?|tests?(?!\p{L})|roblox|game|gta|bath|quiz|news|article|policy|legal|law|antivirus|honeypot|test data|mock|dummy|erkenn|verhinder|vermeid|schütz|entfern|spiel|roman|évit|empêch|protég|détect|jeu|evitar|proteg|detectar|juego|eliminar|evitare|protegger|rileva|gioco|jogo|voorkom|bescherm|herken|spel)/iu;
const INNOCENT_CYRILLIC = /предотврат|защит|обнаруж|избежать|игр[аеу]|закон|истори/iu;
const INNOCENT_HAN = /防止|预防|检测|避免|游戏|历史|保护|対策|防ぐ|ゲーム|歴史/u;

const anyOf = (...patterns: readonly (RegExp | string)[]): RegExp =>
  new RegExp(patterns.map((p) => (typeof p === 'string' ? p : p.source)).join('|'), 'iu');

const DRUG = String.raw`(?:crystal\s+meth|meth(?:amphetamine)?|mdma|lsd|heroin|cocaine|fentanyl|ghb)`;

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

const SOMEBODY = String.raw`(?:someone|somebody|a\s+person|people|a\s+human|my\s+(?:\w+\s+)?(?:wife|husband|boss|ex(?:-\w+)?|girlfriend|boyfriend|neighbou?r|roommate|mother|father|mom|dad|brother|sister|teacher|coworker|colleague|classmate|parents|family))`;
const CHILD = String.raw`(?:minors?(?!\s+(?:change|issue|bug|update|version|edit|fix|detail|key|scale|chord|revision))|child(?:ren)?|underage|kids?|toddlers?|preteens?|schoolgirls?|schoolboys?|(?:[4-9]|1[0-7])[- ]year[- ]olds?)`;
const SEXUAL = String.raw`(?:sexual|erotic|pornographic|porn|sexually\s+explicit|explicit\s+(?:story|scene|content|image|picture|photo|video|sex)|sex\s+(?:story|scene))`;
const ABOUT_ABUSE =
  /\b(?:protect|prevent|abuse|law|illegal|safety|educat|research|detect|report|moderat|policy|policies|victim|offen[cs]e|crime|convict|therap|health|develop|orientation|warning|signs|painting|museum|sculpture)/iu;
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
    find: anyOf(
      asks(`${MAKE}|extract`, `${DRUG}|ecstasy|crack\\s+cocaine`),
      asks('buy|order|sell|smuggle|deal', `${DRUG}|illegal\\s+drugs`),
      `${RECIPE}${DRUG}(?![\\p{L}\\p{N}_-])`,
    ),
    unless: INNOCENT,
  },
  ...abroad(
    'drugs',
    'crystal meth|metanfetamina|méthamphétamine|methamphetamin|heroína|héroïne|kokain|cocaína|cocaïne',
    'метамфетамин|героин|кокаин|мефедрон',
    '冰毒|海洛因|可卡因|毒品|覚醒剤',
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
    find: anyOf(
      asks(
        CODE,
        String.raw`ransomware|keylogger|computer\s+virus|botnet|rootkit|trojan(?:\s+horse)?(?!\s+(?:proxy|config|go|server|client))|spyware|malware|ddos\s+(?:tool|script|attack|bot)|phishing\s+(?:page|e-?mail|site|website|kit|message)|(?:credential|password|info|cookie)[- ]?stealer`,
      ),
      asks(
        String.raw`hack(?:\s+into)?`,
        String.raw`(?:someone|somebody)(?:'s|’s)?|my\s+(?:ex(?:-\w+)?|wife|husband|girlfriend|boyfriend|neighbou?r|boss)(?:'s|’s)?`,
      ),
      asks(
        String.raw`(?:hack|break)\s+into`,
        String.raw`(?:his|her|their|(?:someone|somebody)(?:'s|’s))\s+(?:account|phone|e-?mail|computer|instagram|facebook)`,
      ),
      asks('steal', String.raw`passwords|credentials|credit\s+card\s+(?:numbers|data|details)|session\s+cookies`),
      asks(CODE, String.raw`(?:script|bot|tool|program|code)\s+(?:to|that|which)\s+(?:ddos|steals?|exfiltrates?)`),
      asks('ddos', String.raw`[\w.-]+`),
    ),
    unless:
      /\b(?:detect|prevent|avoid|protect|defend|defen[cs]e|remov|block|against|stop|report|recogni[sz]|spot|identif|classif|mitigat|awareness|training|simulat|history|movie|film|novel|game|quiz|analy|scan|filter|policy|antivirus|presentation|essay|article)/iu,
  },
  ...abroad(
    'malware',
    'ransomware|keylogger|erpressungstrojaner|schadsoftware|computervirus|logiciel malveillant|rançongiciel|botnet|spyware',
    'вымогател|кейлоггер|вредонос|ботнет|ransomware|keylogger',
    '勒索软件|键盘记录器|木马病毒|ランサムウェア|キーロガー',
  ),
  {
    category: 'fraud',
    needs: ['counterfeit', 'fake', 'forge', 'launder', 'fraud', 'scam', 'identity', 'skim'],
    find: anyOf(
      asks(
        'make|print|create|produce|forge|get',
        String.raw`(?:counterfeit|fake|forged)\s+(?:money|bills|banknotes|currency|passports?|ids?(?!\s+(?:field|column|value|number|generator))|id\s+cards?|driver'?s?\s+licen[cs]es?|prescriptions?|vaccine\s+cards?|diplomas?)`,
      ),
      asks('launder', 'money|cash'),
      asks('commit', String.raw`(?:tax|insurance|credit\s+card|identity|wire|bank|mail)\s+fraud`),
      asks(
        'scam|defraud|trick',
        String.raw`${SOMEBODY}\s+into\s+sending|${SOMEBODY}\s+out\s+of|old\s+people|the\s+elderly|seniors`,
      ),
      asks('write|create|draft', String.raw`(?:scam|fraudulent)\s+(?:e-?mail|text|message|letter|website|ad)`),
      asks('steal', String.raw`(?:someone|somebody)(?:'s|’s)\s+identity`),
    ),
    unless: INNOCENT,
  },
  {
    category: 'theft',
    needs: ['break into', 'hotwire', 'shoplift', 'steal a', 'steal someone'],
    find: anyOf(
      asks(
        String.raw`break\s+into`,
        String.raw`(?:someone|somebody|my\s+\w+)(?:['’]s)?\s+(?:house|home|car|apartment|flat)|houses?|cars?|homes`,
      ),
      asks('shoplift|hotwire', '[a-z-]+'),
      asks('steal', '(?:car|bike|package)s?'),
    ),
    unless: INNOCENT,
  },
  {
    category: 'self-harm',
    needs: ['myself', 'suicide', 'my life', 'my own life'],
    find: /\b(?:how\s+(?:to|do\s+i|can\s+i|should\s+i|could\s+i)|ways?\s+to|method\s+(?:to|of)|instructions?\s+(?:to|for))\s+(?:painlessly\s+|quickly\s+)?(?:kill|hurt|harm|hang|poison|cut|drown|killing|hurting|harming)\s+my\s?self\b|\b(?:how\s+(?:to|do\s+i|can\s+i|should\s+i)|ways?\s+to|methods?\s+to)\s+(?:painlessly\s+)?(?:commit\s+suicide|end\s+my\s+(?:own\s+)?life)\b|\bwant\s+to\s+(?:end\s+my\s+life|kill\s+my\s?self|die)\b[^.\n]{0,20}\bhow\s+(?:do|can|should)\s+i\b/iu,
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
    find: new RegExp(
      String.raw`\b${SEXUAL}\b[^.\n]{0,40}\b${CHILD}\b|\b${CHILD}\b[^.\n]{0,25}\b${SEXUAL}\b|\b(?:nude|naked)\s+(?:pictures?|photos?|pics?|images?|drawings?|videos?)\s+of\s+(?:\w+\s+){0,3}?${CHILD}\b|\b(?:nude|naked)\s+(?:(?:little|young|underage)\s+(?:girl|boy|child)|(?:[4-9]|1[0-7])[- ]year[- ]old)|\b(?:write|describe|story|scene)\b[^.\n]{0,60}\b${CHILD}\b[^.\n]{0,25}\b(?:having|have)\s+sex\b`,
      'iu',
    ),
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
    category: 'violence',
    needs: [
      'umbringen',
      'vergiften',
      'ermorden',
      'empoisonner',
      'tuer',
      'envenenar',
      'matar',
      'uccidere',
      'avvelenare',
      'убить',
      'отравить',
    ],
    find: /(?<!\p{L})wie\s+(?:kann|könnte|soll)\s+ich\s+(?:jemanden|meine[nm]?\s+\p{L}+|(?:den|die)\s+\p{L}+)\s+(?:\p{L}+\s+)?(?:umbringen|vergiften|ermorden)|(?<!\p{L})comment\s+(?:puis-je\s+)?(?:tuer|empoisonner)\s+(?:quelqu['’]un|m(?:on|a)\s)|(?<!\p{L})c[oó]mo\s+(?:puedo\s+|posso\s+)?(?:matar|envenenar)\s+(?:a\s+)?(?:alguien|alguém|mi\s|meu\s|minha\s)|(?<!\p{L})come\s+(?:posso\s+)?(?:uccidere|avvelenare)\s+(?:qualcuno|mi[oa]\s)|как\s+(?:убить|отравить)\s+(?:человека|мужа|жену|соседа)/iu,
    unless: INNOCENT,
  },
  {
    category: 'malware',
    needs: ['hacken', 'hacke ', 'hackear', 'pirater', 'hackerare', 'взломать'],
    find: /(?<!\p{L})(?:wie|comment|c[oó]mo|come|hoe|как)(?!\p{L})[^.\n]{0,30}(?<!\p{L})(?:hacken?|pirater|hackear|hackerare|взломать)(?!\p{L})[^.\n]{0,30}(?:a[ck]+oun?t|konto|compte|cuenta|instagram|facebook|whatsapp|profil|аккаунт|страниц|почт)|(?<!\p{L})(?:wie|hoe)(?!\p{L})[^.\n]{0,40}(?:account|konto|instagram|facebook|whatsapp)[^.\n]{0,30}(?<!\p{L})hacken(?!\p{L})/iu,
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
    find: anyOf(
      asks(
        'write|make|give|tell|create|generate|compose',
        String.raw`(?:racist|sexist|anti-?semitic|homophobic|islamophobic|transphobic)\s+(?:jokes?|speech|post|tweet|rant|essay|poem|song|manifesto|slurs?|insults?)`,
      ),
      String.raw`\b(?:kill|exterminate|gas|deport|eradicate)\s+all\s+(?:the\s+)?${FOLK}\b`,
      String.raw`\b${FOLK}\s+(?:are|is)\s+(?:all\s+)?(?:vermin|subhuman|inferior|parasites|animals|scum|cockroaches)\b`,
      String.raw`\b${FOLK}\s+(?:should|must|need\s+to)\s+(?:all\s+)?(?:be\s+)?(?:gassed|killed|exterminated|shot|die|burn)\b`,
    ),
    unless: /\b(?:detect|classif|moderat|counter|against|history|why\s+(?:is|are)\s+it|wrong|said|claim|myth)/iu,
  },
];
