/** Who speaks: the labels before a colon in transcripts, in the languages that logs come in. */

export type Speaker = 'system' | 'user' | 'assistant' | 'reasoning' | 'tool_call' | 'tool';
const SPEAKERS: readonly Speaker[] = ['system', 'user', 'assistant', 'reasoning', 'tool_call', 'tool'];

/** Labels a speaker goes by; one written `/…/` or `/…/i` is a regular expression over the whole label. */
export type LabelList = Partial<Record<Speaker, readonly string[]>>;

const DEFAULT: Record<Speaker, string> = {
  system: `system|system prompt|system message|developer|instructions
    |systemnachricht|système|sistema|systeem|система|sistem|系统|系統|システム|시스템|النظام`,
  user: `user|human|customer|client|visitor|guest|caller|end user|end-user|enduser|you|you said
    |benutzer|benutzerin|nutzer|nutzerin|kunde|kundin|anwender|mensch
    |utilisateur|utilisatrice|cliente|humain|usuario|usuaria|usuário|usuária|utilizador|humano|utente|umano
    |gebruiker|klant|användare|kund|bruger|bruker|käyttäjä|użytkownik|klient|uživatel|kullanıcı|müşteri
    |пользователь|клиент|користувач|клієнт|χρήστης|המשתמש|משתמש|المستخدم|العميل|उपयोगकर्ता|ग्राहक|pengguna|người dùng|ผู้ใช้
    |用户|用戶|客户|客戶|人类|ユーザー|ユーザ|お客様|顧客|사용자|고객`,
  assistant: `assistant|ai|ai assistant|agent|ai agent|bot|chatbot|model|gpt|chatgpt|chatgpt said|claude|gemini|copilot|github copilot|llm|support
    |support agent|representative|operator|advisor
    |assistent|assistentin|ki|ki-assistent|berater|beraterin|mitarbeiter|assistante|ia|conseiller|conseillère
    |asistente|agente|assistente|atendente|operatore|medewerker|asystent|asistan|avustaja
    |ассистент|помощник|бот|оператор|агент|помічник|βοηθός|עוזר|المساعد|सहायक|asisten|trợ lý|ผู้ช่วย
    |助手|助理|客服|机器人|アシスタント|オペレーター|어시스턴트|상담원`,
  reasoning: 'thinking|thought|thoughts|reasoning|chain of thought',
  tool_call: 'tool call|tool_call|tool use|function call|function_call',
  tool: `tool|tool output|tool result|tool response|tool_output|tool_result|function|function output|function result
    |function response|observation
    |werkzeug|outil|herramienta|ferramenta|strumento|инструмент|工具|ツール|도구|الأداة`,
};

/** Model names used as a label: `gpt-4o`, `claude-sonnet-4`, `llama 3.1`. */
const MODEL_NAME = /^(?:gpt|claude|gemini|llama|mistral|qwen|deepseek|o\d)[- ]?[\w.-]*\d[\w.-]*$/;

/**
 * Programs whose names are other words as well (`cursor: pointer`): they speak where the name is a heading, or a line in bold,
 * of its own.
 */
const PROGRAMS = new Set(
  'cursor|windsurf|cascade|codex|opencode|cline|roo|roo code|kilo code|kiro|amp|aider|goose|zed|grok|deepseek|perplexity|mistral|le chat|qwen|kimi'.split(
    '|',
  ),
);

/** @param alone the label is all that is on its line, and dressed */
export type LabelLookup = (label: string, alone?: boolean) => Speaker | undefined;

/** A label as it is compared: lower case, single spaces. */
const normal = (label: string): string => label.normalize('NFC').replace(/\s+/g, ' ').trim().toLowerCase();

/** `extra` is asked before the default table; with `only`, the default table is not asked at all. */
export function labelLookup(extra: LabelList = {}, only = false): LabelLookup {
  const words = new Map<string, Speaker>();
  const patterns: [RegExp, Speaker][] = [];
  if (!only) {
    for (const speaker of SPEAKERS) for (const word of DEFAULT[speaker].split('|')) words.set(normal(word), speaker);
    patterns.push([MODEL_NAME, 'assistant']);
  }
  const own: typeof patterns = [];
  for (const speaker of SPEAKERS) {
    for (const label of extra[speaker] ?? []) {
      const regex = /^\/(.+)\/([iu]*)$/s.exec(label);
      if (regex) own.push([new RegExp(`^(?:${regex[1]})$`, regex[2]), speaker]);
      else words.set(normal(label), speaker);
    }
  }
  return (label, alone) =>
    own.find(([pattern]) => pattern.test(label.trim()))?.[1] ??
    words.get(normal(label)) ??
    patterns.find(([pattern]) => pattern.test(normal(label)))?.[1] ??
    (alone && !only && PROGRAMS.has(normal(label)) ? 'assistant' : undefined);
}
