// `understudy mint` against a running server: a token for any user, of any kind, good or spoilt.
import assert from 'node:assert/strict';
import { generateKeyPairSync, verify } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { run } from './support/program.js';
import { startUnderstudy } from './support/understudy.js';

describe('mint', () => {
  let server;
  let port;
  before(async () => {
    server = await startUnderstudy();
    port = String(server.ready.port);
  });
  after(() => server.stop());

  const part = (token, index) => JSON.parse(Buffer.from(token.split('.')[index], 'base64url'));
  /** The token, and nothing else, on the standard output. */
  async function mint(...args) {
    const { status, out, err } = await run(['mint', '--port', port, ...args]);
    assert.equal(status, 0, err);
    assert.match(out, /^[\w-]+\.[\w-]+\.[\w-]+\n$/);
    assert.equal(err, '');
    return out.trim();
  }
  const me = async (token, world = '') => {
    const response = await fetch(`${server.baseUrl}${world}/v2/users/me`, { headers: { authorization: `Bearer ${token}` } });
    return { status: response.status, email: (await response.json()).email };
  };

  it('makes a token of the first user', async () => {
    assert.deepEqual(await me(await mint()), { status: 200, email: 'owner@acme.test' });
  });

  it('makes what it is told to', async () => {
    const token = await mint('--user', 'support@acme.test', '--name', 'Mine', '--role', 'support', '--role', 'token_maker', '--expires-in', '10m', '--read-only');
    const claims = part(token, 1);
    assert.equal(claims.token_name, 'Mine');
    assert.deepEqual(claims.assume_roles, ['739224:support', '739224:token_maker']);
    assert.equal(claims.exp - claims.iat, 600);
    assert.equal(claims.read_only, true);
    assert.deepEqual(await me(token), { status: 200, email: 'support@acme.test' });
    assert.equal((await me(await mint('--expires-in', '-60'))).status, 401);
    assert.equal((await me(await mint('--expires-in', '-10m'))).status, 401);
    assert.deepEqual(part(await mint('--no-roles'), 1).assume_roles ?? [], []);
    assert.equal(part(await mint('--type', 'journey', '--journey-id', '6c5d7f3a-29c4-4a0f-8e0f-4f2c6a4f5b11'), 1).token_type, 'journey');
  });

  it('changes claims and header', async () => {
    const token = await mint('--claim', 'groups=["a","b"]', '--claim', 'level=3', '--claim', 'note=', '--claim', 'team=back office', '--claim', 'code="3"',
      '--without-claim', 'iss', '--header', 'typ=at+jwt', '--kid', 'another');
    const { groups, level, note, team, code, iss } = part(token, 1);
    assert.deepEqual({ groups, level, note, team, code, iss }, { groups: ['a', 'b'], level: 3, note: '', team: 'back office', code: '3', iss: undefined });
    assert.deepEqual(part(token, 0), { alg: 'RS256', typ: 'at+jwt', kid: 'another' });
    assert.equal((await me(token)).status, 401);
  });

  it('signs with other keys', async () => {
    assert.equal((await me(await mint('--key', 'stranger'))).status, 401);
    const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const folder = await mkdtemp(join(tmpdir(), 'understudy-'));
    try {
      for (const key of [privateKey.export({ type: 'pkcs8', format: 'pem' }), JSON.stringify(privateKey.export({ format: 'jwk' }))]) {
        const file = join(folder, 'key');
        await writeFile(file, key);
        const token = await mint('--key-file', file);
        const [header, claims, signature] = token.split('.');
        assert.ok(verify('sha256', `${header}.${claims}`, publicKey, Buffer.from(signature, 'base64url')));
      }
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  it('makes tokens of another world', async () => {
    const address = await run(['mint', '--url', `${server.baseUrl}/w/mint-1/`]);
    const option = await run(['mint', '--port', port, '--world', 'mint-1']);
    for (const { out } of [address, option]) {
      assert.equal((await me(out.trim(), '/w/mint-1')).status, 200);
      assert.equal((await me(out.trim())).status, 401);
    }
  });

  it('says in one line why there is no token', async () => {
    for (const [args, why] of [
      [['--user', 'nobody\n'], /nobody/], [['--type', 'journey', '--world', 'No!'], /a world's name/], [['--tenant', 'nobody'], /tenant/],
      [['--url', 'http://127.0.0.1:1'], /no server answers at .*--url/]]) {
      const { status, out, err } = await run(['mint', '--port', port, ...args]);
      assert.deepEqual([status, out], [1, ''], args.join(' '));
      assert.match(err, /^understudy: [^\n]+\n$/);
      assert.match(err, why);
    }
    const missing = await run(['mint', '--port', port, '--key-file', '/no/such/key']);
    assert.equal(missing.status, 2);
    assert.match(missing.err, /cannot read the key \/no\/such\/key/);
  });

  it('is not taken in by another server', async () => {
    for (const answer of ['{}', 'hello', '{"token": 7}', 'x'.repeat(2 << 20)]) {
      const other = createServer((request, response) => response.writeHead(201).end(answer)).listen(0, '127.0.0.1');
      await once(other, 'listening');
      const { status, out, err } = await run(['mint', '--port', String(other.address().port)]);
      assert.deepEqual([status, out], [1, '']);
      assert.match(err, /^understudy: [^\n]+\n$/);
      other.close();
    }
  });
});
