/** The second pass as a redactor asks for it: the model of its options, checked, with what is remembered of it. */
import type { Policy } from '../../policy.ts';
import type { RedactorOptions } from '../../types.ts';
import { Answers } from './answers.ts';
import { Judge } from './judge.ts';
import { readFolder } from './model/folder.ts';
import { NamesModel } from './model/names-model.ts';

/**
 * @returns undefined without a model, or when the policy hides nothing that one finds
 * @throws UserError for a folder that cannot be used
 */
export function openJudge({ names, key }: RedactorOptions, policy: Policy): Judge | undefined {
  if (!names) return undefined;
  const folder = readFolder(names.folder);
  const wants = { people: policy.hides('PERSON'), addresses: policy.hides('ADDRESS') };
  if (!wants.people && !wants.addresses) return undefined;
  const answers = new Answers(key, folder.sha256, names.answers);
  return new Judge(new NamesModel(folder), answers, { policy: policy.name, ...wants });
}
