import { playwright } from '@vitest/browser-playwright';
import { defineConfig } from 'vitest/config';
import { firstWords } from './locales/first-words-plugin.ts';
import { findBrowser } from './tests/browsers/find-browser.ts';

const asRoot = process.getuid?.() === 0;

/**
 * Five layers: pure logic in Node, components in a real browser, what the build wrote, journeys
 * through the built extension in two real browsers, and faults in them. All but the first two need
 * `npm run build` before them.
 */
export default defineConfig({
  plugins: [firstWords()],
  test: {
    reporters: ['default', './tests/fault-table.ts', './tests/request-count.ts', './tests/closing-line.ts'],
    projects: [
      {
        extends: true,
        test: {
          name: 'logic',
          include: ['tests/{browser,evidence,locales}/**/*.test.ts'],
          // Pure functions: nothing that one file could leave behind for the next.
          isolate: false,
          environment: 'node',
          // Properties take their time on a machine that does other things as well.
          testTimeout: 30_000,
          sequence: { groupOrder: 0 },
        },
      },
      {
        extends: true,
        optimizeDeps: {
          include: [
            'preact',
            'preact/hooks',
            'preact/jsx-runtime',
            'i18next',
            'idb',
            'lucide',
            'valibot',
            'axe-core',
            '@tanstack/virtual-core',
            'docx',
            'fflate',
            'hucre/xlsx',
            'htmlparser2',
            'image-dimensions',
          ],
        },
        test: {
          name: 'components',
          include: ['tests/components/**/*.test.{ts,tsx}'],
          // More than the patience with one condition, so that a test that fails tells which.
          testTimeout: 60_000,
          // As for the journeys below.
          retry: process.env.CI ? 1 : 0,
          sequence: { groupOrder: 1 },
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            provider: playwright({
              launchOptions: {
                executablePath: findBrowser('chromium'),
                args: ['--disable-background-networking', ...(asRoot ? ['--no-sandbox'] : [])],
              },
            }),
            instances: [{ browser: 'chromium', viewport: { width: 1100, height: 800 } }],
          },
        },
      },
      {
        test: {
          name: 'artefacts',
          include: ['tests/artefacts/**/*.test.ts'],
          environment: 'node',
          testTimeout: 120_000,
          sequence: { groupOrder: 2 },
        },
      },
      {
        test: {
          name: 'journeys',
          setupFiles: ['./tests/support/count-requests.ts'],
          include: ['tests/journeys/**/*.test.ts'],
          environment: 'node',
          fileParallelism: false,
          testTimeout: 120_000,
          hookTimeout: 120_000,
          // Two browsers on a machine that does other things as well: what passes at the second try only
          // is named at the end, and is a defect all the same.
          retry: process.env.CI ? 1 : 0,
          sequence: { groupOrder: 3 },
        },
      },
      {
        test: {
          name: 'faults',
          setupFiles: ['./tests/support/count-requests.ts'],
          include: ['tests/faults/**/*.test.ts'],
          environment: 'node',
          fileParallelism: false,
          testTimeout: 120_000,
          hookTimeout: 120_000,
          sequence: { groupOrder: 4 },
        },
      },
    ],
  },
});
