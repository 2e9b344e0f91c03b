/** Results that are JSON: does the tool report an error in it? */
import { tryJson } from '../../kit/json/parse.ts';

/** Longer answers are data. */
const MOST = 64_000;
const WORDS = /"(?:error|errors|err|error_?message|success|ok|status|status_?code|is_?error|type|code)"/i;

export interface JsonError {
  readonly rule: string;
  readonly confidence: number;
}

/** undefined: no error, or no JSON object. An error is told at the top of the object; deeper it is data. */
export function errorInJson(text: string): JsonError | undefined {
  if (text.length > MOST || text.trimStart()[0] !== '{' || !WORDS.test(text)) return undefined;
  const value = tryJson(text);
  if (typeof value !== 'object' || value === null) return undefined;
  const fields = new Map(Object.entries(value).map(([key, v]) => [key.toLowerCase().replaceAll(/[_-]/g, ''), v]));
  for (const key of ['error', 'err', 'errormessage'])
    if (saysError(fields.get(key))) return { rule: 'error in JSON', confidence: 0.95 };
  for (const key of ['success', 'ok'])
    if (fields.get(key) === false || fields.get(key) === 'false')
      return { rule: 'no success in JSON', confidence: 0.95 };
  if (fields.get('iserror') === true) return { rule: 'error flag in JSON', confidence: 0.95 };
  if (fields.get('type') === 'error') return { rule: 'error type in JSON', confidence: 0.9 };
  for (const key of ['status', 'statuscode', 'httpstatus', 'code']) if (isHttpError(key, fields)) return HTTP;
  const said = ['message', 'reason', 'detail', 'details', 'errors'].some((key) => saysError(fields.get(key)));
  const status = fields.get('status');
  // An order may have failed, and looking it up has not: a status counts with a message, in an answer that is nothing else.
  if (typeof status === 'string' && /^(?:error|failed|failure|fail)$/i.test(status) && said && fields.size <= 4)
    return { rule: 'status in JSON', confidence: 0.85 };
  const errors = fields.get('errors');
  if (Array.isArray(errors) && errors.length > 0 && !fields.get('data') && fields.size <= 3)
    return { rule: 'errors in JSON', confidence: 0.85 };
  return undefined;
}

const HTTP: JsonError = { rule: 'status code in JSON', confidence: 0.9 };

/** 4xx and 5xx. A `code` is one only beside a message. */
function isHttpError(key: string, fields: ReadonlyMap<string, unknown>): boolean {
  const code = fields.get(key);
  if (typeof code !== 'number' || code < 400 || code > 599 || !Number.isInteger(code)) return false;
  return key !== 'code' || typeof fields.get('message') === 'string';
}

/** `"error": null`, `false`, `0`, `""`, `[]`, `{}`, `"none"` say that there is none. */
function saysError(value: unknown): boolean {
  if (typeof value === 'string')
    return value.trim() !== '' && !/^(?:none|null|no|false|ok|0|no errors?)\.?$/i.test(value.trim());
  if (Array.isArray(value)) return value.length > 0;
  if (typeof value === 'object' && value !== null) return Object.keys(value).length > 0;
  return value === true;
}
