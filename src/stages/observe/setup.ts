/** Calls that prepare the place of work: what they teach is the environment, not the task. */
import type { Step } from '../../model/step.ts';
import type { ToolCall } from './calls.ts';
import type { ShellPart } from './shell.ts';

type Rule = readonly [rule: string, test: (part: ShellPart) => boolean];

const byHead = (shape: RegExp) => (part: ShellPart) => shape.test(part.head);

const RULES: readonly Rule[] = [
  [
    'packages',
    byHead(
      /^(?:(?:pip|uv|npm|pnpm|yarn|poetry|conda|mamba|apt|apt-get|brew|dnf|yum|apk|gem|bundle|cargo|composer|go) (?:install|ci|add|i|sync|update|upgrade|get|fetch|restore|mod|download)|dpkg|nvm|pyenv|rustup|corepack)$/,
    ),
  ],
  [
    'packages',
    ({ head, words }) => /^(?:dotnet restore|mvn dependency.*|yarn|setup\.py)$/.test(head) && words.length <= 3,
  ],
  [
    'environment',
    byHead(
      /^(?:venv|virtualenv|conda (?:create|activate|init|env)|uv venv|poetry (?:env|shell)|npm init|git (?:config|init)|direnv|locale-gen|ulimit|chmod)$/,
    ),
  ],
  [
    'environment',
    ({ head, words }) =>
      /^(?:source|\.)$/.test(head) && /activate|\.env|\.bashrc|conda\.sh|nvm\.sh/.test(words[1] ?? ''),
  ],
  ['checkout', byHead(/^(?:git (?:clone|submodule|fetch|lfs)|gh repo)$/)],
  ['container', byHead(/^(?:docker (?:pull|login|build|compose)|docker-compose|podman)$/)],
  [
    'login',
    byHead(
      /^(?:aws (?:configure|sso)|gh auth|az login|gcloud (?:auth|config|init)|docker login|npm (?:login|adduser)|huggingface-cli|wandb|ssh-add|ssh-keygen)$/,
    ),
  ],
  ['build directory', byHead(/^(?:cmake|autoreconf|configure|bootstrap)$/)],
  ['make target', byHead(/^make (?:setup|install|deps|dev|init|bootstrap|venv)$/)],
];

/** Beside setup they are part of it; alone only before the work begins. */
const AROUND = /^(?:cd|pwd|export|set|mkdir|echo|which|true|ls|source|\.|env|uname|whoami|printf)$/;
/** `--version` asks what there is to work with. */
const ASKS_VERSION = /^(?:--version|-V|-v|version)$/;

const CONFIG_FILE =
  /(?:^|\/)(?:\.env(?:\.\w+)?|\.npmrc|pip\.conf|\.condarc|\.gitconfig|\.netrc|\.bashrc|\.bash_profile|\.zshrc|docker-compose\.ya?ml|Dockerfile|settings\.json|config\.toml)$/;
const TOOL_WORDS =
  /^(?:log_?in|sign_in|authenticate|set_env|set_?up_(?:env|workspace|project|repo)|init(?:ialize)?_(?:env|workspace|session|repo)|install_(?:packages?|dependencies|requirements)|create_sandbox)/i;

export function setupIn(calls: readonly ToolCall[]): Step[] {
  const steps: Step[] = [];
  let working = false;
  for (const one of calls) {
    const rule = setupRule(one, working);
    if (rule === undefined) working = true;
    else steps.push({ message: one.message, call: one.call, flag: 'setup', rule });
  }
  return steps;
}

/** @param working a call that is no setup came before */
function setupRule({ name, action, values }: ToolCall, working: boolean): string | undefined {
  const { parts, kind } = action;
  if (parts.length > 0) {
    const rules = parts.map(ruleOf);
    const rule = rules.find((r) => r !== undefined && r !== '');
    if (rule !== undefined) return rules.every((r) => r !== undefined) ? rule : undefined;
    const moves = parts.every((p) => AROUND.test(p.head) && p.head !== 'ls' && p.head !== 'echo');
    return !working && moves ? 'place of work' : undefined;
  }
  if (!working && kind === 'edit' && values) {
    const path = Object.values(values).find((v) => typeof v === 'string' && CONFIG_FILE.test(v));
    if (path !== undefined) return 'configuration file';
  }
  return !working && TOOL_WORDS.test(name) ? 'tool for setup' : undefined;
}

/** '' for what may stand beside setup; undefined for work. */
function ruleOf(part: ShellPart): string | undefined {
  const rule = RULES.find(([, test]) => test(part))?.[0];
  if (rule !== undefined) return rule;
  if (part.words.length === 2 && ASKS_VERSION.test(part.words[1] as string)) return 'versions';
  return AROUND.test(part.head) ? '' : undefined;
}
