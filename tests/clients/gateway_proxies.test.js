// The nginx block of docs/gateway.md, as it stands there: the largest token, announced bodies that never come,
// preflights, applications' hosts, and the journal's stream.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, request as ask } from 'node:http';
import { after, before, describe, it } from 'node:test';
import { documentedBlock, startNginx } from './support/nginx.js';
import { startUnderstudy } from './support/understudy.js';

const largestToken = 16 * 1024;

describe('the nginx block of the documentation', () => {
  let server, world, backend, nginx, block;
  let reached = [];

  before(async () => {
    server = await startUnderstudy('--trust-proxy');
    world = server.world('default');
    backend = createServer({ maxHeaderSize: 64 * 1024 }, (request, response) => {
      reached.push(request);
      // It reads what it is sent: nginx answers 502 when its write meets a closed connection.
      request.resume().on('end', () => response.end('hello'));
    }).listen(0, '127.0.0.1');
    await once(backend, 'listening');
    block = (await documentedBlock('nginx'))
      .replaceAll('http://localhost:9119', `http://127.0.0.1:${server.ready.port}`)
      .replaceAll('http://backend', `http://127.0.0.1:${backend.address().port}`);
    nginx = await startNginx(`${block}
      location /_understudy/ { proxy_pass http://127.0.0.1:${server.ready.port}; }`);
  });
  after(async () => {
    await nginx?.stop();
    backend.close();
    backend.closeAllConnections();
    await server.stop();
  });

  /** Status of a request through a proxy, by Node's own client, which sets any Host. */
  const statusOf = async (proxy, options, body) => {
    const sent = ask(`${proxy.baseUrl}/orders`, { agent: false, ...options });
    sent.end(body);
    const [response] = await once(sent, 'response', { signal: AbortSignal.timeout(5000) });
    response.resume();
    await once(response, 'end');
    return response.statusCode;
  };

  /** An api token of at most `most` bytes, and of no fewer than four less. */
  const tokenOfSize = async (most) => {
    let padding = 0;
    let token = '';
    for (let tries = 0; tries < 20; ++tries) {
      token = await world.mint({ claims: { padding: 'x'.repeat(padding) } });
      if (token.length <= most && token.length > most - 4) return token;
      padding += Math.floor(((most - token.length) * 3) / 4) || Math.sign(most - token.length);
    }
    throw new Error(`no token of ${most} bytes: ${token.length}`);
  };

  it('passes the largest token there is, and its claims', async () => {
    reached = [];
    const token = await tokenOfSize(largestToken);
    assert.equal(await statusOf(nginx, { headers: { authorization: `Bearer ${token}` } }), 200);
    const claims = JSON.parse(Buffer.from(reached[0].headers['x-understudy-claims'], 'base64url'));
    assert.deepEqual(claims, JSON.parse(Buffer.from(token.split('.')[1], 'base64url')));
    const larger = await tokenOfSize(largestToken + 4);
    assert.equal(await statusOf(nginx, { headers: { authorization: `Bearer ${larger}` } }), 401);
  });

  it('takes its world from nothing that the application is called', async () => {
    const token = await world.mint({});
    for (const host of ['shop.localhost:3000', 'shop.localhost'])
      for (const headers of [{ host }, { 'x-forwarded-host': host }])
        assert.equal(await statusOf(nginx, { headers: { ...headers, authorization: `Bearer ${token}` } }), 200, JSON.stringify(headers));
  });

  it('lets preflights through, and nobody who poses as one', async () => {
    reached = [];
    const preflight = { origin: 'http://localhost:3000', 'access-control-request-method': 'PUT' };
    assert.equal(await statusOf(nginx, { method: 'OPTIONS', headers: preflight }), 200);
    assert.equal(await statusOf(nginx, { method: 'GET', headers: { ...preflight, 'x-forwarded-method': 'OPTIONS' } }), 401);
    assert.equal(await statusOf(nginx, { method: 'OPTIONS' }), 401);
    assert.deepEqual(reached.map(({ method, headers }) => [method, headers['x-epilot-org-id']]), [['OPTIONS', undefined]]);
  });

  it('is answered at once where the block leaves the length in', async () => {
    const token = await world.mint({});
    const careless = await startNginx(block.replace(/.*proxy_pass_request_body off;\n/, '').replace(/.*Content-Length "";\n/, ''));
    try {
      for (const size of [5, 100_000, 900_000])
        for (const [status, headers] of [[200, { authorization: `Bearer ${token}` }], [401, {}]]) {
          const body = 'x'.repeat(size);
          const answered = await statusOf(careless, { method: 'POST', headers: { ...headers, 'content-length': size } }, body);
          assert.equal(answered, status, `${size}`);
        }
    } finally {
      await careless.stop();
    }
  });

  it('hands on the entries of the journal as they are written', async () => {
    const stream = await fetch(`${nginx.baseUrl}/_understudy/v1/worlds/default/journal?after=999999`, {
      headers: { accept: 'text/event-stream' },
      signal: AbortSignal.timeout(5000),
    });
    const events = stream.body.pipeThrough(new TextDecoderStream()).getReader();
    assert.match((await events.read()).value, /^: the journal/);
    await events.cancel();
  });
});
