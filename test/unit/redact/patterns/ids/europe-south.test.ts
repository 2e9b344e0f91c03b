import { EUROPE_SOUTH } from '../../../../../src/redact/detect/patterns/ids/europe-south.ts';
import { type NumberRow, testRules } from './rules.ts';

/** Invented numbers; of those with a check digit the second has a wrong one. */
const ROWS: readonly NumberRow[] = [
  ['es_nif', 'identidad', '1427187 Z', '1427187 A', 0.97, 0, 0.8],
  ['es_nif', 'identidad', '07052512E', '07052512F', 0.97, 0.65, 0.8],
  ['es_nie', 'documento', 'Y8041215S', 'Y8041215T', 0.97, 0.8, 0.85],
  ['es_cif', 'empresa', 'N5962280C', 'N5962280D', 0.9, 0, 0.5],
  ['es_social_security', 'seguridad social', '006503093396', '006503093397', 0.9, 0, 0.5],
  ['pt_nif', 'fiscal', '108170853', '108170854', 0.9, 0, 0.5],
  ['pt_citizen_card', 'bilhete', '065747969EY4', '065747969EY5', 0.9, 0, 0.5],
  ['it_codice_fiscale', 'fiscal', 'TAPNWZ95C13YR0SE', 'TAPNWZ95C13YR0SF', 0.98, 0.9, 0.9],
  ['it_codice_fiscale', 'fiscal', 'ADGJOD09E31N640G', 'ADGJOD09E32N640G', 0.75, 0.55, 0.55],
  ['it_vat', 'partita iva', '33501918198', '33501918199', 0.9, 0, 0.5],
  ['it_identity_card', 'documento', 'ZS51226RB', 'ZS51226R', 0.75, 0, 0.5],
  ['gr_afm', 'tax id', '597339091', '597339092', 0.9, 0, 0],
  ['gr_amka', 'amka', '01272122654', '01272122655', 0.9, 0, 0],
  ['tr_national_id', 'vatanda', '59338660134', '59338660135', 0.9, 0, 0.5],
  ['il_teudat_zehut', 'teudat', '43202399', '43202390', 0.9, 0, 0],
];

testRules(EUROPE_SOUTH, ROWS);
