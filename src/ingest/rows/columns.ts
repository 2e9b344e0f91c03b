/** Which column of a table is what, guessed by name. A mapping in goldpan.json renames columns to the first names here. */

type Field =
  | 'conversation'
  | 'id'
  | 'role'
  | 'content'
  | 'time'
  | 'order'
  | 'tool_calls'
  | 'tool_call_id'
  | 'tool_name'
  | 'tool_args'
  | 'error'
  | 'model'
  | 'latency'
  | 'reasoning'
  | 'rating'
  | 'reason'
  | 'message'
  | 'user'
  | 'metadata'
  | 'system'
  | 'prompt'
  | 'response';

/** Names as they are compared: lower case, without `_`, `-` and spaces. The first that a table has is taken. */
const NAMES: Record<Field, string> = {
  conversation:
    'conversation conversationid threadid chatid sessionid convid dialogid dialogueid ticketid callid conversationuuid thread chat session dialog dialogue ticket',
  id: 'id messageid msgid uuid rowid key',
  role: 'role messagerole sendertype authortype authorrole senderrole speaker sender author fromrole messagetype direction actor type',
  content: 'content message messagetext messagecontent text body parts contents value msg',
  time: 'time createdat timestamp datetime datetimeutc ts sentat insertedat created createdtime starttime date createtime',
  order: 'order seq sequence position turnindex messageindex turn idx index step stepnumber turnnumber ordinal',
  tool_calls: 'toolcalls functioncalls functioncall',
  tool_call_id: 'toolcallid tooluseid',
  tool_name: 'toolname functionname tool name',
  tool_args: 'toolargs toolarguments toolinput arguments args functionarguments',
  error: 'error iserror errormessage',
  model: 'model modelname modelid resolvedmodel llm',
  latency: 'latency latencyms durationms responsetimems elapsedms',
  reasoning: 'reasoning reasoningcontent thinking thoughts',
  rating: 'rating feedback thumbs isupvoted vote score value feedbackscore',
  reason: 'reason comment feedbackcomment feedbacktext feedbackreason',
  message: 'messageid forid',
  user: 'user userid customerid accountid enduserid',
  metadata: 'conversationmetadata metadata meta',
  system: 'system systemprompt',
  prompt: 'prompt question query userinput usermessage input request userquery',
  response: 'response answer completion output assistantmessage reply generation botresponse',
};

export type Columns = Partial<Record<Field, string>>;

const plain = (name: string): string => name.toLowerCase().replace(/[_\-\s]/g, '');

export function guessColumns(keys: readonly string[]): Columns {
  const byName = new Map<string, string>();
  for (const key of keys) if (!byName.has(plain(key))) byName.set(plain(key), key);
  const columns: Columns = {};
  for (const field of Object.keys(NAMES) as Field[]) {
    for (const name of NAMES[field].split(' ')) {
      const key = byName.get(name);
      if (key === undefined) continue;
      columns[field] = key;
      break;
    }
  }
  // One column is one thing.
  if (columns.order === columns.tool_name) delete columns.order;
  if (columns.rating === columns.content) delete columns[columns.role ? 'rating' : 'content'];
  if (columns.content === columns.conversation) delete columns.conversation;
  if (columns.tool_name === columns.role) delete columns.tool_name;
  return columns;
}

export type TableKind = 'messages' | 'pairs' | 'conversations' | 'ratings' | 'chats';

/** What a table holds, by its columns; undefined: nothing of a conversation. */
export function kindOfTable(columns: Columns, keys: readonly string[]): TableKind | undefined {
  const names = new Set(keys.map(plain));
  if (columns.role && columns.content && columns.role !== columns.content && talksOf(columns, keys)) return 'messages';
  const has = (...wanted: string[]): boolean => wanted.every((name) => names.has(name));
  // Chainlit tells steps apart by type; its `input` and `output` are no question and answer.
  if (columns.conversation && has('type', 'output')) return 'messages';
  if (columns.prompt && columns.response) return 'pairs';
  // LangChain and n8n keep a whole message as JSON in one column.
  if (columns.conversation && has('message') && !columns.prompt) return 'messages';
  if (has('chat', 'title')) return 'chats';
  if ((columns.message || columns.conversation) && columns.rating && !columns.role) return 'ratings';
  if (has('data', 'meta', 'type', 'snapshot')) return 'ratings';
  const about = ['title', 'name', 'status', 'metadata', 'userid', 'createdat', 'model'];
  if (columns.id && !columns.content && about.some((n) => names.has(n))) return 'conversations';
  return undefined;
}

/** Tables of users have a `role`, too; together with a text of some kind it is a conversation. */
const talksOf = (columns: Columns, keys: readonly string[]): boolean =>
  plain(columns.role as string) !== 'type' || columns.conversation !== undefined || keys.length <= 4;

/** The row under the first names of its fields, so that the guess cannot go wrong. */
export function renamed(row: Record<string, unknown>, columns: Columns | undefined): Record<string, unknown> {
  if (!columns) return row;
  const out = { ...row };
  for (const column of Object.values(columns)) delete out[column];
  for (const [field, column] of Object.entries(columns)) out[field] = row[column] ?? null;
  return out;
}
