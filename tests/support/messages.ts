import fc from 'fast-check';
import { commandSchema } from '../../evidence/commands/index.ts';
import { anyCommand } from './commands.ts';
import { HOSTILE_TEXTS } from './hostile-pieces.ts';

/** The number of messages to the writer, and the seed that repeats them; the tests that use them print it. */
export const FUZZ = {
  numRuns: Number(process.env.FUZZ_RUNS ?? 10_000),
  seed: Number(process.env.FUZZ_SEED ?? Date.now() % 2 ** 31),
};

const TYPES = commandSchema.options.map(({ entries }) => entries.type.literal);

const anyNasty: fc.Arbitrary<unknown> = fc.oneof(
  fc.anything(),
  fc.constantFrom<unknown>(...HOSTILE_TEXTS, 'x'.repeat(100_000), -0, Number.NaN, Number.POSITIVE_INFINITY),
  fc.constantFrom<unknown>(
    '__proto__',
    'constructor',
    'toString',
    'evidence:',
    JSON.parse('{"__proto__":1}'),
  ),
);

/** Anything that may arrive as a message: commands, whole, hostile or broken, and values that never were one. */
export const anyMessage: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 3, arbitrary: anyCommand },
  { weight: 3, arbitrary: fc.tuple(anyCommand, fc.array(fc.nat(), { maxLength: 5 }), anyNasty).map(broken) },
  { weight: 2, arbitrary: fc.tuple(anyCommand, fc.constantFrom(...HOSTILE_TEXTS)).map(allHostile) },
  {
    weight: 1,
    arbitrary: fc
      .tuple(fc.constantFrom(...TYPES), fc.dictionary(fc.string(), anyNasty, { maxKeys: 3 }))
      .map(([type, rest]) => ({ ...rest, type })),
  },
  { weight: 1, arbitrary: anyNasty },
);

/** A command in which some value, however deep, is replaced, missing or one too many. */
function broken([command, path, nasty]: [unknown, readonly number[], unknown]): unknown {
  const [step, ...rest] = path;
  if (typeof command !== 'object' || command === null || step === undefined) return nasty;
  const entries = Object.entries(command);
  const at = step % (entries.length + 1);
  const [name, value] = entries[at] ?? ['extra', undefined];
  entries[at] = [name, broken([value, rest, nasty])];
  return Array.isArray(command) ? entries.map(([, one]) => one) : Object.fromEntries(entries);
}

/** A command whose texts are all one hostile text, at random including names of pieces and addresses. */
function allHostile([command, text]: [unknown, string]): unknown {
  if (typeof command === 'string') return text;
  if (Array.isArray(command)) return command.map((one) => allHostile([one, text]));
  if (typeof command !== 'object' || command === null) return command;
  const kept =
    text.length % 2 === 0 ? ['type', 'domain', 'to', 'id', 'ids', 'url', 'uuid'] : ['type', 'domain'];
  return Object.fromEntries(
    Object.entries(command).map(([name, one]) => [name, kept.includes(name) ? one : allHostile([one, text])]),
  );
}
