// Walks in a real Chromium against a running server: CARBET_URL (default http://127.0.0.1:8080), CHROMIUM (default /usr/bin/chromium).
import { defineConfig } from 'vitest/config';

export default defineConfig({
  root: new URL('..', import.meta.url).pathname,
  test: {
    include: ['browser/**/*.spec.ts'],
    environment: 'node',
    // A software-drawn map on a busy machine of two cores is slow; a walk that needs more is broken.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    expect: { poll: { timeout: 20_000 } },
    fileParallelism: false,
    // One browser at a time, so that walks do not steal each other's processor.
    maxWorkers: 1,
  },
});
