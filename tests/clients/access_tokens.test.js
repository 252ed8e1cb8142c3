// epilot's access tokens through epilot's own, unmodified clients.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import {
  accessTokenClient,
  claimsOf,
  organizationClient,
  permissionsClient,
  refusalOf,
  userClient,
} from './support/epilot.js';
import { startUnderstudy } from './support/understudy.js';

describe('an access token', () => {
  let server, world, owner, maker, support;

  before(async () => {
    server = await startUnderstudy();
    world = server.world('access-tokens');
    owner = await world.token('owner@acme.test', 'Owner');
    maker = await world.token('maker@acme.test', 'Maker');
    support = await world.token('support@acme.test', 'Support');
  });
  after(() => server.stop());

  it('is created, used, listed and revoked, and refused afterwards', async () => {
    const tokens = accessTokenClient(world, owner);
    const { status, data: created } = await tokens.createAccessToken(null, { name: 'My integration' });
    assert.equal(status, 201);
    assert.match(created.id, /^api_[A-Za-z0-9_-]{21}$/);
    assert.match(created.created_at, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
    assert.equal(created.expires_at, undefined);

    const me = await userClient(world, created.token).getMeV2();
    assert.equal(me.data.email, 'owner@acme.test');
    assert.equal(me.data.display_name, 'Olivia Owner');
    assert.equal(me.data.organization_id, '739224');
    const legacy = await userClient(world, created.token).getMe();
    assert.equal(legacy.data.id, me.data.id);
    const organization = await organizationClient(world, created.token).getCurrentOrganization();
    assert.deepEqual([organization.data.id, organization.data.name], ['739224', 'Acme Energy']);
    const roles = await permissionsClient(world, created.token).listCurrentRoles();
    assert.deepEqual(slugs(roles), ['administrator', 'support', 'token_maker']);

    const { data: listed } = await tokens.listAccessTokens();
    const item = listed.find(({ id }) => id === created.id);
    assert.equal(item.name, 'My integration');
    assert.match(item.last_used, /^\d{4}-\d\d-\d\d$/);
    assert.ok(listed.every((each) => each.token === undefined), 'a list shows no token');

    const revoked = await tokens.revokeAccessToken(created.id);
    assert.equal(revoked.status, 200);
    assert.equal(revoked.data.id, created.id);
    assert.equal(revoked.data.token, undefined);

    const refused = { status: 401, data: { message: 'Unauthorized' } };
    assert.deepEqual(await refusalOf(userClient(world, created.token).getMeV2()), refused);
    assert.deepEqual(await refusalOf(accessTokenClient(world, created.token).listAccessTokens()), refused);
    assert.ok(!(await tokens.listAccessTokens()).data.some(({ id }) => id === created.id));
    assert.equal((await refusalOf(tokens.revokeAccessToken(created.id))).status, 404);
  });

  it('carries the claims that epilot documents, in its order', async () => {
    const body = { name: 'Claims', assignments: ['739224:support'], expires_in: '1h' };
    const { data } = await accessTokenClient(world, owner).createAccessToken(null, body);
    const { iat, exp, ...claims } = claimsOf(data.token);
    assert.deepEqual(Object.entries(claims), Object.entries({
      token_use: 'access',
      aud: 'epilot',
      token_id: data.id,
      token_name: 'Claims',
      org_id: '739224',
      user_id: data.id,
      token_type: 'api',
      'custom:ivy_org_id': '739224',
      'custom:ivy_user_id': data.id,
      assume_roles: ['739224:support'],
      iss: `${world.baseUrl}/v1/access-tokens`,
    }));
    assert.equal(exp - iat, 3600);
  });

  it('has no more than the assignments it was created with', async () => {
    const body = { name: 'Narrow', assignments: ['739224:support'] };
    const { data: narrow } = await accessTokenClient(world, owner).createAccessToken(null, body);
    assert.deepEqual(narrow.assignments, ['739224:support']);
    assert.deepEqual(slugs(await permissionsClient(world, narrow.token).listCurrentRoles()), ['support']);

    const refused = await refusalOf(accessTokenClient(world, narrow.token).createAccessToken(null, { name: 'More' }));
    assert.equal(refused.status, 403);
    assert.equal(refused.data.status, 403);
    assert.equal(typeof refused.data.error, 'string');
  });

  it('cannot be given more roles than its creator has', async () => {
    const tokens = accessTokenClient(world, maker);
    const fits = await tokens.createAccessToken(null, { name: 'Fits', assignments: ['739224:support'] });
    assert.equal(fits.status, 201);
    const exceeds = await refusalOf(tokens.createAccessToken(null, { name: 'More', assignments: ['739224:administrator'] }));
    assert.equal(exceeds.data.status, exceeds.status);
    assert.ok([400, 403].includes(exceeds.status), `status ${exceeds.status}`);
  });

  it('takes assume_roles as another word for assignments', async () => {
    const body = { name: 'Assumed', assume_roles: ['739224:support'] };
    const { data } = await accessTokenClient(world, owner).createAccessToken(null, body);
    assert.deepEqual(data.assignments, ['739224:support']);
    assert.deepEqual(claimsOf(data.token).assume_roles, ['739224:support']);
  });

  it('expires after expires_in, in every notation', async () => {
    const seconds = [
      [30, 30], [3600, 3600], ['45', 45], ['30s', 30], ['90 seconds', 90], ['30000ms', 30], ['10m', 600], ['10h', 36000],
      ['1 hour', 3600], ['7d', 604800], ['2 days', 172800], ['1w', 604800], ['1y', 31536000],
    ];
    for (const [notation, expected] of seconds) {
      const body = { name: `in ${notation}`, expires_in: notation };
      const { data } = await accessTokenClient(world, owner).createAccessToken(null, body);
      const { iat, exp } = claimsOf(data.token);
      assert.equal(exp - iat, expected, `expires_in: ${JSON.stringify(notation)}`);
      assert.equal(Math.floor(Date.parse(data.expires_at) / 1000), exp, `expires_in: ${JSON.stringify(notation)}`);
    }
    for (const notation of [29, 31536001, '1s', '366d', 'soon', '-5m', '10 fortnights', 30.5, {}]) {
      const body = { name: 'never', expires_in: notation };
      const refused = await refusalOf(accessTokenClient(world, owner).createAccessToken(null, body));
      assert.deepEqual([refused.status, refused.data.status], [400, 400], `expires_in: ${JSON.stringify(notation)}`);
      assert.equal(typeof refused.data.error, 'string');
    }
  });

  it('is turned down in the shape of the service', async () => {
    const unknown = await refusalOf(accessTokenClient(world, owner).revokeAccessToken('api_doesnotexist000000000'));
    assert.equal(unknown.status, 404);
    assert.equal(unknown.data.status, 404);
    const nameless = await refusalOf(accessTokenClient(world, owner).createAccessToken(null, {}));
    assert.deepEqual([nameless.status, nameless.data.status], [400, 400]);
    const anonymous = await refusalOf(accessTokenClient(world).listAccessTokens());
    assert.deepEqual(anonymous, { status: 401, data: { message: 'Unauthorized' } });
    const powerless = await refusalOf(accessTokenClient(world, support).createAccessToken(null, { name: 'No' }));
    assert.deepEqual([powerless.status, powerless.data.status], [403, 403]);
    const agents = await fetch(`${world.baseUrl}/v1/access-tokens/agent-auth/agent/status`);
    assert.equal(agents.status, 501);
  });

  it('of another user or organization is nobody else\'s to see or revoke', async () => {
    const beta = await world.token('owner@beta.test', 'Owner');
    const { data: mine } = await accessTokenClient(world, maker).createAccessToken(null, { name: 'Mine' });
    const idsFor = async (token) => (await accessTokenClient(world, token).listAccessTokens()).data.map(({ id }) => id);
    assert.ok((await idsFor(maker)).includes(mine.id));
    assert.ok(!(await idsFor(support)).includes(mine.id), 'another user does not see it');
    assert.ok(!(await idsFor(owner)).includes(mine.id), 'nor does an administrator');
    assert.ok(!(await idsFor(beta)).includes(mine.id), 'another organization does not see it');
    assert.ok((await refusalOf(accessTokenClient(world, support).revokeAccessToken(mine.id))).status >= 403);
    assert.equal((await refusalOf(accessTokenClient(world, beta).revokeAccessToken(mine.id))).status, 404);
    assert.ok((await idsFor(maker)).includes(mine.id), 'it is still there');
  });
});

/** The roles that were assigned, without those that an organization gives to all of its users. */
const slugs = ({ data }) => data.roles.filter(({ type }) => type === 'user_role').map(({ slug }) => slug).sort();
