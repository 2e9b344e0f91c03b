/** Cloud platforms, content delivery, hosting, identity. */
import { isPublished } from '../published.ts';
import { alnum, assigned, dashed, hex, loose, openEnd, type SecretRule, token, UUID, within } from '../rule.ts';

/** AWS's own documentation marks its samples so. */
const notSample = (value: string) => !value.endsWith('EXAMPLE');
/** At least three of the four kinds of character: long mixed strings, not words or hashes. */
const mixed = (value: string) => /[a-z]/.test(value) && /[A-Z]/.test(value) && /\d/.test(value);

export const CLOUD: readonly SecretRule[] = [
  token(
    'aws-access-key-id',
    ['akia', 'asia', 'abia', 'acca', 'a3t'],
    '(?:A3T[A-Z0-9]|AKIA|ASIA|ABIA|ACCA)[A-Z0-9]{16}',
    { check: (v) => notSample(v) && !/^.{4}[A-Z]*(?:ASIA|ACCA)[A-Z]*$/.test(v) },
  ),
  assigned(
    'aws-secret-key',
    [
      'aws_secret',
      'aws-secret',
      'awssecret',
      'secretaccesskey',
      'secret_access_key',
      'secret-access-key',
      'secret key',
      'secret_key',
      'secretkey',
      'aws_key',
      'aws',
    ],
    '[A-Za-z0-9/+]{40}',
    { cased: true, entropy: 3.5, check: (v) => mixed(v) && !v.endsWith('EXAMPLEKEY') },
  ),
  assigned('aws-session-token', ['session_token', 'sessiontoken', 'security_token'], '[A-Za-z0-9/+=]{100}', {
    open: openEnd('A-Za-z0-9/+=%'),
    cased: true,
    entropy: 4,
    check: mixed,
  }),
  assigned('aws-account-id', ['aws_account', 'aws-account', 'awsaccount'], String.raw`(?:\d{12}|\d{4}-\d{4}-\d{4})`, {
    confidence: 0.6,
  }),
  token('aws-bedrock-key', ['absk'], 'ABSK[A-Za-z0-9+/]{109,269}={0,2}', { tail: '(?![A-Za-z0-9+/=])' }),
  token('aws-bedrock-short-key', ['bedrock-api-key-'], 'bedrock-api-key-YmVkcm9jay5hbWF6b25hd3MuY29t', {
    open: openEnd('A-Za-z0-9+/='),
  }),
  token('aws-mws-key', ['amzn.mws.'], String.raw`amzn\.mws\.${UUID}`),
  token('aws-appsync-key', ['da2-'], 'da2-[a-z0-9]{26}'),
  token('google-api-key', ['aiza'], String.raw`AIza[\w-]{35}`, {
    entropy: 4,
    // Its length is fixed: what an underscore adds is the rest of a name.
    tail: String.raw`(?![A-Za-z0-9-]|_\w{12})`,
    check: (v) => !isPublished(v),
  }),
  token('google-oauth-token', ['ya29.'], String.raw`ya29\.(?:[a-z]\.)?[\w-]{20,64}`, {
    open: openEnd('\\w-', '.'),
    entropy: 3.5,
  }),
  token('google-oauth-secret', ['gocspx-'], String.raw`GOCSPX-[\w-]{28}`, { tail: String.raw`(?![\w-])` }),
  token('google-refresh-token', ['1//0'], String.raw`1\/\/0[\w-]{40}`, { open: openEnd('\\w-'), entropy: 4 }),
  within(
    'google-oauth-client-id',
    ['.apps.googleusercontent.com'],
    /\b(\d{10,14}-[a-z0-9]{32}\.apps\.googleusercontent\.com)/g,
    { before: 48, after: 0 },
    { confidence: 0.6 },
  ),

  assigned('gcp-private-key-id', ['private_key_id'], hex(40), { confidence: 0.8 }),
  within(
    'azure-client-secret',
    ['q~'],
    /(?<![\w~.-])([A-Za-z0-9_~.-]{3}\dQ~[A-Za-z0-9_~.-]{31,34})(?![\w~-]|\.\w)/g,
    { before: 5, after: 36 },
    { entropy: 3.3 },
  ),
  assigned(
    'azure-storage-key',
    [
      'accountkey',
      'account_key',
      'storage_key',
      'storagekey',
      'sharedaccesskey',
      'shared_access_key',
      'azure_storage_account',
    ],
    '[A-Za-z0-9/+]{42,86}={1,2}',
    { cased: true, entropy: 3.5 },
  ),
  assigned('azure-sas-signature', ['sig'], '[A-Za-z0-9%/+]{40,80}(?:%3D|=)', {
    entropy: 3.8,
    spelt: /^sig$/,
    names: /(?:^|[?&;'"\s])sig=$/i,
  }),
  assigned('azure-subscription-key', ['subscription-key', 'subscription_key', 'subscriptionkey', 'azure'], hex(32), {
    names: /key|secret|tok/i,
  }),
  assigned(
    'azure-id',
    [
      'azure_client',
      'azure_tenant',
      'azureclient',
      'azuretenant',
      'ad_tenant',
      'ad_client',
      'azure_subscription',
      'arm_client',
      'arm_tenant',
      'arm_subscription',
    ],
    UUID,
    { confidence: 0.6 },
  ),
  within('azure-devops-pat', ['azdo'], /\b([A-Za-z0-9]{76}AZDO[A-Za-z0-9]{4})\b/g, { before: 77, after: 5 }),
  within(
    'azure-key',
    ['jqqj99', 'acdb'],
    /\b([A-Za-z0-9]{52}JQQJ99[A-Za-z0-9]{26}|[A-Za-z0-9]{75}ACDb[A-Za-z0-9]{5})\b/g,
    { before: 76, after: 28 },
  ),
  token('alibaba-access-key-id', ['ltai'], 'LTAI[a-z0-9]{17,21}', {
    anyCase: true,
    entropy: 2.5,
    check: (v) => /\d/.test(v),
  }),
  assigned('alibaba-secret-key', ['alibaba', 'aliyun'], alnum(30)),
  token('tencent-secret-id', ['akid'], 'AKID[A-Za-z0-9]{32}', { entropy: 3 }),
  token('digitalocean-token', ['dop_v1_', 'doo_v1_', 'dor_v1_'], 'do[opr]_v1_[a-f0-9]{64}', { entropy: 3 }),
  assigned('digitalocean-spaces-key', ['digitalocean', 'spaces_secret'], '[A-Za-z0-9/+]{43}', {
    cased: true,
    entropy: 3.5,
  }),
  assigned('cloudflare-api-key', ['cloudflare', 'cf_api', 'cf-api'], dashed(40)),
  assigned('cloudflare-global-key', ['cloudflare', 'cf_api', 'x-auth-key'], hex(37)),
  token('cloudflare-origin-ca-key', ['v1.0-'], String.raw`v1\.0-[a-f0-9]{24}-[a-f0-9]{146}`),
  token('cloudflare-token', ['cfat_', 'cfut_', 'cfk_', 'cfoat_'], 'cf(?:oat|at|ut|k)_[A-Za-z0-9]{40,48}[a-f0-9]{0,8}', {
    entropy: 3,
  }),
  token('heroku-key', ['hrku-'], String.raw`HRKU-AA[\w-]{58}`, { tail: String.raw`(?![\w-])` }),
  assigned('heroku-key', ['heroku'], UUID),
  token(
    'flyio-token',
    ['fo1_', 'fm1a_', 'fm1r_', 'fm2_'],
    String.raw`(?:fo1_[\w-]{43}(?![\w-])|fm1[ar]_[A-Za-z0-9+/]{100}|fm2_[A-Za-z0-9+/]{100})`,
    { open: openEnd('A-Za-z0-9+/='), entropy: 4, check: (v) => !/[a-z]{24}/.test(v) },
  ),
  token(
    'vercel-token',
    ['vcp_', 'vci_', 'vca_', 'vcr_', 'vck_', 'vercel_blob_rw_'],
    '(?:vc[piark]_[A-Za-z0-9]{24,80}|vercel_blob_rw_[A-Za-z0-9_]{30,80})',
    { entropy: 3.5 },
  ),
  assigned('vercel-key', ['vercel'], '[A-Za-z0-9]{24}', { cased: true, check: mixed, names: /tok|key|secret|auth/i }),
  token('netlify-token', ['nfp_', 'nfc_', 'nfo_', 'nfu_', 'nfb_'], 'nf[pcoub]_[A-Za-z0-9]{36}', { entropy: 3 }),
  assigned('netlify-key', ['netlify'], loose('40,46')),
  token('render-key', ['rnd_'], 'rnd_[A-Za-z0-9]{26,40}', { entropy: 3.3 }),
  token('scalingo-token', ['tk-us-'], String.raw`tk-us-[\w-]{48}`, { tail: String.raw`(?![\w-])` }),
  assigned('fastly-token', ['fastly'], loose(32)),
  assigned('yandex-api-key', ['yandex'], 'AQVN[A-Za-z0-9_-]{35,38}'),
  token('yandex-api-key', ['aqvn'], 'AQVN[A-Za-z0-9_-]{35,38}', {
    tail: String.raw`(?![\w-])`,
    entropy: 3.5,
  }),
  assigned('yandex-access-key', ['yandex'], 'YC[a-zA-Z0-9_-]{38}'),
  token('yandex-iam-token', ['t1.'], String.raw`t1\.[A-Za-z0-9_-]{1,64}={0,2}\.[A-Za-z0-9_-]{86}={0,2}`, { tail: '' }),
  token('ibm-cloud-key', ['apikey'], `ApiKey-${UUID}`),
  assigned('ibm-cloud-key', ['ibm', 'iam', 'softlayer', 'cloudant', 'cloud'], '[A-Za-z0-9_-]{44}', {
    cased: true,
    names: /key|secret|pass|tok/i,
    check: mixed,
  }),
  assigned('softlayer-key', ['softlayer', 'sl_api', 'sl_key', 'sl-api', 'slapi'], '[a-z0-9]{64}'),
  assigned('cloudant-password', ['cloudant', 'cl_'], '(?:[0-9a-f]{64}|[a-z]{24})', {
    names: /key|pass|pwd|secret|tok/i,
    check: () => true,
    cased: true,
  }),
  assigned('ibm-cos-hmac', ['cos', 'ibm'], '[0-9a-f]{48}', { names: /secret|key|hmac/i }),
  assigned('oracle-cloud-fingerprint', ['fingerprint'], '(?:[0-9a-f]{2}:){15}[0-9a-f]{2}', {
    confidence: 0.6,
  }),
  token('tailscale-key', ['tskey-'], 'tskey-[a-z]{3,12}-[0-9A-Za-z]{8,24}-[0-9A-Za-z]{16,48}', {
    notAfter: /[A-Za-z]/,
  }),
  token('okta-token', ['00'], String.raw`00[\w-]{40}`, {
    tail: String.raw`(?![\w-])`,
    entropy: 4.4,
    check: (v) => mixed(v) && /[_-]/.test(v),
    confidence: 0.6,
  }),
  assigned('okta-token', ['okta'], String.raw`00[\w=-]{40}`, { spelt: /^(?:okta|Okta|OKTA)$/, entropy: 4 }),
  token('jumpcloud-key', ['jca_'], 'jca_[a-zA-Z0-9]{36}'),
  token(
    'authress-key',
    ['sc_', 'ext_', 'scauth_', 'authress_'],
    String.raw`(?:sc|ext|scauth|authress)_[a-z0-9]{5,30}\.[a-z0-9]{4,6}\.acc[_-][a-z0-9-]{10,32}\.[a-z0-9+/_=-]{30,120}`,
    { anyCase: true, tail: '' },
  ),
  token('defined-networking-token', ['dnkey-'], 'dnkey-[a-z0-9=_-]{26}-[a-z0-9=_-]{52}', {
    anyCase: true,
    tail: '(?![a-z0-9_-])',
  }),
  token('openshift-token', ['sha256~'], String.raw`sha256~[\w-]{43}`, { tail: String.raw`(?![\w-])`, entropy: 3.5 }),
  assigned('meraki-key', ['meraki'], '[0-9a-f]{40}', { spelt: /^(?:[Mm]eraki|MERAKI)$/, cased: true, entropy: 3.3 }),
  token('supabase-key', ['sbp_', 'sb_secret_'], '(?:sbp_(?:v0_)?[a-f0-9]{40}|sb_secret_[A-Za-z0-9_-]{31})'),
  token(
    'planetscale-token',
    ['pscale_pw_', 'pscale_tkn_', 'pscale_oauth_'],
    String.raw`pscale_(?:pw|tkn|oauth)_[\w=.-]{32,64}`,
    { tail: String.raw`(?![\w.-])` },
  ),
  token('neon-key', ['napi_'], 'napi_[a-z0-9]{64}'),
  token(
    'doppler-token',
    ['dp.'],
    String.raw`dp\.(?:pt|st|ct|sa|scim|audit)\.(?:[a-z0-9_-]{2,35}\.)?[a-zA-Z0-9]{40,44}`,
  ),
  token('vault-token', ['hvs.', 'hvb.', 'hvr.'], String.raw`hv[sbr]\.[\w-]{24,64}`, {
    open: openEnd('\\w-'),
    entropy: 3.5,
    check: (v) => /\d/.test(v),
  }),
  token('vault-legacy-token', ['s.'], String.raw`s\.[A-Za-z0-9]{24}`, {
    entropy: 3.5,
    check: (v) => mixed(v) && !/[a-z]{8}/.test(v),
    confidence: 0.8,
  }),
  within(
    'terraform-cloud-token',
    ['.atlasv1.'],
    /(?<!\w)([A-Za-z0-9]{14}\.atlasv1\.[A-Za-z0-9_=-]{60,72})/g,
    { before: 16, after: 74 },
    { entropy: 3.5 },
  ),
  token(
    '1password-secret-key',
    ['a3-'],
    'A3-[A-Z0-9]{6}-(?:[A-Z0-9]{11}|[A-Z0-9]{6}-[A-Z0-9]{5})-[A-Z0-9]{5}-[A-Z0-9]{5}-[A-Z0-9]{5}',
    { entropy: 3.5 },
  ),
  token('1password-service-token', ['ops_ey'], 'ops_eyJ[a-zA-Z0-9+/]{60}', {
    open: openEnd('a-zA-Z0-9+/='),
    entropy: 4,
    check: (v) => opensJson(v.slice(4)),
  }),
];

/** Whether base64 text decodes to the beginning of a JSON object. */
function opensJson(value: string): boolean {
  return /^\{"\w+":/.test(Buffer.from(value.slice(0, 64), 'base64').toString('latin1'));
}
