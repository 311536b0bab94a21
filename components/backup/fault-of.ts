import type { Fault } from '../../evidence/fault.ts';
import { Refusal } from '../../evidence/fault.ts';

/** @returns the fault for an error on opening a snapshot; without a known fault it counts as damaged */
export function faultOf(error: unknown): Fault {
  return error instanceof Refusal ? error.fault : 'damaged-snapshot';
}
