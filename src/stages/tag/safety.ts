/** A first, narrow safety net: requests that no dataset should teach an answer to. Words in context, not single words. */
import type { Message } from '../../model/example.ts';

const UNSAFE: readonly [string, RegExp][] = [
  [
    'weapon instructions',
    /\b(?:build|make|assemble)\s+(?:a\s+|an\s+)?(?:pipe bomb|nail bomb|explosive device|nerve agent|dirty bomb)\b/i,
  ],
  [
    'malware request',
    /\b(?:write|create|code)\s+(?:me\s+)?(?:a\s+|some\s+)?(?:ransomware|keylogger|computer virus|botnet)\b/i,
  ],
  ['self-harm', /\b(?:how to|best way to)\s+(?:kill|hurt|harm)\s+my ?self\b/i],
  ['sexual content about minors', /\b(?:sexual|nude|explicit)\b[^.\n]{0,40}\b(?:minor|child|underage)\b/i],
  ['prompt injection', /\bignore (?:all )?(?:previous|prior) instructions and\b/i],
];

/** What was found, by name, in user and assistant text, and the indices of those messages. */
export function safetyFindings(messages: readonly Message[]): { names: string[]; at: number[] } {
  const names = new Set<string>();
  const at = new Set<number>();
  for (const [i, m] of messages.entries()) {
    if (m.role !== 'user' && m.role !== 'assistant') continue;
    for (const [name, pattern] of UNSAFE) {
      if (!pattern.test(m.content)) continue;
      names.add(name);
      at.add(i);
    }
  }
  return { names: [...names], at: [...at] };
}
