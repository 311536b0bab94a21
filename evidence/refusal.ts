import type { Fault } from './commands/command.ts';

/** Why a command stops before anything is written. */
export class Refusal extends Error {
  readonly fault: Fault;

  constructor(fault: Fault) {
    super(fault);
    this.fault = fault;
  }
}
