/** Finds secrets: keyword prefilter, then the rules of the families, then assignments with entropy. */
import type { Detector } from '../detector.ts';
import { scanSecrets } from './scan.ts';

export const secretDetector: Detector = {
  name: 'secrets',
  detect: (unit) => scanSecrets(unit),
};
