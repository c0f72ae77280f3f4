/** Exit codes of the command line: 0 ok, 1 failure, 2 usage, 3 unknown handle, 4 not enough data. */
export const EXIT = { ok: 0, failure: 1, usage: 2, unknownHandle: 3, notEnoughData: 4 } as const;
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** An error meant for a person: its message says what, which value, and what to do next. */
export class CliError extends Error {
  override readonly name: string = "CliError";
  constructor(
    message: string,
    readonly exitCode: ExitCode = EXIT.failure,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** A setting, option or model file that cannot be used; raised before any work begins. */
export class ConfigProblem extends CliError {
  override readonly name = "ConfigProblem";
  constructor(message: string, options?: ErrorOptions) {
    super(message, EXIT.usage, options);
  }
}

/** An input as a whole (file, archive, folder) that cannot be read; single bad rows are rejected, not thrown. */
export class InputProblem extends CliError {
  override readonly name = "InputProblem";
  constructor(message: string, options?: ErrorOptions) {
    super(message, EXIT.failure, options);
  }
}

/** A statement that the engine refused; carries the model's name and the whole SQL. */
export class EngineFailure extends Error {
  override readonly name = "EngineFailure";
  constructor(
    message: string,
    readonly details: { readonly engine: string; readonly model?: string; readonly sql: string },
    options?: ErrorOptions,
  ) {
    super(`${details.engine}${details.model ? `, model ${details.model}` : ""}: ${message}`, options);
  }
}

/** An iteration that did not reach its tolerance. */
export class NotConverged extends Error {
  override readonly name = "NotConverged";
  constructor(
    readonly passes: number,
    readonly residual: number,
  ) {
    super(`not converged after ${passes} passes: residual ${residual}`);
  }
}

/** A kernel that got no memory for a graph; another kernel may do. */
export class NoRoomForGraph extends RangeError {
  override readonly name = "NoRoomForGraph";
  constructor(
    readonly nodeCount: number,
    readonly edgeCount: number,
    options?: ErrorOptions,
  ) {
    super(`no memory for a graph of ${nodeCount} nodes and ${edgeCount} edges`, options);
  }
}

/** A model or lake whose version this program cannot read. */
export class VersionMismatch extends CliError {
  override readonly name = "VersionMismatch";
}
