/** The dataset's own README: a card that people read, with the YAML head by which `load_dataset(folder, "sft")` finds the files. */
import { aboutText } from './coverage.ts';
import { allDatasets, nameOfFile } from './dataset.ts';
import type { Manifest } from './manifest.ts';
import { comparedBy } from './topics-by.ts';

export function datasetCard(manifest: Manifest): string {
  const configs = allDatasets().flatMap(({ name, kind, target }) => {
    const files = manifest.outputs.filter((output) => nameOfFile(output.path) === name);
    return files.length > 0 ? target.configs(kind.name, files) : [];
  });
  const head = configs.length > 0 ? `configs:\n${configs.join('\n')}` : 'configs: []';
  return `---
${head}
tags:
- goldpan
---

# Training data from agent logs

Made by Goldpan ${manifest.goldpan} from ${manifest.sessions} sessions, redacted under the policy \`${manifest.privacy.policy}\`.

| file | rows | contract |
|---|---|---|
${manifest.outputs.map((o) => `| ${o.path} | ${o.rows} | ${o.contract} |`).join('\n')}

## How it came about

| stage | unit | in | out | dropped |
|---|---|---|---|---|
${manifest.stages.map((s) => `| ${s.name} | ${s.unit} | ${s.in} | ${s.out} | ${droppedText(s.dropped)} |`).join('\n')}

${coverageText(manifest)}${maskedText(manifest)}## Privacy

- Redactions by type: ${
    Object.entries(manifest.redactions)
      .map(([t, n]) => `${t} ${n}`)
      .join(', ') || 'none'
  }.
${namesText(manifest)}- May go to: ${manifest.privacy.destinations.join(', ') || 'nowhere but this machine'}; made for: ${manifest.privacy.destination}.
- Ids are keyed hashes; the key is not part of the dataset (fingerprint \`${manifest.key}\`).
- \`audit/redactions.jsonl\` says what was removed where, by which detector, and never the value.

| rule | setting | examples kept out | examples whose log does not say |
|---|---|---|---|
${manifest.governance.map((g) => `| ${g.rule} | ${g.setting.replaceAll('|', '/')} | ${g.refused} | ${g.unstated} |`).join('\n')}

## Limits

Redaction finds what its detectors know. ${riskText(manifest)} \`goldpan report\` tells the residual risk in full: read it before you pass this data on.
Trajectories whose outcome neither the log nor the evidence in it tells are ${manifest.policy.unknownOutcome === 'keep' ? 'kept' : 'left out'}.
`;
}

/** Rows by complexity and outcome, and what the targets miss. */
function coverageText({ coverage, topics }: Manifest): string {
  if (!coverage) return '';
  const outcomes = ['success', 'failure', 'unknown'];
  const rows = [1, 2, 3, 4, 5].map((level) => {
    const counts = outcomes.map((outcome) =>
      coverage.cells.reduce((n, c) => (c.complexity === level && c.outcome === outcome ? n + c.rows : n), 0),
    );
    return `| ${level} | ${counts.join(' | ')} |`;
  });
  const gaps = coverage.targets.filter((t) => t.missing > 0);
  const missing = gaps.map((t) => `- ${aboutText(t)}: ${t.found} rows, ${t.missing} missing`);
  const missed = gaps.length > 0 ? `\nTargets that are missed:\n\n${missing.join('\n')}\n` : '';
  const named = topics ? `\nTopics${comparedBy(topics)}: ${topics.names.join('; ')}.\n` : '';
  return `## What it holds\n\n| complexity | ${outcomes.join(' | ')} |\n|---|---|---|---|\n${rows.join('\n')}\n${named}${missed}\n`;
}

/** Of what stands in the rows and is not to be learnt. */
const maskedText = ({ stages }: Manifest): string =>
  stages
    .flatMap(({ name, masked }) =>
      masked
        ? [
            `In ${name.replace('export:', '')}, ${masked.messages} harmful steps of ${masked.rows} rows have weight 0 (${droppedText(masked.rules)}): a trainer that ignores weights learns them.\n\n`,
          ]
        : [],
    )
    .join('');

const namesText = ({ names }: Manifest): string =>
  names
    ? `- Doubtful names were judged by the model ${names.name} (sha256 \`${names.sha256}\`): ${names.windows} passages read, ${names.unread} beyond the bound of a run.\n`
    : '';

const droppedText = (dropped: Record<string, number>): string =>
  Object.entries(dropped)
    .map(([reason, n]) => `${reason.replaceAll('|', '/')} ${n}`)
    .join('; ') || '–';

function riskText({ risk: { audit, quasi } }: Manifest): string {
  const { unique } = quasi.histogram;
  const rare =
    unique > 0 ? ` ${unique} sessions keep a combination of towns, jobs, ages and the like that no other has.` : '';
  if (audit.review === 'not reviewed')
    return `No human has read the audit sample of ${audit.sampled} messages yet.${rare}`;
  const { read, withMiss, upper } = audit.review;
  return `A human has read ${read} of ${audit.places} messages and found something missed in ${withMiss}: at most ${(upper * 100).toFixed(1)} % of the messages still hold something (95 %).${rare}`;
}
