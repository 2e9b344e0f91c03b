/**
 * Instructions that turn against those the model was given. In a user's turn they are a prompt injection or a jailbreak; in a
 * result or a retrieved document they are data that poses as an instruction, and a model that ignores them does right.
 */
import type { Rule } from './requests.ts';

const RULES_OF_MODEL =
  '(?:instructions?|prompts?|rules|guidelines|directives?|directions|programming|commands|training|context)';
const EARLIER = '(?:previous|prior|above|earlier|preceding|foregoing|existing|original|initial|system|current|safety)';

/** `my previous instructions` are one's own, and `ignore the previous message` is a slip of the pen. */
const OVERRIDE = new RegExp(
  String.raw`\b(?:ignore|disregard|forget|override|bypass)\s+(?:(?:all|any|every|everything|each)\s+(?:of\s+)?(?:(?:the|your|these|those)\s+)?(?:${EARLIER}\s+){0,2}(?:and\s+\w+\s+)?${RULES_OF_MODEL}|(?:the|your|these|those)\s+(?:${EARLIER}\s+){1,2}${RULES_OF_MODEL}|your\s+(?:\w+\s+)?${RULES_OF_MODEL}|${EARLIER}\s+${RULES_OF_MODEL}|everything\s+(?:above|before|you\s+(?:were|have\s+been)\s+told)|all\s+(?:that\s+)?(?:was\s+said\s+)?(?:above|before)\s+(?:and|instructions?))`,
  'iu',
);

const OVERRIDE_ABROAD =
  /(?<!\p{L})(?:ignorier\p{L}*|vergiss|missacht\p{L}*)\s+(?:alle|sämtliche|deine|die|bitte alle)\s+(?:\p{L}+\s+){0,2}?(?:anweisungen|instruktionen|regeln|vorgaben)|(?<!\p{L})(?:ignore[rz]?|oublie[rz]?)\s+(?:toutes\s+)?(?:les|tes|vos)\s+(?:instructions|consignes|règles)(?:\s+(?:précédentes|antérieures))?|(?<!\p{L})(?:ignora|ignore|olvida|olvide)\s+(?:todas\s+)?(?:las|tus|sus)\s+(?:instrucciones|reglas|indicaciones)(?:\s+(?:anteriores|previas))?|(?<!\p{L})ignora\s+(?:tutte\s+)?(?:le|tue)\s+(?:\p{L}+\s+)?(?:istruzioni|regole)|(?<!\p{L})(?:ignore|esqueça)\s+(?:todas\s+)?(?:as|suas)\s+(?:instruções|regras)|(?<!\p{L})negeer\s+(?:alle\s+)?(?:\p{L}+\s+)?instructies|(?:игнорируй|забудь)(?:те)?\s+(?:все\s+)?(?:предыдущие|прежние|свои|прошлые)\s+(?:инструкции|указания|правила)|(?:忽略|无视|忘记)(?:你)?(?:之前|以上|前面|上面|先前|所有)\S{0,6}(?:指令|指示|提示|规则)|(?:これまで|以前|上記|前)の\S{0,6}(?:指示|命令|ルール)\S{0,4}無視/iu;

