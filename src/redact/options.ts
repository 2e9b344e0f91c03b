/** What goldpan.json says of redaction, as the redactor takes it: `run`, `redact` and the editor hide alike. */
import { resolve } from 'node:path';
import { UserError } from '../kit/errors.ts';
import { findModel } from './detect/second/model/installed.ts';
import { loadTerms } from './dictionary/load.ts';
import type { DictionaryTerm, NamesOptions, RedactorOptions } from './types.ts';

/** The keys of `privacy` that redaction hangs on. */
interface RedactionConfig extends Pick<RedactorOptions, 'policy' | 'actions'> {
  ner: 'off' | 'auto' | 'required';
  nerModel?: string | undefined;
  dictionary: readonly DictionaryTerm[];
  dictionaryFiles: readonly string[];
}

/**
 * @param root folder of goldpan.json, which is the workspace: every path in it is relative to that, wherever one works
 * @throws UserError for a dictionary file that cannot be read, and for a required model that is not there
 */
export function redactorOptions(privacy: RedactionConfig, root: string) {
  const { policy, actions } = privacy;
  return {
    policy,
    actions,
    dictionary: loadTerms(privacy, root),
    names: namesOf(privacy, root),
  } satisfies Partial<RedactorOptions>;
}

/** A folder that goldpan.json names is used, or is a mistake; else the one that was added is used where there is one. */
function namesOf({ ner, nerModel }: RedactionConfig, root: string): NamesOptions | undefined {
  if (ner === 'off') return undefined;
  const folder = nerModel ? resolve(root, nerModel) : findModel();
  if (folder !== undefined) return { folder, all: ner === 'required' };
  if (ner === 'auto') return undefined;
  throw new UserError(
    '`privacy.ner` is "required", and there is no names model.',
    'Add one with `goldpan model add`, name its folder in `privacy.nerModel`, or set `privacy.ner` to "auto".',
  );
}
