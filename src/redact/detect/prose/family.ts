/** Endings that family names have and words of English have not, language by language: a surname of no list is known by them. */

const ENDINGS: readonly string[] = [
  // Slavic.
  'ov ev yov ova eva ski sky cki dzki ska cka ić vić ević ović vic evic ovic enko chenko chuk czyk czuk wicz owicz ewicz ák ek ková ovská ský ská čev ljev iak niak',
  // Caucasian, Armenian, Turkic, Baltic.
  'shvili švili dze adze yan ian oğlu oglu ullah yev yeva iyev aite aitė auskas auskaitė inis ienė iene',
  // Nordic, Finnish, Dutch, German.
  'sson dóttir dottir sen strøm ström lund quist qvist vist gaard gård nen inen lainen berg mann stein bauer meier meyer mayer huber stra kamp huis',
  // Romance and Greek.
  'escu eanu opoulos poulos akis idis iadis ellis etti elli ucci acci ini ez iñez eiro eira elho ães',
  // African and Asian.
  'wala kumar swamy murthy rajan appa nathan oye ayo unde emi chukwu ongo',
];
const LIST = [...new Set(ENDINGS.join(' ').split(' '))];
/** By their last letter, so that few are compared. */
const BY_LAST = new Map<string, string[]>();
for (const ending of LIST) {
  const last = ending.slice(-1);
  BY_LAST.set(last, [...(BY_LAST.get(last) ?? []), ending]);
}

/** A word is this much longer than its ending at least. */
const STEM = 3;

/** @param name a word with a capital that no dictionary has. */
export function endsLikeFamily(name: string): boolean {
  const lower = name.toLowerCase();
  return (BY_LAST.get(lower.slice(-1)) ?? []).some(
    (ending) => lower.length >= ending.length + STEM && lower.endsWith(ending),
  );
}
