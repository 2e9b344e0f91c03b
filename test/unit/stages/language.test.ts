import { expect, it } from 'vitest';
import { languageOf } from '../../../src/stages/tag/language.ts';

it.each([
  ['How do I reset my router?', 'eng'],
  ['Please cancel my order 1234, thanks', 'eng'],
  ['write a python function to sort a list', 'eng'],
  ['Wo ist mein Paket?', 'deu'],
  ['Bonjour, où est mon colis ?', 'fra'],
  ['¿Dónde está mi pedido?', 'spa'],
  ['Dove si trova il mio pacco?', 'ita'],
  ['где моя посылка', 'rus'],
  ['私の荷物はどこですか', 'jpn'],
])('%s is %s', (text, language) => expect(languageOf(text).language).toBe(language));

it.each(['', 'ok', 'git status', '[PERSON_1] [EMAIL_1] [ORGANIZATION_2]', '```\nwhere is this defined\n```'])(
  'does not guess: %s',
  (text) => expect(languageOf(text)).toMatchObject({ language: 'und', accuracy: 0 }),
);
