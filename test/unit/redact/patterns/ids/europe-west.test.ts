import { EUROPE_WEST } from '../../../../../src/redact/detect/patterns/ids/europe-west.ts';
import { type NumberRow, testRules } from './rules.ts';

/** Invented numbers; of those with a check digit the second has a wrong one. */
const ROWS: readonly NumberRow[] = [
  ['uk_nino', 'ni number', 'LZ082418B', 'LZ082418E', 0.97, 0.8, 0.85],
  ['uk_nhs', 'patient', '2221730038', '2221730039', 0.9, 0, 0.5],
  ['uk_utr', 'tax reference', '98674 30296', '98674 3029', 0.75, 0, 0],
  ['ie_pps', 'personal public service', '5356132W', '5356132X', 0.9, 0, 0.5],
  ['fr_nir', 'numero de sécu', '3 14125433057533', '3 14125433057534', 0.9, 0.7, 0.7],
  ['fr_siren', 'siret', '441370525', '441370526', 0.9, 0, 0.5],
  ['fr_tax', 'identifiant fiscal', '1728 020959364', '1728 020959365', 0.9, 0, 0.5],
  ['nl_bsn', 'citizen service', '2397 82410', '2397 82411', 0.9, 0, 0.5],
  ['be_rrn', 'numero national', '431007810.50', '431007810.51', 0.9, 0, 0.5],
  ['de_tax_id', 'identifikationsnummer', '80572 504695', '80572 504696', 0.9, 0, 0.5],
  ['de_tax_number', 'tax number', '1339926477377', '1739926477377', 0.9, 0, 0.45],
  ['de_pension', 'rentenversicherung', '72771123K439', '72771123K430', 0.9, 0.7, 0.7],
  ['de_health_insurance', 'krankenversicher', 'R573912043', 'R573912044', 0.9, 0, 0.5],
  ['de_physician', 'lanr', '780274817', '780274917', 0.9, 0, 0.5],
  ['de_id_card', 'personalausweis', 'L4XPWF9GH6', 'L4XPWF9GH7', 0.9, 0, 0],
  ['de_vat', 'umsatzsteuer', 'DE191405723', 'DE191405724', 0.9, 0.6, 0.6],
  ['de_commercial_register', 'handelsregister', 'HRB 80412', 'HRC 80412', 0.75, 0.45, 0.5],
  ['at_svnr', 'svnr', '4051171238', '4051171239', 0.9, 0, 0.5],
  ['ch_ahv', 'versichertennummer', '756 8805839483', '756 8805839484', 0.9, 0.75, 0.75],
];

testRules(EUROPE_WEST, ROWS);
