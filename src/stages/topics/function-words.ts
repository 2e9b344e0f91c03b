/** Words that say nothing of what a request is about: function words of the languages that logs are mostly in, and words of asking. */

const WORDS = `
  the a an and or but if then else so of in on at to from for with without by as is are was were be been being am do does did done
  has have had having will would shall should can could may might must not no nor this that these those there here it its i me my
  we our us you your he his him she her they their them who whom whose which what when where why how all any both each few more most
  other some such only own same than too very just also about into over under again further once out up down off above below between
  because while during before after until through against yes ok okay
  please help need want like get give make made tell show let try know think see look use using used want wants thanks thank hello hi
  hey dear could would question answer following sure well good great new one two first last much many really still now today i'm i'd
  i've i'll don't can't it's that's what's there's let's
  der die das den dem des ein eine einen einem einer eines und oder aber wenn dann ist sind war waren sein bin wird werden wurde kann
  können könnte muss soll nicht kein keine ich du er sie es wir ihr mir mich dir dich uns mein meine dein deine ihre ihren für mit von
  aus bei nach über unter auf an im in zu zum zur als wie was wer wo wann warum auch noch nur sehr mehr bitte danke hallo haben hat habe
  le la les un une des du de et ou mais si est sont était être ce cette ces il elle ils elles je tu nous vous mon ma mes ton ta tes son
  sa ses notre votre leur pour avec sans dans sur sous par pas ne que qui quoi quand où comment pourquoi plus très bien merci bonjour
  veux peux puis avoir ai a avons avez ont fait faire
  el los las una unos unas y o pero si es son era ser estar está este esta estos estas yo tú él ella nosotros ustedes mi mis tu tus su
  sus para con sin en por no que quien qué cuándo dónde cómo más muy gracias hola quiero puedo puede tengo hay del al lo me se le
  o os as um uma e ou mas se é são foi ser estar este esta eu você nós meu minha seu sua para com sem em por não que quem como mais
  muito obrigado olá quero posso pode tenho do da dos das no na ao
  il lo gli un uno una e o ma se è sono era essere questo questa io tu lui lei noi voi mio mia tuo tua suo sua per con senza in su di da
  non che chi come quando dove perché più molto grazie ciao voglio posso può ho del della
  de het een en of maar als is zijn was ik jij je hij zij wij we mijn jouw uw voor met zonder in op van naar niet geen dat die wie wat
  wanneer waar hoe waarom meer heel graag bedankt hallo wil kan kunnen heb heeft
  i w z na do nie to jest są się że jak co czy dla od po za ale lub mój moja jego jej chcę mogę proszę dzień dobry dziękuję
  и в на не что как это я ты он она мы вы они мой моя для с без по из от до но или если бы же мне меня тебя хочу могу пожалуйста привет
`;

const SET: ReadonlySet<string> = new Set(WORDS.split(/\s+/).filter((w) => w !== ''));

/** @param word in lower case */
export const isFunctionWord = (word: string): boolean => SET.has(word.replace('’', "'"));
