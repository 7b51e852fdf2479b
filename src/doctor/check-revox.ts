import { RevoxError, type RevoxProblem } from '../revox/errors.ts';
import { createRevox, type Revox, type RevoxOptions } from '../revox/revox.ts';
import { type Finding, fine, untried, wrong } from './finding.ts';

const keyCheck = 'Revox key';
const pageCheck = 'Revox list of calls';

/** Whether Revox answers, takes the key, and shows a list that can be read. */
export async function checkRevox({
  apiKey,
  baseUrl,
  dispatcher,
}: Pick<RevoxOptions, 'apiKey' | 'baseUrl' | 'dispatcher'>): Promise<Finding[]> {
  let isOverfull = false;
  const revox = createRevox({
    apiKey,
    baseUrl,
    dispatcher: dispatcher ?? null,
    loadDialect: async () => null,
    saveDialect: async () => undefined,
    onOverfullPage: () => {
      isOverfull = true;
    },
  });
  try {
    const key = await tried(keyCheck, () => checkKey(revox));
    if (key.state === 'problem') return [key, untried(pageCheck, 'the check of the key failed')];
    return [key, await tried(pageCheck, () => checkFirstPage(revox, () => isOverfull))];
  } finally {
    await revox.close();
  }
}

async function checkKey(revox: Revox): Promise<Finding> {
  await revox.checkKey();
  return fine(keyCheck, 'Revox accepts it');
}

async function checkFirstPage(revox: Revox, overfull: () => boolean): Promise<Finding> {
  const { rows } = await revox.readPage(0);
  const unread = rows.filter((row) => row.kind === 'set-aside').length;
  if (rows.length === 0) return fine(pageCheck, 'is readable, but empty');
  if (unread === rows.length)
    return wrong(
      pageCheck,
      `none of the ${rows.length} newest rows can be read`,
      'check REVOX_BASE_URL; if it is correct, the API has changed: install a newer version of this bot',
    );
  const setAside = unread === 0 ? '' : `; ${unread} would be set aside`;
  const ignored = overfull() ? '; Revox ignores the page size, so each poll costs more than needed' : '';
  return fine(
    pageCheck,
    `${rows.length - unread} of the ${rows.length} newest rows can be read${setAside}${ignored}`,
  );
}

async function tried(about: string, check: () => Promise<Finding>): Promise<Finding> {
  try {
    return await check();
  } catch (error) {
    if (!(error instanceof RevoxError)) throw error;
    return wrong(about, error.message.replace(/\.$/, ''), advice[error.reason]);
  }
}

const advice: Record<RevoxProblem, string> = {
  unreachable: 'check that this machine can reach the host of REVOX_BASE_URL: DNS, firewall, proxy',
  'rate-limited': 'wait a minute and run this again; if it lasts, something else is using the same key',
  unauthorised: 'put the API key of your Revox account into REVOX_API_KEY',
  blocked: 'ask your network team to let this machine reach the host of REVOX_BASE_URL',
  unpaid: 'check plan and credit of your Revox account',
  'server-error': 'this is a problem at Revox: run this again later, and report it to Revox if it lasts',
  'request-refused': 'check the path of REVOX_BASE_URL',
  'unexpected-shape': 'check REVOX_BASE_URL: the server there is not the Revox API',
};
