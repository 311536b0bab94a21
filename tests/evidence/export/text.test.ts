import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { arrange } from '../../../evidence/arrange.ts';
import type { Evidence } from '../../../evidence/evidence.ts';
import { text } from '../../../evidence/export/text.ts';
import { anyList, piece } from '../../support/pieces.ts';
import { OPTIONS, wordsOf } from '../../support/words.ts';

const words = await wordsOf('ro');

function write(list: readonly Evidence[], say = words): string {
  return text.write(arrange(list), say, OPTIONS) as string;
}

describe('plain text', () => {
  it('is a list to paste, in Mission order', () => {
    const list = [
      piece({ note: 'One.\nTwo.\n\nThree.', taggedAt: '2026-04-01T09:00:00.000Z' }),
      piece({ url: 'https://school.example/b', title: '', note: '' }),
      piece({ domain: 'inclusive-innovation', title: 'Air' }),
    ];
    const title = (domain: Evidence['domain']) => words.domainTitles[domain].text;
    expect(write(list)).toBe(`1. ${title('shared-leadership')}

${words.noEvidence}


2. ${title('collaboration')}

1) Water in our towns
   https://school.example/projects/water
   One.
   Two.
   
   Three.
   ${words.columns.taggedOn}: 1 aprilie 2026

2) ${words.untitled}
   https://school.example/b
   ${words.columns.taggedOn}: 1 martie 2026


3. ${title('student-agency')}

${words.noEvidence}


4. ${title('model-school')}

${words.noEvidence}


5. ${title('inclusive-innovation')}

1) Air
   https://school.example/projects/water
   Planned together by four teachers.
   ${words.columns.taggedOn}: 1 martie 2026
`);
  });

  it.each([
    ['ro', '1 martie 2026'],
    ['pl', '1 marca 2026'],
    ['it', '1 marzo 2026'],
    ['et', '1. märts 2026'],
    ['en', '1 March 2026'],
  ])('writes dates as people do in %s', async (language, date) => {
    const say = await wordsOf(language);
    expect(write([piece()], say)).toContain(`${say.columns.taggedOn}: ${date}\n`);
  });

  it('leaves markup and signs as they are', () => {
    const note = '**bold** <b>&amp;</b> =1 [x](y) \\';
    expect(write([piece({ note })])).toContain(`   ${note}\n`);
  });

  it('loses no line of any note, and nothing of titles and addresses', () => {
    fc.assert(
      fc.property(anyList, (list) => {
        const lines = write(list).split('\n');
        for (const { title, url, note } of list) {
          expect(lines.some((line) => line.endsWith(`) ${title || words.untitled}`))).toBe(true);
          expect(lines).toContain(`   ${url}`);
          for (const line of note.split('\n')) {
            expect(lines.some((written) => written.trim() === line.trim())).toBe(true);
          }
        }
      }),
    );
  });
});
