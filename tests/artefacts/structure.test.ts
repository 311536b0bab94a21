import { expect, it } from 'vitest';
import { structureOf } from '../../scripts/structure.ts';

const { rooms, circlesOfRooms, circlesOfFiles } = structureOf();

it('no two rooms import each other, directly or through others, types included', () => {
  expect(rooms.length).toBeGreaterThan(30);
  expect(circlesOfRooms).toEqual([]);
});

it('no two files import each other, types included', () => {
  expect(circlesOfFiles).toEqual([]);
});
