/** Why the addon could not be built, in words for the person who installs it. */
export class BuildProblem extends Error {
  /** @param {string} message @param {string} [logPath] What the compiler said, in full. */
  constructor(message, logPath) {
    super(message);
    this.logPath = logPath;
  }
}
