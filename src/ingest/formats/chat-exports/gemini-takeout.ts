/**
 * Gemini's part of Google Takeout: `My Activity/Gemini Apps/MyActivity.json`, a list of what a person did, newest first. It is
 * no archive of conversations: each record is one prompt with its answer in HTML, and most do not say which conversation it
 * was of. No schema is published; importers agree on it.
 */

import { defined } from '../../../kit/defined.ts';
import type { PartStub } from '../../../model/event.ts';
import { SessionBuilder } from '../../builder.ts';
import { readContent } from '../../content.ts';
import { arr, get, idOf, str } from '../../parse.ts';
import type { Reader } from '../../reader.ts';
import { markdownOf } from '../../text/html.ts';
import { parseTime } from '../../time.ts';

const FORMAT = 'gemini-takeout';

/** The program's name is in them in any language: `Gemini Apps`, `Applications Gemini`; it was Bard before. */
const isNamed = (v: unknown): boolean =>
  [get(v, 'header'), ...(arr(get(v, 'products')) ?? [])].some((name) => /\b(?:Gemini|Bard)\b/.test(str(name) ?? ''));

const HOST = /^https:\/\/(?:gemini|bard)\.google\.com\//;
const addressesIn = (v: unknown): string[] =>
  [get(v, 'titleUrl'), ...(arr(get(v, 'details')) ?? []).map((d) => get(d, 'url') ?? get(d, 'name'))].flatMap(
    (at) => str(at) ?? [],
  );

/** The name may be hidden or translated: the program's address tells as well, and a question with an answer in HTML. */
const isActivity = (v: unknown): boolean =>
  typeof get(v, 'title') === 'string' &&
  typeof get(v, 'time') === 'string' &&
  (isNamed(v) ||
    (Array.isArray(get(v, 'products')) &&
      (addressesIn(v).some((at) => HOST.test(at)) ||
        (typeof get(v, 'safeHtmlItem', 0, 'html') === 'string' && ASKED.test(str(get(v, 'title')) ?? '')))));

/** What stands before the person's words, in English; accounts in other languages have other verbs, which stay. */
const ASKED = /^(?:Prompted with:|Prompted|Asked Gemini:|Asked Bard:|Asked:?|Said|Branched|Answered)\s+/;
/** What was done and not said: a canvas, a thumb, a draft that was chosen. */
const DONE =
  /^(?:Created|Used|Added|Gave|Selected|Shared|Deleted|Viewed|Visited|Searched|Edited|Pinned|Renamed|Exported|Updated)\s/;
const ATTACHED = /\s*Attached \d+ files?\.?\s*$/;

export const geminiTakeout: Reader = {
  id: FORMAT,
  doc: {
    title: 'Gemini in Google Takeout',
    files: 'MyActivity.json under Gemini Apps (choose JSON, not HTML), or the ZIP that holds it',
    detection:
      'Records with `title`, `time` and a `header` or `products` that name Gemini or Bard; or with `products` and an address of Gemini, or a question with `safeHtmlItem`.',
    notes: [
      'A record is a session of one question and its answer, unless it has the address of its conversation: those of one are joined.',
      '`title` is the question behind a verb (`Prompted …`); verbs of other languages stay in it. What was done and not asked (`Created …`, `Gave feedback …`) is named as skipped.',
      'Answers are HTML, and become Markdown again; several of one record are put together.',
      'Pictures and files are stubs. Google cuts or leaves out some answers.',
    ],
  },
  votes: isActivity,
  index({ value }) {
    if (!isActivity(value)) return { skip: 'no activity of Gemini' };
    if (!questionIn(value)) return { skip: 'something done in Gemini, and nothing asked', code: 'metadata' };
    const time = parseTime(get(value, 'time'));
    const id = conversationOf(value);
    return [defined({ key: id === undefined ? undefined : `conversation:${id}`, time, order: time })];
  },
  read(records) {
    const builder = new SessionBuilder(FORMAT);
    builder.fields.app = 'gemini';
    for (const { value, ref } of records) {
      builder.from(ref);
      const id = conversationOf(value);
      if (id !== undefined) builder.fields.nativeId = id;
      const time = get(value, 'time');
      builder.user(questionIn(value) ?? '', { time, pointer: '/title', parts: attachments(value) });
      const answer = answersIn(value);
      if (answer !== '') builder.message({ role: 'assistant', text: answer }, { time, pointer: '/safeHtmlItem' });
    }
    return builder.build();
  },
};

/** The person's words; undefined when the record is of something else. */
function questionIn(value: unknown): string | undefined {
  const asked = (arr(get(value, 'details')) ?? []).find((d) => get(d, 'name') === 'Request');
  if (asked) return str(get(asked, 'value')) || undefined;
  const title = str(get(value, 'title')) ?? '';
  if (ASKED.test(title)) return title.replace(ASKED, '').replace(ATTACHED, '') || undefined;
  // Another language: an answer tells that it was a question.
  return DONE.test(title) || answersIn(value) === '' ? undefined : title.replace(ATTACHED, '');
}

function answersIn(value: unknown): string {
  const pages = (arr(get(value, 'safeHtmlItem')) ?? []).map((item) => markdownOf(str(get(item, 'html')) ?? ''));
  const plain = (arr(get(value, 'details')) ?? []).flatMap((d) =>
    get(d, 'name') === 'Response' ? (str(get(d, 'value')) ?? []) : [],
  );
  return [...pages, ...plain].filter((text) => text !== '').join('\n\n');
}

function conversationOf(value: unknown): string | undefined {
  for (const place of addressesIn(value)) {
    const id = /gemini\.google\.com\/app\/(?:c\/)?([\w-]{6,80})/.exec(place)?.[1];
    if (id !== undefined) return id;
  }
  return undefined;
}

function attachments(value: unknown): PartStub[] {
  const image = get(value, 'imageFile');
  const stubs = (list: unknown[], type: string): PartStub[] =>
    list.flatMap((one) => readContent([{ type, ...defined({ url: idOf(one) ?? idOf(get(one, 'name')) }) }]).parts);
  return [
    ...stubs(arr(image) ?? (image === undefined || image === null ? [] : [image]), 'image'),
    ...stubs(arr(get(value, 'attachedFiles')) ?? [], 'file'),
    ...stubs(arr(get(value, 'audioFiles')) ?? [], 'audio'),
  ];
}
