// The same fixture and the same requests give the same bytes: from two processes on two ports, and with another user's
// requests in between.
import assert from 'node:assert/strict';
import { it } from 'node:test';
import { startUnderstudy } from './support/understudy.js';

const frozen = ['--public-url', 'http://auth.test'];

/** Everything that a reply consists of, but for the connection's own header. */
async function record(response) {
  const headers = [...response.headers].filter(([name]) => name !== 'connection' && name !== 'keep-alive');
  return JSON.stringify([response.status, headers, await response.text()]);
}

/** One user's conversation; `between` runs after each of its requests. */
async function converse(server, between = async () => {}) {
  const world = server.world('repeats');
  await world.control('POST', '/clock/freeze', { at: '2026-03-01T00:00:00Z' });
  const owner = await world.token('owner@acme.test', 'Owner');
  const ask = (method, path, body) =>
    fetch(`${world.baseUrl}${path}`, { method, body, headers: { authorization: `Bearer ${owner}` } }).then(record);
  const replies = [];
  for (const request of [
    ['GET', '/v1/access-tokens/.well-known/jwks.json'],
    ['POST', '/v1/access-tokens', '{"name":"one"}'],
    ['POST', '/v1/access-tokens', '{"name":"two","expires_in":"1h"}'],
    ['GET', '/_understudy/v1/authorize'],
    ['GET', '/v1/access-tokens?token_type=journey'],
    ['POST', '/v1/access-tokens', '{"name":7}'],
    ['POST', '/v1/access-tokens', '{"name":"three"}'],
    ['DELETE', '/v1/access-tokens/api_Support00000000000000'],
  ]) {
    replies.push(await ask(...request));
    await between(world);
  }
  return [owner, ...replies];
}

/** Another user, busy in the same world. */
async function makeNoise(world) {
  const maker = await world.token('maker@acme.test', 'Maker');
  const headers = { authorization: `Bearer ${maker}` };
  for (const name of ['x', 'y', 'z'])
    await fetch(`${world.baseUrl}/v1/access-tokens`, { method: 'POST', body: JSON.stringify({ name }), headers });
  await fetch(`${world.baseUrl}/v1/access-tokens`, { headers: { authorization: 'Bearer nonsense' } });
}

it('repeats itself to the byte', async () => {
  const first = await startUnderstudy(...frozen);
  const second = await startUnderstudy(...frozen);
  try {
    assert.notEqual(first.ready.port, second.ready.port);
    const expected = await converse(byPort(first));
    assert.equal(JSON.parse(expected[2])[0], 201);
    assert.deepEqual(await converse(byPort(second), makeNoise), expected);
  } finally {
    await first.stop();
    await second.stop();
  }
});

/** The server under its own port, since the public URL is the same for both. */
function byPort(server) {
  const local = `http://127.0.0.1:${server.ready.port}`;
  const addresses = (name) => ({ baseUrl: `${local}/w/${name}`, controlUrl: `${local}/_understudy/v1` });
  return { world: (name) => Object.assign(server.world(name), addresses(name)) };
}
