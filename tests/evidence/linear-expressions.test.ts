import { expect, it } from 'vitest';
import { findExpressions } from '../support/expressions.ts';
import { growthOf } from '../support/growth.ts';

const { literals, madeIn } = findExpressions();

/**
 * The expressions that are assembled at run time, by the file that does it; each is listed as it is assembled. A new
 * one has to be added here.
 */
const MADE: Readonly<Record<string, readonly RegExp[]>> = {
  'evidence/page/address-secrets.ts': [
    /(?<=[/?!#])(?:(?:id_token|sesskey)=[^&]*(?:&|$))+|&(?:id_token|sesskey)=[^&]*/gi,
  ],
  // Its literal, which is tested by itself, defines the unwanted characters.
  'evidence/values/clean-text.ts': [/[\r\uD800-\uDFFF]|[\u202A-\u202E\uFEFF]/],
  'evidence/export/word/direction.ts': [
    /(?<rtl>(?=\p{L})[\p{Script=Arabic}\p{Script=Hebrew}])|\p{L}/u,
    /[\p{Script=Arabic}\p{Script=Hebrew}](?:(?:(?![\p{Script=Arabic}\p{Script=Hebrew}])\P{L})*[\p{Script=Arabic}\p{Script=Hebrew}])*/gu,
  ],
};

/** The length of the longest text, in characters: a quadratic expression takes seconds for that. */
const MOST = 64 * 1024;

/** Text that leads into the repeating part of some expressions. */
const BEGINNINGS = [
  '',
  'a',
  'https://a.example/',
  '/etwinning/projects/',
  'data:image/png;base64,',
  '[[',
  '&#',
];
const ENDS = ['', '\u0001', 'a', ' '];
const ALWAYS = [' ', '\n', 'a', '1', 'é', 'ש', '/', '. ', 'a ', '\u00AD'];

/** Texts that grow with the size: the expression's own literals, again and again, and then something else. */
function* textsFor({ source }: RegExp): Generator<(size: number) => string> {
  const named = [...new Set(source)].filter((sign) => !'()[]{}^$|\\?*+'.includes(sign));
  const escaped = [...source.matchAll(/\\([^\w])/g)].map(([, sign = '']) => sign);
  const units = new Set([...ALWAYS, ...named.slice(0, 24), ...escaped]);
  for (const unit of units) {
    for (const end of ENDS) yield (size) => `${unit.repeat(size / unit.length)}${end}`;
    for (const beginning of BEGINNINGS)
      yield (size) => `${beginning}${unit.repeat(size / unit.length)}\u0001`;
  }
}

function use(expression: RegExp, text: string): void {
  expression.lastIndex = 0;
  expression.exec(text);
  if (expression.global) text.replace(expression, '');
  expression.lastIndex = 0;
}

async function slowestOf(expression: RegExp): Promise<string[]> {
  for (const textOf of textsFor(expression)) {
    const { isLinear, said } = await growthOf((size) => use(expression, textOf(size)), MOST);
    if (!isLinear) return [`${expression} with ${JSON.stringify(textOf(8))}…: ${said}`];
  }
  return [];
}

it('the search finds the expressions of the product, and each assembled one is listed', () => {
  expect(literals.length).toBeGreaterThan(100);
  const known = Object.entries(MADE).flatMap(([file, made]) => made.map(() => file));
  expect([...madeIn].sort()).toEqual(known.sort());
});

it('the work of every expression grows in proportion to the text, whatever the text', {
  timeout: 240_000,
}, async () => {
  const all = [...literals.map(({ expression }) => expression), ...Object.values(MADE).flat()];
  const once = new Map(all.map((expression) => [String(expression), expression]));
  const slow: string[] = [];
  for (const expression of once.values()) slow.push(...(await slowestOf(expression)));
  expect(slow).toEqual([]);
});

it('an expression that is not linear is found', async () => {
  expect(await slowestOf(/\/+$/)).not.toEqual([]);
  expect(await slowestOf(/^\s*,?\s*$/)).not.toEqual([]);
});
