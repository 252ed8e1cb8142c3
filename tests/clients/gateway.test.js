// nginx as the gateway: auth_request asks Understudy, and a small backend gets the verified identity.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { after, before, describe, it } from 'node:test';
import { accessTokenClient } from './support/epilot.js';
import { documentedBlock, startNginx } from './support/nginx.js';
import { startUnderstudy } from './support/understudy.js';

describe('nginx auth_request, as docs/gateway.md has it', () => {
  let server, world, owner, backend, nginx;
  let reached = [];

  before(async () => {
    server = await startUnderstudy();
    world = server.world('gateway');
    owner = await world.token('owner@acme.test', 'Owner');
    backend = createServer((request, response) => {
      reached.push(request.headers);
      response.end(`hello from ${request.url}`);
    }).listen(0, '127.0.0.1');
    await once(backend, 'listening');
    nginx = await startDocumentedNginx(`/w/${world.name}/_understudy/v1/authorize`);
    reached = [];
  });
  after(async () => {
    await nginx.stop();
    backend.close();
    backend.closeAllConnections();
    await server.stop();
  });

  /** nginx with the block of the page, where two addresses are others and Understudy is asked at this path. */
  const startDocumentedNginx = async (path) => {
    const block = await documentedBlock('nginx');
    return startNginx(
      block
        .replace('http://localhost:9119/_understudy/v1/authorize', `http://127.0.0.1:${new URL(server.baseUrl).port}${path}`)
        .replace('http://backend', `http://127.0.0.1:${backend.address().port}`),
    );
  };
  const ask = (headers = {}, options = {}) => fetch(`${nginx.baseUrl}/orders/7`, { headers, ...options });

  it('passes the verified identity to the backend', async () => {
    reached = [];
    const { data } = await accessTokenClient(world, owner).createAccessToken(null, { name: 'Through the gateway' });
    const answer = await ask({
      authorization: `Bearer ${data.token}`,
      'x-epilot-user-id': 'an impostor',
      'x-understudy-claims': 'forged',
    });
    assert.equal(answer.status, 200);
    assert.equal(await answer.text(), 'hello from /orders/7');
    assert.equal(reached.length, 1);
    assert.equal(reached[0]['x-epilot-org-id'], '739224');
    assert.equal(reached[0]['x-epilot-user-id'], data.id);
    const claims = JSON.parse(Buffer.from(reached[0]['x-understudy-claims'], 'base64url'));
    assert.deepEqual([claims.token_name, claims.org_id], ['Through the gateway', '739224']);
  });

  it('lets no caller say who it is', async () => {
    reached = [];
    const forged = {
      'x-epilot-user-id': 'an impostor',
      'x-ivy-org-id': '999999',
      'x-understudy-claims': 'forged',
      'x-understudy-reason': 'forged',
      'x-understudy-notice': 'forged',
    };
    const answer = await ask({ authorization: `Bearer ${owner}`, 'X-EPILOT-ORG-ID': '739224', ...forged });
    assert.equal(answer.status, 200);
    const verified = Object.entries(reached[0]).filter(([name]) => /^x-(epilot|ivy|understudy)-/.test(name));
    const claims = JSON.parse(Buffer.from(reached[0]['x-understudy-claims'], 'base64url'));
    assert.deepEqual(Object.fromEntries(verified), {
      'x-epilot-org-id': '739224',
      'x-ivy-org-id': '739224',
      'x-epilot-user-id': claims.user_id,
      'x-understudy-claims': reached[0]['x-understudy-claims'],
    });
    assert.equal(claims.org_id, '739224');
  });

  it('lets no caller act for an organization that it has no role in', async () => {
    reached = [];
    const answer = await ask({ authorization: `Bearer ${owner}`, 'x-epilot-org-id': '999999' });
    assert.equal(answer.status, 403);
    assert.deepEqual(reached, []);
  });

  it('lets no caller choose the world that judges its token', async () => {
    const proxy = await startDocumentedNginx('/_understudy/v1/authorize');
    try {
      const elsewhere = await server.world('elsewhere').token('owner@acme.test', 'Owner');
      const here = await server.world('default').token('owner@acme.test', 'Owner');
      reached = [];
      for (const name of ['X-Understudy-World', 'x-understudy-world']) {
        const answer = await fetch(proxy.baseUrl, { headers: { authorization: `Bearer ${elsewhere}`, [name]: 'elsewhere' } });
        assert.equal(answer.status, 401);
      }
      assert.deepEqual(reached, []);
      const answer = await fetch(proxy.baseUrl, {
        headers: { authorization: `Bearer ${here}`, 'x-understudy-world': 'elsewhere' },
      });
      assert.equal(answer.status, 200);
      assert.equal(reached[0]['x-understudy-world'], undefined);
    } finally {
      await proxy.stop();
    }
  });

  it('lets a cookie through to be judged', async () => {
    const proxy = await startDocumentedNginx('/_understudy/v1/authorize?accept=shiftiq');
    try {
      const login = new URLSearchParams({ organizationCode: 'acme', email: 'owner@acme.test' });
      const signedIn = await fetch(`${server.baseUrl}/api/security/cookies/login?${login}`, { method: 'POST' });
      assert.equal(signedIn.status, 200);
      const cookie = signedIn.headers.getSetCookie().map((line) => line.split(';')[0]).join('; ');
      assert.equal((await fetch(proxy.baseUrl, { headers: { cookie } })).status, 200);
      assert.equal((await fetch(proxy.baseUrl)).status, 401);
    } finally {
      await proxy.stop();
    }
  });

  it('passes a request that has a body', async () => {
    const answer = await ask({ authorization: `Bearer ${owner}` }, { method: 'POST', body: 'x'.repeat(100_000) });
    assert.equal(answer.status, 200);
  });

  it('keeps everyone else away from the backend', async () => {
    const { data: revoked } = await accessTokenClient(world, owner).createAccessToken(null, { name: 'Revoked' });
    assert.equal((await ask({ authorization: `Bearer ${revoked.token}` })).status, 200);
    await accessTokenClient(world, owner).revokeAccessToken(revoked.id);
    const elsewhere = await server.world('elsewhere').token('owner@acme.test', 'Owner');

    reached = [];
    const turnedAway = {
      'no token': {},
      'an empty token': { authorization: 'Bearer ' },
      'another scheme': { authorization: `Basic ${owner}` },
      'a broken token': { authorization: `Bearer ${owner.slice(0, -8)}AAAAAAAA` },
      'a revoked token': { authorization: `Bearer ${revoked.token}` },
      'a token of another world': { authorization: `Bearer ${elsewhere}` },
    };
    for (const [who, headers] of Object.entries(turnedAway)) {
      assert.equal((await ask(headers)).status, 401, who);
    }
    assert.deepEqual(reached, []);
  });
});
