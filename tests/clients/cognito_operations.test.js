// The page on Cognito says of every operation of the service's model what the binary does.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { operations, readPage, tableOf } from './support/cognito_operations.js';
import { startGallery } from './support/understudy.js';

let server;
before(async () => {
  server = await startGallery('default');
});
after(() => server.stop());

describe("Cognito's operations", () => {
  it('are those of the page', async () => {
    assert.equal(operations.length, 140);
    const { text, fresh } = await readPage(await tableOf(server.baseUrl));
    assert.equal(text, fresh, 'run scripts/lib/cognito-operations');
  });
});
