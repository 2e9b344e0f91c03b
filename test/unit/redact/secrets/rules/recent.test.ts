import { RECENT } from '../../../../../src/redact/detect/secrets/rules/recent.ts';
import { type SecretRow, testRules } from './rules.ts';

const ROWS: readonly SecretRow[] = [
  ['deepseek-key', '', 'sk-<hex:32>', 'sk-<hex:31>', 0.85],
  ['together-key', '', 'tgp_v1_<any:43>', 'tgp_v1_<any:20>', 0.97],
  ['cerebras-key', '', 'csk-<low:48>', 'csk-<low:20>', 0.97],
  ['voyage-key', '', 'pa-<any:43>', 'pa-<any:30>', 0.97],
  ['helicone-key', '', 'sk-helicone-<low:7>-<low:7>-<low:7>-<low:7>', 'sk-helicone-<low:12>', 0.97],
  ['modal-token', '', 'as-<any:22>', 'as-<any:23>', 0.97],
  ['google-ai-key', '', 'AQ.Ab8<any:44>', 'AQ.Ab8<any:20>', 0.97],
  ['llamacloud-key', '', 'llx-<any:48>', 'llx-<any:30>', 0.97],
  ['mem0-key', '', 'm0-<any:40>', 'm0-<any:30>', 0.97],
  ['runpod-key', '', 'rpa_<up:46>', 'rpa_<up:30>', 0.97],
  ['heroku-key', '', 'HRKU-<hex:8>-<hex:4>-<hex:4>-<hex:4>-<hex:12>', 'HRKU-<hex:8>-<hex:4>', 0.97],
  ['datadog-token', '', 'ddp_<any:34>', 'ddp_<any:12>', 0.97],
  ['axiom-token', '', 'xaat-<hex:8>-<hex:4>-<hex:4>-<hex:4>-<hex:12>', 'xaat-<hex:8>', 0.97],
  ['xata-key', '', 'xau_<any:36>', 'xau_<any:20>', 0.97],
  ['chromatic-token', '', 'chpt_<low:15>', 'chpt_<lower:15>', 0.97],
  ['honeybadger-key', '', 'hbp_<any:36>', 'hbp_<any:20>', 0.97],
  ['paddle-key', '', 'pdl_live_apikey_<any:40>', 'pdl_live_apikey_<any:20>', 0.97],
  ['akamai-token', '', 'akab-<low:16>-<low:16>', 'akab-<low:16>', 0.97],
  ['baidu-key', '', 'bce-v3/ALTAK-<any:22>/<hex:40>', 'bce-v3/ALTAK-<any:22>', 0.97],
  ['volcengine-key', '', 'AKLT<any:43>', 'AKLT<any:20>', 0.97],
  ['vk-token', '', 'vk1.a.<any:80>', 'vk1.a.<any:40>', 0.97],
  ['pinterest-token', '', 'pina_<up:60>', 'pina_<up:30>', 0.97],
  ['fernet-token', '', 'gAAAAA<any:94>==', 'gAAAAA<any:40>', 0.97],
  ['token-with-telling-prefix', '', 'pat_acme_<any:36>', 'pk_live_<any:36>', 0.75],
];

testRules(RECENT, ROWS);
