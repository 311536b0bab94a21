import { expect } from 'vitest';
import type { PieceList } from '../../evidence/merge/merge-lists.ts';
import { contributionsOf, ownWords, storedContributions } from '../../evidence/piece/contribution.ts';
import { isLive, pageOf } from '../../evidence/piece/piece.ts';
import type { Installation } from './installations.ts';

/** A note that is like no other, to be found again wherever it goes. */
interface Token {
  readonly text: string;
  readonly author: string;
  readonly page: string;
  /** The time of its author's clock when it was written, in milliseconds. */
  readonly at: number;
  /** Its author replaced it, deleted it or undid it. */
  isWithdrawn: boolean;
}

/** Somebody took a page out of a list, for everybody. */
interface Removal {
  readonly page: string;
  /** The time of the remover's clock, in milliseconds. */
  readonly at: number;
}

const TOKEN = /«[^»]*»/g;

/**
 * Keeps account of every note beside the lists, from the actions alone: who wrote it, who removed it, and where it may
 * and must be found.
 */
export class TeamLedger {
  private readonly tokens = new Map<string, Token>();
  private readonly removals: Removal[] = [];
  private written = 0;

  /** @returns a note that no list has yet */
  newNote(one: Installation): string {
    this.written += 1;
    return `«${one.name} ${this.written}»`;
  }

  /**
   * Notes what an action did to an installation's own list.
   * @param isMerge the action only took over what others did
   * @param now the time of its clock, in milliseconds
   */
  note(one: Installation, before: PieceList, after: PieceList, isMerge: boolean, now: number): void {
    const [had, has] = [tokensIn(before), tokensIn(after)];
    for (const [text, { page, origin }] of has) {
      this.checkAuthor(text, origin);
      if (!this.tokens.has(text)) {
        this.tokens.set(text, { text, author: one.origin, page, at: now, isWithdrawn: false });
      }
    }
    if (isMerge) return;
    for (const [text, { page }] of had) {
      const token = this.tokens.get(text);
      if (has.has(text) || !token) continue;
      if (token.author === one.origin) token.isWithdrawn = true;
      else this.removals.push({ page, at: now });
    }
    // What somebody brings back, out of the bin or an earlier version, is valid again.
    for (const text of has.keys()) {
      const token = this.tokens.get(text);
      if (token && !had.has(text)) token.isWithdrawn = false;
    }
    for (const [id, piece] of before) {
      if (isLive(piece) && !isLive(after.get(id))) this.removals.push({ page: pageOf(id), at: now });
    }
  }

  /** Checks that nobody's words stand under another's name, wherever they are stored. */
  checkAuthors(pieces: PieceList): void {
    for (const piece of pieces.values()) {
      for (const { note, origin } of storedContributions(piece)) {
        for (const [text] of note.matchAll(TOKEN)) this.checkAuthor(text, origin);
      }
    }
  }

  private checkAuthor(text: string, origin: string): void {
    const author = this.tokens.get(text)?.author;
    if (author !== undefined) expect([text, origin]).toEqual([text, author]);
  }

  /** Checks that what is somebody's own in a list can be edited by that installation. */
  checkOwn(one: Installation, pieces: PieceList): void {
    for (const piece of pieces.values()) {
      if (!isLive(piece)) continue;
      const own = contributionsOf(piece).filter(({ origin }) => origin === one.origin);
      for (const { note } of own) expect(ownWords(piece, { origin: one.origin })?.note).toContain(note);
    }
  }

  /**
   * Checks a list after everybody exchanged files: every note is there that nobody removed, and none that its author
   * withdrew.
   * @param mayBeRemoved whether actions of others that take a page out of the list excuse its notes
   */
  checkEnd(pieces: PieceList, mayBeRemoved: boolean): void {
    const found = tokensIn(pieces);
    for (const { text, page, at, isWithdrawn } of this.tokens.values()) {
      const isRemoved = mayBeRemoved && this.removals.some((one) => one.page === page && one.at >= at);
      if (isWithdrawn) expect([text, 'is back', found.has(text)]).toEqual([text, 'is back', false]);
      else if (!isRemoved) expect([text, 'is there', found.has(text)]).toEqual([text, 'is there', true]);
    }
  }

  /** @returns how many notes were written */
  get count(): number {
    return this.tokens.size;
  }
}

/** @returns the notes that can be seen in a list, each with its page and the installation that it belongs to */
function tokensIn(pieces: PieceList): Map<string, { readonly page: string; readonly origin: string }> {
  const found = new Map<string, { page: string; origin: string }>();
  for (const [id, piece] of pieces) {
    if (!isLive(piece)) continue;
    for (const { note, origin } of contributionsOf(piece)) {
      for (const [text] of note.matchAll(TOKEN)) found.set(text, { page: pageOf(id), origin });
    }
  }
  return found;
}
