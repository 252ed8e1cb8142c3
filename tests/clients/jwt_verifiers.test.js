// The libraries that backends verify tokens with, through the documents that the server publishes. Each test shows that
// its library accepts the token and refuses it once anything in it is changed.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { JwtRsaVerifier } from 'aws-jwt-verify';
import { SimpleJwksCache } from 'aws-jwt-verify/jwk';
import { createRemoteJWKSet, jwtVerify } from 'jose';
import jsonwebtoken from 'jsonwebtoken';
import jwksClient from 'jwks-rsa';
import { accessTokenClient } from './support/epilot.js';
import { startUnderstudy } from './support/understudy.js';

describe('an access token is verified by', () => {
  let server, token, published, foreign;

  before(async () => {
    server = await startUnderstudy();
    const world = server.world('verified');
    const owner = await world.token('owner@acme.test', 'Owner');
    token = (await accessTokenClient(world, owner).createAccessToken(null, { name: 'Verified', expires_in: '1h' })).data.token;
    const discovery = await fetch(`${world.baseUrl}/v1/access-tokens/.well-known/openid-configuration`);
    published = await discovery.json();
    const other = server.world('other');
    foreign = await other.token('owner@acme.test', 'Owner');
  });
  after(() => server.stop());

  async function holds(verify) {
    const claims = await verify(token);
    assert.equal(claims.org_id, '739224');
    assert.equal(claims.token_name, 'Verified');
    for (const [change, changed] of Object.entries({ ...changesOf(token), 'another world': foreign })) {
      await assert.rejects(async () => verify(changed), `accepted a token with ${change}`);
    }
  }

  it('jose', async () => {
    const keys = createRemoteJWKSet(new URL(published.jwks_uri));
    const options = { issuer: published.issuer, audience: 'epilot' };
    await holds(async (each) => (await jwtVerify(each, keys, options)).payload);
  });

  it('jwks-rsa and jsonwebtoken', async () => {
    const keys = jwksClient({ jwksUri: published.jwks_uri });
    const options = { issuer: published.issuer, audience: 'epilot', algorithms: ['RS256'] };
    const findKey = (header, done) => keys.getSigningKey(header.kid, (error, key) => done(error, key?.getPublicKey()));
    await holds((each) => new Promise((resolve, reject) => {
      jsonwebtoken.verify(each, findKey, options, (error, claims) => (error ? reject(error) : resolve(claims)));
    }));
  });

  it('aws-jwt-verify', async () => {
    // Its own fetcher speaks https alone; this one is its documented way to bring another.
    const fetcher = { fetch: async (uri) => (await fetch(uri)).arrayBuffer() };
    const verifier = JwtRsaVerifier.create(
      { issuer: published.issuer, audience: 'epilot', jwksUri: published.jwks_uri },
      { jwksCache: new SimpleJwksCache({ fetcher }) },
    );
    await holds((each) => verifier.verify(each));
  });

  it('each of them only until it expires', async () => {
    const world = server.world('yesterday');
    await world.advance('-24h');
    const owner = await world.token('owner@acme.test', 'Owner');
    const body = { name: 'Old', expires_in: '1h' };
    const { data } = await accessTokenClient(world, owner).createAccessToken(null, body);
    const document = await (await fetch(`${world.baseUrl}/v1/access-tokens/.well-known/openid-configuration`)).json();
    const keys = createRemoteJWKSet(new URL(document.jwks_uri));
    const options = { issuer: document.issuer, audience: 'epilot' };
    await assert.rejects(jwtVerify(data.token, keys, options), { code: 'ERR_JWT_EXPIRED' });
    await jwtVerify(data.token, keys, { ...options, currentDate: new Date(Date.now() - 24 * 3600_000) });
  });
});

/** The token with one thing changed, by what was changed. */
function changesOf(token) {
  const [header, payload, signature] = token.split('.');
  const encode = (value) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const decode = (part) => JSON.parse(Buffer.from(part, 'base64url'));
  const bytes = Buffer.from(signature, 'base64url');
  bytes[bytes.length >> 1] ^= 1;
  return {
    'another organization': [header, encode({ ...decode(payload), org_id: '1' }), signature].join('.'),
    'a later expiry': [header, encode({ ...decode(payload), exp: decode(payload).exp + 3600 }), signature].join('.'),
    'one flipped bit': [header, payload, bytes.toString('base64url')].join('.'),
    'no signature': [encode({ ...decode(header), alg: 'none' }), payload, ''].join('.'),
    'an unknown key id': [encode({ ...decode(header), kid: 'unknown' }), payload, signature].join('.'),
  };
}
