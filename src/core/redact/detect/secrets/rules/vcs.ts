/** Hosts of source code and their registries. */
import { type SecretRule, token } from '../rule.ts';

export const VCS: readonly SecretRule[] = [
  token('github-token', ['ghp_', 'gho_', 'ghu_', 'ghs_', 'ghr_'], 'gh[pousr]_[0-9A-Za-z]{36,255}', { entropy: 3 }),
  token('github-fine-grained-pat', ['github_pat_'], String.raw`github_pat_\w{82}`, { entropy: 3 }),
];
