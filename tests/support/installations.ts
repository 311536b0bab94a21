import type { Command } from '../../evidence/commands/index.ts';
import { createWriter } from '../../evidence/commands/writer.ts';
import { json } from '../../evidence/export/json.ts';
import { partsByClock, withBelievedTimes } from '../../evidence/import/believed-times.ts';
import { deletionsAmong } from '../../evidence/import/read-deletions.ts';
import { readTeamJson } from '../../evidence/import/read-json.ts';
import { arrange } from '../../evidence/list/arrange.ts';
import type { PieceList } from '../../evidence/merge/merge-lists.ts';
import { normalPiece } from '../../evidence/merge/merge-pieces.ts';
import { planMerge } from '../../evidence/merge/merge-plan.ts';
import { isSeen, storedContributions } from '../../evidence/piece/contribution.ts';
import { isLive, type Piece, type PieceId } from '../../evidence/piece/piece.ts';
import { withContributions } from '../../evidence/piece/with-contributions.ts';
import { createSafekeeping } from '../../evidence/snapshots/safekeeping.ts';
import { readList } from '../../evidence/storage/evidence-list.ts';
import { LAST_MERGE } from '../../evidence/storage/last-merge.ts';
import { createStore } from '../../evidence/storage/store.ts';
import { collaborators } from './collaborators.ts';
import { undoAll } from './evidence-store.ts';
import { memoryArea } from './memory-area.ts';
import { memorySnapshots } from './memory-snapshots.ts';
import { OPTIONS, wordsOf } from './words.ts';

const words = await wordsOf('en');

/** The number of pieces in one message. */
const PART = 2;

/** One colleague's browser: the real store and writer, with a clock of its own. */
export interface Installation {
  readonly name: string;
  readonly origin: string;
  /** Saves a snapshot. */
  keep(): Promise<void>;
  /** Goes back to one of the snapshots. @returns the Undo */
  goBack(which: number): Promise<string | undefined>;
  /** @returns the Undo of the command, if it can be undone */
  run(command: Command): Promise<string | undefined>;
  pieces(): Promise<PieceList>;
  /** @returns the live pieces, as any merge would write them */
  list(): Promise<ReadonlyMap<PieceId, Piece>>;
  /** @returns the file that "Save a backup" makes */
  save(): Promise<Uint8Array>;
  /** Merges files by default. @returns how many pieces changed */
  merge(files: readonly Uint8Array[]): Promise<number>;
  /** Does what a start of the browser does. */
  tidyUp(): Promise<unknown>;
  /** Undoes all of the last merge, if there is one that can be undone. */
  undoMerge(): Promise<void>;
}

/**
 * @param clock of the moment, in milliseconds; all installations share it
 * @param offset the error of this installation's clock, in milliseconds
 * @param shownName the name in its settings
 */
export function openInstallation(
  name: string,
  clock: () => number,
  offset: number | (() => number) = 0,
  shownName = name,
): Installation {
  const area = memoryArea({ settings: { version: 1, ...(shownName && { name: shownName }) } });
  const store = createStore(area);
  const now = () => new Date(clock() + (typeof offset === 'number' ? offset : offset()));
  const snapshots = memorySnapshots();
  const origin = `origin-${name}`;
  const given = { now, newOrigin: () => origin, snapshots };
  const writer = createWriter(collaborators(store, given));

  async function pieces(): Promise<PieceList> {
    return (await readList(store)).pieces;
  }

  return {
    name,
    origin,
    pieces,
    async keep() {
      await createSafekeeping(store, snapshots, now).take('before-bulk');
    },
    async goBack(which) {
      const all = await snapshots.list();
      const id = all[which % Math.max(1, all.length)]?.id;
      return id === undefined ? undefined : this.run({ type: 'go-back', id });
    },
    async run(command) {
      const outcome = await writer.run(command);
      return outcome.ok ? outcome.undoId : undefined;
    },
    async list() {
      return new Map(
        [...(await pieces())]
          .filter(([, piece]) => isLive(piece))
          .sort(([a], [b]) => (a < b ? -1 : 1))
          .map(([id, piece]) => [id, withoutHidden(normalPiece(piece))]),
      );
    },
    async save() {
      const { pieces: stored, gone } = await readList(store);
      const all = [...stored.values()];
      const deleted = all.filter((piece) => !isLive(piece));
      const text = await json.write(arrange(all), words, { ...OPTIONS, deleted, gone });
      return new TextEncoder().encode(text as string);
    },
    async merge(files) {
      const read = files.map((file) => {
        const content = readTeamJson(file);
        if (!content.ok) throw new Error(JSON.stringify(content.fault));
        const believed = withBelievedTimes(content.pieces, now());
        return { ...partsByClock(believed.pieces, believed.wrongClock), gone: content.gone ?? {} };
      });
      const { pieces: mine, gone } = await readList(store);
      const sure = read.flatMap((one) => [one.sure, deletionsAmong(mine, one.gone, now())]);
      const doubted = read.map((one) => one.doubted);
      const plan = planMerge(mine, sure, { own: origin, doubted, gone: gone?.pieces });
      let count = 0;
      let continues: string | undefined;
      // In parts, as a long list is merged: one id undoes all of them.
      for (let rest = [...plan.pieces.values()]; rest.length > 0; rest = rest.slice(PART)) {
        const isPart = rest.length > PART;
        const outcome = await writer.run({
          type: 'merge',
          pieces: rest.slice(0, PART),
          isPart,
          ...(continues !== undefined && { continues }),
        });
        if (!outcome.ok) throw new Error(outcome.fault);
        count += outcome.count;
        continues ??= outcome.undoId;
      }
      return count;
    },
    tidyUp: () => writer.tidyUp(),
    async undoMerge() {
      const last = await store.read(LAST_MERGE);
      if (last) await undoAll(writer, last.id);
    },
  };
}

/** Leaves out what somebody took off: its words stay in the list of that colleague only. */
function withoutHidden(piece: Piece): Piece {
  return withContributions(
    piece,
    storedContributions(piece).filter((one) => isSeen(one, piece)),
  );
}

/** Everybody merges the files of all, until nothing changes any more. @returns the number of rounds */
export async function exchange(team: readonly Installation[]): Promise<number> {
  for (let round = 1; ; round += 1) {
    const files = await Promise.all(team.map((one) => one.save()));
    const counts = [];
    for (const [index, one] of team.entries()) {
      // Each drops them in another order.
      counts.push(await one.merge([...files.slice(index), ...files.slice(0, index)]));
    }
    if (counts.every((count) => count === 0)) return round;
    if (round > 10) throw new Error('It does not come to an end');
  }
}
