import fc from 'fast-check';
import { APPLICATION_FIELDS, type Application } from '../../evidence/application/application.ts';
import { anyText, anyTime } from './pieces.ts';

/** The id of the application that {@link application} makes. */
export const APPLICATION_ID = 'aaaaaaaa-0000-4000-8000-000000000001';

/** An application with the fields that a test sets, and defaults for the rest. */
export function application(fields: Partial<Application> = {}): Application {
  return {
    version: 1,
    id: APPLICATION_ID,
    name: '2027',
    school: '',
    preparedBy: '',
    texts: {},
    createdAt: '2026-03-01T09:00:00.000Z',
    updatedAt: '2026-03-01T09:00:00.000Z',
    ...fields,
  };
}

const someTexts = fc.constantFrom('', 'We plan together.', 'Two councils.');

/** Any of a few applications that often say the same or contradict each other. */
export const anyApplication: fc.Arbitrary<Application> = fc
  .record({
    id: fc.constantFrom(APPLICATION_ID, 'aaaaaaaa-0000-4000-8000-000000000002'),
    school: fc.constantFrom('', 'Our school', 'Another school'),
    texts: fc
      .dictionary(fc.constantFrom(...APPLICATION_FIELDS.slice(0, 3)), someTexts)
      .map((texts) => Object.fromEntries(Object.entries(texts).filter(([, text]) => text !== ''))),
    updatedAt: anyTime,
  })
  .map((fields) => application(fields));

/** Any text with references, marks and text that looks like them. */
export const anyReferringText = fc
  .array(
    fc.oneof(
      anyText,
      fc.constantFrom('[1]', '[2]', '[9]', '[2.1]', '[5.7]', '[?1]', '[?2]', '[', ']', '[[', ']]', '[[1]]'),
      fc.constantFrom('[[0123456789abcdef]]', '[[fedcba9876543210]]', '[0]', '[01]', '[1.2.3]'),
    ),
    { maxLength: 8 },
  )
  .map((parts) => parts.join(''));
