/**
 * A language that nobody speaks: English in Arabic letters. It shows untranslated text, runs from right to left, has
 * all six plural forms of Arabic (Unicode CLDR), and proves that a folder is all that a language needs.
 */
const LETTERS = 'ابتثجحخدذرزسشصضطظعغفقكلمنهوي';

type Tree = { readonly [name: string]: string | Tree };

/** @returns a file of our words in that language */
export function pseudoWords(tree: Tree): Tree {
  return Object.fromEntries(
    Object.entries(tree).flatMap(([name, value]): [string, string | Tree][] => {
      if (typeof value !== 'string') return [[name, pseudoWords(value)]];
      const base = /^(.*)_(one|other)$/.exec(name);
      const text = pseudoText(value);
      if (!base) return [[name, text]];
      if (base[2] === 'one') return [];
      return ['zero', 'one', 'two', 'few', 'many', 'other'].map((form) => [`${base[1]}_${form}`, text]);
    }),
  );
}

/** @returns a text in its letters; placeholders (`{{…}}`) stay */
export function pseudoText(text: string): string {
  return text.replace(/\{\{\w+\}\}|[a-z]/gi, (part) =>
    part.length > 1 ? part : (LETTERS[part.toLowerCase().charCodeAt(0) - 97] ?? part),
  );
}
