import { DOCUMENTS } from '../../../../../src/redact/detect/patterns/ids/documents.ts';
import { type NumberRow, testRules } from './rules.ts';

/** Invented numbers; of those with a check digit the second has a wrong one. */
const ROWS: readonly NumberRow[] = [
  ['de_passport', 'paspoort', 'G401CM9P7', 'G401CM9P8', 0.95, 0, 0.5],
  ['passport', 'paspoort', '38DK05915', '38DK0591', 0.85, 0, 0],
  ['passport', 'paspoort', 'C74910054', 'C749100547', 0.85, 0, 0.5],
  ['de_passport', 'reisepass', 'XT844J46C', 'XT844J46D', 0.8, 0, 0.5],
  [
    'passport_mrz',
    'reisepass',
    '301DHP2KZ4VZK8195802<5402833KV89H35CZZQ56N78',
    '301DHP2KZ4VZK8195802<5402833KV89H35CZZQ56N7',
    0.75,
    0.95,
    0.95,
  ],
  ['uk_driving_licence', 'rijbewijs', 'NGHLS755323XN8V0', 'NGHLS755423XN8V0', 0.97, 0.85, 0.9],
  ['kr_driver_license', 'rijbewijs', '19-17-292722-00', '10-17-292722-00', 0.95, 0.75, 0.8],
  ['it_driver_license', 'rijbewijs', 'SZ0817971U', 'SZ0817971', 0.9, 0, 0.5],
  ['de_fuehrerschein', '운전면허', 'K83OLLDFD5S', 'K83OLLDFD5', 0.85, 0, 0.5],
  ['us_driver_license', '운전면허', '16-695-8250', '16-695-825', 0.75, 0, 0],
  ['plate_de', 'plate', 'X U 8582', 'X U 0582', 0.8, 0, 0.45],
  ['plate_uk', 'matrícula', 'OJ19PKX', 'OJ19PKI', 0.85, 0, 0.5],
  ['plate_uk', 'licence plate', 'H64XWW', 'H64XWZ', 0.75, 0, 0.45],
  ['plate_in', 'licence plate', 'AB0EPV7057', 'AB0EPV705', 0.8, 0, 0.5],
  ['plate_tr', 'licence plate', '81 P 98', '82 P 98', 0.8, 0, 0.45],
  ['plate_ng', 'plate', 'TPK131QB', 'TPK131Q', 0.8, 0, 0.45],
  ['vin', 'vehicle id', 'GX795ZSUWMJ0MNSA2', 'GX795ZSUWMJ0MNSI2', 0.85, 0, 0],
];

testRules(DOCUMENTS, ROWS);
