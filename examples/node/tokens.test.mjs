// Two tests that run at the same time, each in a world of its own.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { worldOf } from './understudy.mjs';

describe('access tokens', { concurrency: true }, () => {
  it('end when their time has come', async (t) => {
    const world = await worldOf(t);
    const token = await world.mint({ user: 'owner@acme.test', expires_in: '1h' });

    assert.equal((await world.get('/v2/users/me', token)).status, 200);
    await world.advance('2h');
    assert.equal((await world.get('/v2/users/me', token)).status, 401);
  });

  it('last while another test moves its own clock', async (t) => {
    const world = await worldOf(t);
    const token = await world.mint({ user: 'anna@acme.test', expires_in: '1h' });

    for (let i = 0; i < 20; ++i) {
      const response = await world.get('/v2/users/me', token);
      assert.equal(response.status, 200);
      assert.equal((await response.json()).email, 'anna@acme.test');
    }
  });

  it('of one world are unknown in another', async (t) => {
    const world = await worldOf(t);
    const other = await worldOf({ name: 'a world beside it', after: (done) => t.after(done) });

    const response = await other.get('/v2/users/me', await world.mint({ user: 'owner@acme.test' }));
    assert.equal(response.status, 401);
    assert.ok(response.headers.get('x-understudy-reason'));
  });

  it('of the fixture are ready', async (t) => {
    const world = await worldOf(t);
    const response = await world.get('/v2/users/me', await world.token('owner@acme.test', 'CI'));
    assert.equal((await response.json()).display_name, 'Olivia Owner');
  });
});
