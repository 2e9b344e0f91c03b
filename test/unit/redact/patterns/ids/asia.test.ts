import { ASIA } from '../../../../../src/redact/detect/patterns/ids/asia.ts';
import { type NumberRow, testRules } from './rules.ts';

/** Invented numbers; of those with a check digit the second has a wrong one. */
const ROWS: readonly NumberRow[] = [
  ['in_aadhaar', 'aadaar', '6689-7098-5792', '6689-7098-5793', 0.9, 0, 0.5],
  ['in_pan', 'income tax', 'RWLPU9984B', 'RWLQU9984B', 0.95, 0.7, 0.8],
  ['in_pan', 'income tax', 'RPIDJ1508Z', 'RPIDJ1508', 0.85, 0, 0.5],
  ['in_gstin', 'gstin', '09NFVMJ1632Q4ZX', '09NFVMJ1632Q4AX', 0.97, 0.8, 0.8],
  ['in_voter', 'election', 'QAA7556378', 'QAA755637', 0.75, 0, 0.5],
  ['sg_nric', 'singapore', 'T4352279A', 'T4352279B', 0.97, 0.8, 0.8],
  ['sg_nric', 'singapore', 'G4746967O', 'H4746967O', 0.75, 0, 0.5],
  ['sg_uen', 'business reg', 'T57FD2896H', 'U57FD2896H', 0.75, 0, 0.5],
  ['my_nric', 'kad pengenalan', '790822-36-3963', '790832-36-3963', 0.9, 0.6, 0.6],
  ['id_nik', 'ktp', '8303393892821729', '830339389282172', 0.75, 0, 0],
  ['ph_tin', 'taxpayer', '316-973-664', '316-973-665', 0.9, 0, 0],
  ['ph_tin', 'taxpayer', '509-058-456', '509-058-45', 0.75, 0, 0],
  ['ph_id', 'philhealth', '8300-9713986-1', '8300-9713986-', 0.75, 0, 0],
  ['th_id', 'thai', '476797165931-4', '476797165931-5', 0.9, 0, 0.5],
  ['vn_cccd', 'cccd', '042592400923', '142592400923', 0.75, 0, 0],
  ['cn_resident_id', 'resident id', '168701204707263885', '168701204707263886', 0.98, 0.85, 0.85],
  ['tw_national_id', 'taiwan', 'D287058282', 'D287058283', 0.9, 0.6, 0.6],
  ['hk_id', 'hkid', 'U890315(5)', 'U890315(6)', 0.9, 0.8, 0.8],
  ['jp_my_number', 'mynumber', '688569471585', '688569471586', 0.9, 0, 0],
  ['kr_rrn', 'foreigner registration', '4102067412959', '4102067412950', 0.97, 0, 0.5],
  ['kr_rrn', 'foreigner registration', '291017-2183162', '291017-2183163', 0.97, 0.8, 0.8],
  ['kr_rrn', 'foreigner registration', '251206-5806743', '251206-9806743', 0.9, 0.55, 0.6],
  ['kr_rrn', 'foreigner registration', '6404025652878', '6404029652878', 0.8, 0, 0.5],
  ['kr_brn', 'business registration', '2103067911', '2103067912', 0.9, 0, 0.5],
  ['ae_emirates_id', 'emirates', '78401937166511-3', '78501937166511-3', 0.75, 0.7, 0.7],
  ['sa_national_id', 'saudi', '1184550965', '3184550965', 0.75, 0, 0],
  ['pk_cnic', 'cnic', '29771-7510419-7', '29771-7510419-', 0.75, 0.7, 0.7],
];

testRules(ASIA, ROWS);