const FREE_OF = String.raw`(?:without|with\s+no|have\s+no|has\s+no|having\s+no|free\s+(?:of|from)|(?:not|no\s+longer|un)\s?bound\s+by|ignor(?:e|es|ing))\s+(?:any\s+|all\s+|its\s+|your\s+|the\s+|built-in\s+)?`;
/** Nobody but a model has these. */
const SCRUPLES = String.raw`(?:censorship|moral(?:s|ity)?|ethics|(?:moral|ethical|safety|content)\s+(?:\w+\s+)?(?:guidelines|constraints|restrictions|limitations|filters|rules|polic(?:y|ies)|boundaries|standards))`;
/** A query, a budget and a contract have these as well. */
const BOUNDS = '(?:restrictions?|limitations?|filters?|rules|guidelines|limits)';
const MODEL = String.raw`(?:ai|a\.i\.|language\s+model|chat\s?bot|assistant|gpt|chatgpt|bot)`;
const JAILBREAK = new RegExp(
  [
    String.raw`\bdo\s+anything\s+now\b`,
    String.raw`\b(?:you\s+are|you're|act\s+as|be|become|enable|enter|switch\s+to|activate)\s+(?:now\s+)?(?:in\s+)?(?:an?\s+|the\s+)?(?:DAN\b|jail\s?broken|jailbreak\s+mode|developer\s+mode|god\s+mode|unfiltered|uncensored|unrestricted|evil\s+(?:ai|confidant|twin))`,
    String.raw`\b(?:act|pretend|behave|respond|answer|reply|roleplay|role-play|you\s+are|you['’]re)\b[^.\n]{0,80}\b${FREE_OF}${SCRUPLES}\b`,
    String.raw`\b(?:act|pretend|behave|roleplay|role-play|you\s+are|you['’]re|be|become|imagine)\b[^.\n]{0,60}\b${MODEL}\b[^.\n]{0,60}\b${FREE_OF}${BOUNDS}\b(?!\s+on\b)`,
    String.raw`\b(?:respond|answer|reply)\b[^.\n]{0,40}\b${FREE_OF}${BOUNDS}\b(?!\s+(?:of|on|for|in|to)\b)`,
    String.raw`\bbypass\s+(?:your|all|the|any)\s+(?:\w+\s+)?(?:safety|content|ethical|moderation|openai|anthropic)\s*\w*`,
    String.raw`\b(?:never|do\s+not|don't|must\s+not)\s+(?:ever\s+)?(?:refuse|say\s+you\s+can(?:no|')t|decline)\b[^.\n]{0,60}\b(?:illegal|unethical|harmful|anything|any\s+request|immoral)`,
    String.raw`\bdecode\s+(?:this|the\s+following|it)\b[^.\n]{0,40}\b(?:and|then)\s+(?:follow|execute|obey|do\s+what|carry\s+out|comply|answer\s+(?:it|the))`,
    String.raw`\b(?:deceased|dead|late)\s+grand(?:mother|ma|father|pa)\b[^.\n]{0,160}\b(?:napalm|bomb|meth|keys?|weapon|explosive|malware)`,
  ].join('|'),
  'iu',
);
const JAILBREAK_ABROAD =
  /(?<!\p{L})(?:du\s+bist|tu\s+es|eres|sei|você\s+é)\s+(?:jetzt\s+|ahora\s+|agora\s+|ora\s+|maintenant\s+)?DAN(?!\p{L})|(?:antworte|verhalte\s+dich|tu\s+so)[^.\n]{0,60}ohne\s+(?:jegliche\s+|alle\s+|jede\s+)?(?:einschränkung\p{L}*|beschränkung\p{L}*|filter|moral\p{L}*|ethik\p{L}*)|(?:réponds|agis|comporte-toi)[^.\n]{0,60}sans\s+(?:aucune?\s+)?(?:restrictions?|limites?|filtres?|censure)|(?:responde|actúa|compórtate|responda|aja)[^.\n]{0,60}(?:sin|sem)\s+(?:ninguna?\s+|nenhuma\s+)?(?:restricci\p{L}+|restriç\p{L}+|límites?|limites?|filtros?|censura)|(?:отвечай|веди\s+себя)[^.\n]{0,60}без\s+(?:каких-либо\s+)?(?:ограничений|цензуры|фильтров)|(?:没有|不受)(?:任何)?(?:限制|约束|道德)\S{0,6}(?:AI|人工智能|助手|回答)/iu;

const HIDDEN = String.raw`(?:system|initial|hidden|secret|original|developer)\s+(?:prompt|instructions?|message)`;
const EXTRACTION = new RegExp(
  String.raw`\b(?:reveal|print|repeat|show|output|tell|give|display|leak|dump|recite|paste|share)\b[^.\n]{0,30}\byour\s+(?:\w+\s+)?${HIDDEN}|\byour\s+${HIDDEN}\s+(?:verbatim|word\s+for\s+word)|\brepeat\s+(?:all\s+)?(?:the\s+)?(?:words|everything)\s+above\b|\bwhat(?:['’]s|\s+is|\s+are)\s+your\s+${HIDDEN}|(?<!\p{L})(?:gib|zeige?|nenne?)[^.\n]{0,30}(?:deinen?\s+)?system-?prompt|(?<!\p{L})(?:montre|révèle|affiche)[^.\n]{0,30}(?:ton|votre)\s+(?:prompt\s+système|instructions\s+initiales)|(?<!\p{L})(?:muestra|revela|muéstrame)[^.\n]{0,30}(?:tu|su)s?\s+(?:prompt|instrucciones)\s+(?:del?\s+sistema|iniciales)|(?:покажи|выведи)\s+(?:свой\s+)?(?:системный\s+промпт|системные\s+инструкции)|(?:输出|显示|告诉我)\S{0,4}(?:你的)?(?:系统提示|系统指令)`,
  'iu',
);

