import { expect, it } from 'vitest';
import { fewNames } from '../../components/merge/few-names.ts';

it.each([
  [['Ana'], 'en', 'Ana'],
  [['Ana', 'Eva', 'Ion', 'Maria'], 'en', 'Ana, Eva, Ion, Maria'],
  [['Ana', 'Eva', 'Ion', 'Maria', 'Piotr', 'Tiiu'], 'en', 'Ana, Eva, Ion, Maria, +2'],
  [['Ana', 'Eva', 'Ion', 'Maria', 'Piotr'], 'pl', 'Ana, Eva, Ion, Maria i +1'],
])(
  'a list of names has the first four of %j and counts the rest, so that a sentence can end after it: %s',
  (names, language, said) => {
    expect(fewNames(names, language)).toBe(said);
  },
);
