import { afterAll, expect } from 'vitest';
import { requestsSoFar } from '../browsers/trap.ts';

/* For every file of tests that starts browsers: none of them may request anything beyond this machine. */

declare module 'vitest' {
  interface TaskMeta {
    /**
     * The number of browsers that a file of tests started, and of requests that were to leave this machine, by who
     * made them.
     */
    requests?: { readonly browsers: number; readonly requests: number; readonly browsersOwn: number };
  }
}

// biome-ignore lint/correctness/noEmptyPattern: vitest looks for fixtures in the first argument
afterAll(({}, file) => {
  const { browsers, requests, browsersOwn } = requestsSoFar();
  file.meta.requests = { browsers, requests: requests.length, browsersOwn: browsersOwn.length };
  expect(requests).toEqual([]);
});
