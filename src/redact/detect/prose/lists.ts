/** Closed word lists of English and of the languages around it. Open lists (names, places) are in the generated data. */

const set = (words: string): ReadonlySet<string> => new Set(words.trim().split(/\s+/));
const phrases = (text: string): ReadonlySet<string> =>
  new Set(
    text
      .trim()
      .split(/\s*,\s*/)
      .map((phrase) => phrase.replace(/\s+/g, ' ')),
  );

export const HONORIFICS =
  set(`mr mrs ms miss mx dr prof professor sir madam dame lord lady reverend rev herr frau fräulein señor señora
  sr sra srta monsieur madame mademoiselle mme mlle signor signora dott mister missus messrs hon capt sgt lt col cpl pvt`);

/** Words behind which a name stands: greetings and thanks. */
export const GREETINGS =
  set(`hi hello hey dear thanks thank regards sincerely cheers greetings welcome hallo bonjour hola ciao goodbye bye
  yours best sorry congratulations congrats morning afternoon evening danke merci gracias liebe lieber cher chère estimado estimada
  guten grüezi moin servus hej salut olá buenos buenas buongiorno buonasera salve witam cześć dzień merhaba namaste bonsoir obrigado obrigada grazie
  goedemorgen goedemiddag goedenavond ahoj gruß grüße saludos`);

/** Second words of greetings, behind a first one: `Guten Tag`, `Buenas tardes`, `Dzień dobry`. Alone they are ordinary words. */
export const GREETING_SECONDS = set(
  'tag morgen abend nacht días dias tardes noches dia tarde noite dobry dag kväll aften morning afternoon evening',
);
export const GREETING_FIRSTS = set('guten buenos buenas bom boa god dzień goeden goede good');

/** Fields whose value is a person's name. */
export const PERSON_LABELS =
  phrases(`name, full name, first name, last name, surname, given name, family name, middle name, maiden name,
  customer name, customer, passenger, passengers, passenger name, guest, patient, patient name, author, authors, contact, contact person,
  contact name, account holder, cardholder, cardholder name, card holder, signed, signed by, signed-off-by, reviewed-by, co-authored-by, reported-by,
  acked-by, tested-by, attn, attention, cc, bcc, from, to, sender, recipient, owner, assignee, assigned to, reporter, manager, employee, employee name,
  client, client name, user name, username, beneficiary, payee, applicant, traveler, traveller, attendee, attendees, maintainer, committer,
  founders, members, attendees, participants, speakers, guests, winners, interviewee, candidate, candidates,
  written by, prepared by, approved by, requested by, created by, submitted by, emergency contact, next of kin, spouse, witness, agent name, rep name`);

export const MONTHS =
  set(`january february march april may june july august september october november december jan feb mar apr jun jul aug
  sep sept oct nov dec`);
export const WEEKDAYS = set(
  'monday tuesday wednesday thursday friday saturday sunday mondays tuesdays wednesdays thursdays fridays saturdays sundays',
);

/** Street words that stand alone, in several languages; before or behind the name. */
export const STREET_WORDS =
  set(`street st str avenue ave av road rd lane ln drive dr boulevard blvd way court ct place pl square sq terrace ter
  highway hwy parkway pkwy circle cir crescent cres close trail alley row walk quay plaza esplanade promenade parade grove mews loop ridge
  crossing path pike turnpike expressway freeway mall mount mountain manor heights gardens garden park hill view vista valley village
  station springs spring shore shores river rapids ranch point points pass passage orchard oval mission mills mill meadow meadows lodge lock locks
  landing lakes lake knoll knolls key keys junction isle island islands inlet hollow haven harbor groves green greens glen glens gateway
  freeway fort forks fork forge forest ford flats flat fields field ferry falls extension estate estates divide dale curve creek cove coves corner corners
  common club cliff cliffs causeway canyon camp bypass burg brook brooks bridge branch bottom bluff bluffs bend beach bayou arcade annex underpass union
  trafficway track trace throughway summit stream stravenue square squares spur skyway route roads ramp radial prairie port ports plain plains parks
  orchard neck motorway drives court courts streets lanes avenues rue via calle avenida carrera plaza rua travessa straße strasse weg platz allee gasse
  ring damm ufer straat laan plein gracht kade vej gade gata gatan vägen väg vei veien gate terrasse tie katu kuja polku ulica ul utca u út útja tér
  köz námestí náměstí ulice třída piazza viale corso vicolo strada largo chemin allée impasse quai place cours route passage faubourg sokak caddesi bulvar
  bulvarı ulitsa prospekt pereulok bulevar aleja al os plac postbox trg trga tee tänav maantee puiestee`);

