/** Secrets known by form alone: private keys, JSON web tokens, and values assigned to telling names. */
import { assigned, type SecretRule, token } from '../rule.ts';

export const GENERIC: readonly SecretRule[] = [
  token(
    'private-key',
    ['-----begin'],
    String.raw`-----BEGIN[ A-Z0-9_-]{0,100}PRIVATE KEY(?: BLOCK)?-----[\s\S-]{64,16384}?KEY(?: BLOCK)?-----`,
    { flags: 'i', tail: '', glued: true },
  ),
  token('jwt', ['ey'], String.raw`ey[\w-]{17,4096}\.ey[\w/\\-]{17,8192}\.(?:[\w/\\-]{10,4096}={0,2})?`, {
    tail: '',
    entropy: 3,
  }),
  token('openai-key', ['sk-'], String.raw`sk-(?:proj-|svcacct-|admin-)?[\w-]{20,200}`, { entropy: 3.5 }),
  token(
    'aws-access-key-id',
    ['akia', 'asia', 'abia', 'acca', 'a3t'],
    '(?:A3T[A-Z0-9]|AKIA|ASIA|ABIA|ACCA)[A-Z2-7]{16}',
    { entropy: 3 },
  ),
  assigned(
    'password',
    ['password', 'passwd', 'secret', 'token', 'api_key', 'apikey'],
    String.raw`[^\s'"\`<>{}()\[\];,]{8,200}`,
    { entropy: 3.2, check: (v) => /\d/.test(v) && /[a-z]/i.test(v) && !/[./]\w+[./]/.test(v), confidence: 0.7 },
  ),
];
