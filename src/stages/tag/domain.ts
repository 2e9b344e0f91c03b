/** Domain by the words that only that domain uses much; `general` where nothing stands out. */

const DOMAINS: Readonly<Record<string, string>> = {
  software: `code function bug compile repository commit test python javascript typescript
    api error stack docker deploy file git branch refactor`,
  travel: `flight booking reservation airline hotel passenger baggage itinerary airport cabin rebook`,
  retail: `order refund return shipping delivery cart product exchange item store package tracking`,
  finance: `account invoice payment bank loan credit transfer balance tax interest iban`,
  telecom: `sim roaming signal router modem mobile network data plan esim apn`,
  health: `patient doctor symptom appointment medication diagnosis clinic dose prescription`,
  legal: `contract clause liability court law attorney compliance plaintiff`,
  hr: `vacation payroll employee onboarding candidate salary recruiter`,
  education: `homework essay exam student lesson teacher course`,
  data: `sql query table dataset dashboard column csv regression model`,
};

const WORDS = new Map<string, string[]>();
for (const [domain, words] of Object.entries(DOMAINS)) {
  for (const word of words.split(/\s+/)) WORDS.set(word, [...(WORDS.get(word) ?? []), domain]);
}

export interface Domain {
  domain: string;
  /** Distinct words that speak for it, and for the next best. */
  votes: number;
  next: number;
}

/** Distinct domain words count, once each; a domain needs two, and more than any other. */
export function domainOf(text: string, tools: readonly string[]): Domain {
  const votes = new Map<string, number>();
  const seen = new Set<string>();
  for (const [raw] of `${text} ${tools.join(' ').replace(/[_-]/g, ' ')}`.toLowerCase().matchAll(/[a-z]{3,}/g)) {
    const word = WORDS.has(raw) ? raw : raw.replace(/s$/, '');
    if (seen.has(word)) continue;
    seen.add(word);
    for (const domain of WORDS.get(word) ?? []) votes.set(domain, (votes.get(domain) ?? 0) + 1);
  }
  const [first, second] = [...votes].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  const [name, most] = first ?? ['general', 0];
  const next = second?.[1] ?? 0;
  const clear = most >= 2 && most > next;
  return clear ? { domain: name, votes: most, next } : { domain: 'general', votes: 0, next: most };
}
