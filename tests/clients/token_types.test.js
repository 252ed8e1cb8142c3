// Every type of access token through epilot's own, unmodified client; each answer against the OpenAPI document of its
// SDK, each token against the key set that its own issuer publishes.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { createRemoteJWKSet, jwtVerify } from 'jose';
import { accessTokenClient, claimsOf, refusalOf, userClient } from './support/epilot.js';
import { repliesOf } from './support/openapi.js';
import { startGallery } from './support/understudy.js';

const contact = {
  portal_id: 'END_CUSTOMER_PORTAL',
  contact_id: '5da0a718-c822-403d-9f5d-20d4584e0528',
  surface_id: 'moving-house',
  allowed_operations: ['getContact'],
  expires_in: 300,
};

/** What each type is asked for with, and where its keys are published. */
const types = {
  api: { body: { assignments: ['739224:owner'], expires_in: '30d', read_only: true, anonymize: false }, set: '' },
  journey: { body: { journey_id: '509cdffe-424f-457a-95c2-9708c304ce77' }, set: '/public' },
  portal: { body: { portal_id: 'END_CUSTOMER_PORTAL', expires_in: 3600 }, set: '/public' },
  assume: { body: { assignments: ['739224:owner'], anonymize: true }, set: '' },
  app: { body: { expires_in: '10m' }, set: '' },
  portal_preview: { body: { portal_id: 'INSTALLER_PORTAL', portal_user_id: 'u-1' }, set: '/portal-preview' },
  contact_identification: { body: contact, set: '/contact-identification' },
};

