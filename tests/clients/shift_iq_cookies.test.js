// Shift iQ's session cookies through clients that keep cookies: axios with a strict jar, curl with its own, and fetch as
// the vendor's React client uses it. In each world time stands still and is moved by hand.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { promisify } from 'node:util';
import axios from 'axios';
import { parseSetCookie } from 'set-cookie-parser';
import { axiosWith, fetchWith, strictJar } from './support/cookies.js';
import { guid, problem, unauthenticated } from './support/shift_iq.js';
import { startShiftIq } from './support/understudy.js';

const dora = '/api/security/cookies/login?organizationCode=acme&email=dora@acme.test';
const introspect = '/api/security/cookies/introspect';
const hour = 3600_000;

/** A time as X-Session-Refreshed tells it. */
const refreshed = (time) => `${new Date(time).toISOString().slice(0, 19).replace('T', ' ')} UTC`;
const roundTrip = (time) => new Date(time).toISOString().replace('Z', '0000+00:00');

/** The world's clock, stopped at the machine's second: a client's own clock then agrees with it. */
async function enter(server, name) {
  const world = server.world(name);
  const now = Math.floor(Date.now() / 1000) * 1000;
  await world.control('POST', '/clock/freeze', { at: new Date(now).toISOString() });
  return { world, now };
}

function failsWith({ status, headers, data }, detail) {
  assert.deepEqual(
    { status, failed: headers['x-authentication-failed'], type: headers['content-type'], data },
    { status: 401, failed: detail, type: 'application/json', data: JSON.stringify(unauthenticated(detail)) });
  assert.equal(headers['set-cookie'], undefined);
}

