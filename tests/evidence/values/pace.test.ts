import { expect, it, vi } from 'vitest';
import { pace } from '../../../evidence/values/pace.ts';

/** Works for so many milliseconds without a break. */
function work(milliseconds: number): void {
  const end = performance.now() + milliseconds;
  while (performance.now() < end);
}

it('long work yields to other tasks while it continues', async () => {
  const otherTask = vi.fn();
  setTimeout(otherTask);
  const step = pace(50, {});
  for (let index = 0; index < 50 && otherTask.mock.calls.length === 0; index += 1) {
    work(10);
    await step();
  }
  expect(otherTask).toHaveBeenCalled();
});

it('long work reports its progress, which only grows and never exceeds the whole', async () => {
  const shares: number[] = [];
  const step = pace(10, { onProgress: (share) => shares.push(share) });
  for (let index = 0; index < 12; index += 1) {
    work(20);
    await step();
  }
  expect(shares.length).toBeGreaterThan(2);
  expect(shares).toEqual(shares.toSorted((a, b) => a - b));
  expect(Math.max(...shares)).toBeLessThanOrEqual(1);
});

it('long work stops when asked, between two steps and in its pause', async () => {
  const before = AbortSignal.abort();
  await expect(pace(2, { signal: before })()).rejects.toThrow(
    expect.objectContaining({ name: 'AbortError' }),
  );
  const abort = new AbortController();
  const step = pace(2, { signal: abort.signal, onProgress: () => abort.abort() });
  work(40);
  await expect(step()).rejects.toThrow(expect.objectContaining({ name: 'AbortError' }));
});
