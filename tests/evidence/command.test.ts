import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseCommand } from '../../evidence/command.ts';
import { piece } from '../support/pieces.ts';

const id = 'collaboration:https://school.example/a';
const page = { url: 'https://school.example/a', title: 'A' };

describe('parseCommand', () => {
  it.each([
    { type: 'tag', domain: 'collaboration', page },
    { type: 'take-off', id },
    { type: 'write-note', id, note: 'x' },
    { type: 'write-title', id, title: 'x' },
    { type: 'write-draft', url: page.url, title: 'x' },
    { type: 'move', id, to: 'model-school' },
    { type: 'import', pieces: [piece()], differing: 'keep' },
    { type: 'import', pieces: [], differing: 'replace' },
    { type: 'undo', changes: [{ id, before: null, after: piece({ quote: 'x' }) }] },
    { type: 'undo', changes: [{ id, before: piece({ quote: 'x' }), after: piece() }] },
    { type: 'rebuild-summary' },
    { type: 'save-settings', change: { language: 'ro' } },
    { type: 'save-settings', change: { secondLanguage: null, showSecondLanguage: true } },
  ])('understands $type', (command) => {
    expect(parseCommand(command)).toEqual(command);
  });

  it.each<[string, unknown]>([
    ['nothing', undefined],
    ['text', 'tag'],
    ['an array', [{ type: 'rebuild-summary' }]],
    ['an unknown type', { type: 'clear' }],
    ['a type that is a method', { type: 'toString' }],
    ['a missing type', { id }],
    ['a field too many', { type: 'take-off', id, force: true }],
    ['a field too few', { type: 'write-note', id }],
    ['an unknown domain', { type: 'move', id, to: 'sixth-domain' }],
    ['a title that is no text', { type: 'tag', domain: 'collaboration', page: { ...page, title: 1 } }],
    ['a page with a field too many', { type: 'tag', domain: 'collaboration', page: { ...page, tab: 1 } }],
    ['a piece that is none', { type: 'import', pieces: [{}], differing: 'keep' }],
    ['an import without a choice', { type: 'import', pieces: [piece()] }],
    ['an undo to nonsense', { type: 'undo', changes: [{ id, before: {}, after: piece() }] }],
    ['an undo without before', { type: 'undo', changes: [{ id, after: piece() }] }],
    ['an unknown setting', { type: 'save-settings', change: { telemetry: true } }],
    ['a language that is none', { type: 'save-settings', change: { language: '../en' } }],
  ])('does not understand %s', (_, value) => {
    expect(parseCommand(value)).toBeUndefined();
  });

  it('never throws, whatever it is given', () => {
    const anything = fc.oneof(
      fc.anything(),
      fc.record({ type: fc.constantFrom('tag', 'import', 'undo'), changes: fc.anything() }),
    );
    fc.assert(
      fc.property(anything, (value) => {
        expect(() => parseCommand(value)).not.toThrow();
      }),
    );
  });
});