/** Ends of street names that are one word: Kiannonkatu, Tawastintie, Sonnenstraße. */
export const STREET_ENDINGS =
  /(?:stra(?:ß|ss)e|str|gasse|platz|allee|damm|ufer|steig|katu|kuja|polku|kaari|raitti|gat(?:a|an)|väg(?:en)?|vag(?:en)?|veg(?:en)?|vei(?:en)?|vej(?:en)?|gade|stræde|allé|straat|laan|plein|gracht|kade|dreef|stien|stigen|backen|bakken|gränd|torget|torg|plads|toften|parken|marken|haven|utca|körút|ulica|gasse|chaussee|tie|gatu|weg|plass|holtet|lia|åsen|sveien|jordet|svingen|tunet)$/iu;

/** Parts of a building, in front of their number. */
export const UNIT_WORDS =
  set(`apt apartment suite ste unit flat room rm floor fl building bldg block level lot space trailer penthouse ph
  studio door box psc po pobox postbox postfach apartado wohnung zimmer etage piso puerta lgh bp cs lok byt department dept office`);

export const DIRECTIONS = set(
  'north south east west northeast northwest southeast southwest n s e w ne nw se sw upper lower new old northern southern eastern western central',
);

/** Ends of company names. */
export const ORG_SUFFIXES =
  set(`inc incorporated llc llp ltd limited corp corporation company co plc gmbh ag kg sa sas sarl srl spa bv nv ab oy oyj as asa aps
  kft zrt kk pty pte group holdings holding partners associates sons bros brothers enterprises industries solutions technologies technology systems
  services consulting consultants partners ventures capital labs laboratories networks media pharma pharmaceuticals therapeutics motors airlines airways
  bank insurance foundation institute university college academy hospital clinic church orchestra society association federation union council
  committee agency authority ministry department bureau museum library school hotel records studios entertainment software international global`);

/** Of those, the ones that make a company of any capitalised word before them. */
export const ORG_LEGAL =
  set(`inc incorporated llc llp ltd limited corp corporation plc gmbh ag kg sas sarl srl spa bv nv ab oy oyj asa aps kft zrt pty pte
  holdings group associates`);

/** Heads of job titles. */
export const JOB_HEADS =
  set(`manager engineer developer director officer administrator analyst consultant specialist technician assistant coordinator
  supervisor executive president chairman chairwoman secretary accountant auditor lawyer attorney paralegal nurse physician doctor surgeon dentist
  pharmacist therapist psychologist teacher professor lecturer instructor tutor librarian scientist researcher chemist biologist physicist economist
  statistician mathematician architect designer artist writer editor journalist reporter photographer producer actor musician translator interpreter
  electrician plumber carpenter mechanic welder machinist operator driver pilot captain attendant clerk cashier receptionist teller agent broker
  representative salesperson buyer planner strategist recruiter trainer coach counselor inspector investigator detective guard firefighter
  paramedic soldier chef cook baker butcher waiter waitress bartender barista host hostess maid janitor cleaner gardener farmer fisherman
  worker laborer packager packer assembler fabricator installer repairer tester programmer webmaster owner founder cofounder partner associate
  intern trainee apprentice ceo cto cfo coo cio vp dispatcher surveyor appraiser adjuster underwriter actuary veterinarian optometrist optician
  hygienist midwife aide helper tailor dressmaker jeweler locksmith roofer painter plasterer mason bricklayer glazier tender setter cutter grinder
  molder finisher sorter grader trimmer weaver sewer presser fitter rigger logger miner driller blaster roustabout courier messenger postman
  lifeguard umpire referee athlete dancer choreographer model usher croupier bookkeeper proofreader typist stenographer registrar treasurer
  superintendent principal dean provost chaplain clergy pastor priest minister diplomat ambassador legislator mayor governor senator judge
  magistrate arbitrator mediator bailiff sheriff warden curator archivist conservator historian geographer anthropologist archaeologist sociologist
  geologist meteorologist astronomer ecologist agronomist controller keeper engraver instructor buyer merchandiser copywriter forester hydrologist`);

