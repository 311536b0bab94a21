import type { Reporter, TestModule } from 'vitest/node';

/** Ends a run with one line that any tool can read: `N passed, N failed`. */
export default class ClosingLine implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandledErrors: readonly unknown[]): void {
    let passed = 0;
    let failed = unhandledErrors.length;
    for (const testModule of modules) {
      const tests = [...testModule.children.allTests()];
      passed += tests.filter((test) => test.result().state === 'passed').length;
      failed += tests.filter((test) => test.result().state === 'failed').length;
      // A file that did not even load, or whose hooks failed, has no failed test to its name.
      if (testModule.errors().length > 0) failed += 1;
      for (const suite of testModule.children.allSuites()) failed += suite.errors().length;
    }
    console.log(`\n${passed} passed, ${failed} failed`);
  }
}
