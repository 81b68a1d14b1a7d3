/** .NET names the argument in the message, and the agent passes its whole sentence as the name. */
export class ArgumentNullError extends Error {
  override readonly name = 'System.ArgumentNullException';

  constructor(argument: string) {
    super(`Value cannot be null. (Parameter '${argument}')`);
  }
}

export class ArgumentError extends Error {
  override readonly name = 'System.ArgumentException';
}

export class InvalidOperationError extends Error {
  override readonly name = 'System.InvalidOperationException';
}

/** A step was cancelled or ran out of time. */
export class OperationCanceledError extends Error {
  override readonly name = 'System.OperationCanceledException';

  constructor() {
    super('The operation was canceled.');
  }
}

export class ProcessExitCodeError extends Error {
  override readonly name = 'ProcessExitCodeException';

  constructor(
    readonly exitCode: number,
    file: string,
    args: string,
  ) {
    super(`Exit code ${exitCode} returned from process: file name '${file}', arguments '${args}'.`);
  }
}
