/** Values that stand where a secret would, but are none. */
const WORDS = /^(?:x{4,}|\*{3,}|\.{3,}|-{3,}|_{3,}|<[^<>]*>|\$\{[^}]*\}|\$\([^)]*\)|\{\{.*\}\}|%[\w]+%|\[[A-Z_ ]+\])$/i;
const SPOKEN = /your[-_ ]?|example|changeme|placeholder|redacted|dummy|insert[-_]|replace[-_]?me/i;

export function isPlaceholder(value: string): boolean {
  return (
    WORDS.test(value) || (value.length < 80 && SPOKEN.test(value)) || /^(.)\1*$/.test(value) || /(.)\1{9}/.test(value)
  );
}
