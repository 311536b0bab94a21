import type { Writer } from './writer.ts';

/**
 * A writer that does once a day what is due: it keeps a snapshot of what was there before it tidies up, and of
 * what is there after the first change, behind which it tidies up, too. The answer to a command does not wait for
 * it, and its failure is only noted.
 */
export function keepingDaily(writer: Writer): Writer {
  async function doDaily(): Promise<void> {
    await Promise.all([writer.keepDaily(), writer.tidyDaily()]);
  }

  return {
    ...writer,
    async run(command) {
      const outcome = await writer.run(command);
      // Of a merge only the number of its changes is told.
      if (outcome.ok && (outcome.count ?? outcome.changes.length) > 0) void doDaily();
      return outcome;
    },
    async tidyUp() {
      await writer.keepDaily();
      return writer.tidyUp();
    },
  };
}
