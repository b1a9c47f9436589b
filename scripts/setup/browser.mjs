import { ensurePackages, missingPackages } from './debian.mjs';
import { findProgram } from './processes.mjs';

const packages = ['chromium', 'fonts-noto-cjk', 'poppler-utils', 'iproute2', 'nftables'];

/** What the tests need besides: a real browser, letters for the screens it shows, and what turns slides into pictures. @type {import('./run-steps.mjs').Step} */
export const browser = {
  name: 'browser',
  title: 'Chromium, Chinese fonts and poppler for the tests',
  present() {
    const isNamed = process.env.CHROMIUM_BIN && findProgram(process.env.CHROMIUM_BIN);
    if (isNamed && findProgram('pdftoppm')) return 'named by CHROMIUM_BIN';
    return missingPackages(packages).length === 0 && "Debian's packages are there";
  },
  async make(progress) {
    await ensurePackages(packages, {
      purpose: 'testing in a browser',
      otherwise: 'install Chromium, Noto Sans CJK and poppler-utils, and set CHROMIUM_BIN to the browser',
      log: 'browser',
      progress,
    });
  },
};