describe('Shift iQ\'s session cookies', () => {
  let server;
  before(async () => (server = await startShiftIq({ shiftiq: { cookie: { secure: false } } })));
  after(() => server.stop());

  it('are begun, introspected, renewed, validated and dropped by axios', async () => {
    const { world, now } = await enter(server, 'axios');
    const jar = strictJar({ allowSecureOnLocal: false });
    const client = axiosWith(jar, world.baseUrl);
    const cookies = async () => Object.fromEntries((await jar.getCookies(world.baseUrl + introspect))
      .map(({ key, value }) => [key, decodeURIComponent(value)]));

    const login = await client.post(dora);
    assert.equal(login.status, 200);
    assert.equal(login.headers['content-type'], 'application/json; charset=utf-8');
    assert.equal(login.headers['x-session-refreshed'], refreshed(now));
    const { token } = JSON.parse(login.data);
    assert.deepEqual(Object.entries(token), Object.entries({
      AuthenticationSource: 'Test Login',
      Created: roundTrip(now),
      CurrentOrganization: token.OrganizationIdentifier,
      ID: token.ID,
      IsAdministrator: false,
      IsAuthenticated: true,
      IsDeveloper: true,
      IsOperator: false,
      IsLearner: false,
      Language: 'en',
      Modified: roundTrip(now),
      OrganizationCode: 'acme',
      OrganizationIdentifier: token.OrganizationIdentifier,
      Session: token.Session,
      TimeZoneId: 'UTC',
      UserEmail: 'dora@acme.test',
      UserIdentifier: token.UserIdentifier,
      UserRoles: ['(System) Developer', 'Dora Dahl', 'Trainer'],
      ValidationKey: token.ValidationKey,
      Environment: 'Local',
    }));
    for (const id of ['ID', 'OrganizationIdentifier', 'Session', 'UserIdentifier']) assert.match(token[id], guid, id);
    assert.match(token.ValidationKey, /^[0-9a-f]{64}$/);
    const first = await cookies();
    assert.deepEqual(Object.keys(first), ['InSite.WebToken', 'InSite.WebTokenId']);
    assert.equal(first['InSite.WebTokenId'], token.ID);

    const report = await client.get(introspect);
    assert.equal(report.status, 200);
    const { Authentication, ...rest } = JSON.parse(report.data);
    assert.deepEqual(rest, {
      Authorization: {
        Policy: 'Security.Cookies.Introspect', Status: 'Security claims principal authorization succeeded',
      },
      Cookies: Object.entries(first).map(([Key, Value]) => ({ Key, Value })),
    });
    assert.deepEqual(Authentication, {
      Scheme: 'CookieAuth',
      Status: 'Cookie authentication succeeded',
      Cookie: { Decoded: JSON.stringify(token), Deserialized: token },
    });
    assert.equal(report.headers['set-cookie'], undefined);

    await world.advance('30m');
    const me = await client.get('/api/me/context');
    assert.equal(me.status, 200);
    assert.equal(me.headers['x-session-refreshed'], refreshed(now + hour / 2));
    const context = JSON.parse(me.data);
    assert.deepEqual([context.UserName, context.OrganizationCode, context.SessionTimeoutMinutes], ['Dora', 'acme', 60]);
    const second = await cookies();
    assert.notEqual(second['InSite.WebToken'], first['InSite.WebToken']);
    assert.notEqual(second['InSite.WebTokenId'], first['InSite.WebTokenId']);

    await world.advance('59m');
    const renewed = await client.post('/api/security/cookies/refresh-session');
    assert.deepEqual([renewed.status, renewed.data], [200, '']);
    assert.equal(renewed.headers['x-session-refreshed'], refreshed(now + hour / 2 + 59 * 60_000));
    const third = await cookies();
    assert.notEqual(third['InSite.WebToken'], second['InSite.WebToken']);

    const headers = { 'content-type': 'text/plain' };
    const valid = await client.post('/api/security/cookies/validate', third['InSite.WebToken'], { headers });
    const { cookie } = JSON.parse(valid.data);
    assert.deepEqual([valid.status, cookie.ID, cookie.Session], [200, third['InSite.WebTokenId'], token.Session]);
    const bare = await client.post('/api/accounts/cookies/validate', third['InSite.WebToken'], { headers });
    assert.deepEqual(JSON.parse(bare.data), cookie);

    const logout = await client.post('/api/security/cookies/logout');
    assert.deepEqual([logout.status, logout.data], [200, '']);
    assert.deepEqual(await cookies(), {});
    const anonymous = await client.get(introspect);
    assert.deepEqual([anonymous.status, anonymous.data], [401, '']);
  });

  it('have exactly the attributes that are configured, and no Max-Age', async () => {
    const { world, now } = await enter(server, 'attributes');
    const raw = await fetch(world.baseUrl + dora, { method: 'POST' });
    const { token } = await raw.json();
    const expected = {
      expires: new Date(now + hour), path: '/w/attributes/', sameSite: 'lax', httpOnly: true,
    };
    const [session, id] = parseSetCookie(raw, { decodeValues: false });
    assert.deepEqual({ ...session }, { name: 'InSite.WebToken', value: session.value, ...expected });
    assert.deepEqual({ ...id }, { name: 'InSite.WebTokenId', value: token.ID, ...expected });
    assert.match(session.value, /^([A-Za-z0-9]|%2B|%2F)+(%3D){0,2}$/);
    assert.ok(session.value.length < 3072, `${session.value.length} characters`);
    // 16 bytes of IV, and whole blocks after it.
    assert.equal(Buffer.from(decodeURIComponent(session.value), 'base64').length % 16, 0);
    assert.deepEqual(parseSetCookie(raw).map(({ value }) => value), [decodeURIComponent(session.value), token.ID]);

    const dropped = await fetch(`${world.baseUrl}/api/security/cookies/logout`, { method: 'POST' });
    const gone = parseSetCookie(dropped);
    assert.deepEqual(gone.map(({ name, value }) => [name, value]), [['InSite.WebToken', ''], ['InSite.WebTokenId', '']]);
    for (const { name, value, expires, ...attributes } of gone) {
      assert.ok(expires.getTime() <= now - hour, `${name} expires ${expires.toISOString()}`);
      assert.deepEqual(attributes, { path: '/w/attributes/', sameSite: 'lax', httpOnly: true });
    }
    assert.equal(dropped.headers.get('x-session-refreshed'), refreshed(now - 365 * 24 * hour));
  });

  it('are dropped by a client however far the world\'s clock is from its own', async () => {
    for (const [name, by] of [['years-ahead', '1200d'], ['a-day-ahead', '1d']]) {
      const { world } = await enter(server, name);
      await world.advance(by);
      const jar = strictJar();
      const client = axiosWith(jar, world.baseUrl);
      await client.post(dora);
      assert.equal((await client.get(introspect)).status, 200);
      await client.post('/api/security/cookies/logout');
      assert.deepEqual(await jar.getCookies(world.baseUrl + introspect), [], by);
    }
  });

  it('belong to a path, a domain and a site', async () => {
    const { world } = await enter(server, 'scopes');
    const kept = (jar, url, options) => jar.getCookies(url, options).then((cookies) => cookies.map(({ key }) => key));
    const both = ['InSite.WebToken', 'InSite.WebTokenId'];
    const { port } = new URL(world.baseUrl);

    const local = strictJar();
    await axiosWith(local, world.baseUrl).post(dora);
    const at = (path) => `http://localhost:${port}${path}`;
    assert.deepEqual(await kept(local, at('/w/scopes/ui/portal/profile')), both);
    assert.deepEqual(await kept(local, at('/w/scopes-2/api/me/context')), []);
    assert.deepEqual(await kept(local, at('/w/other/api/me/context')), []);
    assert.deepEqual(await kept(local, at('/api/me/context')), []);
    assert.deepEqual(await kept(local, `http://127.0.0.1:${port}/w/scopes/api/me/context`), []);
    const url = at('/w/scopes/api/me/context');
    for (const [sameSiteContext, names] of [['none', []], ['lax', both], ['strict', both]])
      assert.deepEqual(await kept(local, url, { sameSiteContext }), names, sameSiteContext);

    const byAddress = strictJar();
    await axiosWith(byAddress, `http://127.0.0.1:${port}/w/scopes`).post(dora);
    const cookies = await byAddress.getCookies(`http://127.0.0.1:${port}/w/scopes/`);
    assert.deepEqual(cookies.map(({ key, hostOnly, domain }) => [key, hostOnly, domain]),
      both.map((key) => [key, true, '127.0.0.1']));

    // A host of the partition's domain: its cookies are for every host of that domain, and for no other.
    const host = 'acme.shiftiq.test';
    const answer = await axios.post(world.baseUrl + dora, undefined, { headers: { host } });
    const above = strictJar();
    for (const line of answer.headers['set-cookie']) await above.setCookie(line, `http://${host}/w/scopes/api`);
    for (const [other, names] of [[host, both], ['api.shiftiq.test', both], ['shiftiq.test', both], ['shiftiq.example', []]])
      assert.deepEqual(await kept(above, `http://${other}/w/scopes/api/me/context`), names, other);
  });

  it('are good for 60 minutes after they were last renewed, to the second', async () => {
    const { world } = await enter(server, 'sixty-minutes');
    const client = axiosWith(strictJar(), world.baseUrl);
    await client.post(dora);
    await world.advance(3599);
    assert.equal((await client.get(introspect)).status, 200);
    await world.advance('1s');
    for (const path of [introspect, '/api/me/context', '/api/security/users'])
      failsWith(await client.get(path), 'The authentication cookie expired');
    failsWith(await client.post('/api/security/cookies/refresh-session'), 'The authentication cookie expired');

    await client.post(dora);
    for (let renewals = 0; renewals < 3; ++renewals) {
      await world.advance(3599);
      assert.equal((await client.get('/api/me/context')).status, 200);
    }
    await world.advance('60m');
    failsWith(await client.get('/api/me/context'), 'The authentication cookie expired');
  });

  it('differ at each sign-in, and nobody can change one, cut it, or take it to another world', async () => {
    const { world } = await enter(server, 'values');
    const { world: other } = await enter(server, 'values-elsewhere');
    const signIn = async () =>
      parseSetCookie(await fetch(world.baseUrl + dora, { method: 'POST' }), { map: true })['InSite.WebToken'].value;
    const [one, two] = [await signIn(), await signIn()];
    assert.notEqual(one, two);

    const present = (value, where = world) => axios.get(where.baseUrl + introspect, {
      headers: { cookie: `InSite.WebToken=${encodeURIComponent(value)}` }, validateStatus: () => true,
      transformResponse: (text) => text,
    });
    for (const value of [one, two]) assert.equal((await present(value)).status, 200);
    const bytes = Buffer.from(one, 'base64');
    const flipped = (at) => Buffer.from(bytes.map((byte, i) => (i === at ? byte ^ 1 : byte))).toString('base64');
    const swapped = Buffer.concat([bytes.subarray(16, 32), bytes.subarray(0, 16), bytes.subarray(32)]);
    const spoilt = {
      'a flipped bit in the IV': flipped(0),
      'a flipped bit in the text': flipped(bytes.length >> 1),
      'a flipped bit at the end': flipped(bytes.length - 1),
      'a block less': bytes.subarray(0, -16).toString('base64'),
      'a byte less': bytes.subarray(0, -1).toString('base64'),
      'swapped blocks': swapped.toString('base64'),
      'half of another': Buffer.concat([bytes.subarray(0, 64), Buffer.from(two, 'base64').subarray(64)]).toString('base64'),
      'another alphabet': bytes.toString('base64url'),
      'no base64': 'nonsense!',
      'JSON in the clear': JSON.stringify({ UserEmail: 'dora@acme.test', OrganizationCode: 'acme' }),
    };
    const failed = 'Deserialization of cookie token failed unexpectedly.';
    for (const [change, value] of Object.entries(spoilt)) {
      if (value === one) continue;  // a text without + and / is the same in both alphabets
      const answer = await present(value);
      assert.equal(answer.status, 401, change);
      failsWith(answer, failed);
    }
    failsWith(await present(one, other), failed);
    assert.equal((await present(one)).status, 200);
  });

  it('do not rescue a bad bearer token, and a good one goes before them', async () => {
    const { world } = await enter(server, 'both');
    const client = axiosWith(strictJar(), world.baseUrl);
    await client.post(dora);
    const headers = { authorization: 'Bearer nonsense' };
    const failed = 'Bearer authorization token validation failed ... JWT parsing failed due to an unexpected error.';
    failsWith(await client.get('/api/me/context', { headers }), failed);
    failsWith(await client.get('/api/security/users', { headers }), failed);
    assert.equal((await client.get('/api/security/users')).status, 200);
    const made = await client.post('/api/security/tokens/generate', { Secret: 'Secret-Of-Wes' });
    const wes = { authorization: `Bearer ${JSON.parse(made.data).AccessToken}` };
    const me = await client.get('/api/me/context', { headers: wes });
    assert.equal(JSON.parse(me.data).UserName, 'Wes');
    const forbidden = await client.get('/api/security/users', { headers: wes });
    assert.deepEqual([forbidden.status, forbidden.data], [403, '']);
  });

  it('are made by login for persons of the organization alone', async () => {
    const { world } = await enter(server, 'strangers');
    const client = axiosWith(strictJar(), world.baseUrl);
    for (const query of ['', '?organizationCode=acme&email=nina@harbour.test', '?organizationCode=no&email=dora@acme.test']) {
      const answer = await client.post(`/api/security/cookies/login${query}`);
      assert.equal(answer.status, 400, query);
      assert.deepEqual(JSON.parse(answer.data), problem(400, 'Bad Request', 'Failed to create the token'));
      assert.equal(answer.headers['set-cookie'], undefined);
    }
    const acting = await client.post(`${dora}&impersonatorOrganizationCode=acme&impersonatorUserEmail=otto@acme.test`);
    const { token } = JSON.parse(acting.data);
    assert.match(token.ImpersonatorUser, guid);
    const me = JSON.parse((await client.get('/api/me/context')).data);
    assert.deepEqual([me.UserName, me.ImpersonatorName], ['Dora', 'Otto Olm']);
  });

  it('are kept and sent by curl', async () => {
    const { world, now } = await enter(server, 'curl');
    const folder = await mkdtemp(join(tmpdir(), 'understudy-curl-'));
    const file = join(folder, 'jar');
    const curl = async (method, path) => {
      const format = '\n%{http_code} %header{x-session-refreshed}';
      const args = ['-sS', '-X', method, '-c', file, '-b', file, '-w', format, world.baseUrl + path];
      const { stdout } = await promisify(execFile)('curl', args);
      const [, body, status, header] = stdout.match(/^([^]*)\n(\d{3}) (.*)$/);
      return { body, status, header };
    };
    const lines = async () => (await readFile(file, 'utf8')).split('\n').filter((line) => line.includes('InSite'));
    try {
      const { body, ...login } = await curl('POST', dora);
      assert.deepEqual(login, { status: '200', header: refreshed(now) });
      const { token } = JSON.parse(body);
      const attributes = ['#HttpOnly_localhost', 'FALSE', '/w/curl/', 'FALSE', String((now + hour) / 1000)];
      const byName = Object.fromEntries((await lines()).map((line) => [line.split('\t')[5], line.split('\t')]));
      assert.deepEqual(byName['InSite.WebTokenId'], [...attributes, 'InSite.WebTokenId', token.ID]);
      assert.deepEqual(byName['InSite.WebToken'].slice(0, 6), [...attributes, 'InSite.WebToken']);
      const report = JSON.parse((await curl('GET', introspect)).body);
      assert.deepEqual(report.Authentication.Cookie.Deserialized, token);

      await world.advance('10m');
      const me = await curl('GET', '/api/me/context');
      assert.deepEqual([me.status, me.header], ['200', refreshed(now + hour / 6)]);
      assert.ok(!(await lines()).some((line) => line.includes(token.ID)), 'the renewed cookie has replaced the first');
      const renewed = await curl('POST', '/api/security/cookies/refresh-session');
      assert.deepEqual(renewed, { body: '', status: '200', header: refreshed(now + hour / 6) });
      await world.advance('60m');
      const late = await curl('GET', introspect);
      assert.deepEqual(late, {
        body: JSON.stringify(unauthenticated('The authentication cookie expired')), status: '401', header: '',
      });

      // In one run: curl 7.88 reads its file again before it writes it, and so brings back what was dropped.
      const steps = [['POST', dora], ['GET', introspect], ['POST', '/api/security/cookies/logout'], ['GET', introspect]];
      const args = steps.flatMap(([method, path], i) => [
        ...(i ? ['--next'] : []), '-sS', '-X', method, '-b', '', '-c', file, '-o', '/dev/null', '-w', '%{http_code} ',
        world.baseUrl + path,
      ]);
      assert.equal((await promisify(execFile)('curl', args)).stdout, '200 200 200 401 ');
      assert.deepEqual(await lines(), []);
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  it('serve the vendor\'s React client by its own rules', async () => {
    const { world, now } = await enter(server, 'react');
    const call = reactClient(world.baseUrl, fetchWith(strictJar()));
    await assert.rejects(call('GET', '/api/me/context'), { redirect: '/ui/lobby/signin' });
    await call('POST', dora);
    const me = await call('GET', '/api/me/context');
    assert.equal(me.data.UserName, 'Dora');
    assert.equal(call.refreshedAt(), now);
    await world.advance('5m');
    await call('POST', '/api/security/cookies/refresh-session');
    assert.equal(call.refreshedAt(), now + 5 * 60_000);
    const users = await call('GET', '/api/security/users?filter.page=2&filter.pagesize=3', { paged: true });
    assert.deepEqual(users.pagination, { Page: 2, PageSize: 3, TotalCount: 4 });
    assert.deepEqual(users.data.map(({ FullName }) => FullName), ['Lena Lund']);

    const errors = {
      '/api/security/cookies/change-language/xx': 'Unsupported language: xx',
      '/api/security/cookies/login?organizationCode=acme': 'Failed to create the token',
    };
    for (const [path, message] of Object.entries(errors)) await assert.rejects(call('POST', path), { message });
    await assert.rejects(call('POST', '/api/security/tokens/generate', { body: [] }),
      { message: 'One or more validation errors occurred.' });

    await call('POST', '/api/security/cookies/change-language/de');
    assert.equal((await call('GET', '/api/me/context')).data.CurrentLanguage, 'de');
    await world.advance('60m');
    await assert.rejects(call('GET', '/api/me/context'), { redirect: '/ui/lobby/signin' });
  });
});

describe('Shift iQ\'s Secure cookies', () => {
  let server;
  before(async () => (server = await startShiftIq()));
  after(() => server.stop());

  it('are refused by a jar that takes plain http for what it is, and kept by one that trusts loopbacks', async () => {
    const { world } = await enter(server, 'secure');
    const { port } = new URL(world.baseUrl);
    for (const host of ['localhost', '127.0.0.1']) {
      const baseUrl = `http://${host}:${port}/w/secure`;
      await assert.rejects(axiosWith(strictJar({ allowSecureOnLocal: false }), baseUrl).post(dora),
        { message: 'Cookie is Secure but this is not a secure connection' });

      const trusting = strictJar();
      const client = axiosWith(trusting, baseUrl);
      await client.post(dora);
      assert.equal((await client.get(introspect)).status, 200);
      const cookies = await trusting.getCookies(baseUrl + introspect);
      assert.deepEqual(cookies.map(({ secure, httpOnly, sameSite }) => [secure, httpOnly, sameSite]),
        [[true, true, 'lax'], [true, true, 'lax']]);
      assert.deepEqual(await trusting.getCookies('http://example.test/w/secure/'), []);
    }
  });

  it('go over https alone', async () => {
    const { world } = await enter(server, 'https');
    const answer = await axios.post(world.baseUrl + dora, undefined, { headers: { host: 'acme.shiftiq.test' } });
    const jar = strictJar();
    const url = '://acme.shiftiq.test/w/https/api/me/context';
    for (const line of answer.headers['set-cookie']) {
      await assert.rejects(jar.setCookie(line, `http${url}`), { message: /not a secure connection/ });
      await jar.setCookie(line, `https${url}`);
    }
    assert.equal((await jar.getCookies(`https${url}`)).length, 2);
    assert.deepEqual(await jar.getCookies(`http${url}`), []);
  });
});

describe('Shift iQ\'s cookies as a fixture has them', () => {
  let server;
  const cookie = {
    name: '__Secure-Session', id_name: '__Secure-SessionId', lifetime: '20m', same_site: 'None', domain: '', path: '/api',
  };
  before(async () => (server = await startShiftIq({ shiftiq: { cookie } })));
  after(() => server.stop());

  it('have another name, lifetime, SameSite, Domain and Path', async () => {
    const { world, now } = await enter(server, 'configured');
    const answer = await fetch(world.baseUrl + dora, { method: 'POST' });
    for (const { name, value, ...attributes } of parseSetCookie(answer))
      assert.deepEqual([name, attributes], [value.length === 36 ? '__Secure-SessionId' : '__Secure-Session', {
        expires: new Date(now + 20 * 60_000), path: '/w/configured/api', secure: true, httpOnly: true, sameSite: 'none',
      }]);

    // A jar that is strict about prefixes keeps a name that begins with __Secure- where the cookie is Secure.
    const jar = strictJar();
    const client = axiosWith(jar, world.baseUrl);
    await client.post(dora);
    assert.equal((await client.get(introspect)).status, 200);
    assert.equal((await jar.getCookies(world.baseUrl + introspect, { sameSiteContext: 'none' })).length, 2);
    await world.advance('20m');
    failsWith(await client.get(introspect), 'The authentication cookie expired');
  });

  it('are dropped, after which a prefixed name is nobody\'s', async () => {
    const { world } = await enter(server, 'prefixed');
    const jar = strictJar();
    const client = axiosWith(jar, world.baseUrl);
    await client.post(dora);
    await client.post('/api/accounts/cookies/logout');
    assert.deepEqual(await jar.getCookies(world.baseUrl + introspect), []);
    await assert.rejects(jar.setCookie('__Secure-Session=x; Path=/', world.baseUrl), { message: /__Secure prefix/ });
  });
});

/** Calls as the vendor's React client makes them; an error has the text that it would show. */
function reactClient(baseUrl, fetchLikeAPage) {
  let refreshedAt;
  const call = async (method, path, { body, paged = false } = {}) => {
    const response = await fetchLikeAPage(baseUrl + path, {
      method,
      credentials: 'include',
      headers: { accept: '*/*', ...(body && { 'content-type': 'application/json' }) },
      body: body && JSON.stringify(body),
    });
    const text = await response.text();
    if (response.status === 401 || response.status === 403)
      throw Object.assign(new Error('not signed in'), { redirect: '/ui/lobby/signin' });
    const data = text ? JSON.parse(text) : undefined;
    if (!response.ok) throw new Error(data.Summary ?? data.Message ?? data.error ?? data.title ?? data.Detail);
    const header = response.headers.get('x-session-refreshed');
    if (header) refreshedAt = Date.parse(header);
    const pagination = response.headers.get('x-query-pagination');
    if (paged && !pagination) throw new Error('a page without X-Query-Pagination');
    return { data, pagination: pagination && JSON.parse(pagination) };
  };
  return Object.assign(call, { refreshedAt: () => refreshedAt });
}
