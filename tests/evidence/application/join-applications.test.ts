import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Application } from '../../../evidence/application/application.ts';
import type { Edition } from '../../../evidence/application/edition.ts';
import { joinApplications, joinEditions } from '../../../evidence/application/join-applications.ts';
import { anyApplication, application } from '../../support/applications.ts';

const byId = (list: readonly Application[]) => new Map(list.map((one) => [one.id, one]));
const mine = application({ texts: { eSafety: 'Our policy.' } });

describe('joining applications', () => {
  it('adds an application that is not here', () => {
    expect(joinApplications(new Map(), [mine])).toEqual(byId([mine]));
  });

  it('ignores one that says the same as mine or less', () => {
    const less = application({ texts: {}, updatedAt: '2027-01-01T00:00:00.000Z' });
    expect(joinApplications(byId([mine]), [mine, less]).size).toBe(0);
  });

  it('adopts one that says more and contradicts nothing', () => {
    const more = application({ school: 'Our school', texts: { eSafety: 'Our policy.' } });
    expect(joinApplications(byId([mine]), [more])).toEqual(byId([more]));
  });

  it('preserves both if they differ, once, however often they are joined', () => {
    const other = application({ texts: { eSafety: 'Another policy.' } });
    const put = joinApplications(byId([mine]), [other]);
    const [added] = put.values();
    expect(added).toMatchObject({ texts: other.texts });
    expect(added?.id).not.toBe(mine.id);
    expect(joinApplications(new Map([...byId([mine]), ...put]), [other]).size).toBe(0);
  });

  it('restores a removed application', () => {
    const gone = { ...mine, deletedAt: '2026-04-01T00:00:00.000Z' };
    expect(joinApplications(byId([gone]), [mine])).toEqual(byId([mine]));
  });

  it('loses no word of either side, and changes nothing the second time', () => {
    const some = fc.array(anyApplication, { maxLength: 4 });
    fc.assert(
      fc.property(some, some, (here, there) => {
        const known = byId(here);
        const joined = new Map([...known, ...joinApplications(known, there)]);
        const said = [...joined.values()].map(({ texts, school }) => JSON.stringify([texts, school]));
        for (const { texts, school } of [...known.values(), ...there]) {
          for (const text of [...Object.values(texts), school].filter(Boolean)) {
            expect(said.some((one) => one.includes(JSON.stringify(text)))).toBe(true);
          }
        }
        expect(joinApplications(joined, there).size).toBe(0);
      }),
    );
  });
});

describe('joining editions', () => {
  const copy: Edition = {
    version: 1,
    id: 'c0ffee00',
    frozenAt: mine.createdAt,
    application: mine,
    pieces: [],
  };
  const other = { ...copy, pieces: [{ title: 'Garden' }] };

  it('adds each once and never changes one that is here', () => {
    expect(joinEditions(new Map(), [copy, copy]).size).toBe(1);
    const known = new Map([[copy.id, copy]]);
    expect(joinEditions(known, [copy]).size).toBe(0);
    const put = joinEditions(known, [other]);
    expect([...put.values()]).toEqual([{ ...other, id: [...put.keys()][0] }]);
    expect(joinEditions(new Map([...known, ...put]), [other]).size).toBe(0);
    const brought = new Map([[copy.id, { ...copy, broughtAt: mine.createdAt }]]);
    expect(joinEditions(brought, [copy]).size).toBe(0);
  });
});
