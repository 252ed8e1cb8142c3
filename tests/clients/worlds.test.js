// Tests that run at the same time on one server, each in its own world.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { accessTokenClient, refusalOf, userClient } from './support/epilot.js';
import { startUnderstudy } from './support/understudy.js';

const rounds = 20;

describe('two worlds at once', { concurrency: true }, () => {
  let server;
  let started = 0;
  let bothStarted;
  const bothRun = new Promise((resolve) => (bothStarted = resolve));

  before(async () => (server = await startUnderstudy()));
  after(() => server.stop());

  for (const [mine, theirs] of [['left', 'right'], ['right', 'left']]) {
    it(`${mine} sees nothing of ${theirs}`, async () => {
      const [here, there] = [server.world(mine), server.world(theirs)];
      const owner = await here.token('owner@acme.test', 'Owner');
      const tokens = accessTokenClient(here, owner);
      const before = (await tokens.listAccessTokens()).data.length;
      if (++started === 2) bothStarted();
      await bothRun;

      const ids = [];
      for (let round = 0; round < rounds; ++round) {
        const { data } = await tokens.createAccessToken(null, { name: `${mine} ${round}` });
        ids.push(data.id);
        assert.equal((await userClient(here, data.token).getMeV2()).status, 200);
        const abroad = await refusalOf(userClient(there, data.token).getMeV2());
        assert.deepEqual(abroad, { status: 401, data: { message: 'Unauthorized' } });
        const { data: listed } = await tokens.listAccessTokens();
        assert.equal(listed.length, before + ids.length);
        assert.ok(listed.slice(before).every(({ name }) => name.startsWith(`${mine} `)), `${theirs} leaked into ${mine}`);
      }
      assert.equal(new Set(ids).size, rounds);
    });
  }
});

describe('a world', () => {
  let server;
  before(async () => (server = await startUnderstudy()));
  after(() => server.stop());

  it('begins anew after a reset, with the same ids', async () => {
    const world = server.world('again');
    const createOne = async () => {
      const owner = await world.token('owner@acme.test', 'Owner');
      return (await accessTokenClient(world, owner).createAccessToken(null, { name: 'Repeats' })).data;
    };
    const first = await createOne();
    const second = await createOne();
    await world.reset();
    assert.equal((await refusalOf(userClient(world, first.token).getMeV2())).status, 401);
    const again = await createOne();
    assert.equal(again.id, first.id);
    assert.notEqual(second.id, first.id);
  });

  it('is also named by a header', async () => {
    const world = server.world('by-header');
    const token = await world.token('owner@acme.test', 'Owner');
    const ask = (headers) => fetch(`${server.baseUrl}/v2/users/me`, { headers: { authorization: `Bearer ${token}`, ...headers } });
    assert.equal((await ask({ 'x-understudy-world': 'by-header' })).status, 200);
    assert.equal((await ask({})).status, 401);
  });

  it('refuses a token once its clock has passed the expiry', async () => {
    const world = server.world('late');
    const owner = await world.token('owner@acme.test', 'Owner');
    const { data } = await accessTokenClient(world, owner).createAccessToken(null, { name: 'Short', expires_in: '1h' });
    assert.equal((await userClient(world, data.token).getMeV2()).status, 200);
    await world.advance('59m');
    assert.equal((await userClient(world, data.token).getMeV2()).status, 200);
    await world.advance('2m');
    assert.equal((await refusalOf(userClient(world, data.token).getMeV2())).status, 401);
    const { data: listed } = await accessTokenClient(world, owner).listAccessTokens();
    assert.ok(!listed.some(({ id }) => id === data.id), 'an expired token drops out of the list');
  });
});
