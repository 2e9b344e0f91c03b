/** Numbers of things: what a key or a word calls an item, a product or an order is nobody's telephone or document, whatever its digits. */
import { memo } from '../../kit/memo.ts';
import { keyName } from './keyname.ts';

const THINGS =
  'item|product|lot|sku|part|model|variant|article|asset|batch|serial|order|ticket|job|build|commit|row|chunk|node|request|message|msg|event|trace|span|run|version|port|upc|ean|gtin|isbn|asin';
const NUMBER = 'id|ids|no|nr|num|number|numbers|code|ref';

/** The last words of a key that numbers a thing. `order_phone` is none: its last word is the phone. */
const KEY = new RegExp(`(?:^|_)(?:${THINGS})s?(?:_?(?:${NUMBER}))?$`);
/** The words right before a number, further numbers of the same list between them: `item IDs 8304417720 and`. */
const WORDS = new RegExp(
  String.raw`(?<![a-z])(?:${THINGS})s?(?:[ _-]?(?:${NUMBER}))?(?: (?:is|was|are))?\W{0,5}(?:\d{5,14}\W{1,3}(?:and |or )?){0,3}$`,
);
/** As far back as a list of four numbers reaches. */
const BEFORE = 64;

const remembered = memo((key) => (KEY.test(keyName(key)) ? 'thing' : ''));

/** True for a key such as `item_id`, `lotNumber` or `sku`. */
export const isThingKey = (key: string | undefined): boolean => key !== undefined && remembered(key) !== '';

/** True when the text calls the number at `start` that of a thing: `lot 8304417720`. */
export const isThingNumber = (text: string, start: number): boolean =>
  WORDS.test(text.slice(Math.max(0, start - BEFORE), start).toLowerCase());
