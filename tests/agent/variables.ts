import { expandMacros } from './macros';
import { isReadOnlyName } from './read-only-names';
import { expandVariable } from './variable-expansion';

export interface Variable {
  name: string;
  value: string;
  isSecret: boolean;
  isReadOnly: boolean;
  preserveCase: boolean;
}

export type VariableFlags = Partial<Pick<Variable, 'isSecret' | 'isReadOnly' | 'preserveCase'>>;

/**
 * The variables of a job, or the task variables of a step. Names ignore case. Once secret, always
 * secret; once read-only, always read-only; a secret value is masked from the moment it is set.
 */
export class Variables {
  readonly #written = new Map<string, Variable>();
  #expanded = new Map<string, Variable>();
  readonly #mask: (value: string) => void;

  constructor(mask: (value: string) => void) {
    this.#mask = mask;
  }

  set(name: string, value: string, flags: VariableFlags = {}): void {
    if (this.receive(name, value, flags).isSecret) this.#mask(value);
  }

  /** Takes a variable that came with the job. Whoever starts the job has masked it, by rules of its own. */
  receive(name: string, value: string, flags: VariableFlags = {}): Variable {
    const before = this.#expanded.get(name.toLowerCase());
    const variable: Variable = {
      name,
      value,
      isSecret: flags.isSecret === true || before?.isSecret === true,
      isReadOnly: flags.isReadOnly === true || before?.isReadOnly === true,
      preserveCase: flags.preserveCase ?? false,
    };
    this.#written.set(name.toLowerCase(), variable);
    this.#expanded.set(name.toLowerCase(), variable);
    return variable;
  }

  unset(name: string): void {
    this.#written.delete(name.toLowerCase());
    this.#expanded.delete(name.toLowerCase());
  }

  get(name: string): string | undefined {
    return this.#expanded.get(name.toLowerCase())?.value;
  }

  isReadOnly(name: string): boolean {
    const variable = this.#expanded.get(name.toLowerCase());
    return variable !== undefined && (variable.isReadOnly || isReadOnlyName(variable.name));
  }

  /** Values refer to each other; the agent resolves that before each step, and never in between. */
  recalculate(): string[] {
    const warnings: string[] = [];
    const expanded = new Map(this.#written);
    for (const [key, variable] of this.#written) {
      const { value, isSecret, warning } = expandVariable(variable, (name) =>
        this.#written.get(name.toLowerCase()),
      );
      if (warning !== undefined) warnings.push(warning);
      if (value === variable.value) continue;
      if (isSecret) this.#mask(value);
      expanded.set(key, { ...variable, value, isSecret });
    }
    this.#expanded = expanded;
    return warnings;
  }

  expand(text: string): string {
    return expandMacros(text, (name) => this.get(name));
  }

  list(): Variable[] {
    return [...this.#expanded.values()];
  }
}
