/** Finds secrets: keyword prefilter, then the rules of the families, then assignments with entropy. */
import type { Detector } from '../detector.ts';
import { scanSecrets, scanSecretsFromAbove } from './scan.ts';

/** Its answer depends on the text, its kind and the nearest key. */
export const secretDetector: Detector = {
  name: 'secrets',
  detect: (unit) => scanSecrets(unit),
};

/** Looks at keys above the nearest one: its answer must not be remembered by key and text alone. */
export const secretPathDetector: Detector = {
  name: 'secrets',
  detect: (unit) => scanSecretsFromAbove(unit),
};
