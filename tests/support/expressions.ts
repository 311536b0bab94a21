import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseSync } from 'vite';

const ROOT = join(import.meta.dirname, '../..');

/** The folders of the product's own code. */
const FOLDERS = ['browser', 'components', 'entrypoints', 'evidence', 'locales'];

/** A regular expression of the product. */
export interface FoundExpression {
  /** The file that has it, from the root. */
  readonly file: string;
  readonly expression: RegExp;
}

/** The result of a search: the literals, and the places at which an expression is assembled at run time. */
export interface FoundExpressions {
  readonly literals: readonly FoundExpression[];
  /** The files, each as often as it assembles one. */
  readonly madeIn: readonly string[];
}

/** @returns every regular expression in the product's sources, by their syntax trees */
export function findExpressions(): FoundExpressions {
  const literals: FoundExpression[] = [];
  const madeIn: string[] = [];
  for (const file of FOLDERS.flatMap(sourcesIn)) {
    const { program } = parseSync(file, readFileSync(join(ROOT, file), 'utf8'));
    visit(program, (node) => {
      const regex = node.regex as { pattern: string; flags: string } | undefined;
      if (node.type === 'Literal' && regex) {
        literals.push({ file, expression: new RegExp(regex.pattern, regex.flags) });
      }
      const isMade = node.type === 'NewExpression' || node.type === 'CallExpression';
      if (isMade && (node.callee as Node).name === 'RegExp') madeIn.push(file);
    });
  }
  return { literals, madeIn };
}

type Node = Readonly<Record<string, unknown>>;

function visit(node: unknown, see: (node: Node) => void): void {
  if (typeof node !== 'object' || node === null) return;
  if (Array.isArray(node)) {
    for (const one of node) visit(one, see);
    return;
  }
  see(node as Node);
  for (const child of Object.values(node)) visit(child, see);
}

function sourcesIn(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name).slice(ROOT.length + 1))
    .map((path) => path.replaceAll('\\', '/'))
    .sort();
}
