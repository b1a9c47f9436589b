import { ensurePackages, missingPackages } from './debian.mjs';
import { findProgram } from './processes.mjs';

const packages = ['chromium', 'fonts-noto-cjk', 'iproute2', 'nftables'];

/** What the tests need besides: a real browser, and letters for the screens it shows. @type {import('./run-steps.mjs').Step} */
export const browser = {
  name: 'browser',
  title: 'Chromium and Chinese fonts for the tests',
  present() {
    if (process.env.CHROMIUM_BIN && findProgram(process.env.CHROMIUM_BIN)) return 'named by CHROMIUM_BIN';
    return missingPackages(packages).length === 0 && "Debian's packages are there";
  },
  async make(progress) {
    await ensurePackages(packages, {
      purpose: 'testing in a browser',
      otherwise: 'install Chromium and Noto Sans CJK, and set CHROMIUM_BIN to the browser',
      log: 'browser',
      progress,
    });
  },
};
