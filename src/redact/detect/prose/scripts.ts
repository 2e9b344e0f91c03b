/**
 * Names and addresses in scripts without capitals or spaces, where only what stands around a name shows it: an introduction,
 * a field, an honorific. A sentence without one of these is left alone, since every word looks like every other.
 */
import type { Finding } from '../detector.ts';
import { matchesOf } from '../patterns/regions.ts';

/** Any letter from Cyrillic on: other texts are passed over. */
const WIDE = /[\u0400-\u05ff\u0600-\u06ff\u0900-\u0e7f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]/;

const HAN = '[\\p{Script=Han}々]';
const KANA = '[\\p{Script=Hiragana}\\p{Script=Katakana}ー]';
const HANGUL = '[가-힣]';
const arabicWord = '[\\p{Script=Arabic}]{2,14}';
const indicWord = '[\\p{Script=Devanagari}]{2,14}';
const thaiWord = '[\\p{Script=Thai}]{2,16}';

interface Shape {
  rule: string;
  /** Group 1 is the name. */
  pattern: RegExp;
  confidence: number;
  type: 'PERSON' | 'ADDRESS';
}

const shape = (rule: string, confidence: number, pattern: string, type: Shape['type'] = 'PERSON'): Shape => ({
  rule,
  confidence,
  pattern: new RegExp(pattern, 'gu'),
  type,
});

/** The hundred surnames that nearly all Chinese have, and those of two characters. */
const SURNAMES =
  '王李张張刘劉陈陳杨楊赵趙黄黃周吴吳徐孙孫胡朱高林何郭马馬罗羅梁宋郑鄭谢謝韩韓唐冯馮于董萧蕭程曹袁邓鄧许許傅沈曾彭吕呂苏蘇卢盧蒋蔣蔡贾賈丁魏薛叶葉阎余潘杜戴夏钟鍾汪裴卞祝葛邢樊柳鲍庞殷翟俞耿苗聂焦凌霍阮柏柯骆尤蓝占卓涂岳辛翁田任姜范方石姚谭譚廖邹鄒熊金陆陸郝孔白崔康毛邱秦江史顾顧侯邵孟龙龍万萬段雷钱錢汤湯尹黎易常武乔喬贺賀赖賴龚龔文';
const COMPOUND = '欧阳|歐陽|司马|司馬|上官|诸葛|諸葛|皇甫|慕容|东方|令狐|尉迟|公孙|夏侯';
const CHINESE = `(?:${COMPOUND}|[${SURNAMES}])${HAN}{1,2}`;
/** Words of two signs that begin like a surname. */
const NO_SURNAME =
  '(?!高[峰烧燒级級速兴興度中等档清层]|金[额額属屬融色]|方[案面便式法向]|白[色天]|黄[色金]|黃[色金]|马[上路]|馬上|石[油头]|江[湖苏西]|万[一元能]|常[见用常规]|成[功员本]|张开|周[期末一二三四五六日边围]|许[多可]|程[序度]|于是|严[重格]|任[何务意]|平台|段[落时]|余[额下]|毛病|林业|田野|陈述|谢谢|武[汉器]|雷达|钱包|康复|曾[经在]|顾[客问]|孔子|史上|易[用于]|龙头|孟加|沈阳|郑[重州]|钟头|汤[类圆]|秦朝|唐朝|宋[朝代]|夏[天季]|安全|童年|路由|文[件档字])';
/** A name of three signs, or of a compound surname and one or two. */
const CHINESE_FULL = `${NO_SURNAME}(?:(?:${COMPOUND})${HAN}{1,2}|[${SURNAMES}]${HAN}{2})`;
/** Who somebody is, right in front of the name. */
const ROLES_BEFORE =
  '患者|病人|客户|客戶|乘客|收件人|收货人|联系人|聯絡人|负责人|申请人|经办人|持卡人|开户人|经理|主任|同事|同学|医生|護士|护士|工程师|会员|买家|卖家|学员|家长|员工|顾客|姓名|经手人|房东|租客|户主|妻子叫|丈夫叫|女儿叫|儿子叫|朋友叫|老板叫';
/** What goes on behind a name that no sign follows. */
const GOES_ON =
  '(?=[\\s，。,.！!？?、；;：:（()）”」]|$|[已刚收付在今昨明要想说来打反报出入住提批将会就和与及的回联确转处办先女请]|申请|需要|签收|下单)';
