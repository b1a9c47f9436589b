import type { Identity } from '#shared/kit/caller.ts';
import { newCommandKey } from './command-key.ts';
import { contract } from './env.ts';
import { createHttpClient, type HttpClient } from './http-client.ts';
import { currentLanguage } from './i18n.ts';
import { reportTooOld } from './page-update.ts';
import { createUpload, type Upload } from './upload.ts';

const deps = {
  facts: contract,
  fetch: (input: RequestInfo | URL, init?: RequestInit) => fetch(input, init),
  language: currentLanguage,
  newKey: newCommandKey,
  onTooOld: reportTooOld,
};

/** For pages of people who signed in, and for public ones. */
export const staffHttp: HttpClient = createHttpClient({ ...deps, identity: 'staff' });
/** For the pages behind a matter's personal link. */
export const matterHttp: HttpClient = createHttpClient({ ...deps, identity: 'matter' });
/** For the pages of a paired hall PC. */
export const deviceHttp: HttpClient = createHttpClient({ ...deps, identity: 'device' });

/** Sends files, by the cookie that the page uses. */
export const uploads: Record<Identity, Upload> = {
  staff: createUpload({ ...deps, identity: 'staff' }),
  device: createUpload({ ...deps, identity: 'device' }),
  matter: createUpload({ ...deps, identity: 'matter' }),
};
