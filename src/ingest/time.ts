/** Timestamps as logs write them, to UTC milliseconds. */

/**
 * Epoch numbers are told apart by magnitude (seconds, ms, µs, ns); strings may be ISO with or without a zone, Postgres
 * style, RFC 1123, or a number. Without a zone the time is taken as UTC: the log does not say more, and `tsRaw` keeps it.
 */
export function parseTime(value: unknown): number | undefined {
  if (typeof value === 'number') return fromEpoch(value);
  if (Array.isArray(value) && typeof value[0] === 'number' && typeof value[1] === 'number') {
    return Math.floor(value[0] * 1000 + value[1] / 1e6); // OpenTelemetry SDK's [seconds, nanoseconds]
  }
  if (typeof value !== 'string') return undefined;
  const text = value.trim();
  if (/^\d{9,20}(?:\.\d+)?$/.test(text)) return text.length > 16 ? fromNanoText(text) : fromEpoch(Number(text));
  const iso = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}(?::\d{2})?)([.,]\d+)?\s*(Z|[+-]\d{2}(?::?\d{2})?)?$/i.exec(text);
  if (iso) {
    const [, date, clock, fraction, zone] = iso as unknown as [string, string, string, string?, string?];
    const ms = fraction ? `.${fraction.slice(1, 4).padEnd(3, '0')}` : '';
    const offset = !zone
      ? 'Z'
      : /^[+-]\d{2}$/.test(zone)
        ? `${zone}:00`
        : zone.replace(/^([+-]\d{2})(\d{2})$/, '$1:$2');
    return finite(Date.parse(`${date}T${clock}${ms}${offset.toUpperCase()}`));
  }
  return /^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4}/.test(text) || /^\d{4}-\d{2}-\d{2}$/.test(text)
    ? finite(Date.parse(text))
    : undefined;
}

const finite = (ms: number): number | undefined => (Number.isFinite(ms) ? ms : undefined);

function fromEpoch(n: number): number | undefined {
  if (!Number.isFinite(n) || n < 1e8) return undefined;
  if (n < 1e11) return Math.floor(n * 1000);
  if (n < 1e14) return Math.floor(n);
  if (n < 1e17) return Math.floor(n / 1e3);
  return Math.floor(n / 1e6);
}

/** Nanoseconds exceed 2^53: cut as text. */
const fromNanoText = (text: string): number | undefined => finite(Number(text.slice(0, -6)));