/** Who writes about attacks quotes them; who attacks does not name what he does. */
const ABOUT_ATTACKS =
  /\b(?:prompt\s+injections?|injection\s+attacks?|jailbreak(?:s|ing)?\s+(?:attempts?|attacks?|prompts?)|attackers?|adversarial|phrases?\s+(?:like|such\s+as)|such\s+as|for\s+example|e\.g\.|detect|defend|prevent|classif|guardrails?|red[- ]team|if\s+(?:a|the|any)\s+user\s+(?:says|asks|tries|writes))/iu;

const ENGLISH_VERBS = ['ignore', 'disregard', 'forget', 'override', 'bypass'] as const;
/** Verbs where they are rarer than the noun. */
const ABROAD = [
  'ignorier',
  'vergiss',
  'missacht',
  'consignes',
  'instructions',
  'règles',
  'instrucciones',
  'reglas',
  'indicaciones',
  'istruzioni',
  'regole',
  'instruções',
  'regras',
  'negeer',
  'гнорируй',
  'абудь',
  '忽略',
  '无视',
  '忘记',
  '無視',
] as const;

export const OVERRIDES: readonly Rule[] = [
  { category: 'prompt injection', needs: ENGLISH_VERBS, find: OVERRIDE, unless: ABOUT_ATTACKS },
  { category: 'prompt injection', needs: ABROAD, find: OVERRIDE_ABROAD, unless: ABOUT_ATTACKS },
];

export const JAILBREAKS: readonly Rule[] = [
  {
    category: 'jailbreak',
    needs: [
      'anything now',
      'dan',
      'jailb',
      'jail b',
      'developer mode',
      'god mode',
      'unfiltered',
      'uncensored',
      'unrestricted',
      'evil ',
      'restriction',
      'limitation',
      'filter',
      'rules',
      'guideline',
      'limits',
      'censorship',
      'moral',
      'ethic',
      'polic',
      'safety',
      'refuse',
      'say you can',
      'decline',
      'decode',
      'grandm',
      'grandf',
      'grandp',
      'bypass',
    ],
    find: JAILBREAK,
    unless: ABOUT_ATTACKS,
  },
  {
    category: 'jailbreak',
    needs: [
      'dan',
      'einschränkung',
      'beschränkung',
      'filter',
      'moral',
      'ethik',
      'restric',
      'limit',
      'filtr',
      'cens',
      'límite',
      'restriç',
      'ограничений',
      'цензуры',
      'фильтров',
      '限制',
      '约束',
      '道德',
    ],
    find: JAILBREAK_ABROAD,
    unless: ABOUT_ATTACKS,
  },
];

export const EXTRACTIONS: readonly Rule[] = [
  {
    category: 'prompt extraction',
    needs: ['prompt', 'instruction', 'message', 'above', 'instrucciones', 'промпт', 'инструкции', '系统'],
    find: EXTRACTION,
    unless: ABOUT_ATTACKS,
  },
];

/** What a document says to a model that reads it; beside the overrides, which stand there as well. */
export const IN_DATA: readonly Rule[] = [
  ...OVERRIDES.map((rule) => ({ ...rule, category: 'injected instructions' })),
  {
    category: 'injected instructions',
    needs: [
      'assistant',
      'language model',
      'llm',
      'ai agent',
      'ai model',
      'tell the user',
      'inform the user',
      'mention this',
      'system override',
      'new instructions',
    ],
    find: /\b(?:important|attention|note|notice|instructions?|message|system)\s*(?:message\s+)?(?:to|for)\s+(?:the\s+|any\s+|all\s+)?(?:ai|llm|language\s+model|assistant|agent)s?\b[^.\n]{0,20}|\b(?:ai|llm|language\s+model)\s*(?:assistants?|agents?|models?)?[,:]?\s+(?:you\s+must|must\s+(?:now|immediately)|please\s+(?:send|forward|execute|run|call))|\bsystem\s+override\b|\bdo\s+not\s+(?:tell|inform|mention\s+this\s+to|reveal\s+this\s+to|alert)\s+(?:the\s+)?user\b|\byour\s+new\s+instructions\s+are\b/iu,
    unless: ABOUT_ATTACKS,
  },
];
