import { OCEANIA_AFRICA } from '../../../../../src/redact/detect/patterns/ids/oceania-africa.ts';
import { type NumberRow, testRules } from './rules.ts';

/** Invented numbers; of those with a check digit the second has a wrong one. */
const ROWS: readonly NumberRow[] = [
  ['au_abn', 'australian business', '76412021900', '76412021901', 0.9, 0, 0.5],
  ['au_acn', 'australian company', '288004526', '288004527', 0.9, 0, 0.5],
  ['au_tfn', 'tax file', '646949 418', '646949 419', 0.9, 0, 0.5],
  ['au_medicare', 'medicare', '543931379 8', '543931370 8', 0.9, 0, 0.5],
  ['nz_ird', 'inland revenue', '08757181', '0875718', 0.75, 0, 0],
  ['nz_nhi', 'nhi', 'WKU6727', 'WKI6727', 0.75, 0, 0],
  ['za_id', 'identity number', '080122 4951021', '080122 4951022', 0.9, 0.5, 0.75],
  ['ng_nin', 'nimc', '23341304627', '2334130462', 0.9, 0, 0],
  ['ke_id', 'huduma', '26038185', '260381857', 0.75, 0, 0],
  ['eg_national_id', 'الرقم القومي', '35407195077823', '35407395077823', 0.9, 0, 0],
];

testRules(OCEANIA_AFRICA, ROWS);
