/**
 * Draws how the rooms of the code import each other: `npm run structure`. A room is a folder; if a folder
 * contains rooms, its own files are a room too. Type imports count like all others.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseSync } from 'vite';

const ROOT = fileURLToPath(new URL('../', import.meta.url));
const TOP = ['evidence', 'locales', 'browser', 'components', 'entrypoints'];

/** The imports of each file, by path from the root. */
type Imports = ReadonlyMap<string, readonly string[]>;

/** Contents of the drawing. */
export interface Structure {
  /** The rooms from the lowest up, each with the rooms it imports and how often. */
  readonly rooms: readonly { readonly room: string; readonly imports: ReadonlyMap<string, number> }[];
  /** Rooms that import each other, directly or indirectly. */
  readonly circlesOfRooms: readonly (readonly string[])[];
  readonly circlesOfFiles: readonly (readonly string[])[];
}

/** @returns how the rooms import each other */
export function structureOf(root = ROOT): Structure {
  const imports = importsIn(root);
  const rooms = new Map<string, Map<string, number>>();
  for (const [file, targets] of imports) {
    const room = dirname(file);
    const arrows = rooms.get(room) ?? new Map<string, number>();
    rooms.set(room, arrows);
    for (const target of targets.map(dirname).filter((one) => one !== room)) {
      arrows.set(target, (arrows.get(target) ?? 0) + 1);
    }
  }
  const graph = new Map([...rooms].map(([room, arrows]) => [room, [...arrows.keys()]]));
  const order = fromBelow(graph);
  return {
    rooms: order.flat().map((room) => ({ room, imports: rooms.get(room) ?? new Map() })),
    circlesOfRooms: order.filter((one) => one.length > 1),
    circlesOfFiles: fromBelow(imports).filter((one) => one.length > 1),
  };
}

function importsIn(root: string): Imports {
  const files = TOP.flatMap((top) => readdirSync(join(root, top), { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name) && !entry.name.endsWith('.d.ts'))
    .map((entry) => join(entry.parentPath, entry.name));
  return new Map(
    files.map((file) => [
      relative(root, file),
      askedFor(file)
        .filter((path) => /^\..*\.tsx?$/.test(path))
        .map((path) => relative(root, join(dirname(file), path))),
    ]),
  );
}

/** @returns everything that a file imports, re-exports or loads later */
function askedFor(file: string): string[] {
  const text = readFileSync(file, 'utf8');
  const { staticImports, staticExports, dynamicImports } = parseSync(file, text).module;
  return [
    ...staticImports.map(({ moduleRequest }) => moduleRequest.value),
    ...staticExports.flatMap(({ entries }) =>
      entries.flatMap(({ moduleRequest }) => moduleRequest?.value ?? []),
    ),
    ...dynamicImports.map(({ moduleRequest: { start, end } }) => text.slice(start + 1, end - 1)),
  ];
}

/**
 * @returns the strongly connected components of a graph, imported ones before those that import them (R.
 *   Tarjan, 1972)
 */
function fromBelow(graph: ReadonlyMap<string, readonly string[]>): string[][] {
  const found: string[][] = [];
  const numbers = new Map<string, number>();
  const lowest = new Map<string, number>();
  const open: string[] = [];
  function visit(node: string): void {
    numbers.set(node, numbers.size);
    lowest.set(node, numbers.size - 1);
    open.push(node);
    for (const next of graph.get(node) ?? []) {
      if (!numbers.has(next)) visit(next);
      if (open.includes(next)) {
        lowest.set(node, Math.min(lowest.get(node) ?? 0, lowest.get(next) ?? 0));
      }
    }
    if (lowest.get(node) === numbers.get(node)) found.push(open.splice(open.indexOf(node)));
  }
  for (const node of graph.keys()) if (!numbers.has(node)) visit(node);
  return found;
}

function print({ rooms, circlesOfRooms, circlesOfFiles }: Structure): void {
  const above = new Set<string>();
  let arrows = 0;
  let up = 0;
  for (const { room, imports } of rooms) {
    above.add(room);
    arrows += imports.size;
    up += [...imports.keys()].filter((one) => !above.has(one)).length;
    const names = Array.from(imports, ([name, count]) => `${name.replace('evidence/', '')} ${count}`);
    console.log(`${room.padEnd(26)} ${names.sort().join(', ') || 'nothing'}`);
  }
  const circles = circlesOfRooms.length + circlesOfFiles.length;
  console.log(`\n${rooms.length} rooms, ${arrows} arrows, ${up} up, ${circles} circles`);
  for (const circle of [...circlesOfRooms, ...circlesOfFiles]) console.log(`Circle: ${circle.join(' – ')}`);
  if (circles > 0) process.exitCode = 1;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) print(structureOf());
