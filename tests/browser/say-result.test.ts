import { describe, expect, it } from 'vitest';
import { type Result, sayResult } from '../../browser/say-result.ts';
import { backgroundWords } from '../../locales/background-words.ts';
import { LANGUAGES } from '../../locales/index.ts';

const domain = 'model-school';

const PASSAGE = 'Four teachers planned the lessons\ntogether with the partner schools in autumn.';

/** One of each kind, and of each with words of its own. */
const RESULTS: Result[] = [
  { kind: 'saved', domain, isLink: false },
  { kind: 'saved', domain, isLink: false, quote: PASSAGE },
  { kind: 'saved', domain, isLink: true },
  { kind: 'already', domain, isLink: false },
  { kind: 'already', domain, isLink: true },
  { kind: 'quote-added', domain, quote: PASSAGE },
  { kind: 'in-private' },
  { kind: 'no-domain' },
  { kind: 'untaggable', reason: 'browser-page' },
  { kind: 'untaggable', reason: 'local-file' },
  { kind: 'untaggable', reason: 'unknown-page' },
  { kind: 'untaggable', reason: 'too-long' },
  { kind: 'failed', fault: 'storage-failed' },
  { kind: 'failed', fault: 'read-failed' },
];

describe.each(LANGUAGES)('a notice in %s', (language) => {
  const words = backgroundWords(language, []);

  it('has words of its own for each event, with nothing left to fill in', () => {
    const first = RESULTS.map((result) => sayResult(result, words).lines[0]?.text);
    expect(new Set(first).size).toBe(RESULTS.length);
    for (const result of RESULTS) {
      const { name, lines, ...rest } = sayResult(result, words);
      expect(name).toBe('Mission Evidence');
      expect(rest).toMatchObject({ language, direction: 'ltr' });
      expect(lines.map(({ text }) => text).join('\n')).not.toMatch(/[{}]|menu\.|faults\.|undefined/);
    }
  });

  it('names the domain by number and by its official title', () => {
    for (const result of RESULTS.slice(0, 6)) {
      const { mark, lines } = sayResult(result, words);
      expect(mark).toBe('✓');
      expect(lines[0]?.text).toContain('4');
      expect(lines[1]).toEqual(words.titles[domain]);
    }
  });

  it('shows the first words of a saved passage, as words of the page', () => {
    const passages = [PASSAGE, 'All grew.', 'x'.repeat(5_000)].map((quote) => {
      const { lines } = sayResult({ kind: 'saved', domain, isLink: false, quote }, words);
      return lines[2];
    });
    const [long, short, endless] = passages;
    expect(long?.text).toMatch(/^[“„«]Four teachers planned the lessons together with the…[”“»]$/);
    expect(short?.text).toMatch(/^[“„«]All grew\.[”“»]$/);
    expect(endless?.text.length).toBeLessThan(100);
    expect(passages.map((line) => line?.language)).toEqual(['', '', '']);
    const added = sayResult({ kind: 'quote-added', domain, quote: PASSAGE }, words);
    expect(added.lines).toContainEqual(long);
  });

  it('marks a refused action', () => {
    expect(RESULTS.slice(6).map((result) => sayResult(result, words).mark)).toEqual(Array(8).fill('!'));
  });
});
