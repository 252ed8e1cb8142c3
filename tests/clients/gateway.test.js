// nginx as the gateway: auth_request asks Understudy, and a small backend gets the verified identity.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { after, before, describe, it } from 'node:test';
import { accessTokenClient } from './support/epilot.js';
import { startNginx } from './support/nginx.js';
import { startUnderstudy } from './support/understudy.js';

describe('nginx auth_request', () => {
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
    const identity = ['x-epilot-org-id', 'x-epilot-user-id', 'x-understudy-claims'];
    const variable = (header) => `$${header.replaceAll('-', '_')}`;
    nginx = await startNginx(`
      location = /authorize {
        internal;
        proxy_pass http://127.0.0.1:${new URL(server.baseUrl).port}/w/${world.name}/_understudy/v1/authorize;
        proxy_pass_request_body off;
        proxy_set_header Content-Length "";
      }
      location / {
        auth_request /authorize;
        ${identity.map((name) => `auth_request_set ${variable(name)} $upstream_http_${variable(name).slice(1)};`).join('\n')}
        ${identity.map((name) => `proxy_set_header ${name} ${variable(name)};`).join('\n')}
        proxy_pass http://127.0.0.1:${backend.address().port};
      }`);
    reached = [];
  });
  after(async () => {
    await nginx.stop();
    backend.close();
    backend.closeAllConnections();
    await server.stop();
  });

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
