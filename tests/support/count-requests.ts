import { afterAll, expect } from 'vitest';
import { requestsSoFar } from '../browsers/trap.ts';

/* For every file of tests that starts browsers: none of them may ask for anything beyond this machine. */

declare module 'vitest' {
  interface TaskMeta {
    /** How many browsers a file of tests started, and how many requests of whom were to leave this machine. */
    requests?: { readonly browsers: number; readonly requests: number; readonly browsersOwn: number };
  }
}

// biome-ignore lint/correctness/noEmptyPattern: vitest looks for fixtures in the first argument
afterAll(({}, file) => {
  const { browsers, requests, browsersOwn } = requestsSoFar();
  file.meta.requests = { browsers, requests: requests.length, browsersOwn: browsersOwn.length };
  expect(requests).toEqual([]);
});
