/**
 * Closed-class words (articles, pronouns, prepositions, question words, auxiliaries) and the few words that requests are made of,
 * by language: what decides a text of five words, where n-grams see too little. Written by hand; spellings without accents
 * are derived, since chats leave them out.
 */

/** Words of several languages stand in each of them, and weigh less for it. */
const WORDS: Readonly<Record<string, string>> = {
  eng: `good morning evening night
    solve simplify calculate compute convert translate summarise rewrite rename remove delete change update check search compare generate implement run fetch build design suggest recommend continue plan book cancel return order refund sort count draw improve look think try buy best there's what's me
    the a an this that these those i you he she it we they me him her us them my your his its our their mine and or but if then
    than because so as of to in on at by for from with without into onto about after before between over under through is are was
    were be been being am do does did done have has had will would shall should can could may might must not no yes what which who
    whom whose where when why how there here all any both each every few more most other some such only same too very just also
    please thanks thank hello hi hey need want help make give get show tell let using use using it's i'm don't can't i'd i've you're that's
    up out down off again now still already does two three four five ten list write create add fix find explain summarize describe`,
  deu: `abend
    suche such prüfe ändere lösche entferne korrigiere berechne rechne löse vergleiche plane buche storniere erstelle hilf zeige sortiere benenne ergänze verbessere füge bau liste sage sag brauche hätte gern gerne gibt geht funktioniert heißt heute morgen gestern beim ins neue neuen
    der die das den dem des ein eine einen einem einer eines ich du er sie es wir ihr mich mir dich dir ihn ihm uns euch ihnen mein
    meine meinen meinem meiner dein deine sein seine unser unsere ihre ihren und oder aber wenn weil dass ob als wie wo wer was wann
    warum wieso welche welcher welches welchen wohin woher in im an am auf aus bei beim mit nach von vom zu zum zur für über unter
    vor durch gegen ohne um bis seit zwischen ist sind war waren bin bist seid sein wird werden wurde worden habe hast hat haben
    hatte kann kannst können könnte möchte muss müssen soll sollen sollte darf dürfen will wollen nicht kein keine keinen ja nein
    auch noch nur schon sehr mehr hier da dort jetzt dann so doch mal bitte danke hallo guten tag diese dieser dieses diesen alle
    alles viel viele zwei drei zehn gib schreib schreibe mach mache mir erkläre zeig zeige fasse übersetze finde nenne sich man etwas`,
  fra: `bonsoir soirée
    vérifie cherche calcule compare crée change supprime renomme continue améliore réserve annule aide aidez rédige propose génère écrire modifier besoin marche aujourd'hui demain hier est-il peut cherche voici quelques chaque trois faut-il d' j' n' qu' c' s' m' t' l'
    le la les l un une des du de d au aux ce cet cette ces je j tu il elle on nous vous ils elles me m te t se s lui leur leurs mon ma mes
    ton ta tes son sa ses notre nos votre vos et ou où mais si que qu qui quoi quel quelle quels quelles quand comment pourquoi combien
    dans en sur sous avec sans pour par vers chez entre depuis pendant avant après est sont suis es êtes était ai as a avons avez ont
    avait être avoir fait faire peux peut pouvez pourriez puis voudrais veux dois doit faut ne n pas plus jamais rien non oui aussi
    très tout tous toute toutes ici là y merci bonjour salut svp plaît donne moi écris explique traduis résume ajoute corrige liste
    trouve c'est est-ce ça cela celui deux trois dix maintenant même encore alors car comme`,
  spa: `tardes noches días
    revisa compara calcula crea cambia borra elimina renombra continúa mejora reserva cancela ayuda ayúdame redacta genera necesita funciona ordena enumera convierte encuentra prepara cuéntame recomienda puedas saber hacer modificar también llegado llega
    el la los las un una unos unas lo al del de yo tú tu él ella usted nosotros ellos ustedes me te se le les nos mi mis tus su sus nuestro
    nuestra y e o u pero si que qué quién cuál cuáles cuándo cuánto cuánta cuántos dónde cómo por para con sin en sobre entre hasta
    desde hacia es son está están estoy soy era fue ser estar hay he ha han tengo tiene puedo puede puedes podrías quiero quiere
    necesito debo no sí ni más muy ya también todo toda todos todas este esta esto estos estas ese esa eso aquí ahora gracias hola buenos
    buenas favor dame escribe explica traduce resume añade corrige busca haz dime hazme muéstrame mañana ayer hoy dos tres diez donde
    cuando porque como cuánto lleva todavía aún mí`,
  por: `tarde noite
    verifique confira compare calcule crie mude apague remova renomeie continue melhore reserve cancele ajude ajuda gere redija precisa funciona ordene converta encontre prepare conte recomende saber alterar chegou pacote você vc tô né
    o a os as um uma uns umas ao à aos às do da dos das no na nos nas pelo pela de em por para com sem sobre entre até desde eu tu ele ela
    nós vocês você eles elas me te se lhe meu minha meus minhas teu tua seu sua seus suas nosso nossa e ou mas se que quê quem qual quais
    quando quanto onde como porque porquê é são está estão estou sou era foi ser estar há tenho tem têm posso pode podes poderia quero quer
    preciso devo não sim nem mais muito já também tudo todo toda todos todas este esta isto esse essa isso aquele aqui agora ainda obrigado
    obrigada olá oi bom boa dia favor dê escreva explique traduza resuma adicione corrija procure liste fui vai vou ir dois duas três dez
    fazer faça mostre nesse neste dessa dele pra cadê`,
  ita: `l d c s un dell all nell sull dall buonasera
    controlla verifica confronta calcola crea cambia cancella elimina rinomina continua migliora prenota annulla aiuta aiutami genera serve funziona ordina elenca converti trova prepara consiglia sapere modificare arrivato ogni mettere niente
    il lo la i gli le un uno una del dello della dei degli delle al allo alla ai agli alle dal dalla nel nella nei sul sulla di a da in con su
    per tra fra io tu lui lei noi voi loro mi ti si ci vi ne mio mia miei mie tuo tua suo sua nostro nostra e ed o ma se che chi cosa quale
    quali quando quanto quanti dove come perché è sono sei era fu essere avere ho hai ha hanno abbiamo posso può puoi potresti voglio
    vorrei vuole devo deve non sì no più molto già anche tutto tutta tutti tutte questo questa questi queste quello quella qui qua ora
    adesso grazie ciao buongiorno favore dammi scrivi spiega traduci riassumi aggiungi correggi cerca dimmi mostra due tre dieci c'è cos'è
    qual stato stata fare fai ancora`,
  nld: `goedemorgen goedenavond
    controleer vergelijk bereken hernoem verwijder verander wijzig maak boek annuleer help genereer sorteer verbeter lijst nodig werkt vandaag morgen gisteren ga verder bouw plan zet mee nieuwe zin heel iets
    de het een dit dat deze die ik je jij u hij zij ze we wij jullie mij me hem haar ons hen mijn jouw uw zijn onze hun en of maar als want
    omdat dan wat wie waar wanneer waarom hoe welke hoeveel in op aan bij met van voor naar uit over onder door tegen zonder tussen tot
    sinds is was waren ben bent wordt worden werd heb hebt heeft hebben had kan kun kunt kunnen zou zal wil willen moet moeten mag niet
    geen nee ook nog maar al erg zeer meer hier daar er nu graag alsjeblieft alstublieft bedankt dank hallo hoi geef schrijf maak leg uit
    vertaal zoek noem vat samen voeg toe te om alle alles veel twee drie tien los verder`,
  pol: `dzień wieczór
    sprawdź porównaj oblicz stwórz usuń wymień przetłumacz posortuj szukam szukaj zarezerwuj anuluj pomóż wygeneruj potrzebuję potrzebny działa dzisiaj dziś jutro wczoraj kup zapytaj ulepsz przejdź zaplanuj opisz bym chciałbym chciałabym
    i a w z we ze na do od o u po za przez przy bez dla nad pod przed między jest są był była było być mam masz ma mają może możesz mogę można
    chcę chce muszę trzeba nie tak to ten ta te tę tego tej tym tych ja ty on ona ono my wy oni mnie mi cię ci go jego jej ich nas wam
    mój moja moje moją twój twoja swój się co kto gdzie kiedy dlaczego czemu jak jaki jaka jakie który która które ile czy ale albo lub że
    żeby jeśli gdy oraz też także już jeszcze bardzo tylko tutaj teraz proszę dzięki dziękuję cześć dzień dobry podaj napisz wyjaśnij
    dodaj popraw zmień znajdź pokaż zrób wszystkie wszystkich wszystko dwa trzy dziesięć mam`,
  tur: `kontrol karşılaştır hesapla oluştur sil değiştir sırala ara öner planla özetle yardım ihtiyacım çalışıyor çalışmıyor bugün yarın dün hazırla listele iptal almak yapmak hangisi arasındaki devam neler istiyoruz
    bir bu şu o ve veya ya da de ile için gibi kadar daha en çok az ben sen biz siz onlar bana sana ona bize size beni seni onu benim senin
    bizim sizin ne neden niçin niye nasıl nerede nereden nereye kim hangi kaç mı mi mu mü değil var yok olan olarak oldu olacak olur
    olabilir istiyorum istiyor lazım gerek et yap yaz ver bul göster açıkla çevir ekle düzelt lütfen teşekkürler teşekkür ederim merhaba
    selam evet hayır şimdi sonra önce her bütün tüm hala hâlâ ama fakat çünkü eğer ki üç iki on misin mısın edebilir musun hakkında göre`,
  swe: `god morgon kväll
    kontrollera jämför beräkna skapa ändra ta bort sök boka avboka hjälp översätt sammanfatta föreslå behöver fungerar idag imorgon igår sortera rätta planera räkna gå vidare mig nästa
    och i att det som en ett är av för på med den till inte om har de jag du han hon vi ni dem mig dig oss er min mitt mina din ditt dina sin
    var varför när hur vad vem vilken vilket vilka kan kunde ska skulle vill måste får eller men så här där nu också från efter vid utan
    under över mellan mot hos bli blir blev var varit finns tack hej snälla skriv förklara ge gör lägg till hitta alla alltid mycket mer
    två tre tio inga ingen något detta denna dessa längre`,
  nob: `god morgen kveld
    sjekk sammenlign beregn lag endre fjern søk bestill avbestille avbestill hjelp hjelpe oversett oppsummer foreslå trenger fungerer virker dag imorgen går sorter rett planlegg regn fortsett neste lage bytte ønsker gjerne kjøpe mellom
    og i å det som en et ei er av for på med den til ikke om har de jeg du han hun vi dere dem meg deg oss min mitt mine din ditt dine sin
    hvor hvorfor når hvordan hva hvem hvilken hvilket hvilke kan kunne skal skulle vil må får eller men så her der nå også fra etter ved
    uten under over mellom mot hos bli blir ble var vært finnes takk hei skriv forklar gi gjør legg finn alle alltid mye mer to tre ti
    ingen noe noen denne dette disse lenger`,
  dan: `god morgen aften
    tjek sammenlign beregn lav ændre fjern søg bestil afbestille afbestil hjælp hjælpe oversæt opsummer foreslå behøver fungerer virker dag imorgen går sorter ret planlæg regn fortsæt næste lave skifte ønsker gerne købe mellem
    og i at det som en et er af for på med den til ikke om har de jeg du han hun vi dem mig dig os min mit mine din dit dine sin hvor hvorfor
    hvornår hvordan hvad hvem hvilken hvilket hvilke kan kunne skal skulle vil må får eller men så her der nu også fra efter ved uden
    under over mellem mod hos blive bliver blev var været findes tak hej skriv forklar giv gør læg find alle altid meget mere to tre ti
    ingen noget nogen denne dette disse længere`,
  fin: `tarkista vertaa laske luo muuta poista etsi varaa peruuta auta käännä tiivistä ehdota toimii tänään huomenna eilen järjestä korjaa suunnittele lisää seuraava
    ja on ei se että hän ne minä sinä me te he minun sinun mikä mitä kuka missä mihin mistä milloin miksi miten kuinka mutta tai jos kun
    niin myös vain nyt vielä jo voi voin voitko voisitko haluan tarvitsen olen olet ovat oli olla kiitos hei moi kirjoita selitä anna tee
    tämä tämän tätä nämä kaikki kaksi kolme kymmenen ole sitten kanssa ilman`,
  hun: `ellenőrizd hasonlítsd számold készíts változtasd töröld keresd keress foglalj segíts fordíts foglald javasolj működik ma holnap tegnap rendezd javítsd tervezz folytasd következő hozzá ezen verset szeretnénk mondd
    a az egy és vagy de hogy ha nem igen is csak már még most itt ott ez ezt azt ezek azok én te ő mi ti ők nekem neked engem mit ki hol
    hova honnan mikor miért hogyan hány mennyi melyik milyen van vannak volt lesz lehet kell tudom tudsz szeretném szeretnék kérem
    kérlek köszönöm szia helló írj adj mutasd fordítsd magyarázd le meg el fel be ki össze minden két három tíz a(z) nekünk sem`,
  ces: `zkontroluj porovnej spočítej vytvoř změň smaž najdi rezervuj zruš pomoz přelož shrň navrhni potřebuji funguje dnes zítra včera seřaď naplánuj pokračuj další
    a i v ve na do od z ze s se k ke o u po za pro při bez nad pod před mezi je jsou byl byla bylo být mám máš má mají může můžeš mohu můžu chci
    chce musím ne ano to ten ta ty toto tento tato já ty on ona my vy oni mě mi mně tě ti ho jeho její jejich nás můj moje moji tvůj si co
    kdo kde kdy proč jak jaký jaká jaké který která které kolik ale nebo že aby jestli když také už ještě velmi jen jenom tady teď
    prosím děkuji díky ahoj dobrý den napiš vysvětli dej přidej oprav všechny dva tři deset`,
  slk: `skontroluj porovnaj vypočítaj vytvor zmeň zmaž nájdi rezervuj zruš pomôž prelož zhrň navrhni potrebujem funguje dnes zajtra včera zoraď naplánuj pokračuj ďalší
    a i v vo na do od z zo s so sa k ku o u po za pre pri bez nad pod pred medzi je sú bol bola bolo byť mám máš má majú môže môžeš môžem
    chcem chce musím nie áno to ten tá tento táto toto ja ty on ona my vy oni ma mi mňa ťa ti ho jeho jej ich nás môj moja moje tvoj si čo
    kto kde kedy prečo ako aký aká aké ktorý ktorá ktoré koľko ale alebo že aby ak keď tiež už ešte veľmi len iba tu teraz prosím ďakujem
    vďaka ahoj dobrý deň napíš vysvetli daj pridaj oprav všetky dva tri desať`,
  ron: `verifică compară calculează creează schimbă șterge caută rezervă anulează ajută traduce rezumă recomandă nevoie funcționează azi mâine ieri sortează găsește următorul pachetul
    și în la de pe cu din pentru un o unei unui al ai ale lui este e sunt era a am ai are avem au fi pot poate poți vreau trebuie nu da ce
    cine unde când cum cât câte care dacă dar sau că să mai foarte tot toate eu tu el ea noi voi ei mă te se îmi îți mi meu mea mei mele
    acest această acum aici mulțumesc bună salut te rog scrie explică dă-mi adaugă fără despre după trei zece`,
  cat: `l d s n m
    comprova compara calcula crea canvia esborra cerca reserva cancel·la ajuda tradueix resumeix recomana funciona avui demà ahir ordena troba següent
    el la els les un una uns unes del dels al als i o però si que què qui quin quina quan quant on com per amb sense en sobre entre fins des és
    són està estan sóc ser estar hi ha he tinc té puc pot pots vull necessito no sí ni més molt ja també tot tota tots aquest aquesta això
    aquí ara gràcies hola jo tu ell ella nosaltres meu meva meus seva teu escriu explica dues tres deu si us plau`,
  hrv: `i u na s sa za od do iz o po pri bez nad pod je su bio bila bilo biti sam si smo ste imam ima može možeš mogu želim hoću moram ne da to taj
    ta ovo ovaj ova ja ti on ona mi vi oni me mi te ga njegov njezin nas moj moja moje tvoj se što tko gdje kada zašto kako koji koja koje
    koliko ali ili jer ako kad također već još vrlo samo ovdje sada molim hvala bok dobar dan napiši objasni daj dodaj sve dva tri deset li`,
  msa: `yang dan di ke dari untuk dengan pada ini itu adalah saya aku kamu anda dia kami kita mereka tidak bukan ada akan sudah bisa dapat boleh
    harus mau ingin apa siapa mana dimana kapan mengapa kenapa bagaimana berapa atau tetapi tapi jika kalau karena juga lagi sangat
    semua tolong terima kasih halo selamat buat tulis jelaskan berikan tambahkan dua tiga sepuluh dalam oleh tentang`,
  vie: `là và của có không tôi bạn anh chị em này đó cho với trong ở để được những các một hai ba như thế nào gì ai đâu khi tại sao bao nhiêu
    hãy vui lòng cảm ơn xin chào viết giải thích thêm sửa`,
  rus: `проверь сравни посчитай рассчитай создай измени удали ищи закажи забронируй отмени помоги предложи придумай реши работает сегодня завтра вчера отсортируй продолжай нужен нужна нужны следующий расскажи составь перескажи назови перейди очень лучше купить сделать узнать вместо
    и в во не на я что тот быть с со он а весь это как она по но они к ко у ты из мы за вы так же от сказать этот эта эти который мочь о об один
    ещё еще бы такой только себя когда уже для вот кто да до мой моя моё мое мои моей мою твой наш ваш мне меня тебе тебя нам нас вам вас
    его её ее их где куда откуда почему зачем сколько какой какая какие чем или если то все всё нет есть был была было были можно нужно
    надо можешь могу хочу пожалуйста спасибо привет здравствуйте теперь сейчас здесь там под над между без после перед при про два три
    десять напиши объясни переведи найди сделай покажи дай добавь исправь этом этого`,
  ukr: `перевір порівняй порахуй створи зміни видали шукай замов забронюй скасуй допоможи запропонуй працює сьогодні завтра вчора відсортуй продовжуй наступний переклади
    і й та в у на не я що це як він вона ми ви вони до від з із зі за по про для без під над між але або чи якщо коли де куди чому скільки
    який яка яке які хто мій моя моє мені мене тобі твій наш ваш є був була було бути можна треба потрібно можеш можу хочу будь ласка дякую
    привіт зараз тут там вже ще дуже тільки також напиши поясни знайди додай виправ всі усі цей ця ці цього`,
  hin: `का के की में है हैं और को से पर ने क्या क्यों कैसे कब कौन कहाँ मैं मुझे मेरा मेरी मेरे आप हम यह वह ये इस उस कर करो करें करना रहा रही रहे था
    थी थे हो होगा नहीं भी तो ही लिए साथ एक दो तीन कृपया धन्यवाद नमस्ते बताओ बताइए लिखो दो दीजिए चाहिए सकता सकते सकती कितना कितने`,
  mar: `आहे आहेत आणि मध्ये काय का कसे कधी कोण कुठे मी मला माझा माझी माझे तुम्ही आम्ही हे ते ही तो या त्या करा करू नाही पण साठी एक दोन तीन कृपया
    धन्यवाद नमस्कार सांगा लिहा द्या पाहिजे शकतो शकते किती होते होता होती च्या चा ची चे ला ने`,
  ara: `في من على إلى عن مع هذا هذه ذلك التي الذي ما ماذا لماذا كيف متى أين هل كم أي أنا أنت هو هي نحن لا نعم لم لن قد كان كانت يكون أريد أحتاج
    يمكن يمكنني شكرا مرحبا اكتب اشرح ترجم لخص أو و ثم بعد قبل بين كل الآن`,
  pes: `در از به با که این آن را برای است هست بود شد می نمی خواهم کنم کنید کن چه چرا چگونه چطور کی کجا آیا چند من تو او ما شما لطفا سلام متشکرم ممنون
    یک دو سه و یا تا هر همه بنویس بگو بده`,
  urd: `کا کے کی میں ہے ہیں اور کو سے پر نے کیا کیوں کیسے کب کون کہاں مجھے میرا میری میرے آپ ہم یہ وہ اس کر کریں رہا رہی نہیں بھی تو ہی لیے ساتھ
    ایک براہ شکریہ سلام`,
  bul: `провери сравни изчисли създай промени изтрий търси поръчай резервирай отмени помогни предложи работи днес утре вчера подреди продължи следващия преведи
    и в във на не аз ти той тя то ние вие те да се си за от до с със по при без под над между но или ако когато къде защо колко какво как кой
    коя кое кои ми ме му й ни ви им моя моят моята моите твоя е са съм сте беше бъде може мога искам трябва моля благодаря здравей сега
    тук там вече още много само също напиши обясни намери добави това този тази тези ще`,
};