describe('a token of each type', () => {
  const declared = repliesOf('access-token');
  let server, world, owner, tokens;

  before(async () => {
    server = await startGallery('journeys-and-portals');
    world = server.world('types');
    owner = await world.token('owner@acme.test', 'CI');
    tokens = accessTokenClient(world, owner);
  });
  after(() => server.stop());

  const create = async (token_type, more) => {
    const { status, data } = await tokens.createAccessToken(null, {
      token_type, name: `My ${token_type}`, ...types[token_type].body, ...more,
    });
    assert.equal(status, 201);
    declared('createAccessToken', 201, data);
    return data;
  };

  for (const [type, { body, set }] of Object.entries(types)) {
    it(`${type}: is created as declared, and verifies against its own issuer's keys alone`, async () => {
      const created = await create(type);
      assert.match(created.id, new RegExp(`^${type}_[A-Za-z0-9_-]{21}$`));
      assert.equal(created.token_type, type);
      for (const name of ['journey_id', 'portal_id', 'portal_user_id', 'contact_id', 'allowed_operations'])
        assert.deepEqual(created[name], body[name], name);

      const issuer = `${world.baseUrl}/v1/access-tokens${set}`;
      const discovery = await (await fetch(`${issuer}/.well-known/openid-configuration`)).json();
      assert.equal(discovery.issuer, issuer);
      const { now } = await world.control('GET', '/clock');
      const options = { issuer, audience: 'epilot', currentDate: new Date(now) };
      const { payload } = await jwtVerify(created.token, createRemoteJWKSet(new URL(discovery.jwks_uri)), options);
      assert.equal(payload.token_id, created.id);
      assert.equal(payload.org_id, '739224');
      if (created.expires_at) assert.equal(payload.exp * 1000, Date.parse(created.expires_at));

      for (const { set: other } of Object.values(types)) {
        if (other === set) continue;
        const keys = createRemoteJWKSet(new URL(`${world.baseUrl}/v1/access-tokens${other}/.well-known/jwks.json`));
        await assert.rejects(jwtVerify(created.token, keys, options), { code: 'ERR_JWKS_NO_MATCHING_KEY' });
      }
    });
  }

  it('lasts as long as its type allows', async () => {
    const { now } = await world.control('GET', '/clock');
    const lifetime = async (type, more) => {
      const { token, expires_at } = await create(type, more);
      const { exp } = JSON.parse(Buffer.from(token.split('.')[1], 'base64url'));
      // Items tell of an end that somebody asked for; the token has every end.
      if (expires_at !== undefined) assert.equal(Date.parse(expires_at) / 1000, exp);
      return exp && exp - Date.parse(now) / 1000;
    };
    assert.equal(await lifetime('api', { expires_in: undefined }), undefined);
    assert.equal(await lifetime('api', { expires_in: '365d' }), 365 * 86400);
    assert.equal(await lifetime('journey'), undefined);
    assert.equal(await lifetime('journey', { expires_in: '30d' }), 7 * 86400, 'capped');
    assert.equal(await lifetime('app', { expires_in: undefined }), 600);
    assert.equal(await lifetime('assume'), 3600);
    assert.equal(await lifetime('portal_preview'), 900, 'as the fixture chooses');
    assert.equal(await lifetime('contact_identification'), 300);
  });

  it('is refused with what its schema does not have, or without what it needs', async () => {
    const wrong = [
      ['api', { journey_id: 'x' }], ['api', { expires_in: 10 }], ['api', { expires_in: 31536001 }], ['api', { name: undefined }],
      ['journey', { journey_id: undefined }], ['journey', { assignments: [] }], ['journey', { read_only: true }],
      ['portal', { portal_id: undefined }], ['assume', { expires_in: 60 }],
      ['portal_preview', { portal_user_id: undefined }], ['portal_preview', { expires_in: 60 }],
      ['contact_identification', { expires_in: '5m' }], ['contact_identification', { expires_in: 59 }],
      ['contact_identification', { expires_in: 901 }], ['contact_identification', { surface_id: '' }],
      ['contact_identification', { surface_id: 's'.repeat(65) }], ['contact_identification', { allowed_operations: 'getContact' }],
      ...Object.keys(contact).map((name) => ['contact_identification', { [name]: undefined }]),
    ];
    for (const [token_type, more] of wrong) {
      const body = { token_type, name: 'x', ...types[token_type].body, ...more };
      const { status, data } = await refusalOf(tokens.createAccessToken(null, body));
      assert.equal(status, 400, `${token_type} ${JSON.stringify(more)}`);
      assert.equal(data.status, 400);
      declared('createAccessToken', 400, data);
    }
  });

  it('is listed unless the platform made it, or its type is asked for, or it is never stored', async () => {
    await world.reset();
    for (const type of Object.keys(types)) await create(type);
    const names = async (params) => {
      const { data } = await tokens.listAccessTokens(params);
      declared('listAccessTokens', 200, data);
      return data.map(({ name }) => name).sort();
    };
    const made = ['My api', 'My app', 'My assume', 'My journey', 'My portal', 'My portal_preview'];
    assert.deepEqual(await names(), ['CI', 'Looking over a shoulder', ...made].sort());
    assert.deepEqual(await names({ token_type: ['journey'] }), ['Moving house on acme.test', 'My journey']);
    const both = ['Customer portal', 'Moving house on acme.test', 'My journey', 'My portal'];
    assert.deepEqual(await names({ token_type: ['journey', 'portal'] }), both);
    assert.deepEqual(await names({ token_type: ['contact_identification'] }), []);
    for (const query of ['token_type=journey&token_type=portal', 'token_type[]=journey&token_type[]=portal',
      'token_type%5B%5D=journey&token_type%5B%5D=portal', 'token_type=journey,portal', 'token_type[0]=journey&token_type[1]=portal']) {
      const response = await fetch(`${world.baseUrl}/v1/access-tokens?${query}`, { headers: { authorization: `Bearer ${owner}` } });
      assert.deepEqual((await response.json()).map(({ name }) => name).sort(), both, query);
    }
  });

  it('is revoked, unless it is never stored', async () => {
    for (const type of Object.keys(types)) {
      const created = await create(type);
      if (type === 'contact_identification') {
        assert.equal((await refusalOf(tokens.revokeAccessToken(created.id))).status, 404);
        continue;
      }
      const { status, data } = await tokens.revokeAccessToken(created.id);
      assert.equal(status, 200);
      declared('revokeAccessToken', 200, data);
      assert.equal((await refusalOf(tokens.revokeAccessToken(created.id))).status, 404);
    }
  });

  it('calls epilot\'s APIs only where it stands for a user or an integration', async () => {
    for (const type of Object.keys(types)) {
      const { token } = await create(type);
      const me = userClient(world, token).getMeV2();
      if (['api', 'assume', 'app'].includes(type)) assert.equal((await me).data.email, 'owner@acme.test', type);
      else assert.deepEqual(await refusalOf(me), { status: 401, data: { message: 'Unauthorized' } }, type);
    }
  });

  it('of type assume is its user in other roles', async () => {
    const { token } = await create('assume');
    const me = (await userClient(world, token).getMeV2()).data;
    const claims = claimsOf(token);
    assert.equal(claims.user_id, me.id);
    assert.equal(claims['custom:ivy_user_id'], me.id);
    assert.deepEqual(claims.assume_roles, ['739224:owner']);
    assert.equal(claims.anonymize, true);
  });
});
