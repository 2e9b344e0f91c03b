/** Numbers of things: what a key calls an item, a product or an order is nobody's telephone or document, whatever its digits. */
import { memo } from '../../kit/memo.ts';
import { keyName } from '../text/keyname.ts';

/** The last words of a key that numbers a thing. `order_phone` is none: its last word is the phone. */
const THING =
  /(?:^|_)(?:item|product|lot|sku|part|model|variant|article|asset|batch|serial|order|ticket|job|build|commit|row|chunk|node|request|message|msg|event|trace|span|run|version|port|upc|ean|gtin|isbn|asin)s?(?:_?(?:id|ids|no|nr|num|number|numbers|code|ref))?$/;

const remembered = memo((key) => (THING.test(keyName(key)) ? 'thing' : ''));

/** True for a key such as `item_id`, `lotNumber` or `sku`. */
export const isThingKey = (key: string | undefined): boolean => key !== undefined && remembered(key) !== '';
