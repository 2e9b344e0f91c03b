/** The settings of goldpan.json that a redactor is made with: the same for a run, `goldpan redact`, a review and the editor. */
import { resolve } from 'node:path';
import type { Config } from '../core/config.ts';
import { loadTerms } from '../core/redact/dictionary/load.ts';
import type { RedactorOptions } from '../core/redact/types.ts';

/** `root`: the workspace folder, at which relative paths start. @throws UserError for a dictionary file that cannot be used. */
export const redactorOptions = (privacy: Config['privacy'], root: string): Omit<RedactorOptions, 'key'> => ({
  policy: privacy.policy,
  actions: privacy.actions,
  dictionary: loadTerms(privacy, root),
  nerModel: privacy.nerModel === undefined ? undefined : resolve(root, privacy.nerModel),
});
