/** Sentences that read like those of a log: a frame of English, filled with words. */
import type { Random } from './random.ts';

const FRAMES: ((w: () => string, r: Random) => string)[] = [
  (w) => `The ${w()} ${w()} could not be ${w()} because the ${w()} is still ${w()}.`,
  (w) => `I have checked the ${w()} and it looks like the ${w()} was ${w()} before the ${w()}.`,
  (w, r) => `Please ${w()} the ${w()} within ${r.between(2, 30)} days, otherwise the ${w()} will ${w()}.`,
  (w) => `Could you tell me whether ${w()} ${w()} also ${w()} the ${w()}?`,
  (w) => `Let me look at the ${w()} first; then we can ${w()} the ${w()} and ${w()} again.`,
  (w, r) => `There are ${r.between(2, 90)} ${w()} in the ${w()}, of which ${r.between(1, 9)} are ${w()}.`,
  (w) => `It is not possible to ${w()} a ${w()} without a ${w()}, as the policy says.`,
  (w, r) =>
    `This costs $${r.between(5, 900)}.${r.digits(2)}, and the ${w()} is ${w()} on ${r.pick(['Monday', 'Friday', 'May 3', 'the next day'])}.`,
  (w) => `Thanks, that ${w()} helps. One more thing: my ${w()} keeps ${w()} when I ${w()} it.`,
  (w) => `We use ${w()} in production, but the ${w()} API returns an ${w()} error for each ${w()}.`,
];

export function sentence(random: Random): string {
  return random.pick(FRAMES)(() => random.word(), random);
}

export function paragraph(random: Random, low = 2, high = 6): string {
  return random.times(low, high, () => sentence(random)).join(' ');
}

/** Markdown, as assistants like to answer. */
export function markdown(random: Random): string {
  const parts = [paragraph(random)];
  if (random.chance(0.5))
    parts.push(
      random.times(2, 6, (i) => `${i + 1}. **${random.word()} ${random.word()}**: ${sentence(random)}`).join('\n'),
    );
  if (random.chance(0.3)) parts.push(`## ${random.word()} ${random.word()}\n\n${paragraph(random, 1, 3)}`);
  parts.push(sentence(random));
  return parts.join('\n\n');
}
