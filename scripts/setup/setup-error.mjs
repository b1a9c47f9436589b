/** A failure that the person at the keyboard can mend: it says what is missing and the command that helps. */
export class SetupError extends Error {
  /**
   * @param {string} message what is missing or went wrong, one sentence
   * @param {string} [mend] the exact command, or what else to do
   */
  constructor(message, mend) {
    super(message);
    this.name = 'SetupError';
    this.mend = mend;
  }
}
