/** Which tools change something, by their names: verbs of reading are few, and all tools are named by their verb. */

/** First words of names of tools that only read, compute or think. */
const READING = new Set(
  (
    'get list find search lookup look fetch read check view show describe query calculate calc compute think verify can is has ' +
    'count estimate inspect retrieve browse compare validate analyze analyse summarize preview select ls cat grep glob head tail ' +
    'run status test print explain ask scan detect recommend translate exists'
  ).split(' '),
);
/** What passes the talk on changes no record. */
const HANDING_OVER =
  /^(?:transfer|escalate|hand_?off|connect|route)[_a-z]*(?:human|agent|support|specialist|person|operator)|^(?:respond|reply|done|finish|submit|final_answer|message_user)$/i;

/** `getOrder`, `get_order`, `orders.get-order` and `mcp__shop__get_order` begin with `get`. */
function verbOf(name: string): string {
  const own = name.split(/__|[./:]/).at(-1) ?? name;
  const words = own
    .replace(/([a-z\d])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .split(/[_\-\s]+/);
  return words.find((w) => w !== '') ?? '';
}

export const changesState = (name: string): boolean => !READING.has(verbOf(name)) && !HANDING_OVER.test(name);
