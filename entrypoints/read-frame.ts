import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { type ReadingLimits, readFrame } from '../browser/read-frame.ts';
import { MAX_ADDRESS_LENGTH } from '../evidence/page/page-address.ts';
import { MAX_CONTEXT_LENGTH, MAX_QUOTE_LENGTH } from '../evidence/piece/quote.ts';
import { MAX_TITLE_LENGTH } from '../evidence/values/clean-text.ts';

/**
 * More than is stored, because cleaning shortens text. One character too many in an address shows that it is
 * too long to store.
 */
const LIMITS: ReadingLimits = {
  url: MAX_ADDRESS_LENGTH + 1,
  title: 2 * MAX_TITLE_LENGTH,
  exact: 2 * (MAX_QUOTE_LENGTH + MAX_CONTEXT_LENGTH),
  context: 4 * MAX_CONTEXT_LENGTH,
  nodes: 10_000,
};

/** Runs in a page that is read; the browser returns its result to the caller (`browser/read-page.ts`). */
export default defineUnlistedScript(() => readFrame(LIMITS));
