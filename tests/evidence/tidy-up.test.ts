import { describe, expect, it } from 'vitest';
import { EVIDENCE_VERSION } from '../../evidence/evidence.ts';
import { summarise } from '../../evidence/summary.ts';
import stored1 from '../fixtures/evidence-v1.json';
import stored2 from '../fixtures/evidence-v2.json';
import { itemsOf, openEvidence, openItems, START } from '../support/evidence-store.ts';
import { idOf, picture, piece } from '../support/pieces.ts';

const DAY = 24 * 60 * 60 * 1_000;
const ago = (days: number, more = 0) => new Date(Date.parse(START) - days * DAY - more).toISOString();
const at = (path: string, fields = {}) => piece({ url: `https://school.example/${path}`, ...fields });

describe('tidyUp', () => {
  it('erases what was taken off more than 60 days ago, and nothing else', async () => {
    const kept = [
      at('live', { taggedAt: ago(900), updatedAt: ago(900) }),
      at('yesterday', { deletedAt: ago(1) }),
      at('60-days-ago', { deletedAt: ago(60) }),
      at('newer', { version: EVIDENCE_VERSION + 1, deletedAt: ago(900) }),
    ];
    const expired = [at('old', { deletedAt: ago(60, 1) }), at('older', { deletedAt: ago(900) })];
    const unreadable = { 'evidence:collaboration:https://school.example/bad': { deletedAt: ago(900) } };
    const { writer, contents } = openItems({ ...itemsOf([...kept, ...expired]), ...unreadable, settings: 1 });
    expect(await writer.tidyUp()).toEqual({ ok: true, changes: [] });
    expect(contents()).toEqual({ ...itemsOf(kept), ...unreadable, settings: 1 });
  });

  it('erases drafts that nobody touched for 60 days and what is left of others', async () => {
    const draft = (updatedAt: string, version = 2) => ({ version, title: 'Typed', updatedAt });
    const kept = {
      'draft:https://school.example/new': draft(ago(60)),
      'draft:https://school.example/new-1': draft(ago(60), 1),
      'draft:https://school.example/newer': draft(ago(900), 3),
      'draft:https://school.example/damaged': 'damaged',
    };
    const { writer, contents } = openItems({
      ...itemsOf([]),
      ...kept,
      'draft:https://school.example/old': draft(ago(60, 1)),
      'draft:https://school.example/old-1': draft(ago(60, 1), 1),
      'draft:https://school.example/empty': null,
    });
    await writer.tidyUp();
    expect(contents()).toEqual({ ...itemsOf([]), ...kept });
  });

  it('erases the picture of a page with its last live piece, unless Undo would bring that back', async () => {
    const old = picture(1);
    const justGone = at('just-gone', { deletedAt: ago(1) });
    const pieces = [
      at('live'),
      at('gone', { deletedAt: ago(1) }),
      justGone,
      at('newer', { version: EVIDENCE_VERSION + 1, deletedAt: ago(900) }),
    ];
    const kept = {
      ...itemsOf(pieces),
      'last-action': {
        version: 2,
        kind: 'taken-off',
        changes: [{ id: idOf(justGone), before: at('just-gone'), after: justGone }],
      },
      'evidence:collaboration:https://school.example/bad': 'damaged',
      'draft:https://school.example/draft': { version: 2, title: 'Typed', updatedAt: ago(1) },
      'picture:https://school.example/live': old,
      'picture:https://school.example/just-gone': old,
      'picture:https://school.example/newer': old,
      'picture:https://school.example/bad': old,
      'picture:https://school.example/of-a-newer-version': { ...old, version: 2 },
      'picture:https://school.example/damaged': { ...old, type: 'image/gif' },
    };
    const { writer, contents } = openItems({
      ...kept,
      ...itemsOf([...pieces, at('expired', { deletedAt: ago(61) })]),
      'draft:https://school.example/old-draft': { version: 2, title: 'Typed', updatedAt: ago(61) },
      'picture:https://school.example/expired': old,
      'picture:https://school.example/gone': old,
      'picture:https://school.example/draft': old,
      'picture:https://school.example/never-tagged': picture(3),
      'picture:https://school.example/none': null,
    });
    await writer.tidyUp();
    expect(contents()).toEqual(kept);
  });

  it.each([
    ['a wrong summary', { summary: summarise([]) }],
    ['no summary', { summary: 'damaged' }],
    ['a wrong tally', { 'tally:site:school.example': 7 }],
    ['tallies of nothing', { 'tally:site:gone.example': 0, 'tally:path:gone.example/a': 3, 'tally:x': 1 }],
  ])('puts the counts right: %s', async (_, wrong) => {
    const { writer, contents } = openItems({ ...itemsOf([piece()]), ...wrong });
    await writer.tidyUp();
    expect(contents()).toEqual(itemsOf([piece()]));
  });

  it('gives a list of version 1 its tallies, and changes nothing else in it', async () => {
    const recent = (items: Record<string, unknown>) =>
      JSON.parse(JSON.stringify(items).replaceAll('2026-03-', '2026-05-')) as typeof items;
    const { writer, contents, store } = openItems(recent(stored1));
    expect((await store.readAll()).tallies.size).toBe(0);
    await writer.tidyUp();
    expect(contents()).toEqual({
      ...recent(stored1),
      'tally:site:school.example': 1,
      'tally:path:school.example/projects/water': 1,
    });
  });

  it('takes out of a store of version 2 only what is empty', async () => {
    const { writer, contents } = openItems(stored2);
    const expected = contents();
    const plan = 'https://school.example/plan';
    for (const key of [`draft:${plan}`, `picture:${plan}`, 'tally:path:school.example/plan'])
      delete expected[key];
    await writer.tidyUp();
    expect(contents()).toEqual(expected);
  });

  it('writes nothing where all is well', async () => {
    const { writer, area } = openEvidence([piece(), at('gone', { deletedAt: ago(1) })]);
    await writer.tidyUp();
    expect(area.calls.filter(({ name }) => name !== 'get')).toEqual([]);
  });
});
