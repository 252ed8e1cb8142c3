// A team's own routes behind the gateway, through epilot's entity client and SDK, and with tokens of an outside issuer.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { epilot } from '@epilot/sdk';
import { importJWK, SignJWT } from 'jose';
import { entityClient, refusalOf } from './support/epilot.js';
import { repliesOf } from './support/openapi.js';
import { startGallery } from './support/understudy.js';

const erika = '5da0a718-c822-403d-9f5d-20d4584e0528';

/** epilot's SDK, which has one client for all. */
function sdk(world, token) {
  epilot.authorize(() => token);
  epilot.interceptors.request((config) => ({ ...config, baseURL: world.baseUrl }));
  return epilot;
}

describe('the state of a token', () => {
  const declared = repliesOf('entity');
  let server, world;
  before(async () => {
    server = await startGallery('tokens-of-every-state');
    world = server.world('states');
  });
  after(() => server.stop());

  const verdicts = async (token, entities) => {
    const calls = {
      getEntity: () => entities.getEntity({ slug: 'contact', id: erika }),
      searchEntities: () => entities.searchEntities(null, { q: '_schema:contact' }),
      patchEntity: () => entities.patchEntity({ slug: 'contact', id: erika }, { first_name: 'Frieda' }),
      exportEntities: () => entities.exportEntities(null, { schema: 'contact' }),
    };
    const statuses = [];
    for (const [operation, call] of Object.entries(calls)) {
      let reply;
      try {
        reply = await call();
        declared(operation, reply.status, reply.data);
      } catch (error) {
        if (!error.response) throw error;
        reply = error.response;
      }
      statuses.push(reply.status);
    }
    return statuses.join(' ');
  };

  const expected = {
    Whole: '200 200 200 201',
    'Last hour': '200 200 200 201',
    Expired: '401 401 401 401',
    Revoked: '401 401 401 401',
    'Read only': '200 200 403 201',
    Anonymized: '200 200 200 403',
    'No roles': '403 403 403 403',
    'As reader': '200 200 403 403',
  };
  for (const [name, wanted] of Object.entries(expected)) {
    it(`${name}: view, search, edit, export answer ${wanted}`, async () => {
      const token = await world.token('anna@acme.test', name);
      assert.equal(await verdicts(token, entityClient(world, token)), wanted, '@epilot/entity-client');
      assert.equal(await verdicts(token, sdk(world, token).entity), wanted, '@epilot/sdk');
    });
  }

  it('changes with time', async () => {
    const aging = server.world('aging');
    const token = await aging.token('anna@acme.test', 'Last hour');
    const entities = entityClient(aging, token);
    assert.equal((await entities.getEntity({ slug: 'contact', id: erika })).status, 200);
    await aging.advance('1h');
    assert.equal((await refusalOf(entities.getEntity({ slug: 'contact', id: erika }))).status, 401);
  });

  it('hides personal data behind pseudonyms that repeat', async () => {
    const get = async (name) =>
      entityClient(world, await world.token('anna@acme.test', name)).getEntity({ slug: 'contact', id: erika });
    const whole = await get('Whole');
    const hidden = await get('Anonymized');
    assert.equal(whole.headers['x-epilot-anonymized'], undefined);
    assert.equal(hidden.headers['x-epilot-anonymized'], 'true');
    assert.equal(whole.data.entity.first_name, 'Erika');
    assert.match(hidden.data.entity.first_name, /^person_[0-9a-f]{8}$/);
    assert.ok(!JSON.stringify(hidden.data).includes('Erika'));
    assert.equal(hidden.data.entity._id, erika);
    assert.deepEqual((await get('Anonymized')).data, hidden.data);
  });
});

describe('partners', () => {
  let server, world;
  before(async () => {
    server = await startGallery('partners-sharing-tenants');
    world = server.world('partners');
  });
  after(() => server.stop());

  const [nordwind, suedlicht, solarteam] = ['100201', '100202', '100203'];
  const status = async (call) => {
    try {
      const { status: ok, data } = await call;
      return `${ok} in ${(data.entity ?? data)._org}`;
    } catch (error) {
      return error.response.status;
    }
  };

  it('act in another organization with what it shares with them', async () => {
    const rows = [
      ['ines@solarteam.test', 'Everywhere', undefined, `200 in ${solarteam}`, `200 in ${solarteam}`],
      ['ines@solarteam.test', 'Everywhere', solarteam, `200 in ${solarteam}`, `200 in ${solarteam}`],
      ['ines@solarteam.test', 'Everywhere', nordwind, `200 in ${nordwind}`, `200 in ${nordwind}`],
      ['ines@solarteam.test', 'Everywhere', suedlicht, `200 in ${suedlicht}`, 403],
      ['ines@solarteam.test', 'Everywhere', '999999', 403, 403],
      ['ines@solarteam.test', 'At home', nordwind, 403, 403],
      ['jonas@solarteam.test', 'Jonas', nordwind, 403, 403],
      ['jonas@solarteam.test', 'Jonas', undefined, `200 in ${solarteam}`, `200 in ${solarteam}`],
    ];
    for (const [email, name, organization, viewed, edited] of rows) {
      const entities = entityClient(world, await world.token(email, name));
      if (organization) entities.defaults.headers.common['x-epilot-org-id'] = organization;
      const order = { slug: 'order', id: 'o-1' };
      const label = `${name} in ${organization}`;
      assert.equal(await status(entities.getEntity(order)), viewed, `${label}: view`);
      assert.equal(await status(entities.patchEntity(order, {})), edited, `${label}: edit`);
    }
  });
});

