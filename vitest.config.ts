import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/unit/**/*.test.ts', 'test/contract/**/*.test.ts'],
    testTimeout: 30_000,
    pool: 'threads',
    // What is found must not hang on a model that this user happens to have added.
    env: { GOLDPAN_MODELS: '/nowhere' },
  },
});
