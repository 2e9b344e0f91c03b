import { VCS } from '../../../../../src/redact/detect/secrets/rules/vcs.ts';
import { type SecretRow, testRules } from './rules.ts';

const ROWS: readonly SecretRow[] = [
  ['github-token', '', 'gho_<any:40>', 'gho_<any:30>', 0.97],
  ['github-fine-grained-pat', '', 'github_pat_<any:82>', 'github_pat_<any:81>', 0.97],
  ['github-legacy-token', 'github_key', '<hex:40>', '<hex:39>', 0.55],
  ['gitlab-pat', '', 'glpat-<any:27>.<low:9>', 'glpat-<any:17>.<low:9>', 0.97],
  ['gitlab-deploy-token', '', 'gldt-<any:21>', 'gldt-<any:18>', 0.97],
  ['gitlab-feature-flag-token', '', 'glffct-<any:20>', 'glffct-<any:19>', 0.97],
  ['gitlab-feed-token', '', 'glft-<any:25>', 'glft-<any:15>', 0.97],
  ['gitlab-incoming-mail-token', '', 'glimt-<any:25>', 'glimt-<any:24>', 0.97],
  ['gitlab-agent-token', '', 'glagent-<any:53>', 'glagent-<any:43>', 0.97],
  ['gitlab-oauth-secret', '', 'gloas-<any:64>', 'gloas-<any:63>', 0.97],
  ['gitlab-trigger-token', '', 'glptt-<any:40>', 'glptt-<any:39>', 0.97],
  ['gitlab-job-token', '', 'glcbt-<any:20>', 'glcbt-<any:19>', 0.97],
  ['gitlab-runner-registration-token', '', 'GR1348941<any:24>', 'GR1348941<any:14>', 0.97],
  ['gitlab-runner-token', '', 'glrt-t<digit:1>_<any:27>.<low:9>', 'glrt-t<digit:1>_<any:1>.<low:9>', 0.97],
  ['gitlab-scim-token', '', 'glsoat-<any:22>', 'glsoat-<any:19>', 0.97],
  ['gitlab-session-cookie', '_gitlab_session=~', '<low:32>', '<low:31>', 0.97],
  ['bitbucket-client-id', 'bitbucket_key', '<low:32>', '<low:31>', 0.9],
  ['bitbucket-client-secret', 'bitbucket_key', '<low:64>', '<low:63>', 0.9],
  ['bitbucket-app-password', '', 'ATBB<any:24><HEX:8>', 'ATBB<any:15><HEX:7>', 0.97],
  ['sourcegraph-token', '', 'sgp_<hex:40>', 'sgp_<hex:39>', 0.97],
  ['sourcegraph-key', 'sourcegraph_key', '<hex:40>', '<hex:39>', 0.9],
  ['gitea-token', '', 'gta_<low:40>', 'gta_<low:39>', 0.97],
  ['gitea-key', 'forgejo_key', '<hex:40>', '<hex:39>', 0.9],
  ['gitter-token', 'gitter_key', '<low:40>', '<low:39>', 0.9],
];

testRules(VCS, ROWS);