/** Peoples, nationalities, religions and parties: adjectives and nouns. */
export const NRP =
  phrases(`afghan, albanian, algerian, american, andorran, angolan, argentine, argentinian, armenian, australian, austrian, azerbaijani,
  bahamian, bahraini, bangladeshi, barbadian, belarusian, belgian, belizean, beninese, bhutanese, bolivian, bosnian, botswanan, brazilian, british, bruneian,
  bulgarian, burkinabe, burmese, burundian, cambodian, cameroonian, canadian, cape verdean, chadian, chilean, chinese, colombian, comoran, congolese,
  costa rican, croatian, cuban, cypriot, czech, danish, djiboutian, dominican, dutch, ecuadorian, egyptian, emirati, english, eritrean, estonian, ethiopian,
  fijian, filipino, filipina, finnish, french, gabonese, gambian, georgian, german, ghanaian, greek, grenadian, guatemalan, guinean, guyanese, haitian,
  honduran, hungarian, icelandic, indian, indonesian, iranian, iraqi, irish, israeli, italian, ivorian, jamaican, japanese, jordanian, kazakh, kenyan, korean,
  kosovar, kuwaiti, kyrgyz, lao, laotian, latvian, lebanese, liberian, libyan, lithuanian, luxembourgish, macedonian, malagasy, malawian, malaysian, maldivian,
  malian, maltese, mauritanian, mauritian, mexican, moldovan, monegasque, mongolian, montenegrin, moroccan, mozambican, namibian, nepalese, nepali,
  nicaraguan, nigerian, nigerien, norwegian, omani, pakistani, palauan, palestinian, panamanian, papuan, paraguayan, persian, peruvian, polish, portuguese,
  qatari, romanian, russian, rwandan, salvadoran, samoan, saudi, senegalese, serbian, seychellois, singaporean, slovak, slovakian, slovene, slovenian,
  somali, south african, spanish, sri lankan, sudanese, surinamese, swazi, swedish, swiss, syrian, taiwanese, tajik, tanzanian, thai, tibetan, togolese, tongan,
  trinidadian, tunisian, turkish, turkmen, ugandan, ukrainian, uruguayan, uzbek, venezuelan, vietnamese, welsh, yemeni, zambian, zimbabwean, greenlandic,
  faroese, scottish, catalan, basque, kurdish, arab, african american, african-american, asian american, latino, latina, hispanic, caucasian, indigenous,
  christian, catholic, protestant, orthodox, muslim, jewish, hindu, buddhist, sikh, mormon, atheist, agnostic, baptist, methodist, lutheran, anglican, evangelical,
  jehovah's witness, shia, sunni, zoroastrian, taoist, shinto, quaker, republican, democrat, libertarian, communist, socialist, americans, canadians,
  germans, italians, russians, mexicans, brazilians, indians, muslims, christians, catholics, jews, hindus, buddhists, democrats, republicans, australians,
  europeans, asians, africans, european, asian, african`);

export const US_STATES =
  phrases(`alabama, alaska, arizona, arkansas, california, colorado, connecticut, delaware, florida, hawaii, idaho, illinois, indiana,
  iowa, kansas, kentucky, louisiana, maine, maryland, massachusetts, michigan, minnesota, mississippi, missouri, montana, nebraska, nevada, new hampshire,
  new jersey, new mexico, new york, north carolina, north dakota, ohio, oklahoma, oregon, pennsylvania, rhode island, south carolina, south dakota,
  tennessee, texas, utah, vermont, virginia, washington, west virginia, wisconsin, wyoming, ontario, quebec, british columbia, alberta, manitoba,
  saskatchewan, nova scotia, new brunswick, newfoundland, prince edward island, new south wales, victoria, queensland, tasmania, england, scotland,
  wales, northern ireland, bavaria, catalonia, andalusia, tuscany, lombardy, normandy, brittany, provence`);

/** Codes of states and provinces: part of an address only behind a comma or before a postal code. */
export const STATE_CODES =
  set(`AL AK AZ AR CA CO CT DE FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND OH OK OR PA
  RI SC SD TN TX UT VT VA WA WV WI WY DC PR VI GU AS MP FM MH PW AA AE AP ON QC BC AB MB SK NS NB NL PE YT NT NU NSW VIC QLD WA SA TAS ACT NT`);