const ARABIC_NAME = `${arabicWord}(?: ${arabicWord}){0,3}`;
/** A Japanese name in the midst of a sentence, and no department, shop or number of people. */
const JAPANESE = `(?:${HAN}{2,4}[ 　]${HAN}{1,4}|${HAN}{2,5}|[\\p{Script=Katakana}ー・]{3,14})(?<![部課係室局店社者員方中済在定代制任人名会長様点番])`;
/** A Chinese name ends where a sign, the text or a word stands that goes on behind one. */
const ENDS = '(?=[\\s，。,.！!？?、；;：:（）()"”」』\\]]|$|的|是|在|来|住|今|想|和|与|先生|女士|小姐)';

/** Shapes by the letters that they are made of: where a text has none of them, they are not looked for. */
const SHAPES: readonly (readonly [RegExp, readonly Shape[]])[] = [
  [
    /\p{Script=Han}/u,
    [
      // Chinese.
      shape(
        'introduction',
        0.9,
        `(?:我(?:的名字)?(?:叫做?|名叫|是)|他叫|她叫|名字是|本人|(?:我|他|她)姓名[是为])[：: ]?(${CHINESE})${ENDS}`,
      ),
      shape(
        'field',
        0.92,
        `(?:姓\\s?名|客户姓名|联系人|聯絡人|收件人|收货人|乘客|患者|申请人|负责人|经办人|户名|签名|签字人|签收人|担保人|法人|监护人|寄件人|紧急联系人)\\s?[：:]\\s?(${HAN}{2,4}|[\\p{Lu}][\\p{L} .'-]{2,40})${ENDS}`,
      ),
      shape(
        'honorific',
        0.85,
        `(?:(?<=[\\s，。,.！!？?、；;：:（(“"「您好]|^)|(?<=亲爱的|尊敬的|感谢|联系|致电|通知|转给|交给|告诉|请|给|找|和|与|跟|问))(${CHINESE}|[${SURNAMES}])(?:先生|女士|小姐|太太|老师|經理|经理|医生|醫生|教授|同学|总)`,
      ),
      shape('role', 0.8, `(?:${ROLES_BEFORE})[：: ]?(${CHINESE_FULL})${GOES_ON}`),
      shape(
        'called',
        0.8,
        `(?:(?:给|跟|向)(${CHINESE_FULL})(?=回[电話话复]|打电|发[邮短消信]|寄|说|转账|汇款|道歉)|(?:联系|聯絡|致电|转给|转交给?|交给|通知|告诉|转告|请找)(${CHINESE_FULL})(?=[\\s，。,.！!；;]|$|确认|处理|办理|询问|了解|跟进|获取|领取|协助|一声|一下))|我[和跟与](${CHINESE_FULL})(?=是|在|都|一起)`,
      ),
      shape('addressed', 0.8, `(?<=^|[\\n，。！ ])(${CHINESE_FULL})(?=[，, ]?[您你]好)`),
      shape(
        'charge',
        0.8,
        `由(?:${HAN}{2,10}的)?(${CHINESE_FULL})(?=负责|負責|处理|跟进|接待|主持|经办|办理|签字|审批)`,
      ),
      shape('honorific', 0.82, `${NO_SURNAME}((?:${COMPOUND}|[${SURNAMES}]))(?=先生|女士|小姐|太太|阿姨|叔叔)`),
      shape(
        'signature',
        0.8,
        `(?:此致|敬礼|敬上|谨上|祝好|商祺|谢谢)[，。！! ]?\\n{1,2}[ \u3000]{0,4}(${CHINESE_FULL}|[${SURNAMES}]${HAN})(?=[ \\t]*(?:\\n|$))`,
      ),
      // From the largest part to the house number.
      shape(
        'address',
        0.85,
        `(?:(?:送|寄|发|運|运)?[到至往]|住?在|是)?((?:${HAN}{2,5}[省市]){1,2}(?:${HAN}{1,6}[区區县縣市]){0,2}${HAN}{1,10}(?:路|街|大道|巷|弄|胡同)(?:${HAN}{1,3}段)?\\s?[\\d０-９一二三四五六七八九十百]{1,5}\\s?[号號](?:[\\p{Script=Han}\\d\\-－]{0,16}[室楼樓层層栋棟单元])?)`,
        'ADDRESS',
      ),
    ],
  ],
  [
    /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u,
    [
      // Japanese.
      shape(
        'honorific',
        0.85,
        `(?<![\\p{Script=Han}\\p{Script=Katakana}ー])(${HAN}{1,5}(?:[ 　]${HAN}{1,4})?|[\\p{Script=Katakana}ー・]{2,16})(?=[ 　]?(?:さん|様|さま|くん|ちゃん|先生(?=[、。はがのをにと\\s]|$)|氏(?=[、。はがのをにと\\s]|$)|殿)(?!々))`,
      ),
      shape(
        'introduction',
        0.9,
        `(?:私|わたし|僕|俺)(?:の名前)?は[、 ]?(${HAN}{2,6}(?:[ 　]${HAN}{1,4})?|[\\p{Script=Katakana}ー・]{2,16})(?=です|と申|と言|といい)`,
      ),
      shape(
        'introduction',
        0.85,
        `(?<=^|[。！!\\n、\\s])(${HAN}{2,4}(?:[ 　]${HAN}{1,4})?|[\\p{Script=Katakana}ー・]{3,16})(?=と申します|といいます|と言います)`,
      ),
      shape(
        'field',
        0.8,
        `(?:予約|契約|申込|送金|受取)(?:者|人)(?:氏?名)?(?:は|[ 　])(${JAPANESE})(?<!数)(?=です|でございます|[。\\n]|$)`,
      ),
      shape(
        'charge',
        0.8,
        `(?:営業|総務|経理|人事|開発|受付|窓口|サポート|${HAN}{2,6}[部課係])の(${JAPANESE})(?=が(?:対応|担当|伺|参り|ご案内|お電話|ご連絡))`,
      ),
      shape(
        'honorific',
        0.8,
        `(?<![\\p{Script=Hiragana}])(\\p{Script=Hiragana}{2,4})(?=ちゃん|くん(?![\\p{Script=Hiragana}]{2}れ))`,
      ),
      shape(
        'charge',
        0.82,
        `(?:担当(?:者)?|責任者|窓口|講師|主治医)は[、 ]?(?:[\\p{Script=Han}\\p{Script=Katakana}ー]{2,12}の)?(${JAPANESE})(?=です|でございます|が担当|に変|と申)`,
      ),
      shape(
        'introduction',
        0.85,
        `(?:お世話になって(?:おり)?ます。?|お世話になります。?|もしもし、?)[\\n 　]{0,2}[\\p{Script=Han}\\p{Script=Katakana}ーA-Za-z]{2,16}の(${JAPANESE})(?=です|でございます|と申)`,
      ),
      shape(
        'introduction',
        0.85,
        `[\\p{Script=Han}\\p{Script=Katakana}ー]の(${JAPANESE})(?=と申します|といいます|と言います)`,
      ),
      shape(
        'honorific',
        0.82,
        `(?<=昨日|今日|本日|明日|先日|今朝|先週|来週|当社|弊社|御社|部長|課長|社長|同僚|友人|患者|顧客)(${HAN}{2,5}(?:[ 　]${HAN}{1,3})?)(?=さん|様|さま|くん|ちゃん|氏)`,
      ),
      shape(
        'signature',
        0.8,
        `(?:よろしくお願い(?:いた|致)?(?:します|申し上げます)|敬具|草々|以上)。?\\n{1,2}[ 　]{0,4}(?:[^\\n]{2,24}\\n)?[ 　]{0,4}(${HAN}{1,4}[ 　]${HAN}{1,4})(?=[ 　]*(?:\\n|$))`,
      ),
      shape(
        'field',
        0.92,
        `(?:お客様名|お名前|氏名|名前|お?送付先|お?届け先|差出人|申込者|契約者|紹介者|連絡者|担当者?|ご担当|宛名|受取人|予約者名?|患者名|ご芳名)\\s?[：:]\\s?(${HAN}{1,6}(?:[ 　]${HAN}{1,4})?|${KANA}{2,12}(?:[ 　]${KANA}{2,12})?)(?=[\\s、。，,（()）様さ]|$)`,
      ),
      shape(
        'address',
        0.85,
        `((?:〒?\\d{3}-\\d{4}[ 　]?)?(?:東京都|北海道|大阪府|京都府|${HAN}{2,3}県)[\\p{Script=Han}\\p{Script=Katakana}\\p{Script=Hiragana}ー]{2,24}[\\d０-９]{1,4}(?:[-－ー丁目番地号の][\\d０-９]{0,4}){1,6})`,
        'ADDRESS',
      ),
    ],
  ],
  [
    /[가-힣]/,
    [
      // Korean.
      shape(
        'introduction',
        0.9,
        `(?:제|내|저의) ?이름은 ?(${HANGUL}{2,4}?)(?=이에요|예요|입니다|이고|이며|이라고|라고|야|[\\s,.。!]|$)`,
      ),
      shape('introduction', 0.85, `(?:저는|나는|안녕하세요,?) ?(${HANGUL}{3})(?=입니다|이라고|라고|이에요|예요)`),
      shape(
        'field',
        0.92,
        `(?:이름|성명|성함|고객명|예약자명?|수령인|받는 ?사람|담당자|환자명|신청인)\\s?[：:]\\s?(${HANGUL}{2,5})(?=[\\s,.()]|$)`,
      ),
      shape(
        'honorific',
        0.8,
        `(?<![가-힣])([김이박최정강조윤장임한오서신권황안송전홍유고문양손배백허남심노하곽성차주우구민진나엄채원천방공현함변염여추도소석선설마길연위표명기반왕금옥육인맹제모탁국어은편용]${HANGUL}{1,3}?)(?= ?(?:님|씨|선생님|교수님|과장님|대리님|팀장님|부장님)(?![가-힣]{2}))`,
      ),
      shape(
        'address',
        0.85,
        `((?:서울|부산|대구|인천|광주|대전|울산|세종|경기|강원|충북|충남|전북|전남|경북|경남|제주)(?:특별시|광역시|특별자치시|특별자치도|시|도)? (?:${HANGUL}{1,6}[시군구] ){1,3}${HANGUL}{1,10}(?:로|길|동)(?:\\d{1,3}(?:번?길))? ?\\d{1,5}(?:-\\d{1,4})?(?:번지|호)?)`,
        'ADDRESS',
      ),
    ],
  ],
  [
    /[\u0400-\u04ff]/,
    [
      // Cyrillic, where capitals help.
      shape(
        'introduction',
        0.9,
        `(?:[Мм]еня зовут|[Мм]о[её] имя|[Мм]ене звати|[Кк]азвам се|[Зз]овем се|[Ее]го зовут|[Её]ё зовут)[ :—-]{1,3}(\\p{Lu}[\\p{Ll}-]{1,20}(?: \\p{Lu}[\\p{Ll}-]{1,24}){0,2})`,
      ),
      shape(
        'field',
        0.92,
        `(?:ФИО|Ф\\.И\\.О\\.|[Ии]мя|[Фф]амилия|[Кк]лиент|[Пп]ациент|[Пп]ассажир|[Пп]олучатель|[Зз]аказчик|[Аа]втор|[Пп]ідпис|[Іі]м['’]я)\\s?[:：]\\s?(\\p{Lu}[\\p{Ll}-]{1,20}(?: \\p{Lu}[\\p{Ll}.-]{0,24}){0,2})`,
      ),
      shape(
        'honorific',
        0.88,
        `(?:[Гг]осподин|[Гг]оспожа|[Гг]-н|[Гг]-жа|[Тт]оварищ|[Уу]важаем(?:ый|ая)|[Дд]орог(?:ой|ая)|[Пп]ан(?:і|ові)?|[Дд]октор) (\\p{Lu}\\p{Ll}{1,20}(?: \\p{Lu}\\p{Ll}{1,24}){0,2})`,
      ),
      shape(
        'patronymic',
        0.85,
        `(?<!\\p{L})(?!Уважаем|Дорог)(\\p{Lu}\\p{Ll}{2,16}(?: \\p{Lu}\\p{Ll}{3,18}(?:ович|евич|ич|овна|евна|ична))(?: \\p{Lu}\\p{Ll}{2,20})?|\\p{Lu}\\p{Ll}{2,20} \\p{Lu}\\p{Ll}{2,16} \\p{Lu}\\p{Ll}{3,18}(?:ович|евич|овна|евна|ична))(?!\\p{L})`,
      ),
      shape(
        'address',
        0.82,
        `((?:г\\. ?\\p{Lu}[\\p{Ll}-]{2,20}, ?)?(?:ул\\.|улица|вул\\.|просп\\.|проспект|пр-т|пер\\.|переулок|бул\\.|бульвар|наб\\.|шоссе|пл\\.) ?\\p{Lu}[\\p{L}\\d -]{2,30}?, ?(?:д\\. ?|дом |буд\\. ?)?\\d{1,4}[а-яА-Я]?(?:/\\d{1,3})?(?:, ?(?:кв|корп|стр|оф)\\.? ?\\d{1,4})*)`,
        'ADDRESS',
      ),
    ],
  ],
  [
    /[\u0600-\u06ff]/,
    [
      // Arabic and Persian.
      shape(
        'introduction',
        0.88,
        `(?:اسمي|أنا اسمي|إسمي|انا اسمي|اسمه|اسمها|نام من|اسم من) ?(?:هو|هي)? ?:?(${ARABIC_NAME}?)(?=[\\s]?(?:و(?:أ|ا|ر|ع|ل|م)|است|هست|من |في |،|\\.|,|؟|!|\\n|$))`,
      ),
      shape(
        'field',
        0.92,
        `(?:الاسم(?: الكامل)?|اسم العميل|اسم المريض|اسم المستلم|نام(?: و نام خانوادگی)?|نام مشتری)\\s?[:：]\\s?(${ARABIC_NAME})`,
      ),
      shape(
        'honorific',
        0.85,
        `(?:السيدة|السيد|الأستاذة|الأستاذ|الدكتورة|الدكتور|الآنسة|آقای|خانم|دكتور) (${arabicWord}(?: ${arabicWord})?)(?=[\\s،.,!؟]|$)`,
      ),
    ],
  ],
  [
    /[\u0900-\u097f]/,
    [
      // Hindi and Marathi.
      shape(
        'introduction',
        0.9,
        `(?:मेरा नाम|मेरे पति का नाम|मेरी पत्नी का नाम|उसका नाम|उनका नाम|माझे नाव) (${indicWord}(?: ${indicWord}){0,2}?)(?= (?:है|हैं|आहे)|[।,.\\n]|$)`,
      ),
      shape(
        'field',
        0.92,
        `(?:नाम|पूरा नाम|ग्राहक(?: का नाम)?|रोगी|यात्री)\\s?[:：]\\s?(${indicWord}(?: ${indicWord}){0,2})`,
      ),
      shape('honorific', 0.85, `(?:श्रीमती|श्रीमान|श्री|डॉक्टर|डॉ\\.|कुमारी) (${indicWord}(?: ${indicWord})?)`),
      shape(
        'honorific',
        0.8,
        `(?<![\\p{Script=Devanagari}])(${indicWord}(?: ${indicWord})?)(?= जी(?![\\p{Script=Devanagari}]))`,
      ),
    ],
  ],
  [
    /[\u0e00-\u0e7f]/,
    [
      // Thai.
      shape(
        'introduction',
        0.88,
        `(?:(?:ผม|ดิฉัน|ฉัน|หนู|เขา|เธอ) ?ชื่อ|ชื่อของ(?:ผม|ฉัน|ดิฉัน)คือ) ?(${thaiWord}(?: ${thaiWord})?)(?=[\\s,.]|ค่ะ|ครับ|$)`,
      ),
      shape(
        'field',
        0.92,
        `(?:ชื่อ(?:-สกุล|-นามสกุล|ลูกค้า|ผู้รับ|ผู้ป่วย)?|ผู้ติดต่อ)\\s?[:：]\\s?((?:นาย|นางสาว|นาง|คุณ)?${thaiWord}(?: ${thaiWord})?)`,
      ),
      shape('honorific', 0.85, `(?:คุณ|นางสาว|นาย(?!ก))(${thaiWord.replace('{2,16}', '{2,9}')})(?=[\\s,.]|ค่ะ|ครับ|$)`),
    ],
  ],
];

