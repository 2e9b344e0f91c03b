/** Hosts of source code. */
import { alnum, assigned, loose, openEnd, type SecretRule, token, within } from '../rule.ts';

/** GitLab's tokens: what stands after the prefix, and how much of it. */
const BODY = '[A-Za-z0-9_-]';
const gitlab = (id: string, prefix: string, body: string) =>
  token(`gitlab-${id}`, [prefix.toLowerCase()], `${prefix}${body}`, { entropy: 2.5, tail: '(?![A-Za-z0-9_-])' });

export const VCS: readonly SecretRule[] = [
  token('github-token', ['ghp_', 'gho_', 'ghu_', 'ghs_', 'ghr_'], 'gh[pousr]_[0-9A-Za-z]{36,255}', { entropy: 3 }),
  token('github-fine-grained-pat', ['github_pat_'], String.raw`github_pat_\w{82}`, { entropy: 3 }),
  assigned('github-legacy-token', ['github'], '[0-9a-f]{40}', {
    spelt: /^(?:github|GitHub|Github|GITHUB)$/,
    entropy: 3.3,
    check: (v) => /\d/.test(v) && /[a-f]/i.test(v),
    confidence: 0.55,
    names: /tok|auth|secret|pass|key|cred/i,
  }),
  gitlab('pat', 'glpat-', `(?:${BODY}{27,300}\\.[0-9a-z]{9}|${BODY}{20,50})`),
  gitlab('deploy-token', 'gldt-', `${BODY}{20,50}`),
  gitlab('feature-flag-token', 'glffct-', `${BODY}{20}`),
  gitlab('feed-token', 'glft-', `${BODY}{20,50}`),
  gitlab('incoming-mail-token', 'glimt-', `${BODY}{25}`),
  gitlab('agent-token', 'glagent-', `${BODY}{50,1024}`),
  gitlab('oauth-secret', 'gloas-', `${BODY}{64}`),
  gitlab('trigger-token', 'glptt-', `${BODY}{40}`),
  gitlab('job-token', 'glcbt-', `(?:[0-9A-Za-z]{1,5}_)?${BODY}{20,50}`),
  gitlab('runner-registration-token', 'GR1348941', `${BODY}{20,50}`),
  gitlab('runner-token', 'glrt-', String.raw`(?:t\d_[\w-]{27,300}\.[0-9a-z]{9}|${BODY}{20,50})`),
  gitlab('scim-token', 'glsoat-', `${BODY}{20,50}`),
  within('gitlab-session-cookie', ['_gitlab_session='], /_gitlab_session=([0-9a-z]{32})\b/g, { before: 0, after: 40 }),
  assigned('bitbucket-client-id', ['bitbucket'], alnum(32)),
  assigned('bitbucket-client-secret', ['bitbucket'], loose(64)),
  token('bitbucket-app-password', ['atbb'], 'ATBB[A-Za-z0-9]{24}', { open: openEnd('A-Za-z0-9'), entropy: 3.3 }),
  token('sourcegraph-token', ['sgp_'], 'sgp_(?:(?:[a-f0-9]{16}|local)_)?[a-f0-9]{40}', { anyCase: true, entropy: 3 }),
  assigned('sourcegraph-key', ['sourcegraph'], '[a-f0-9]{40}', { entropy: 3 }),
  token('gitea-token', ['gta_'], 'gta_[a-z0-9]{40}', { entropy: 3 }),
  assigned('gitea-key', ['gitea', 'forgejo'], '[a-f0-9]{40}', { entropy: 3 }),
  assigned('gitter-token', ['gitter'], loose(40)),
];
