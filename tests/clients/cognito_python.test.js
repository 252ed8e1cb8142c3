// Debian's boto3, of 2022: an older model of the same API.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { sunny } from './support/cognito.js';
import { startGallery } from './support/understudy.js';

let server;
before(async () => {
  server = await startGallery('user-pools');
});
after(() => server.stop());

describe('boto3', () => {
  it('administers users, signs them in, and tells refusals by its classes', async () => {
    const world = server.world('boto3');
    await world.control('POST', '/clock/freeze', { at: '2026-11-03T04:05:06.250Z' });
    const script = fileURLToPath(new URL('support/user_pools.py', import.meta.url));
    // Debian's Python, whatever other one a developer's PATH has; isolated from the packages of a home folder.
    const { stdout } = await promisify(execFile)('/usr/bin/python3', ['-I', script, world.baseUrl, sunny.UserPoolId, sunny.ClientId]);
    const said = JSON.parse(stdout);
    assert.deepEqual([said.status, said.challenge, said.attributes.email], ['FORCE_CHANGE_PASSWORD', 'NEW_PASSWORD_REQUIRED', 'zoe@sunny.test']);
    assert.equal(Date.parse(said.created), Date.parse('2026-11-03T04:05:06.250Z'));
    assert.deepEqual(said.pages.map((page) => page.length), [4, 2]);
    assert.equal(new Set(said.pages.flat()).size, 6);
    assert.deepEqual(said.found, ['zoë']);
    assert.deepEqual(said.refusals, {
      'wrong password': 'Incorrect username or password.',
      nobody: 'User does not exist.',
      'no pool': 'User pool eu-central-1_Nobody001 does not exist.',
      taken: 'User already exists',
      weak: 'Password did not conform with policy: Password must have uppercase characters',
      filter: 'Error while parsing filter.',
    });
  });
});