/** Letters that only these languages write, as far as the languages of this module go. */
const LETTERS: readonly (readonly [letters: string, languages: string])[] = [
  ['ß', 'deu'],
  ['ñ¿¡', 'spa'],
  ['ãõ', 'por'],
  ['œ', 'fra'],
  ['ł', 'pol'],
  ['ąęż', 'pol lit'],
  ['őű', 'hun'],
  ['ğı', 'tur aze'],
  ['ə', 'aze'],
  ['řěů', 'ces'],
  ['ľĺŕ', 'slk'],
  ['țșă', 'ron'],
  ['å', 'swe nob dan'],
  ['øæ', 'nob dan'],
  ['ðþ', 'isl'],
  ['ėų', 'lit'],
  ['ļņķ', 'lvs'],
  ['ơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ', 'vie'],
  ['ыэё', 'rus bel'],
  ['їєґ', 'ukr'],
  ['ў', 'bel'],
  ['ђћџљњ', 'srp'],
  ['پچگ', 'pes urd ckb'],
  ['ٹڈڑںے', 'urd'],
  ['ەێۆ', 'ckb'],
  ['ةى', 'ara'],
  ['ळ', 'mar'],
];
/** A telling letter says a little less than a word: names carry theirs into other languages. */
const LETTER = 0.6;

