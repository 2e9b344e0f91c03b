/** Chat, mail, telephony, social networks, notifications. */
import { entropy } from '../entropy.ts';
import { isWordy } from '../plausible.ts';
import { alnum, assigned, dashed, hex, loose, openEnd, type SecretRule, token, UUID, within } from '../rule.ts';

const DASH = String.raw`(?![\w-])`;

/** Sids of Twilio are written out with their length even where they are masked, and then tell the account from others. */
const hexOrMasked = (value: string) => value.endsWith('xxxx') || entropy(value) >= 3;

export const MESSAGING: readonly SecretRule[] = [
  token(
    'slack-token',
    ['xoxb-', 'xoxp-', 'xoxe-', 'xoxa-', 'xoxr-', 'xoxo-', 'xoxs-', 'xoxc-', 'xoxd-'],
    // The last character is no sign, so that the marks of `_emphasis_` and `**strong**` stay outside.
    String.raw`xox[abpeorscd]-(?:\d-)?\d{6,14}-[\w-]{7,300}[A-Za-z0-9]`,
    {
      anyCase: true,
      tail: String.raw`(?![A-Za-z0-9#-]|_[A-Za-z0-9]|\*\*\*|\.[\w.])`,
      check: (v) => /[A-Za-z0-9]{8}$/.test(v),
    },
  ),
  token(
    'slack-legacy-token',
    ['xoxb-', 'xoxa-', 'xoxr-', 'xoxe-'],
    String.raw`xox(?:b-\d{8,14}-[A-Za-z0-9]{18,26}|[ar]-(?:\d-)?[0-9a-zA-Z]{8,48}|e-\d-[A-Z0-9]{140,170})`,
    {
      anyCase: true,
      tail: DASH,
      entropy: 2.5,
      check: (v) => /\d/.test(v) || (/^xox[ar]-[a-z]{12,}$/i.test(v) && !isWordy(v.slice(5))),
    },
  ),
  token('slack-config-token', ['xoxe.xox'], String.raw`xoxe\.xox[bp]-\d-[A-Z0-9]{160,170}`, {
    anyCase: true,
    tail: DASH,
  }),
  token('slack-cookie', ['xoxd-'], 'xoxd-[A-Za-z0-9%+/=]{40,300}', { tail: '', entropy: 3.5 }),
  token('slack-app-token', ['xapp-'], String.raw`xapp-\d-[A-Z0-9]{6,16}-\d{6,16}-[a-z0-9]{16,128}`, {
    anyCase: true,
    tail: DASH,
  }),
  within(
    'slack-webhook',
    ['hooks.slack.com/'],
    /hooks\.slack\.com\/((?:services|workflows|triggers)\/[A-Za-z0-9+/]{30,80})/g,
    { before: 0, after: 90 },
    { check: (v) => /\d/.test(v) },
  ),
  within(
    'teams-webhook',
    ['.webhook.office.com/', 'outlook.office.com/webhook'],
    /office\.com\/(?:webhookb2|webhook)\/([a-z0-9@-]{40,90}\/IncomingWebhook\/[a-z0-9]{20,40}\/[a-z0-9-]{30,40})/gi,
    { before: 40, after: 240 },
  ),
  within(
    'discord-webhook',
    ['discord.com/api/webhooks/', 'discordapp.com/api/webhooks/'],
    /api\/webhooks\/(\d{17,20}\/[\w-]{60,90})/g,
    { before: 0, after: 120 },
  ),
  within(
    'generic-webhook',
    ['chat.googleapis.com/v1/spaces/'],
    /spaces\/([\w-]{8,16}\/messages\?key=[\w-]{30,60}&token=[\w%-]{30,80})/g,
    { before: 0, after: 220 },
  ),
  within('zapier-webhook', ['hooks.zapier.com/hooks/catch/'], /hooks\/catch\/(\d{4,10}\/[a-z0-9]{5,10})/g, {
    before: 0,
    after: 40,
  }),
  within('ifttt-webhook', ['maker.ifttt.com/trigger/'], /with\/key\/([\w-]{20,50})/g, { before: 0, after: 120 }),
  // A bot's token begins with its id in base64: the code of two digits.
  token(
    'discord-bot-token',
    ['mt', 'mj', 'mz', 'nd', 'nt', 'nj', 'nz', 'od', 'ot'],
    String.raw`(?:M[TjzZ]|N[DTjz]|O[DT])[A-Za-z0-9_-]{22,24}\.[\w-]{6}\.[\w-]{27,40}`,
    { tail: '' },
  ),
  assigned('discord-secret', ['discord'], loose(32), { entropy: 2 }),
  assigned('discord-token', ['discord'], hex(64)),
  assigned('discord-client-id', ['discord'], String.raw`\d{17,19}`, { entropy: 2, confidence: 0.7 }),
  assigned('telegram-bot-token', ['telegr', 'bot_token', 'bottoken'], String.raw`\d{5,16}:A[a-z0-9_-]{34}`),
  within('telegram-bot-token', [':a'], /(?<![\w:.-])(\d{8,10}:AA[A-Za-z0-9_-]{33})(?![\w-])/g, {
    before: 11,
    after: 36,
  }),
  within('telegram-bot-token', ['api.telegram.org/bot'], /\/bot(\d{5,16}:A[A-Za-z0-9_-]{34})(?![\w-])/g, {
    before: 0,
    after: 56,
  }),
  token('twilio-key', ['sk'], 'SK(?:[0-9a-f]{32}|x{32})', { fillers: true, check: hexOrMasked }),
  token('twilio-account-sid', ['ac'], 'AC(?:[0-9a-f]{32}|x{32})', { fillers: true, check: hexOrMasked }),
  assigned('twilio-auth-token', ['twilio'], hex(32), { entropy: 3 }),
  token('sendgrid-key', ['sg.'], String.raw`SG\.(?:[\w-]{22}\.[\w-]{43}|[a-z0-9=_.-]{66})`, {
    anyCase: true,
    tail: DASH,
    entropy: 2.5,
  }),
  token('brevo-key', ['xkeysib-', 'xsmtpsib-'], '(?:xkeysib|xsmtpsib)-[a-f0-9]{64}-[a-z0-9]{16}', { anyCase: true }),
  within(
    'mailchimp-key',
    ['-us'],
    /(?<![0-9A-Za-z])([0-9a-f]{32}-us\d{1,2})(?!\w)/g,
    { before: 33, after: 4 },
    { entropy: 3 },
  ),
  token('mailgun-key', ['key-', 'pubkey-'], '(?:pub)?key-[a-f0-9]{32}', { entropy: 3 }),
  assigned('mailgun-signing-key', ['mailgun'], '[a-h0-9]{32}-[a-h0-9]{8}-[a-h0-9]{8}'),
  token('resend-key', ['re_'], 're_[A-Za-z0-9]{8}_[A-Za-z0-9]{24}', { entropy: 3.3 }),
  assigned('postmark-token', ['postmark'], UUID),
  assigned('sparkpost-key', ['sparkpost'], '[a-f0-9]{40}'),
  token('klaviyo-key', ['pk_'], 'pk_[a-f0-9]{34}', { entropy: 3 }),
  assigned('mandrill-key', ['mandrill'], String.raw`[\w-]{22}`, { entropy: 3.3 }),
  assigned('messagebird-token', ['messagebird', 'message-bird', 'message_bird'], `(?:${alnum(25)}|${UUID})`),
  assigned('vonage-secret', ['nexmo', 'vonage'], '[a-zA-Z0-9]{16}', { entropy: 3 }),
  assigned('plivo-token', ['plivo'], '[A-Za-z0-9]{40}', { entropy: 3.5 }),
  assigned('sendbird-id', ['sendbird'], UUID),
  assigned('sendbird-token', ['sendbird'], hex(40)),
  assigned('intercom-key', ['intercom'], loose(60)),
  assigned('mattermost-token', ['mattermost'], alnum(26)),
  token('rocketchat-token', ['rocketchat_'], 'rocketchat_[A-Za-z0-9]{40,60}'),
  assigned('beamer-token', ['beamer'], 'b_[a-z0-9=_-]{44}'),
  token('facebook-page-token', ['eaam', 'eaac', 'eaab', 'eaag'], 'EAA[MCBG][A-Za-z0-9]{100}', {
    entropy: 4,
    open: openEnd('A-Za-z0-9'),
  }),
  within(
    'facebook-app-token',
    ['|', '%7c'],
    /(?<![\w|])(\d{15,16}(?:\||%7C)[0-9A-Za-z_-]{27,40})(?![\w-])/g,
    { before: 17, after: 44 },
    { entropy: 3 },
  ),
  assigned('facebook-secret', ['facebook', 'fb_app', 'fb_client'], hex(32), { entropy: 3 }),
  within(
    'instagram-token',
    ['igqv', 'igaa'],
    /\b(IG(?:QV|AA)[A-Za-z0-9_-]{100,300})/g,
    { before: 0, after: 310 },
    { open: openEnd('\\w-') },
  ),
  assigned('twitter-key', ['twitter'], alnum(25)),
  assigned('twitter-secret', ['twitter'], `(?:${alnum(50)}|${alnum(45)})`),
  assigned('twitter-access-token', ['twitter', 'access_token', 'accesstoken'], String.raw`\d{15,25}-[a-z0-9]{20,40}`),
  token('twitter-bearer', ['aaaaaaaaaaaaaaaaaaaa'], 'A{20,24}[a-zA-Z0-9%]{60,110}', { entropy: 3.5, fillers: true }),
  assigned('twitch-token', ['twitch'], alnum(30)),
  token('twitch-oauth', ['oauth:'], 'oauth:[a-z0-9]{30}', { entropy: 3.3 }),
  assigned('linkedin-client-id', ['linkedin', 'linked_in', 'linked-in'], alnum(14)),
  assigned('linkedin-secret', ['linkedin', 'linked_in', 'linked-in'], alnum(16)),
  assigned('flickr-token', ['flickr'], alnum(32)),
  assigned('reddit-secret', ['reddit'], '[A-Za-z0-9_-]{27,30}', { entropy: 3.8 }),
  assigned('spotify-secret', ['spotify'], hex(32), { entropy: 3 }),
  assigned('pushbullet-token', ['pushbullet'], 'o\\.[A-Za-z0-9]{32}'),
  assigned('onesignal-key', ['onesignal'], '[A-Za-z0-9]{48}'),
  assigned('pusher-secret', ['pusher'], hex(20)),
  assigned('zoom-secret', ['zoom_client', 'zoom_api', 'zoom_secret'], '[A-Za-z0-9]{32}', { entropy: 3.5 }),
  assigned('trello-key', ['trello'], `(?:${hex(32)}|${hex(64)}|ATTA[a-z0-9]{60,72})`, { entropy: 3 }),
  assigned('line-token', ['line_channel', 'line_token'], '[A-Za-z0-9+/]{170,180}=?', { entropy: 4 }),
  assigned('chat-service-key', ['crisp', 'drift', 'zulip'], dashed('32,64'), {
    entropy: 3.5,
    names: /tok|key|secret/i,
  }),
];
