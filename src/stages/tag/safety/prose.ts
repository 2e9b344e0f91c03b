/**
 * What somebody says in a text, without what he shows: code, addresses and quoted words are about something, and no request,
 * threat or insult of his own. `kill -9`, a log line and a line of a novel must not speak for the one who pastes them.
 */

/** Read of a text: requests stand at its ends, and a pasted file between them is nobody's word. */
const HEAD = 20_000;
const TAIL = 4000;
/** Longer sentences are pasted data. */
const LONGEST = 600;

const SHOWN =
  /```[\s\S]*?(?:```|$)|`[^`\n]{1,400}`|https?:\S+|"[^"\n]{1,400}"|“[^”\n]{1,400}”|„[^“”\n]{1,400}[“”]|«[^»\n]{1,400}»|「[^」\n]{1,400}」|^[ \t]*>.*$/gmu;

/** A closed fence or quote is found once; what stays open runs to the end of its line or of the text: linear. */
export function proseOf(text: string): string {
  const read = text.length > HEAD + TAIL ? `${text.slice(0, HEAD)}\n${text.slice(-TAIL)}` : text;
  return read.replace(SHOWN, ' ');
}

/** Sentences in their order; a line break ends one, since lists and log lines have no full stops. */
export function sentencesOf(prose: string): string[] {
  return prose
    .split(/(?<=[.!?])\s+|[\n。！？]+/u)
    .map((s) => s.trim())
    .filter((s) => s !== '' && s.length <= LONGEST);
}