const fold = (word: string): string => word.normalize('NFD').replace(/\p{M}/gu, '');

/** Spellings without accents say a little less: in another language they may be a word as they stand. */
const FOLDED = 0.7;

export interface WordWeights {
  /** Weight by language, from 0 to 1. */
  readonly [language: string]: number;
}

/** Built when the first text is read. */
let table: ReadonlyMap<string, WordWeights> | undefined;

/** @param word in lower case @returns undefined for a word of no list and without a telling letter */
export function weightsOf(word: string): WordWeights | undefined {
  table ??= build();
  const listed = table.get(word);
  if (listed || !/[^a-z]/.test(word)) return listed;
  for (const letter of word) {
    const by = letters.get(letter);
    if (by) return by;
  }
  return undefined;
}

const letters: ReadonlyMap<string, WordWeights> = new Map(
  LETTERS.flatMap(([all, languages]) =>
    [...all].map((letter) => [letter, shared(new Set(languages.split(' ')), LETTER)]),
  ),
);

function build(): Map<string, WordWeights> {
  const exact = listed((word) => word);
  const folded = listed(fold);
  const out = new Map<string, WordWeights>();
  for (const [word, languages] of folded) if (!exact.has(word)) out.set(word, shared(languages, FOLDED));
  for (const [word, languages] of exact) out.set(word, shared(languages, 1));
  return out;
}

function listed(spelt: (word: string) => string): Map<string, Set<string>> {
  const by = new Map<string, Set<string>>();
  for (const [language, words] of Object.entries(WORDS))
    for (const word of words.split(/\s+/)) by.set(spelt(word), (by.get(spelt(word)) ?? new Set()).add(language));
  return by;
}

/** A word of one language decides; one of four says a quarter to each. */
function shared(languages: ReadonlySet<string>, weight: number): WordWeights {
  return Object.fromEntries([...languages].map((l) => [l, weight / languages.size]));
}
