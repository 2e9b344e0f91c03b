import { describe, expect, it } from 'vitest';
import { secretDetector } from '../../../../src/redact/detect/secrets/index.ts';
import { RULES } from '../../../../src/redact/detect/secrets/rules/index.ts';
import { secretsOf } from './found.ts';
import { ALNUM, DIGITS, HEX, LETTERS, LOWER_ALNUM, of, UPPER_ALNUM, uuid } from './samples.ts';

/** [rule that names it, the secret]. The detector must find exactly the secret in a line of a log. */
const TOKENS: readonly (readonly [rule: string, secret: string])[] = [
  ['github-token', `gh${'p_'}${of(ALNUM, 36)}`],
  ['github-fine-grained-pat', `github${'_pat_'}${of(ALNUM, 82)}`],
  ['gitlab-pat', `glpat${'-'}${of(ALNUM, 20)}`],
  ['gitlab-runner-token', `glrt${'-'}${of(ALNUM, 20)}`],
  ['aws-access-key-id', `AK${'IA'}${of(UPPER_ALNUM, 16)}`],
  ['google-api-key', `AI${'za'}${of(ALNUM, 35)}`],
  ['google-oauth-secret', `GOC${'SPX-'}${of(ALNUM, 28)}`],
  ['alibaba-access-key-id', `LT${'AI'}${of(ALNUM, 20)}`],
  ['digitalocean-token', `dop${'_v1_'}${of(HEX, 64)}`],
  ['vault-token', `hv${'s.'}${of(ALNUM, 96)}`],
  ['tailscale-key', `ts${'key-auth-'}${of(ALNUM, 12)}-${of(ALNUM, 24)}`],
  ['netlify-token', `nf${'p_'}${of(ALNUM, 36)}`],
  ['heroku-key', `HR${'KU-AA'}${of(ALNUM, 58)}`],
  ['anthropic-key', `sk-${'ant-api03-'}${of(ALNUM, 93)}AA`],
  ['openai-key', `sk-${'proj-'}${of(ALNUM, 60)}`],
  ['model-api-key', `sk${'-'}${of(ALNUM, 48)}`],
  ['openrouter-key', `sk-${'or-v1-'}${of(HEX, 64)}`],
  ['langsmith-key', `lsv2${'_pt_'}${of(HEX, 32)}_${of(HEX, 10)}`],
  ['huggingface-token', `h${'f_'}${of(LETTERS, 34)}`],
  ['groq-key', `gs${'k_'}${of(ALNUM, 52)}`],
  ['replicate-token', `r${'8_'}${of(ALNUM, 37)}`],
  ['perplexity-key', `pp${'lx-'}${of(ALNUM, 48)}`],
  ['npm-token', `np${'m_'}${of(ALNUM, 36)}`],
  ['pypi-token', `py${'pi-AgEIcHlwaS5vcmc'}${of(ALNUM, 90)}`],
  ['rubygems-key', `ruby${'gems_'}${of(HEX, 48)}`],
  ['docker-token', `dckr${'_pat_'}${of(ALNUM, 27)}`],
  ['databricks-token', `da${'pi'}${of(HEX, 32)}`],
  ['grafana-service-token', `gl${'sa_'}${of(ALNUM, 32)}_${of(HEX, 8)}`],
  ['sentry-user-token', `sntr${'yu_'}${of(HEX, 64)}`],
  ['newrelic-key', `NR${'AK-'}${of(UPPER_ALNUM, 27)}`],
  ['dynatrace-token', `dt0${'c01.'}${of(LOWER_ALNUM, 24)}.${of(LOWER_ALNUM, 64)}`],
  ['pulumi-token', `pu${'l-'}${of(HEX, 40)}`],
  ['postman-key', `PM${'AK-'}${of(HEX, 24)}-${of(HEX, 34)}`],
  ['stripe-key', `sk${'_live_'}${of(ALNUM, 24)}`],
  ['stripe-webhook-secret', `wh${'sec_'}${of(ALNUM, 32)}`],
  ['square-secret', `sq0${'csp-'}${of(ALNUM, 43)}`],
  ['razorpay-key', `rzp${'_live_'}${of(ALNUM, 14)}`],
  ['shopify-token', `shp${'at_'}${of(HEX, 32)}`],
  ['plaid-access-token', `access-${'production-'}${uuid()}`],
  ['slack-token', `xo${'xb-'}${of(DIGITS, 12)}-${of(DIGITS, 12)}-${of(ALNUM, 24)}`],
  ['slack-app-token', `xa${'pp-1-'}${of(UPPER_ALNUM, 11)}-${of(DIGITS, 13)}-${of(HEX, 64)}`],
  ['sendgrid-key', `S${'G.'}${of(ALNUM, 22)}.${of(ALNUM, 43)}`],
  ['brevo-key', `xkey${'sib-'}${of(HEX, 64)}-${of(LOWER_ALNUM, 16)}`],
  ['twilio-key', `S${'K'}${of(HEX, 32)}`],
  ['telegram-bot-token', `${of(DIGITS, 10)}${':AA'}${of(ALNUM, 33)}`],
  ['mailchimp-key', `${of(HEX, 32)}${'-us'}12`],
  ['linear-key', `lin${'_api_'}${of(ALNUM, 40)}`],
  ['figma-token', `fig${'d_'}${of(ALNUM, 43)}`],
  ['notion-token', `nt${'n_'}${of(DIGITS, 11)}${of(ALNUM, 35)}`],
  ['hubspot-token', `pat-${'na1-'}${uuid()}`],
  ['airtable-pat', `pa${'t'}${of(ALNUM, 14)}.${of(HEX, 64)}`],
  ['terraform-cloud-token', `${of(ALNUM, 14)}${'.atlas'}v1.${of(ALNUM, 64)}`],
  ['age-secret-key', `AGE-SECRET${'-KEY-1'}${'QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L'.repeat(2).slice(0, 58)}`],
  ['maxmind-key', `${of(ALNUM, 6)}_${of(ALNUM, 29)}${'_mmk'}`],
];

