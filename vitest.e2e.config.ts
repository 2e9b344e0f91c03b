import { defineConfig } from 'vitest/config';

/** Clicks in a real VS Code: one editor at a time, since each brings a server and a browser. */
export default defineConfig({
  test: {
    include: ['test/e2e/**/*.test.ts'],
    testTimeout: 180_000,
    hookTimeout: 300_000,
    fileParallelism: false,
    pool: 'forks',
    maxWorkers: 1,
    // What is found must not hang on a model that this user happens to have added.
    env: { GOLDPAN_MODELS: '/nowhere' },
  },
});
