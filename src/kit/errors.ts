/** The two errors that are no bugs. Everything else that is thrown is one. */

/**
 * A mistake the user can fix: says what, where and how to fix it. Its text holds paths, lines and settings, and never text of a log.
 * `exitCode` is that of the command line: 1 violations found, 2 usage or configuration, 3 failure.
 */
export class UserError extends Error {
  override readonly name = 'UserError';
  constructor(
    message: string,
    readonly fix: string,
    readonly exitCode: 1 | 2 | 3 = 2,
  ) {
    super(message);
  }
}

/** The user asked to stop. Work done so far is kept; nothing half-written takes a final name. */
export class Cancelled extends Error {
  override readonly name = 'Cancelled';
  constructor() {
    super('cancelled');
  }
}
