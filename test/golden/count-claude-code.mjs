// Expected events of one Claude Code file. An assistant message may be scattered over lines: text blocks are counted one by one.
import { main, plain, Tally, values } from './raw.mjs';

const TAGS = ['system-reminder', 'ide_opened_file', 'ide_selection', 'ide_diagnostics', 'user-prompt-submit-hook', 'new-diagnostics'];
const wrappers = (s) => TAGS.reduce((n, tag) => n + (s.match(new RegExp(`<${tag}>[^]*?</${tag}>`, 'g'))?.length ?? 0), 0);
/** Reminders at the end of a result that says something else, too. */
function reminders(s) {
  const behind = /(?:\n[ \t]*<system-reminder>(?:(?!<system-reminder>)[^])*?<\/system-reminder>\s*)+$/.exec(s);
  return behind && s.slice(0, behind.index).trim() ? behind[0].split('</system-reminder>').length - 1 : 0;
}
const unwrapped = (s) => TAGS.reduce((t, tag) => t.split(new RegExp(`<${tag}>[^]*?</${tag}>`)).join(''), s).trim();

export function count(file) {
  const t = new Tally();
  const all = values(file);
  const lines = all.length === 1 && all[0].loglines ? all[0].loglines : all;
  const web = lines !== all;
  const seen = new Set();
  const sessions = new Map();
  const knownIds = new Set();
  const calls = new Set();
  const notices = new Set();
  let last;
  let pendingCommand = new Map();
  let mark = false;
  for (const l of lines) {
    if (l === null || typeof l !== 'object') continue;
    const c = l.message?.content;
    const isTalk = (l.type === 'user' || l.type === 'assistant') && (typeof c === 'string' || Array.isArray(c));
    const special =
      (l.type === 'system' && ['compact_boundary', 'api_error'].includes(l.subtype)) ||
      (l.type === 'attachment' && l.attachment?.type === 'queued_command') ||
      (l.type === 'queue-operation' && l.operation === 'enqueue' && String(l.content ?? '').includes('<task-notification>')) ||
      (l.type === 'result' && l.is_error === true);
    if (!isTalk && !special) continue;
    if (l.uuid) {
      if (seen.has(l.uuid)) continue;
      seen.add(l.uuid);
    }
    const id = l.sessionId ?? l.session_id;
    const parent = l.parentUuid ?? l.logicalParentUuid;
    if (id !== undefined && !sessions.has(id)) {
      sessions.set(id, parent && knownIds.has(parent) && last !== undefined ? sessions.get(last) : id);
    }
    if (id !== undefined) last = id;
    if (l.uuid) knownIds.add(l.uuid);
    const who = l.agentId ?? (l.isSidechain ? 'side' : 'main');

    const say = (raw, images, meta) => {
      t.add('context', wrappers(raw));
      const s = unwrapped(raw);
      if (s === '' && images === 0) return;
      if (s.startsWith('[Request interrupted by user')) return t.add('feedback');
      if (s.startsWith('<local-command-caveat>') || s.startsWith('Caveat: The messages below were generated')) return;
      if (s.startsWith('<local-command-std')) {
        if (pendingCommand.get(who)) t.events.user -= 1;
        pendingCommand.delete(who);
        return;
      }
      if (/^<command-(name|message|args)>/.test(s) && s.includes('<command-name>')) {
        if (s.includes('<local-command-stdout>')) return;
        t.add('user');
        pendingCommand.set(who, true);
        return;
      }
      pendingCommand.delete(who);
      if (s.startsWith('<task-notification>')) return notices.has(s) ? undefined : (notices.add(s), t.add('context'));
      t.add(meta || s.startsWith('<bash-') ? 'context' : 'user');
    };

    if (l.type === 'queue-operation') {
      if (!notices.has(l.content)) t.add('context');
      notices.add(l.content);
    } else if (l.type === 'attachment') {
      say(plain(l.attachment.prompt), 0, (l.attachment.commandMode ?? 'prompt') !== 'prompt');
    } else if (l.type === 'result' || l.subtype === 'api_error') t.add('error');
    else if (l.subtype === 'compact_boundary') {
      t.add('boundary');
      mark = true;
      continue;
    } else if (l.type === 'user') {
      const blocks = typeof c === 'string' ? [{ type: 'text', text: c }] : c.map((b) => (typeof b === 'string' ? { type: 'text', text: b } : b));
      if (l.isCompactSummary) {
        if (!mark) t.add('boundary');
        mark = false;
        continue;
      }
      for (const b of blocks.filter((x) => x?.type === 'tool_result')) {
        t.add('tool_result');
        const said = plain(b.content);
        t.add('context', reminders(said));
        if (b.is_error === true && /^(The user doesn't want to (proceed|take)|User rejected)/.test(said)) t.add('feedback');
      }
      const texts = blocks.filter((x) => x?.type === 'text' || x?.type === undefined).map((x) => x.text ?? '');
      say(texts.join('\n'), blocks.filter((x) => x?.type === 'image' || x?.type === 'document').length, l.isMeta === true);
    } else if (l.isApiErrorMessage || l.message.model === '<synthetic>') {
      const said = plain(c).trim();
      if (said !== '' && said !== 'No response requested.') t.add('error');
    } else {
      pendingCommand.delete(who);
      for (const b of typeof c === 'string' ? [{ type: 'text', text: c }] : c) {
        if (b.type === 'text' && (b.text !== '' || typeof c === 'string')) t.add('assistant');
        else if (b.type === 'thinking' && b.thinking) t.add('reasoning');
        else if (/tool_use$/.test(b.type)) {
          // A stream may write a block twice.
          const key = `${l.message.id}:${b.id}`;
          if (!calls.has(key)) t.add('tool_call');
          if (l.message.id && b.id) calls.add(key);
        } else if (/_tool_result$/.test(b.type)) t.add('tool_result');
      }
    }
    mark = false;
  }
  for (const k of Object.keys(t.events)) if (t.events[k] === 0) delete t.events[k];
  t.sessions = web ? 1 : new Set(sessions.values()).size || (seen.size > 0 ? 1 : 0);
  return t;
}
main(import.meta, count);
