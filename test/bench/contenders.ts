/** Goldpan and what npm offers, behind one face: sessions of texts in, redacted texts and the number of findings out. */
import { OpenRedaction } from '@openredaction/core';
import { SyncRedactor } from 'redact-pii';
import { Key } from '../../src/kit/key.ts';
import type { Session } from '../../src/model/session.ts';
import { createRedactor } from '../../src/redact/index.ts';
import { sessionFields } from '../../src/redact/text/fields.ts';

/** A session, and the texts of all its fields, in their order: what each contender reads. */
export interface Input {
  session: Session;
  texts: readonly string[];
  bytes: number;
}

interface Output {
  texts: readonly string[];
  findings: number;
}

export interface Contender {
  name: string;
  redact(input: Input): Promise<Output>;
}

const textsOf = (session: Session): string[] => sessionFields(session).map((field) => field.text);

export function inputOf(session: Session): Input {
  const texts = textsOf(session);
  return { session, texts, bytes: texts.reduce((n, text) => n + Buffer.byteLength(text), 0) };
}

export async function goldpan(policy: 'standard' | 'strict' = 'standard'): Promise<Contender> {
  const redactor = await createRedactor({ key: Key.random(), policy });
  return {
    name: policy === 'standard' ? 'Goldpan' : 'Goldpan, strict',
    async redact({ session }) {
      const { session: redacted, redactions } = await redactor.redactSession(session);
      return {
        texts: textsOf(redacted),
        findings: redactions.filter((one) => one.action !== 'keep').length,
      };
    },
  };
}

/** With one sign for all findings, so that they can be counted in what it returns. */
export function redactPii(): Contender {
  const redactor = new SyncRedactor({ globalReplaceWith: '\uE000' });
  return {
    name: 'redact-pii',
    async redact(input) {
      const texts = input.texts.map((text) => redactor.redact(text));
      return { texts, findings: texts.reduce((n, text) => n + text.split('\uE000').length - 1, 0) };
    },
  };
}

export function openRedaction(): Contender {
  const redactor = new OpenRedaction();
  return {
    name: '@openredaction/core',
    async redact(input) {
      const texts: string[] = [];
      let findings = 0;
      for (const text of input.texts) {
        const { redacted, detections } = await redactor.detect(text);
        texts.push(redacted);
        findings += detections.length;
      }
      return { texts, findings };
    },
  };
}
