import { describe, expect, it } from 'vitest';
import type { Detector } from '../../../../src/redact/detect/detector.ts';
import { DETECTORS } from '../../../../src/redact/detect/detectors.ts';
import { secretDetector } from '../../../../src/redact/detect/secrets/index.ts';

/** What the patterns begin with, are nearly satisfied by, or must go back over. Repeated to 100 kB. */
const SEEDS = [
  'a', 'A', '1', '1 ', '1-', '1.', '1/', 'a.', 'a@', '@', ':', '::', '1:', 'ab:', '://', '://a:', '://a:b@', 'http://a.', 'a.com/', '.com',
  `-----BEGIN ${'PRIVATE'} KEY-----`, `-----BEGIN ${'PRIVATE'} KEY-----\n${'A1b2'.repeat(20)}\n`, 'curl ', 'curl -u ', 'key=', 'token: "', 'password is ', '--password ',
  'eyJ', `eyJ${'a'.repeat(18)}.eyJ`, '"email":"', 'email=', 'order number: ', 'user name is ', ' at ', 'a at b dot ', '0x', 'GB00 ', 'sk-', 'xoxb-1-', '_1', 'a_', 'a_b_1',
  'jan 1 ', '(1)', '+1 (', 'phone 1 ', 'bearer ', 'authorization', 'aws', 'discord', '=', '"', '\n', ' ', '\\n', '\\"', '{', '<', 'zip: 1', 'passport A1', '4111 ', 'M1 1AA ',
  'hooks.slack.com/', 'kind: secret\n  a: AAAAAAAAAAAAAAAA\n', 'mnemonic is a', '$2', '|', 'é1', '日本', '-', '//a/:_authtoken=', '1F', 'ff:ff:', 'aa-bb-', '1::', 'bc1', '1B', '12 34 ', '123 456 789 ',
]; // biome-ignore format: a list

/** Milliseconds of processor time: the least of some runs, so that a pause of the machine does not count. */
function cost(detector: Detector, text: string, runs = 2): number {
  let least = Number.POSITIVE_INFINITY;
  for (let run = 0; run < runs; run++) {
    const before = process.cpuUsage();
    detector.detect({ text, kind: 'prose' });
    const { user, system } = process.cpuUsage(before);
    least = Math.min(least, (user + system) / 1000);
  }
  return least;
}

describe('time is linear in the length of the text, whatever the text', () => {
  for (const detector of [secretDetector, ...DETECTORS.shapes]) {
    it(detector.name, () => {
      for (const seed of SEEDS) {
        const text = seed.repeat(Math.ceil(100_000 / seed.length));
        if (cost(detector, text) < 60) continue;
        // Measured again: the engine may have been compiling, and a cold long text beside a warm short one tells nothing.
        const long = cost(detector, text, 5);
        // Four times the text: four times the time, where a quadratic pattern takes sixteen.
        const short = cost(detector, seed.repeat(Math.ceil(25_000 / seed.length)), 5);
        expect([seed, long / short < 10 && long < 2500]).toEqual([seed, true]);
      }
    }, 60_000);
  }
});
