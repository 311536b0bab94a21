import type { OptionalPermission, Permissions } from '../../components/services.ts';

/** The permissions of a browser, in memory: a test sets the teacher's answer beforehand. */
export interface MemoryPermissions extends Permissions {
  readonly allowed: Set<OptionalPermission>;
  /** The teacher's answer to the browser's question; an error: the browser does not ask. */
  answer: boolean | Error;
  /** The browser refuses to remove a permission it granted. */
  keeps: boolean;
  /** Grants or removes a permission, as the browser's own pages do. */
  turn(name: OptionalPermission, on: boolean): void;
}

export function memoryPermissions(): MemoryPermissions {
  const listeners = new Set<() => void>();
  const permissions: MemoryPermissions = {
    allowed: new Set(),
    answer: false,
    keeps: false,
    turn(name, on) {
      if (on) permissions.allowed.add(name);
      else permissions.allowed.delete(name);
      for (const listener of listeners) listener();
    },
    has: async (name) => permissions.allowed.has(name),
    async request(name) {
      if (permissions.answer instanceof Error) throw permissions.answer;
      if (permissions.answer) permissions.turn(name, true);
      return permissions.answer;
    },
    async remove(name) {
      if (permissions.keeps) throw new Error('You cannot remove required permissions.');
      permissions.turn(name, false);
      return true;
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
  return permissions;
}
