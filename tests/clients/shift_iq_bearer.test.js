// Shift iQ's bearer tokens and client secrets, in the wire order of the vendor's .NET sample client: it asks for health,
// version and a token with its raw client secret as the bearer, and then works with the token. Time stands still and is
// moved by hand.
import assert from 'node:assert/strict';
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { after, before, describe, it } from 'node:test';
import { errors, jwtVerify } from 'jose';
import { claimsOf } from './support/epilot.js';
import { DotNetClient, guid, isEmpty, problem, refusedAs } from './support/shift_iq.js';
import { startShiftIq } from './support/understudy.js';

const start = Date.parse('2030-01-01T00:00:00Z');
const seconds = (time) => Math.floor(time / 1000);
const expired = (minutes) => `Bearer authorization token validation failed ... This JWT expired ${minutes} minutes ago.`;

describe('Shift iQ\'s bearer tokens', () => {
  let server;
  before(async () => (server = await startShiftIq({ clock: { mode: 'frozen', start: '2030-01-01T00:00:00Z' } })));
  after(() => server.stop());

  /** A world of its own, with a client for one of its secrets. */
  const enter = (name, secret = 'Secret-Of-Dora', partition = '/v2/e99') => {
    const world = server.world(name);
    const now = async () => Date.parse((await world.control('GET', '/clock')).now);
    return { world, now, client: new DotNetClient(`${world.baseUrl}${partition}/`, secret, now) };
  };
  const operationsIn = async (world) =>
    (await world.control('GET', '/journal')).entries.map(({ operation, status }) => `${operation} ${status}`);

  it('come after health, version and a raw secret as the bearer, on a kept connection', async () => {
    const { world, client } = enter('wire-order');
    let connections = 0;
    const count = () => ++connections;
    subscribe('undici:client:connected', count);

    const health = await client.get('api/diagnostic/health');
    assert.equal(health.status, 200);
    assert.equal(health.headers.get('content-type'), 'application/json; charset=utf-8');
    const said = await health.json();
    assert.equal(said.Status, `Shift API version ${said.Version} is online. The Local environment says hello.`);
    assert.deepEqual(said.Environment, { Name: 'Local', Slug: 'local' });
    const version = await (await client.get('api/diagnostic/version')).json();
    assert.deepEqual(Object.keys(version), ['Version', 'Major', 'Minor', 'Build', 'Revision']);
    assert.equal(version.Version, said.Version);

    const { status, answer } = await client.renew();
    assert.equal(status, 200);
    assert.deepEqual(answer, {
      AccessToken: client.bearer, TokenType: 'Bearer', ExpiresIn: 3600, Lifetime: '3,600 seconds (~1 hour)',
    });

    const [, groups] = await client.page('api/directory/groups');
    assert.deepEqual(groups.map(({ GroupName }) => GroupName).sort(),
      ['Administrator', 'Guest', 'Owner', 'Root', 'Trainer']);
    const [, users] = await client.page('api/security/users');
    assert.deepEqual(users.map(({ FullName }) => FullName), ['Dora Dahl', 'Wes West', 'Otto Olm', 'Lena Lund']);
    assert.ok(users.every(({ UserId }) => guid.test(UserId)));
    assert.equal((await (await client.get('api/security/users/count')).json()).Count, 4);

    unsubscribe('undici:client:connected', count);
    assert.ok(connections <= 2, `${connections} connections`);  // the pool's one for the control API may be another
    assert.deepEqual(await operationsIn(world), [
      'getHealth 200', 'getVersion 200', 'generateToken 200', 'listGroups 200', 'listUsers 200', 'countUsers 200',
    ]);
  });

  it('write indented JSON in PascalCase, without nulls', async () => {
    const { client } = enter('format');
    await client.renew();
    const response = await client.get('api/security/users', { 'filter.pagesize': 1 });
    const text = await response.text();
    assert.equal(text, JSON.stringify(JSON.parse(text), null, 2));
    assert.deepEqual(Object.keys(JSON.parse(text)[0]),
      ['UserId', 'Email', 'FirstName', 'LastName', 'FullName', 'Language']);
    const { AccessToken, ...rest } = (await client.renew(60)).answer;
    assert.deepEqual(rest, { TokenType: 'Bearer', ExpiresIn: 60, Lifetime: '60 seconds (~1 minute)' });
    // System.Net.Http.Json makes camelCase of its own, and the sample reads whatever the casing.
    const camel = await client.send('POST', 'api/security/tokens/generate',
      { data: { secret: 'Secret-Of-Dora', lifetime: 86400 } });
    assert.equal((await camel.json()).Lifetime, '86,400 seconds (~1 day)');
  });

  it('page through gradebooks, four at a time', async () => {
    const { client } = enter('pages');
    await client.renew();
    const seen = [];
    let [pagination, items] = await client.page('api/progress/gradebooks', { 'filter.page': 1, 'filter.pagesize': 4 });
    for (let page = 1; items.length; ) {
      assert.deepEqual(pagination, { Page: page, PageSize: 4, TotalCount: 6 });
      seen.push(items.map(({ GradebookTitle }) => GradebookTitle));
      page += 1;
      [pagination, items] = await client.page('api/progress/gradebooks', { 'filter.page': page, 'filter.pagesize': 4 });
    }
    assert.deepEqual(pagination, { Page: 3, PageSize: 4, TotalCount: 6 });
    assert.deepEqual(seen.map((page) => page.length), [4, 2]);
    assert.deepEqual(seen.flat().sort(), ['First aid', 'Forklift', 'Hot work', 'Ladders', 'Rigging', 'Welding']);
  });

  it('list groups and gradebooks with the members that the sample client reads', async () => {
    const { client } = enter('members');
    await client.renew();
    const [, groups] = await client.page('api/directory/groups');
    for (const { GroupIdentifier } of groups) assert.match(String(GroupIdentifier), guid);
    const [, gradebooks] = await client.page('api/progress/gradebooks');
    for (const { GradebookIdentifier, GradebookEnrollmentCount } of gradebooks) {
      assert.match(String(GradebookIdentifier), guid);
      assert.equal(GradebookEnrollmentCount, 0);
    }
  });

  it('find gradebooks by a part of their title, and count them by GET and POST', async () => {
    const { client } = enter('criteria');
    await client.renew();
    const count = 'api/progress/gradebooks/count';
    const title = { GradebookTitle: 'Welding' };
    assert.deepEqual(await (await client.get(count)).json(), { Count: 6 });
    const posted = await client.send('POST', count, { data: title });
    assert.equal(posted.status, 200);
    assert.deepEqual(await posted.json(), { Count: 1 });
    assert.deepEqual(await (await client.get(count, title)).json(), { Count: 1 });
    const [{ TotalCount }, found] = await client.page('api/progress/gradebooks', { GradebookTitle: 'o' });
    assert.deepEqual(found.map(({ GradebookTitle }) => GradebookTitle).sort(), ['Forklift', 'Hot work']);
    assert.equal(TotalCount, 2);
  });

  it('are renewed at 80 % of their lifetime, and the older one lives on', async () => {
    const { world, client } = enter('renewal');
    await client.renew();
    const first = client.bearer;
    await world.advance(2879);
    assert.equal((await client.get('api/me/context')).status, 200);
    assert.equal(client.bearer, first);
    await world.advance('1s');
    assert.equal((await client.get('api/me/context')).status, 200);
    assert.notEqual(client.bearer, first);
    assert.deepEqual(await operationsIn(world),
      ['generateToken 200', 'getMyContext 200', 'generateToken 200', 'getMyContext 200']);
    const old = new DotNetClient(client.baseUrl, first);
    assert.equal((await old.send('GET', 'api/me/context')).status, 200);
  });

  it('are renewed once after a 401, when a day has gone by', async () => {
    const { world, client } = enter('after-401');
    await client.renew(86400);
    client.now = async () => start;  // a client whose own clock has stopped
    await world.advance(86_399);
    assert.equal((await client.get('api/security/users')).status, 200);
    await world.advance('1s');
    await refusedAs(await client.send('GET', 'api/security/users'), expired(0));
    await world.advance('5m');
    await refusedAs(await client.send('GET', 'api/security/users'), expired(5));
    assert.equal((await client.get('api/security/users')).status, 200);
    assert.deepEqual(await operationsIn(world), [
      'generateToken 200', 'listUsers 200', 'listUsers 401', 'listUsers 401', 'listUsers 401', 'generateToken 200',
      'listUsers 200',
    ]);
  });

  it('last 24 hours unless asked otherwise', async () => {
    const { world, client } = enter('default-lifetime');
    const data = { Secret: 'Secret-Of-Dora' };
    const answer = await (await client.send('POST', 'api/accounts/tokens/generate', { data })).json();
    assert.deepEqual([answer.ExpiresIn, answer.Lifetime], [86400, '86,400 seconds (~1 day)']);
    assert.equal(claimsOf(answer.AccessToken).exp, seconds(start) + 86400);
    client.bearer = answer.AccessToken;
    await world.advance(86399);
    assert.equal((await client.send('GET', 'api/me/roles')).status, 200);
    await world.advance(1);
    await refusedAs(await client.send('GET', 'api/me/roles'), expired(0));
  });

  it('outlive their secret of 90 days, for up to a year', async () => {
    const { world, client } = enter('a-year');
    const { answer } = await client.renew(31_536_000);
    assert.deepEqual([answer.ExpiresIn, answer.Lifetime], [31536000, '31,536,000 seconds (~52 weeks)']);
    const day = 86400;
    await world.advance(90 * day - 1);
    assert.equal((await new DotNetClient(client.baseUrl, 'Secret-Of-Dora', client.now).renew()).status, 200);
    await world.advance(1);
    const late = await new DotNetClient(client.baseUrl, 'Secret-Of-Dora', client.now).renew();
    assert.deepEqual(late, { status: 401, answer: problem(401, 'Unauthorized', 'Your client secret is expired') });
    const header = { headers: { authorization: 'Secret Secret-Of-Dora' } };
    await refusedAs(await fetch(`${client.baseUrl}/api/security/secrets/introspect`, header),
      'Your client secret is expired');
    assert.equal((await client.send('GET', 'api/security/users')).status, 200);
    await world.advance(275 * day - 1);
    assert.equal((await client.send('GET', 'api/security/users')).status, 200);
    await world.advance(1);
    await refusedAs(await client.send('GET', 'api/security/users'), expired(0));
  });

  it('cannot last less than a minute or more than a year, or longer than their secret allows', async () => {
    const { client } = enter('bounds');
    for (const Lifetime of [-1, 0, 59, 31_536_001, '31536001']) {
      const { status, answer } = await client.renew(Lifetime);
      assert.equal(status, 400, `Lifetime ${Lifetime}`);
      const { Detail, ...rest } = answer;
      assert.deepEqual({ ...rest, Detail }, problem(400, 'Bad Request', Detail));
      assert.match(Detail, /60/);
    }
    for (const Lifetime of [60, '60', 31_536_000]) assert.equal((await client.renew(Lifetime)).answer.ExpiresIn, +Lifetime);
    const limited = enter('bounds', 'Secret-Of-Wes').client;
    assert.equal((await limited.renew(86400)).answer.ExpiresIn, 3600);
  });

  it('are verified by jose with the fixture\'s signing secret, until they expire', async () => {
    const { world, client } = enter('jose');
    await client.renew();
    const key = new TextEncoder().encode('what every verifier of these tests knows');
    const verify = (token, late = 0, secret = key) => jwtVerify(token, secret, {
      algorithms: ['HS256'], audience: 'shift-clients', currentDate: new Date(start + late * 1000),
      issuer: `${world.baseUrl}/api/security/tokens/generate`,
    });
    const { payload, protectedHeader } = await verify(client.bearer);
    assert.deepEqual(protectedHeader, { alg: 'HS256', typ: 'JWT' });
    const ids = ['org_id', 'partition_id', 'person_id', 'user_id', 'sec_id'];
    for (const name of ids) assert.match(payload[name], guid, name);
    const named = Object.fromEntries(ids.map((name) => [name, payload[name]]));
    const { org_id, partition_id, person_id, user_id, sec_id } = named;
    assert.deepEqual(Object.entries(payload), Object.entries({
      aud: 'shift-clients',
      exp: seconds(start) + 3600,
      iat: seconds(start) - 60,
      nbf: seconds(start) - 60,
      iss: `${world.baseUrl}/api/security/tokens/generate`,
      ttl: 3600,
      sub: 'dora@acme.test',
      authority: 'Developer',
      org_code: 'acme',
      org_id,
      partition_id,
      partition_slug: 'e99',
      person_id,
      role: ['(System) Developer', 'Dora Dahl', 'Trainer'],
      user_email: 'dora@acme.test',
      user_id,
      user_name: 'Dora Dahl',
      user_language: 'en',
      user_timezone: 'UTC',
      user_ip: payload.user_ip,
      sec_id,
    }));
    assert.match(payload.user_ip, /^(127\.0\.0\.1|::1|::ffff:127\.0\.0\.1)$/);

    await verify(client.bearer, 3599);
    await assert.rejects(verify(client.bearer, 3600), errors.JWTExpired);
    await assert.rejects(verify(client.bearer, 0, new TextEncoder().encode('what nobody knows')),
      errors.JWSSignatureVerificationFailed);
    const [header, , signature] = client.bearer.split('.');
    const forged = Buffer.from(JSON.stringify({ ...payload, sub: 'lena@acme.test' })).toString('base64url');
    await assert.rejects(verify(`${header}.${forged}.${signature}`), errors.JWSSignatureVerificationFailed);
    client.bearer = `${header}.${forged}.${signature}`;
    await refusedAs(await client.send('GET', 'api/me/context'),
      'Bearer authorization token validation failed ... Signature verification failed');
  });

  it('say the same by introspection as in their claims', async () => {
    const { world, client } = enter('introspection');
    await client.renew();
    const claims = claimsOf(client.bearer);
    const { Jwt, Principal } = await (await client.get('api/security/tokens/introspect')).json();
    assert.deepEqual(Jwt, {
      Audience: claims.aud, Issuer: claims.iss, Subject: claims.sub, Roles: claims.role,
      Expiry: '2030-01-01T01:00:00Z', Lifetime: 3600,
    });
    assert.deepEqual([Principal.UserId, Principal.PersonId, Principal.OrganizationId],
      [claims.user_id, claims.person_id, claims.org_id]);
    const headers = { authorization: 'Secret Secret-Of-Dora' };
    const bySecret = await fetch(`${world.baseUrl}/api/accounts/secrets/introspect`, { headers });
    assert.deepEqual(await bySecret.json(), Principal);
  });

  it('are refused in another partition and in another world, and a guest gets an empty 403', async () => {
    const { client } = enter('foreign');
    await client.renew();
    const token = client.bearer;
    const signature = 'Bearer authorization token validation failed ... Signature verification failed';
    for (const [world, partition] of [['foreign', '/v2/e01'], ['elsewhere', '/v2/e99']]) {
      const there = enter(world, token, partition).client;
      await refusedAs(await there.send('GET', 'api/me/context'), signature);
    }
    const lost = await enter('foreign', token, '/v2/e77').client.send('GET', 'api/me/context');
    assert.equal(lost.status, 404);
    const guest = enter('foreign', 'Secret-Of-Wes').client;
    await guest.renew();
    await isEmpty(await guest.send('GET', 'api/security/users'), 403);
    await isEmpty(await fetch(`${client.baseUrl}/api/security/users`), 401);
    const lower = { headers: { authorization: `bearer ${token}` } };
    await isEmpty(await fetch(`${client.baseUrl}/api/security/users`, lower), 401);
  });

  it('are not a client secret, which is no bearer token beyond the first three calls', async () => {
    const { client } = enter('raw-secret');
    await refusedAs(await client.send('GET', 'api/security/users'),
      'Bearer authorization token validation failed ... JWT parsing failed due to an unexpected error.');
    const { status, answer } = await new DotNetClient(client.baseUrl, 'Nobodys-Secret', client.now).renew();
    assert.deepEqual({ status, answer },
      { status: 401, answer: problem(401, 'Unauthorized', 'Your client secret is not recognized') });
  });

  it('survive the rotation of their secret, whose old value is unknown at once', async () => {
    const { client } = enter('rotation');
    await client.renew(86400);
    const rotated = await client.send('POST', 'api/accounts/secrets/generate?expiry=30');
    assert.equal(rotated.status, 200);
    const secret = await rotated.json();
    const { person_id } = claimsOf(client.bearer);
    assert.deepEqual(secret, {
      PersonId: person_id, SecretId: secret.SecretId, SecretName: 'Shift iQ Client Secret', SecretType: 'Authentication',
      SecretValue: secret.SecretValue, SecretExpiry: '2030-01-31T00:00:00Z',
    });
    assert.match(secret.SecretId, guid);
    assert.match(secret.SecretValue, /^[A-Za-z0-9+/]{86}==$/);

    const old = await new DotNetClient(client.baseUrl, 'Secret-Of-Dora', client.now).renew();
    assert.deepEqual(old, { status: 401, answer: problem(401, 'Unauthorized', 'Your client secret is not recognized') });
    assert.equal((await client.send('GET', 'api/me/context')).status, 200);
    const next = new DotNetClient(client.baseUrl, secret.SecretValue, client.now);
    assert.equal((await next.renew()).status, 200);
    assert.equal(claimsOf(next.bearer).sec_id, secret.SecretId);
    assert.equal((await next.get('api/me/context')).status, 200);
  });
});
