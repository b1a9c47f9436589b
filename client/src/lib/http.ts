import { newCommandKey } from './command-key.ts';
import { contract } from './env.ts';
import { createHttpClient, type HttpClient } from './http-client.ts';
import { currentLanguage } from './i18n.ts';
import { reportTooOld } from './page-update.ts';

const deps = {
  facts: contract,
  fetch: (input: RequestInfo | URL, init?: RequestInit) => fetch(input, init),
  language: currentLanguage,
  newKey: newCommandKey,
  onTooOld: reportTooOld,
};

/** For pages of people who signed in, and for public ones. */
export const staffHttp: HttpClient = createHttpClient({ ...deps, identity: 'staff' });
/** For the pages of a paired hall PC. */
export const deviceHttp: HttpClient = createHttpClient({ ...deps, identity: 'device' });