describe('kinds of secrets with a mark of their own', () => {
  for (const [rule, secret] of TOKENS) {
    it(rule, () => {
      const text = `2026-05-21 INFO using ${secret} for the upload\nnext line`;
      const found = secretDetector.detect({ text, kind: 'prose' });
      expect(found.map((f) => [f.type, f.rule, text.slice(f.start, f.end)])).toEqual([['SECRET', rule, secret]]);
    });
  }
});

/** [rule, name, secret]: known by the service's name in front of them. */
const ASSIGNED: readonly (readonly [rule: string, name: string, secret: string])[] = [
  ['asana-secret', 'ASANA_CLIENT_SECRET', of(LOWER_ALNUM, 32)],
  ['algolia-key', 'algoliaApiKey', of(LOWER_ALNUM, 32)],
  ['aws-secret-key', 'aws_secret_access_key', of(ALNUM, 40)],
  ['datadog-key', 'DATADOG_API_KEY', of(HEX, 40)],
  ['heroku-key', 'heroku_api_key', uuid()],
  ['twilio-auth-token', 'TWILIO_AUTH_TOKEN', of(HEX, 32)],
  ['zendesk-key', 'zendesk_token', of(LOWER_ALNUM, 40)],
  ['okta-token', 'okta_token', `00${of(ALNUM, 40)}`],
  ['cloudflare-api-key', 'CLOUDFLARE_API_TOKEN', of(LOWER_ALNUM, 40)],
];
const WAYS: readonly ((name: string, value: string) => string)[] = [
  (name, value) => `${name}=${value}`,
  (name, value) => `export ${name}="${value}"`,
  (name, value) => `  "${name}": "${value}",`,
  (name, value) => `const ${name} = '${value}';`,
  (name, value) => `${name}: ${value}`,
  (name, value) => `System.setProperty("${name}", "${value}")`,
  (name, value) => `<${name}>\n    ${value}\n</${name}>`,
  (name, value) => `var ${name} string = "${value}"`,
];

describe('kinds of secrets known by the name they are assigned to', () => {
  for (const [rule, name, secret] of ASSIGNED) {
    it(rule, () => {
      for (const way of WAYS) {
        const text = way(name, secret);
        const [found, ...more] = secretDetector.detect({ text, kind: 'prose' });
        expect([text, more.length]).toEqual([text, 0]);
        expect([text, found && text.slice(found.start, found.end)]).toEqual([text, secret]);
        expect(found?.rule).toBe(rule);
      }
    });

    it(`${rule}, as the decoded value of a JSON key`, () => {
      const found = secretDetector.detect({ text: secret, kind: 'value', key: name, path: [name] });
      expect(found.map((f) => [f.rule, f.start, f.end])).toEqual([[rule, 0, secret.length]]);
    });
  }
});

describe('the table of rules', () => {
  it('has marks in lower case, all of them ASCII', () => {
    for (const rule of RULES) for (const mark of rule.marks) expect(mark).toMatch(/^[\x21-\x7e][\x20-\x7e]*$/);
    expect(RULES.flatMap((rule) => rule.marks).filter((mark) => mark !== mark.toLowerCase())).toEqual([]);
  });

  it('knows more than two hundred kinds', () => {
    expect(new Set(RULES.map((rule) => rule.id)).size).toBeGreaterThanOrEqual(220);
  });

  it('runs patterns where they belong: sticky at a mark, global in a window', () => {
    for (const rule of RULES)
      expect([rule.id, rule.pattern[rule.kind === 'window' ? 'global' : 'sticky']]).toEqual([rule.id, true]);
  });
});

describe('marks around tokens whose alphabet holds them', () => {
  const slack = `xoxb-${'283746501928'}-${'918273645546'}-${'Qw8Er2Ty6Ui0Op4As1Df5Gh9'}`;
  const google = `AIza${'SyB7kQ2mX9vL4nR8tW1zC5dF3gH6jK0pA_x'}`;

  it.each([
    [`use _${slack}_ for it`, slack],
    [`**${slack}** is the token`, slack],
    [`*${slack}*`, slack],
    [`old_${google}_bak`, google],
  ])('%s', (text, token) => {
    expect(secretsOf(text)).toEqual([token]);
  });

  it.each([`${slack.slice(0, 30)}-***`, `AIza${'a_b_'.repeat(12)}`])('%s is none', (text) => {
    expect(secretsOf(text)).toEqual([]);
  });
});
