/** Findings as text, JSON, GitHub annotations or SARIF. */
import { VERSION } from '../kit/version.ts';
import type { Finding, ValidationReport } from './validate.ts';

export type ReportFormat = 'text' | 'json' | 'github' | 'sarif';

/** Findings that the text format shows. */
const SHOWN = 100;

export function formatFindings(report: ValidationReport, format: ReportFormat): string {
  if (format === 'json') return JSON.stringify({ ...report, findings: report.findings.map(asJson) });
  if (format === 'sarif') return JSON.stringify(sarif(report.findings));
  if (format === 'github') return report.findings.map(github).join('\n');
  const files = report.files.map((f) => `${f.path}: ${f.rows} rows, ${f.contract}`);
  const findings = report.findings
    .slice(0, SHOWN)
    .map((f) => `${f.path}:${f.line}  ${f.pointer || '(row)'}: ${f.message}; ${f.fix}`);
  const more = report.findings.length - SHOWN;
  if (more > 0) findings.push(`… and ${more} more; --format json lists them all`);
  const end = report.findings.length === 0 ? 'no violations' : `${report.findings.length} violations`;
  return [...findings, ...files, end].join('\n');
}

/** Scripts know the remedy as `mend`: the output keeps its first name. */
const asJson = ({ fix, ...finding }: Finding) => ({ ...finding, mend: fix });

/** GitHub's workflow commands escape these characters. */
const escaped = (text: string): string =>
  text.replace(/[%\r\n]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`);

const github = (f: Finding): string =>
  `::error file=${escaped(f.path).replace(/[:,]/g, (c) => (c === ':' ? '%3A' : '%2C'))},line=${Math.max(1, f.line)}::${escaped(`${f.pointer} ${f.message}; ${f.fix}`)}`;

function sarif(findings: readonly Finding[]): object {
  return {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'goldpan', version: VERSION, rules: [{ id: 'contract' }] } },
        results: findings.map((f) => ({
          ruleId: 'contract',
          level: 'error',
          message: { text: `${f.pointer} ${f.message}; ${f.fix}` },
          locations: [
            {
              physicalLocation: {
                artifactLocation: { uri: encodeURI(f.path) },
                region: { startLine: Math.max(1, f.line) },
              },
            },
          ],
        })),
      },
    ],
  };
}
