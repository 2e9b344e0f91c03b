import { EUROPE_NORTH_EAST } from '../../../../../src/redact/detect/patterns/ids/europe-north-east.ts';
import { type NumberRow, testRules } from './rules.ts';

/** Invented numbers; of those with a check digit the second has a wrong one. */
const ROWS: readonly NumberRow[] = [
  ['se_personnummer', 'personalnumber', '0705175529', '0705175520', 0.9, 0, 0.5],
  ['se_personnummer', 'personnummer', '18311176+8853', '18311176+8854', 0.9, 0.75, 0.75],
  ['se_organisationsnummer', 'company registration', '072026-3714', '072026-3715', 0.9, 0, 0.5],
  ['fi_hetu', 'personal identity', '261112Y189U', '261112Y189V', 0.97, 0.8, 0.8],
  ['no_fodselsnummer', 'd-nummer', '24521909257', '24521909258', 0.9, 0, 0.5],
  ['dk_cpr', 'danish', '1510678447', '1513678447', 0.9, 0, 0],
  ['is_kennitala', 'kennitala', '3909005624', '3909005634', 0.9, 0, 0],
  ['pl_pesel', 'identyfikacyj', '70920185091', '70920185092', 0.9, 0, 0.5],
  ['pl_nip', 'podatk', '7832554965', '7832554966', 0.9, 0, 0],
  ['pl_id_card', 'osobist', 'LNJ707351', 'LNJ707352', 0.9, 0, 0],
  ['cz_birth_number', 'rodne číslo', '427711/4677', '427711/4678', 0.9, 0, 0],
  ['ro_cnp', 'cod numeric', '5110422153941', '5110422153942', 0.9, 0, 0.5],
  ['bg_egn', 'egn', '8715668474', '8715668475', 0.9, 0, 0],
  ['hr_oib', 'osobni identifikacijski', '03209598401', '03209598402', 0.9, 0, 0],
  ['ee_isikukood', 'isikukood', '39607139106', '39607139107', 0.9, 0, 0.5],
  ['lv_personas_kods', 'personas kods', '17669142088', '1766914208', 0.75, 0, 0],
  ['hu_tax_id', 'adoazonosító', '8883235452', '8883235453', 0.9, 0, 0],
  ['ru_inn', 'inn', '4128295193', '4128295194', 0.9, 0, 0],
  ['ru_snils', 'snils', '84377928361', '84377928362', 0.9, 0, 0],
];

testRules(EUROPE_NORTH_EAST, ROWS);
