/**
 * How a stored piece of an older version becomes one of this version: step by step, when it is read.
 * It is written in the new shape when it is next changed, so there is no long migration that could be
 * interrupted. Each step is frozen once released; its fixture is in tests/fixtures.
 */

type Fields = Readonly<Record<string, unknown>>;

/** The field names to which version 2 gave a meaning. */
const NEW_IN_2 = [
  'quotes',
  'activityDate',
  'labels',
  'status',
  'access',
  'place',
  'taggedBy',
  'origin',
  'changedAt',
  'contributions',
] as const;

/**
 * Version 1 kept every field that it did not know. One whose name has a meaning now is not taken for
 * it: it stays, under another name.
 */
function from1To2(old: Fields): Fields {
  const entries = Object.entries(old).map(([name, value]) =>
    NEW_IN_2.some((known) => known === name) ? [freeName(`v1-${name}`, old), value] : [name, value],
  );
  return { ...Object.fromEntries(entries), version: 2 };
}

function freeName(name: string, taken: Fields): string {
  return Object.hasOwn(taken, name) ? freeName(`v1-${name}`, taken) : name;
}

const STEPS: Readonly<Record<number, (old: Fields) => Fields>> = { 1: from1To2 };

/** @returns the value in the newest shape that it can be brought to; anything else is returned as it is. */
export function migrate(value: unknown): unknown {
  let current = value;
  for (;;) {
    const version = versionOf(current);
    const step = version === undefined ? undefined : STEPS[version];
    if (!step) return current;
    current = step(current as Fields);
  }
}

/** @returns the version that a stored value says it has, if it says one */
export function versionOf(value: unknown): number | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  const { version } = value as { version?: unknown };
  return typeof version === 'number' ? version : undefined;
}
