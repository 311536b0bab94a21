import type { Fault } from '../../evidence/fault.ts';
import { Refusal } from '../../evidence/fault.ts';

/** @returns what to say of an error when a snapshot was opened; it counts as damaged where nothing else is known */
export function faultOf(error: unknown): Fault {
  return error instanceof Refusal ? error.fault : 'damaged-snapshot';
}