/** Han words that stand before 先生 or さん and are nobody: `お客さん`, `医者さん`, `皆様`. */
const NOBODY =
  /^(?:赤|あか|おばあ|おじい|おにい|おねえ|おかあ|おとう|にい|ねえ|ばあ|じい|王|女王|国王|王子|姫|仏|お?嫁|殿|貴|皇帝|閻魔|生徒|保護者|利用者|読者|会員|取引先|お得意|世間|旦那|若|クロード|アレクサ|コパイロット|ジェミニ|チャットジーピーティー|シリ|お?客|お?医者|皆|みな|神|奥|お?母|お?父|お?兄|お?姉|お?子|店員|業者|患者|担当|お疲れ|田舎|学生|どなた|弊社|御社|何|誰|各位|何名|고객|회원|손님|선생|여러분|사용자|아버|어머|기사)$/u;

export function findInScripts(text: string): Finding[] {
  if (!WIDE.test(text)) return [];
  const out: Finding[] = [];
  const shapes = SHAPES.flatMap(([letter, list]) => (letter.test(text) ? list : []));
  for (const { rule, pattern, confidence, type } of shapes)
    for (const match of matchesOf(text, pattern)) {
      const name = match[1] ?? match[2] ?? match[3];
      if (!name || NOBODY.test(name)) continue;
      const start = match.index + match[0].indexOf(name);
      out.push({
        start,
        end: start + name.length,
        type,
        detector: 'scripts',
        rule,
        confidence,
        evidence: `context:${rule}`,
      });
    }
  return out;
}
