/** What goldpan.json says of redaction, as the redactor takes it: `run`, `redact` and the editor hide alike. */
import { resolve } from 'node:path';
import { loadTerms } from './dictionary/load.ts';
import type { DictionaryTerm, RedactorOptions } from './types.ts';

/** The keys of `privacy` that redaction hangs on. */
interface RedactionConfig extends Pick<RedactorOptions, 'policy' | 'actions' | 'nerModel'> {
  dictionary: readonly DictionaryTerm[];
  dictionaryFiles: readonly string[];
}

/**
 * @param root folder of goldpan.json, which is the workspace: every path in it is relative to that, wherever one works
 * @throws UserError for a dictionary file that cannot be read
 */
export function redactorOptions(privacy: RedactionConfig, root: string) {
  const { policy, actions, nerModel } = privacy;
  return {
    policy,
    actions,
    dictionary: loadTerms(privacy, root),
    nerModel: nerModel ? resolve(root, nerModel) : undefined,
  } satisfies Partial<RedactorOptions>;
}
