import { type Runner, type MochaOptions, reporters } from 'mocha';

/** Mocha's own report, closed by its counts in one line that a machine can read, and by what was skipped. */
export = class CountReporter extends reporters.Spec {
  constructor(runner: Runner, options: MochaOptions) {
    super(runner, options);
    const skipped: string[] = [];
    runner.on('pending', (test) => skipped.push(test.fullTitle()));
    runner.once('end', () => {
      const { passes, failures } = this.stats;
      for (const title of skipped) console.log(`skipped: ${title}`);
      console.log(
        `${passes} passed, ${failures} failed${skipped.length > 0 ? `, ${skipped.length} skipped` : ''}`,
      );
    });
  }
};
