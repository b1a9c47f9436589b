import { ensurePackages } from './debian.mjs';
import { findProgram } from './processes.mjs';
import { SetupError } from './setup-error.mjs';

const packages = ['poppler-utils'];
let isWithout = false;

/** What turns PDF slides into page images. The product starts without it too, and then says so where slides are uploaded. @type {import('./run-steps.mjs').Step} */
export const slides = {
  name: 'slides',
  title: 'poppler for slides',
  present() {
    if (findProgram('pdftoppm') && findProgram('pdfinfo')) return 'pdftoppm is there';
    return isWithout && `missing: slides cannot be converted until ${packages.join(' ')} is installed`;
  },
  async make(progress) {
    try {
      await ensurePackages(packages, {
        purpose: 'converting slides',
        otherwise: `install ${packages.join(' ')}`,
        log: 'slides',
        progress,
      });
    } catch (error) {
      if (!(error instanceof SetupError)) throw error;
      isWithout = true;
    }
  },
};