describe('protected routes', () => {
  let server, world;
  before(async () => {
    server = await startGallery('protected-routes');
    world = server.world('routes');
  });
  after(() => server.stop());

  const carla = { slug: 'contact', id: '11111111-1111-4111-8111-111111111111' };
  const clemens = { slug: 'contact', id: '22222222-2222-4222-8222-222222222222' };

  it('hold the conditions of grants against what they would answer', async () => {
    const rows = [['anna@acme.test', 'Anna', 200, 403], ['bert@acme.test', 'Bert', 403, 200], ['manager@acme.test', 'Manager', 200, 200]];
    for (const [email, name, first, second] of rows) {
      const entities = entityClient(world, await world.token(email, name));
      for (const [id, wanted] of [[carla, first], [clemens, second]]) {
        if (wanted === 200) assert.equal((await entities.getEntity(id)).status, 200, name);
        else assert.deepEqual(Object.keys((await refusalOf(entities.getEntity(id))).data), ['status', 'error'], name);
      }
    }
  });

  it('take tokens of an issuer that the fixture trusts, and no forged ones', async () => {
    // RFC 7515, appendix A.3
    const key = await importJWK({
      kty: 'EC', crv: 'P-256', d: 'jpsQnnGQmL-YBIffH1136cspYG6-0iY7X1fCE9-E9LI',
      x: 'f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU', y: 'x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0',
    }, 'ES256');
    const { now } = await world.control('GET', '/clock');
    const seconds = Date.parse(now) / 1000;
    const signed = (claims) => new SignJWT({ email: 'anna@acme.test', ...claims })
      .setProtectedHeader({ alg: 'ES256', kid: 'rfc7515-a3' })
      .setIssuer(claims.iss ?? 'https://login.partner.test')
      .setAudience(claims.aud ?? 'acme-orders')
      .setExpirationTime(claims.exp ?? seconds + 60)
      .sign(key);
    const order = async (token) => fetch(`${world.baseUrl}/orders`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ number: 'A-1', items: [{ sku: 'roof' }], amount: 3 }),
    });

    const good = await order(await signed({}));
    assert.equal(good.status, 201);
    assert.equal(good.headers.get('location'), '/orders/A-1');
    assert.deepEqual(await good.json(), {
      number: 'A-1', items: [{ sku: 'roof' }], amount: 3,
      ordered_by: { user: '10006130', organization: '739224', with: 'trusted' }, ordered_at: '2026-06-01T08:00:00.000Z',
    });
    const gateway = (token) => fetch(`${world.baseUrl}/_understudy/v1/authorize`, { headers: { authorization: `Bearer ${token}` } });
    assert.equal((await gateway(await signed({}))).headers.get('x-epilot-user-id'), '10006130');

    for (const wrong of [{ email: 'nobody@acme.test' }, { aud: 'other' }, { iss: 'https://login.other.test' }, { exp: seconds }]) {
      const token = await signed(wrong);
      assert.equal((await order(token)).status, 401, JSON.stringify(wrong));
      assert.equal((await gateway(token)).status, 401, JSON.stringify(wrong));
    }
    const [header, payload, signature] = (await signed({})).split('.');
    assert.equal((await order(`${header}.${payload}.${signature.slice(0, -2)}AA`)).status, 401);
  });

  it('take any token that the control API mints, as far as it is good', async () => {
    const call = async (request) => (await fetch(`${world.baseUrl}/orders/7?currency=EUR`, {
      headers: { authorization: `Bearer ${await world.mint(request)}` },
    })).status;
    assert.equal(await call({ user: 'anna@acme.test' }), 200);
    assert.equal(await call({ user: 'anna@acme.test', type: 'assume', roles: ['adviser'] }), 200);
    assert.equal(await call({ user: 'anna@acme.test', roles: [] }), 403);
    assert.equal(await call({ user: 'anna@acme.test', expires_in: -1 }), 401);
    assert.equal(await call({ user: 'anna@acme.test', type: 'journey', journey_id: 'j' }), 401);
    assert.equal(await call({ user: 'anna@acme.test', key: 'stranger' }), 401);
    assert.equal(await call({ user: 'anna@acme.test', key: 'epilot.public' }), 401);
    assert.equal(await call({ user: 'anna@acme.test', claims: { aud: null } }), 401);
    assert.equal(await call({ user: 'anna@acme.test', claims: { org_id: '1' } }), 401);
    assert.equal(await call({ user: 'anna@acme.test', claims: { note: 'extra' } }), 200);
    assert.equal(await call({ user: 'anna@acme.test', header: { alg: 'none' } }), 401);
  });
});
