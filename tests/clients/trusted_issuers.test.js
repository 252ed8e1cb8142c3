// Tokens that jose signs for an outside issuer, under every algorithm and with its keys in every form.
import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { exportJWK, exportSPKI, generateKeyPair, SignJWT } from 'jose';
import { run } from './support/program.js';
import { startUnderstudy } from './support/understudy.js';

const algorithms = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512', 'EdDSA', 'Ed25519'];
const issuer = (name) => `https://${name.toLowerCase()}.partner.test`;
const sign = (alg, { privateKey, kid }, iss, claims = {}) =>
  new SignJWT({ email: 'support@acme.test', ...claims })
    .setProtectedHeader({ alg, kid })
    .setIssuer(iss)
    .setIssuedAt()
    .setExpirationTime('5m')
    .sign(privateKey);

describe('tokens of outside issuers', () => {
  let folder, server;
  const pairs = {};

  const writeFixture = async (name, issuers) => {
    const path = join(folder, name);
    const trusted = issuers.map((each) => ({ tenant: 'acme', ...each }));
    const tenants = [{ name: 'Acme Energy', id: '739224', slug: 'acme' }];
    await writeFile(path, JSON.stringify({ version: 1, trusted_issuers: trusted, tenants }));
    return path;
  };
  const authorize = async (token, { baseUrl } = server) => {
    const reply = await fetch(`${baseUrl}/_understudy/v1/authorize`, { headers: { authorization: `Bearer ${token}` } });
    return [reply.status, reply.headers.get('x-understudy-reason')];
  };

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'understudy-issuers-'));
    const issuers = [];
    for (const alg of algorithms) {
      const pair = { ...(await generateKeyPair(alg, { extractable: true })), kid: alg };
      pairs[alg] = pair;
      const jwk = await exportJWK(pair.publicKey);
      issuers.push({ issuer: issuer(`set-${alg}`), jwks: { keys: [{ ...jwk, kid: alg }] } });
      issuers.push({ issuer: issuer(`bound-${alg}`), jwks: { ...jwk, kid: alg, alg, use: 'sig' } });
      issuers.push({ issuer: issuer(`pem-${alg}`), pem: await exportSPKI(pair.publicKey), kid_fallback: true });
    }
    server = await startUnderstudy(await writeFixture('issuers.json', issuers));
  });
  after(async () => {
    await server?.stop();
    await rm(folder, { recursive: true });
  });

  for (const alg of algorithms) {
    it(`signed with ${alg} pass, and no others under its keys`, async () => {
      const otherOfType = algorithms.find((other) => other !== alg && other.slice(0, 2) === alg.slice(0, 2));
      for (const form of ['set', 'bound', 'pem']) {
        const iss = issuer(`${form}-${alg}`);
        assert.deepEqual(await authorize(await sign(alg, pairs[alg], iss)), [200, null], form);
        const forged = await sign(alg, { ...(await generateKeyPair(alg)), kid: alg }, iss);
        assert.match((await authorize(forged))[1], /^bad_signature/, form);
        const foreign = await sign(otherOfType, { ...pairs[otherOfType], kid: alg }, iss);
        assert.match((await authorize(foreign))[1], /^(bad_signature|forbidden_algorithm)/, form);
        const secret = new TextEncoder().encode(await exportSPKI(pairs[alg].publicKey));
        assert.match((await authorize(await sign('HS256', { privateKey: secret, kid: alg }, iss)))[1], /^forbidden_algorithm/, form);
      }
    });
  }

  it('of a key that was passed over are told so, as was the start', async () => {
    const jwk = await exportJWK(pairs.RS256.publicKey);
    const padded = await exportJWK(pairs.ES256.publicKey);
    const path = await writeFixture('passed_over.json', [{
      issuer: issuer('odd'),
      jwks: { keys: [
        { ...padded, x: `${padded.x}=`, kid: 'good' },
        { ...jwk, kid: 'oaep', alg: 'RSA-OAEP' },
        { ...jwk, kid: 'wrap', key_ops: ['wrapKey'] },
        { kty: 'OKP', crv: 'Ed25519', x: 'AQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA', kid: 'small' },
      ] },
    }]);
    const notes = [
      'key 2 (kid "oaep") is passed over: alg RSA-OAEP, but keys of its type are for RS256, RS384, RS512, PS256, PS384 or PS512',
      'key 3 (kid "wrap") is passed over: key_ops without verify',
      'key 4 (kid "small") is passed over: the Ed25519 key\'s public point is of small order, so anybody could sign',
      'key 1 (kid "good"): its x ends with the padding =, which base64url in a JWK does not have',
    ].map((note) => `understudy: trusted_issuers: "${issuer('odd')}": ${note}\n`).join('');
    const checked = await run(['check', path]);
    assert.deepEqual([checked.status, checked.err], [0, notes]);
    // It ends at once where nobody can be told that it is ready.
    const served = await run(['serve', path, '--port', '0', '--ready-file', join(folder, 'nowhere', 'ready')]);
    assert.ok(served.err.startsWith(notes), served.err);

    const odd = await startUnderstudy(path);
    try {
      const [status, reason] = await authorize(await sign('RS256', { ...pairs.RS256, kid: 'oaep' }, issuer('odd')), odd);
      assert.equal(status, 401);
      assert.match(reason, /^unknown_key; .*; got: "oaep", passed over: alg RSA-OAEP, but/);
    } finally {
      await odd.stop();
    }
  });

  it('are only as good as their keys: of small order is refused when the fixture is read', async () => {
    const x = 'AQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA';
    const path = await writeFixture('weak.json', [{ issuer: issuer('weak'), jwks: { keys: [{ kty: 'OKP', crv: 'Ed25519', x }] } }]);
    for (const command of [['check', path], ['serve', path, '--port', '0']]) {
      const { status, err } = await run(command);
      assert.equal(status, 2);
      assert.match(err, /trusted_issuers\[0\]\.jwks: no key set that can be used: .* is of small order, so anybody could sign\n$/);
    }
  });
});
