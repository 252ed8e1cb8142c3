// Playwright: a world for each worker, and a `request` that speaks to it.
import { test as base } from '@playwright/test';
import { openWorld } from './understudy.mjs';

export { expect } from '@playwright/test';

export const test = base.extend({
  world: [
    async ({}, use, worker) => {
      const world = await openWorld(`playwright-${worker.parallelIndex}`);
      await use(world);
      await world.drop();
    },
    { scope: 'worker' },
  ],

  // Paths without a leading slash are read from this world's address on: request.get('v2/users/me').
  baseURL: async ({ world }, use) => use(`${world.url}/`),
});
