import type { Reporter, TestModule } from 'vitest/node';

/**
 * Ends a run with one line that any tool can read: `N passed, N failed`. It is preceded by the tests that passed only
 * at the second try: each is a defect, of the test or of the product, and has to be fixed.
 */
export default class ClosingLine implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandledErrors: readonly unknown[]): void {
    let passed = 0;
    let failed = unhandledErrors.length;
    for (const testModule of modules) {
      const tests = [...testModule.children.allTests()];
      passed += tests.filter((test) => test.result().state === 'passed').length;
      failed += tests.filter((test) => test.result().state === 'failed').length;
      for (const test of tests.filter((one) => one.diagnostic()?.flaky)) {
        console.log(`Passed at the second try only: ${testModule.moduleId} > ${test.fullName}`);
      }
      // A file that failed to load, or whose hooks failed, has no failed test to its name.
      if (testModule.errors().length > 0) failed += 1;
      for (const suite of testModule.children.allSuites()) failed += suite.errors().length;
    }
    console.log(`\n${passed} passed, ${failed} failed`);
  }
}
