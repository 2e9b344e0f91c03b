import { describe, expect, test } from 'vitest';
import { findSaidNames } from '../../../../src/redact/detect/prose/said-names.ts';
import { findInScripts } from '../../../../src/redact/detect/prose/scripts.ts';

const names = (text: string): string[] => findSaidNames(text).map(({ start, end }) => text.slice(start, end));
const inScripts = (text: string): string[] => [
  ...new Set(
    findInScripts(text).flatMap(({ type, start, end }) => (type === 'PERSON' ? [text.slice(start, end)] : [])),
  ),
];

describe('names that a sentence announces', () => {
  test.each([
    ['Ansprechpartnerin ist Swantje Brömmelkamp.', 'Swantje Brömmelkamp'],
    ['Bitte geben Sie es an Swantje Brömmelkamp weiter', 'Swantje Brömmelkamp'],
    ['Mein Kollege Swante Brömmelkamp kommt', 'Swante Brömmelkamp'],
    ['Viele Grüße aus Kiel\n\nSwantje Brömmelkamp', 'Swantje Brömmelkamp'],
    ['Swantje Brömmelkamp aus der Buchhaltung ruft an', 'Swantje Brömmelkamp'],
    ['Votre interlocutrice est Mme Aliénor Castaignède', 'Aliénor Castaignède'],
    ['Doña Etelvina Burgaleta vino', 'Etelvina Burgaleta'],
    ['Etelvina Burgaleta de servicio jurídico', 'Etelvina Burgaleta'],
    ['aqui é Juvenal Catarineu, do balcão', 'Juvenal Catarineu'],
    ['Ligue para Juvenal Catarineu', 'Juvenal Catarineu'],
    ['foi encaminhado para a Juvenalda Catarineu.', 'Juvenalda Catarineu'],
    ['a senhora Catarineu chegou', 'Catarineu'],
    ['Il referente è Ortensia Malaspruga', 'Ortensia Malaspruga'],
    ['U spreekt met Wiebrig van der Klooster', 'Wiebrig van der Klooster'],
    ['Groeten,\nWiebrig El Haddaoui', 'Wiebrig El Haddaoui'],
    ['op naam van Wiebrig ten Kloet', 'Wiebrig ten Kloet'],
    ['Ik sprak met Wiebrig ten Hove', 'Wiebrig ten Hove'],
    ['Etelvina Burgaleta solicitó una copia', 'Etelvina Burgaleta'],
    ['Gisteren belde Wiebrig van der Klooster', 'Wiebrig van der Klooster'],
    ['Wiebrig Oudkerk wil graag een kopie', 'Wiebrig Oudkerk'],
    ['Sulimir Gniewek zgłosił awarię', 'Sulimir Gniewek'],
    ['Prezada Juvenalda,', 'Juvenalda'],
    ['umowa na nazwisko Gniewek', 'Gniewek'],
    ['Pani Gniewomirska dzwoniła', 'Gniewomirska'],
    ['Osobą kontaktową jest Sulimir Gniewek', 'Sulimir Gniewek'],
  ])('%s', (text, expected) => {
    expect(names(text)).toEqual([expected]);
  });

  test.each([
    'Ansprechpartner ist der Kundendienst.',
    'Bitte leiten Sie das an Abteilung Einkauf weiter',
    'Rückruf an Firma Technik',
    'Je suis Windows Server',
    'Ligue para o suporte',
    'Encaminhado para Produção Central',
    'Llame a la puerta',
    'Habla Español Latino 2',
    'Sono Windows Server e Linux Mint',
    'Chiama Utente.Salva() sul modello',
    'Bel de winkel',
    'Jestem z Krakowa',
    'Patient Portal Login fails',
    'vraag Google Cloud',
    'Frau im Haus',
    'Prezado Cliente,',
    'Beste Collega,',
    'Wysłano do Działu Obsługi Klienta',
    'La Agencia Tributaria pide el NIF.',
    'rief Methode Speichern auf',
    'Conta de Luz Residencial',
    'Termin für Zoom Meeting',
    'Urząd Skarbowy prosi o dane.',
    'Ligue para Banco do Brasil',
    'der Chef Code Review',
    'mit freundlichen Grüßen\nIhr Serviceteam',
    'Compañero de equipo',
    'Pan Claude',
    'Hier ist Copilot Assistant',
  ])('nobody in %s', (text) => {
    expect(names(text)).toEqual([]);
  });

  test.each([
    ['病人裴若兰已转院', '裴若兰'],
    ['请给邹明远回电话', '邹明远'],
    ['由市场部的邹明远负责', '邹明远'],
    ['昨天邹女士来过', '邹'],
    ['此致\n邹明远', '邹明远'],
    ['麻烦转告邹明远一声', '邹明远'],
    ['担当は総務部の箕輪 千夏です。', '箕輪 千夏'],
    ['お世話になっております。北斗工業の箕輪です。', '箕輪'],
    ['営業の箕輪が対応します', '箕輪'],
    ['ちなつちゃんの宿題', 'ちなつ'],
    ['よろしくお願いします。\n箕輪 千夏', '箕輪 千夏'],
    ['邹明远，您好', '邹明远'],
    ['经手人邹明远', '邹明远'],
    ['予約者は箕輪 千夏です', '箕輪 千夏'],
    ['昨日箕輪千夏さんに会った', '箕輪千夏'],
  ])('%s', (text, expected) => {
    expect(inScripts(text)).toEqual([expected]);
  });

  test.each([
    '患者高烧不退，请检查。',
    '客户高峰期的流量',
    '给高级会员发短信',
    '由系统自动处理',
    '联系金融部门处理',
    '负责人任何时候都在',
    '先生，您好',
    '担当は営業部です',
    '担当は二人です',
    '申込者は多数です',
    '担当者は未定です',
    '王様は城にいた',
    'クロードさん、直して',
    '赤ちゃんが泣く',
    'よろしくお願いします。\n以上',
  ])('nobody in %s', (text) => {
    expect(inScripts(text)).toEqual([]);
  });

  test('takes no time for many phrases and capitals', () => {
    const text = 'Ligue para Frau Ab '.repeat(8000) + 'Aa '.repeat(40_000);
    const start = performance.now();
    findSaidNames(text);
    findInScripts('由的患者给张'.repeat(8000));
    expect(performance.now() - start).toBeLessThan(4000);
  });
});
