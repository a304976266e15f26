import { defineConfig } from 'vitest/config';

const pure = ['tests/core/**/*.test.ts', 'tests/components/**/*.test.ts', 'tests/fuzz/**/*.test.ts', 'tests/env.test.ts'];
const globalSetup = ['tests/support/global-setup.ts'];

export default defineConfig({
  test: {
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 30_000,
    hookTimeout: 60_000,
    projects: [
      {
        extends: true,
        test: { name: 'pure', include: pure, sequence: { groupOrder: 0 } },
      },
      {
        extends: true,
        test: {
          name: 'database',
          include: ['tests/**/*.test.ts'],
          exclude: [...pure, 'tests/journeys/**'],
          globalSetup,
          sequence: { groupOrder: 0 },
        },
      },
      {
        extends: true,
        test: {
          name: 'journeys',
          include: ['tests/journeys/**/*.test.ts'],
          globalSetup,
          fileParallelism: false,
          testTimeout: 120_000,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
