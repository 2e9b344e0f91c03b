import { AMERICAS } from '../../../../../src/redact/detect/patterns/ids/americas.ts';
import { type NumberRow, testRules } from './rules.ts';

/** Invented numbers; of those with a check digit the second has a wrong one. */
const ROWS: readonly NumberRow[] = [
  ['us_ssn', 'ssno', '751-02-0107', '751-00-0107', 0.98, 0.85, 0.85],
  ['us_ssn', 'ssid', '869.03.6984', '869.00.6984', 0.95, 0.5, 0.5],
  ['us_ssn', 'ssid', '312258525', '912258525', 0.9, 0, 0],
  ['us_itin', 'tax id', '939-58 7625', '939-68 7625', 0.95, 0.75, 0.8],
  ['us_itin', 'taxpayer id', '936732864', '936932864', 0.85, 0, 0],
  ['us_ein', 'tax id', '33-7791791', '33-779179', 0.75, 0, 0],
  ['us_npi', 'physician', '1605331531', '1605331532', 0.9, 0, 0.5],
  ['us_mbi', 'beneficiary', '3UT3-WM9-PT13', '3UT3-WM9-PZ13', 0.95, 0.6, 0.7],
  ['us_dea', 'licence', 'MW0711499', 'MW0711490', 0.9, 0.5, 0.5],
  ['ca_sin', 'assurance sociale', '330691981', '330691982', 0.9, 0, 0.5],
  ['br_cpf', 'cpf', '63658137401', '63658137402', 0.9, 0, 0.5],
  ['br_cpf', 'cpf', '739.193.118-76', '739.193.118-77', 0.98, 0.9, 0.9],
  ['br_cnpj', 'cnpj', '66.076.997/7386-34', '66.076.997/7386-35', 0.97, 0.85, 0.85],
  ['br_cnpj', 'cnpj', '53327238900770', '53327238900771', 0.9, 0, 0.5],
  ['mx_curp', 'curp', 'CAZD132578XUMJOA95', 'CAZD132578XUMJOA96', 0.98, 0.9, 0.9],
  ['mx_rfc', 'contribuyente', 'PLQ640804I54', 'PLQ640800I54', 0.9, 0, 0.5],
  ['ar_cuit', 'cuit', '2332754562-0', '2332754562-1', 0.9, 0, 0.5],
  ['ar_dni', 'documento nacional', '8302176', '830217', 0.75, 0, 0],
  ['cl_rut', 'rut', '1.646.973-4', '1.646.973-5', 0.97, 0.8, 0.8],
  ['cl_rut', 'rut', '5752134-1', '5752134-2', 0.9, 0, 0.5],
  ['co_nit', 'nit', '201550544-3', '201550544-', 0.75, 0, 0],
  ['co_cedula', 'cédula', '3114831', '311483', 0.75, 0, 0],
  ['ec_cedula', 'cédula', '0074892464', '0074892465', 0.9, 0, 0],
];

testRules(AMERICAS, ROWS);
