// Shift iQ in a real browser: pages of other origins that fetch with credentials, and the pages of Understudy itself, by
// keyboard, by label, and without a script. In each world time stands still and is moved by hand.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { startApplication, startChromium } from './support/chromium.js';
import { claimsOf } from './support/epilot.js';
import { DotNetClient } from './support/shift_iq.js';
import { startShiftIq } from './support/understudy.js';

const dora = '/api/security/cookies/login?organizationCode=acme&email=dora@acme.test';
const introspect = '/api/security/cookies/introspect';
const failure = 'Bearer authorization token validation failed ... ';

let browser, application;
before(async () => {
  [browser, application] = [await startChromium(), await startApplication()];
});
after(async () => {
  await browser.close();
  await application.stop();
});

/** A world whose clock has stopped at the machine's second, and somebody new at the browser. */
async function enter(server, name, options) {
  const world = server.world(name);
  const now = Math.floor(Date.now() / 1000) * 1000;
  await world.control('POST', '/clock/freeze', { at: new Date(now).toISOString() });
  const context = await browser.newContext(options);
  context.setDefaultTimeout(10_000);
  const page = await context.newPage();
  const complaints = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  return { world, now, context, page, complaints };
}

const cookieNames = async (context) => (await context.cookies()).map(({ name }) => name).sort();
const both = ['InSite.WebToken', 'InSite.WebTokenId'];

/** What a page's script gets of a fetch: what it may read, or that it failed. */
const fetchIn = (page, url, options) => page.evaluate(async ([address, how]) => {
  try {
    const response = await fetch(address, how);
    return { status: response.status, headers: Object.fromEntries(response.headers), text: await response.text() };
  } catch (error) {
    return { failed: `${error.name}: ${error.message}` };
  }
}, [url, options]);

describe('a page on another origin of the same host', () => {
  let server;
  before(async () => (server = await startShiftIq()));
  after(() => server.stop());

  it('has a session by fetch with credentials, and reads the headers that are exposed', async () => {
    const { world, now, context, page } = await enter(server, 'other-origin');
    await page.goto(`http://localhost:${application.port}/`);
    const ask = (method, path, more = {}) =>
      fetchIn(page, world.baseUrl + path, { method, credentials: 'include', ...more });

    const login = await ask('POST', dora);
    assert.equal(login.status, 200);
    const refreshed = new Date(now).toISOString().slice(0, 19).replace('T', ' ') + ' UTC';
    assert.equal(login.headers['x-session-refreshed'], refreshed);
    const { token } = JSON.parse(login.text);
    const cookies = (await context.cookies()).sort((a, b) => a.name.localeCompare(b.name));
    assert.deepEqual(cookies.map(({ value, expires, ...attributes }) => attributes), both.map((name) => (
      { name, domain: 'localhost', path: '/w/other-origin/', httpOnly: true, secure: true, sameSite: 'Lax' })));
    // Chromium counts from the reply's Date to Expires, and starts at its own clock.
    for (const { expires } of cookies) assert.ok(Math.abs(expires - Date.now() / 1000 - 3600) < 30, `${expires}`);

    const report = JSON.parse((await ask('GET', introspect)).text);
    assert.equal(report.Authentication.Cookie.Deserialized.ID, token.ID);
    await world.advance('10m');
    const me = await ask('GET', '/api/me/context');
    assert.equal(JSON.parse(me.text).UserName, 'Dora');
    assert.equal(Date.parse(me.headers['x-session-refreshed']), now + 600_000);
    assert.ok(!(await context.cookies()).some(({ value }) => value === token.ID), 'a new cookie has replaced the first');
    const users = await ask('GET', '/api/security/users?filter.pagesize=2');
    assert.deepEqual(JSON.parse(users.headers['x-query-pagination']), { Page: 1, PageSize: 2, TotalCount: 4 });

    // With a preflight: a type that forms do not have, and a header of the page's own.
    const posted = await ask('POST', '/api/security/tokens/generate', {
      headers: { 'content-type': 'application/json', authorization: 'Bearer Secret-Of-Dora' },
      body: JSON.stringify({ Secret: 'Secret-Of-Dora' }),
    });
    assert.equal(JSON.parse(posted.text).TokenType, 'Bearer');

    assert.deepEqual((await fetchIn(page, world.baseUrl + introspect, { credentials: 'omit' })).status, 401);
    await world.advance('60m');
    const late = await ask('GET', introspect);
    assert.equal(JSON.parse(late.text).Detail, 'The authentication cookie expired');
    assert.equal(late.headers['x-authentication-failed'], undefined);

    await ask('POST', dora);
    assert.equal((await ask('POST', '/api/security/cookies/logout')).status, 200);
    assert.deepEqual(await cookieNames(context), []);
    const gone = await ask('GET', introspect);
    assert.deepEqual([gone.status, gone.text], [401, '']);
    await context.close();
  });

  it('takes over a session by its cookie\'s value, as the vendor\'s demonstration does', async () => {
    const { world, context, page } = await enter(server, 'demonstration');
    const elsewhere = await browser.newContext();
    await elsewhere.request.post(world.baseUrl + dora);
    const value = (await elsewhere.cookies()).find(({ name }) => name === 'InSite.WebToken').value;
    await elsewhere.close();

    await page.goto(`http://localhost:${application.port}/`);
    const ask = (method, path, more) => fetchIn(page, world.baseUrl + path, { method, credentials: 'include', ...more });
    const health = JSON.parse((await fetchIn(page, `${world.baseUrl}/api/diagnostic/health`, { method: 'GET' })).text);
    assert.match(health.Status, /^Shift API version .* is online/);
    const put = (body) =>
      ask('POST', '/api/security/cookies/generate', { headers: { 'content-type': 'text/plain' }, body });
    assert.deepEqual(JSON.parse((await put(value)).text), { token: value });
    const report = JSON.parse((await ask('GET', introspect)).text);
    assert.equal(report.Authentication.Cookie.Deserialized.UserEmail, 'dora@acme.test');
    assert.deepEqual(JSON.parse((await put(decodeURIComponent(value))).text), { token: decodeURIComponent(value) });
    assert.equal((await ask('GET', introspect)).status, 200);
    await put('nonsense');
    const refused = await ask('GET', introspect);
    assert.deepEqual([refused.status, JSON.parse(refused.text).Detail],
      [401, 'Deserialization of cookie token failed unexpectedly.']);
    assert.deepEqual(await cookieNames(context), ['InSite.WebToken']);
    await context.close();
  });

  it('of an origin that is not allowed reads nothing, and has no session', async () => {
    const { world, context, page } = await enter(server, 'refused-origin');
    await page.goto(`http://localhost:${application.port}/`);
    await fetchIn(page, world.baseUrl + dora, { method: 'POST', credentials: 'include' });
    assert.deepEqual(await cookieNames(context), both);

    await page.goto(`http://app.test:${application.port}/`);
    for (const credentials of ['include', 'omit'])
      for (const path of ['/api/me/context', '/api/diagnostic/health'])
        assert.deepEqual(await fetchIn(page, world.baseUrl + path, { credentials }),
          { failed: 'TypeError: Failed to fetch' }, `${path}, ${credentials}`);
    const { entries } = await world.control('GET', '/journal');
    assert.deepEqual(entries.slice(1).map(({ operation, status, caller }) => [operation, status, caller ?? null]), [
      ['getMyContext', 401, null], ['getHealth', 200, null], ['getMyContext', 401, null], ['getHealth', 200, null],
    ]);
    await context.clearCookies();
    await fetchIn(page, world.baseUrl + dora, { method: 'POST', credentials: 'include' });
    assert.deepEqual(await cookieNames(context), []);
    await context.close();
  });
});

describe('pages and API on hosts of a partition\'s domain', () => {
  let server;
  before(async () => (server = await startShiftIq({ shiftiq: { cookie: { secure: false } } })));
  after(() => server.stop());

  it('share a session, which no other site has a part in', async () => {
    const { world, context, page } = await enter(server, 'domain');
    const api = world.baseUrl.replace('localhost', 'api.shiftiq.test');
    const include = { credentials: 'include' };
    await page.goto(`http://acme.shiftiq.test:${application.port}/`);
    assert.equal((await fetchIn(page, api + dora, { method: 'POST', ...include })).status, 200);
    assert.deepEqual((await context.cookies()).map(({ domain, secure }) => [domain, secure]),
      [['.shiftiq.test', false], ['.shiftiq.test', false]]);
    const me = await fetchIn(page, `${api}/api/me/context`, include);
    assert.equal(JSON.parse(me.text).UserName, 'Dora');
    const here = await page.goto(`${world.baseUrl.replace('localhost', 'acme.shiftiq.test')}/api/me/roles`);
    assert.equal(here.status(), 200);

    await page.goto(`http://shiftiq.test.app.test:${application.port}/`);
    assert.deepEqual(await fetchIn(page, `${api}/api/me/context`, include), { failed: 'TypeError: Failed to fetch' });
    const { entries } = await world.control('GET', '/journal');
    assert.deepEqual(entries.map(({ operation, status }) => `${operation} ${status}`),
      ['loginCookie 200', 'getMyContext 200', 'getMyRoles 200', 'getMyContext 401']);
    await context.close();
  });

  it('are told apart by the organization in the host of the sign-in page', async () => {
    const { world, context, page } = await enter(server, 'hosts');
    await page.goto(`${world.baseUrl.replace('localhost', 'dev-acme.shiftiq.test')}/ui/lobby/signin`);
    assert.equal(await page.getByTestId('organization-code').textContent(), 'acme');
    await page.getByLabel('E-mail address').fill('nina@harbour.test');
    await page.getByLabel('Password').fill('Correct-Horse-5');
    await page.getByRole('button', { name: 'Sign in' }).click();
    assert.equal(await page.getByRole('alert').textContent(), 'The e-mail address or the password is not right.');
    await context.close();
  });
});

describe('the sign-in page', () => {
  let server;
  before(async () => (server = await startShiftIq({ shiftiq: { cookie: { secure: false } } })));
  after(() => server.stop());

  const signIn = '/ui/lobby/signin';
  const wrong = 'The e-mail address or the password is not right.';

  /** Fills the form in by its labels, and sends it. */
  async function fillIn(page, email, password) {
    await page.getByLabel('E-mail address').fill(email);
    await page.getByLabel('Password').fill(password);
    await page.getByRole('button', { name: 'Sign in' }).click();
  }

  it('is used by keyboard alone, and by nothing but HTML', async () => {
    const { world, context, page, complaints } = await enter(server, 'keyboard', { javaScriptEnabled: false });
    await page.goto(world.baseUrl + signIn);
    assert.equal(await page.title(), 'Sign in - Shift iQ');
    const focused = page.locator(':focus');
    assert.equal(await focused.getAttribute('data-testid'), 'email');
    await page.keyboard.type('dora@acme.test');
    await page.keyboard.press('Tab');
    assert.equal(await focused.getAttribute('data-testid'), 'password');
    await page.keyboard.type('wrong');
    await page.keyboard.press('Enter');

    await page.getByRole('alert').waitFor();
    assert.equal(await page.getByRole('alert').textContent(), wrong);
    assert.equal(await page.getByTestId('email').inputValue(), 'dora@acme.test');
    assert.equal(await page.getByTestId('password').inputValue(), '');
    assert.equal(await focused.getAttribute('data-testid'), 'password');
    await page.keyboard.type('Correct-Horse-1');
    await page.keyboard.press('Tab');
    assert.equal(await focused.getAttribute('data-testid'), 'organization');
    await page.keyboard.press('Tab');
    assert.equal(await focused.getAttribute('data-testid'), 'sign-in');
    await page.keyboard.press('Enter');

    await page.waitForURL(`${world.baseUrl}/ui/portal/profile`);
    assert.equal(await page.getByTestId('name').textContent(), 'Dora Dahl');
    assert.deepEqual(await cookieNames(context), both);
    assert.deepEqual(complaints, []);
    await context.close();
  });

  it('says the same to assistive technology as to the eye', async () => {
    const { world, context, page, complaints } = await enter(server, 'accessible');
    await page.goto(world.baseUrl + signIn);
    const form = ['- textbox "E-mail address"', '- text: Password', '- textbox "Password"',
      '- text: Organization code (may stay empty)', '- textbox "Organization code (may stay empty)"',
      '- button "Sign in"'];
    assert.deepEqual(await roles(page), ['- main:', '- paragraph: Shift iQ', '- heading "Sign in" [level=1]', '- text: E-mail address', ...form]);
    await fillIn(page, 'nobody@acme.test', 'wrong');
    await page.getByRole('alert').waitFor();
    assert.deepEqual(await roles(page), [
      '- main:', '- paragraph: Shift iQ', '- heading "Sign in" [level=1]', `- alert: ${wrong}`, '- text: E-mail address',
      '- textbox "E-mail address" [invalid]: nobody@acme.test', '- text: Password', '- textbox "Password" [invalid]',
      ...form.slice(3),
    ]);
    for (const label of ['E-mail address', 'Password']) {
      const input = page.getByLabel(label);
      assert.equal(await input.getAttribute('aria-invalid'), 'true');
      assert.equal(await page.locator(`#${await input.getAttribute('aria-describedby')}`).textContent(), wrong);
    }
    assert.equal(await page.getAttribute('html', 'lang'), 'en');
    assert.equal(await page.getByLabel('Password').getAttribute('type'), 'password');
    assert.deepEqual([await page.getByLabel('E-mail address').getAttribute('autocomplete'),
      await page.getByLabel('Password').getAttribute('autocomplete')], ['username', 'current-password']);
    assert.deepEqual(complaints, []);
    await context.close();
  });

  it('is locked after five wrong answers, for this browser, until an hour has gone by', async () => {
    const { world, now, context, page } = await enter(server, 'lock-out');
    await page.goto(world.baseUrl + signIn);
    for (let times = 1; times < 5; ++times) {
      await fillIn(page, 'dora@acme.test', `wrong ${times}`);
      assert.equal(await page.getByTestId('error').textContent(), wrong, `answer ${times}`);
    }
    await fillIn(page, 'dora@acme.test', 'wrong 5');
    const until = new Date(now + 3600_000).toISOString().replace('.000', '');
    const locked = `Signing in failed too often. It is locked until ${until}.`;
    assert.equal(await page.getByTestId('locked').textContent(), locked);
    await fillIn(page, 'dora@acme.test', 'Correct-Horse-1');
    assert.equal(await page.getByRole('alert').textContent(), locked);
    await page.goto(world.baseUrl + signIn);
    assert.equal(await page.getByRole('alert').textContent(), locked);

    const other = await (await browser.newContext()).newPage();
    await other.goto(world.baseUrl + signIn);
    await fillIn(other, 'dora@acme.test', 'Correct-Horse-1');
    assert.equal(await other.getByTestId('email').textContent(), 'dora@acme.test');
    await other.context().close();

    await world.advance(3599);
    await page.goto(world.baseUrl + signIn);
    assert.equal(await page.getByRole('alert').textContent(), locked);
    await world.advance(1);
    await page.goto(world.baseUrl + signIn);
    assert.equal(await page.getByRole('alert').count(), 0);
    await fillIn(page, 'dora@acme.test', 'Correct-Horse-1');
    await page.waitForURL(`${world.baseUrl}/ui/portal/profile`);
    await context.close();
  });

  it('sends the browser back to where it came from, and nowhere else', async () => {
    const { world, context, page } = await enter(server, 'return');
    const from = (address, name = 'ReturnUrl') => `${world.baseUrl}${signIn}?${name}=${encodeURIComponent(address)}`;
    const app = `http://localhost:${application.port}/orders?page=2`;
    for (const [address, target] of [['/api/me/roles', `${world.baseUrl}/api/me/roles`], [app, app]]) {
      await page.goto(from(address));
      await fillIn(page, 'dora@acme.test', 'wrong');
      await fillIn(page, 'dora@acme.test', 'Correct-Horse-1');
      await page.waitForURL(target);
    }
    for (const address of ['http://evil.test/', '//evil.test/', '/\\evil.test', 'javascript:alert(1)', '/../../elsewhere']) {
      const answer = await page.goto(from(address));
      assert.equal(answer.status(), 400, address);
      assert.equal(await page.getByRole('alert').count(), 1);
      assert.equal(await page.getByRole('button').count(), 0);
    }

    await page.goto(from(Buffer.from(app).toString('base64url'), 'returnVerified'));
    await fillIn(page, 'dora@acme.test', 'Correct-Horse-1');
    await page.waitForURL(`${app}&token=*`);
    const token = new URL(page.url()).searchParams.get('token');
    assert.equal(claimsOf(token).sub, 'dora@acme.test');
    assert.equal((await new DotNetClient(world.baseUrl, token).send('GET', 'api/me/context')).status, 200);
    await page.goto(from(Buffer.from(app).toString('base64url'), 'returnVerified'));
    await fillIn(page, 'lena@acme.test', 'Correct-Horse-4');
    await page.waitForURL(`${app}&token=INVALID-TOKEN`);
    await context.close();
  });
});

describe('the page My Profile', () => {
  let server;
  before(async () => (server = await startShiftIq({ shiftiq: { cookie: { secure: false } } })));
  after(() => server.stop());

  const profile = '/ui/portal/profile';
  const open = async (page, world, email, password) => {
    await page.goto(world.baseUrl + profile);
    await page.getByTestId('email').fill(email);
    await page.getByTestId('password').fill(password);
    await page.getByTestId('sign-in').click();
    await page.waitForURL(world.baseUrl + profile);
  };
  const useToken = (world, token) => new DotNetClient(world.baseUrl, token).send('GET', 'api/me/context');

  it('asks who is not signed in to do so, and shows who is', async () => {
    const { world, context, page, complaints } = await enter(server, 'profile');
    await page.goto(world.baseUrl + profile);
    assert.equal(page.url(), `${world.baseUrl}/ui/lobby/signin?ReturnUrl=%2Fui%2Fportal%2Fprofile`);
    await open(page, world, 'DORA@acme.test', 'Correct-Horse-1');
    assert.deepEqual(await roles(page), [
      '- main:', '- paragraph: Shift iQ', '- heading "My Profile" [level=1]',
      '- term: Name', '- definition: Dora Dahl',
      '- term: E-mail address', '- definition: dora@acme.test',
      '- term: Organization', '- definition: Acme Training',
      '- term: Roles', '- definition:', '- list:', '- listitem: (System) Developer', '- listitem: Dora Dahl',
      '- listitem: Trainer',
      '- heading "Developer Settings" [level=2]',
      '- term: Base URL of API v1', '- definition:', `- code: ${world.baseUrl}/api`,
      '- term: Base URL of API v2', '- definition:', `- code: ${world.baseUrl}/v2/e99/`,
      '- term: Client secret', '- definition:', '- code: Secret-Of-Dora',
      '- term: Expires', `- definition: ${await expiryOf(world)}`,
      '- button "Regenerate client secret"',
      '- paragraph: An access token is shown once, right after it was made.',
      '- button "Refresh access token"',
      '- paragraph:', '- link "Sign out":', '- /url: /w/profile/ui/lobby/signout',
    ]);
    const first = (await context.cookies()).find(({ name }) => name === 'InSite.WebToken').value;
    await page.goto(world.baseUrl + profile);
    assert.notEqual((await context.cookies()).find(({ name }) => name === 'InSite.WebToken').value, first);
    assert.equal(await page.evaluate(() => document.cookie), '');
    assert.deepEqual(complaints, []);
    const me = await page.goto(`${world.baseUrl}/api/me/context`);
    assert.equal((await me.json()).UserName, 'Dora');
    await world.advance('60m');
    await page.goto(world.baseUrl + profile);
    assert.equal(await page.getByRole('heading', { level: 1 }).textContent(), 'Sign in');
    await context.close();
  });

  it('makes an access token, shows it once, and revokes it when it makes the next', async () => {
    const { world, now, context, page } = await enter(server, 'access-token');
    await open(page, world, 'dora@acme.test', 'Correct-Horse-1');
    const byApi = new DotNetClient(world.baseUrl, 'Secret-Of-Dora', async () => now);
    await byApi.renew();
    const make = async () => {
      await page.getByRole('button', { name: 'Refresh access token' }).focus();
      await page.keyboard.press('Enter');
      await page.getByRole('status').waitFor();
      assert.equal(await page.getByRole('status').textContent(),
        'The access token below is new. Copy it: it is shown this once.');
      return page.getByTestId('access-token').textContent();
    };
    const first = await make();
    const { exp, iat, sub, ttl } = claimsOf(first);
    assert.deepEqual([exp - iat, sub, ttl], [86_460, 'dora@acme.test', 86_400]);
    assert.equal((await useToken(world, first)).status, 200);
    await page.goto(world.baseUrl + profile);
    assert.equal(await page.getByTestId('access-token').count(), 0);
    assert.equal(await page.getByTestId('no-access-token').count(), 1);

    await world.advance(1);
    const second = await make();
    assert.notEqual(second, first);
    assert.equal((await useToken(world, second)).status, 200);
    const refused = await useToken(world, first);
    assert.deepEqual([refused.status, refused.headers.get('x-authentication-failed')],
      [401, `${failure}This JWT has been revoked.`]);
    assert.equal((await useToken(world, byApi.bearer)).status, 200, 'a token of the API is none of the page\'s');
    await context.close();
  });

  it('regenerates the client secret, whose tokens live on', async () => {
    const { world, context, page } = await enter(server, 'client-secret');
    await open(page, world, 'dora@acme.test', 'Correct-Horse-1');
    await page.getByTestId('refresh-token').click();
    const token = await page.getByTestId('access-token').textContent();
    await page.getByRole('button', { name: 'Regenerate client secret' }).click();
    assert.equal(await page.getByRole('status').textContent(), 'The client secret below is new.');
    const secret = await page.getByTestId('client-secret').textContent();
    assert.match(secret, /^[A-Za-z0-9+/]{86}==$/);
    const { now } = await world.control('GET', '/clock');
    const days90 = new Date(Date.parse(now) + 90 * 86_400_000).toISOString().replace('.000', '');
    assert.equal(await page.getByTestId('client-secret-expires').textContent(), days90);

    const renew = (value) => new DotNetClient(world.baseUrl, value, async () => 0).renew();
    const old = await renew('Secret-Of-Dora');
    assert.deepEqual([old.status, old.answer.Detail], [401, 'Your client secret is not recognized']);
    assert.equal((await renew(secret)).status, 200);
    assert.equal((await useToken(world, token)).status, 200);

    await page.goto(world.baseUrl + profile);
    assert.equal(await page.getByTestId('client-secret').textContent(), secret);
    await context.close();
  });

  it('says when a secret is expired, and makes no token of it', async () => {
    const { world, context, page } = await enter(server, 'expired-secret');
    await world.advance('91d');
    await open(page, world, 'dora@acme.test', 'Correct-Horse-1');
    assert.equal(await page.getByTestId('client-secret-expired').textContent(), 'This client secret is expired.');
    await page.getByTestId('refresh-token').click();
    assert.equal(await page.getByRole('alert').textContent(), 'An access token needs a client secret that is good.');
    assert.equal(await page.getByTestId('access-token').count(), 0);
    await page.getByTestId('regenerate-secret').click();
    await page.getByTestId('refresh-token').click();
    assert.equal((await useToken(world, await page.getByTestId('access-token').textContent())).status, 200);
    await context.close();
  });

  it('has no developer settings for a learner, and ends with signing out', async () => {
    const { world, context, page } = await enter(server, 'learner');
    await open(page, world, 'lena@acme.test', 'Correct-Horse-4');
    assert.equal(await page.getByTestId('name').textContent(), 'Lena Lund');
    assert.equal(await page.getByTestId('developer-settings').count(), 0);
    assert.equal(await page.getByRole('button').count(), 0);
    await page.getByRole('link', { name: 'Sign out' }).focus();
    await page.keyboard.press('Enter');
    await page.waitForURL(`${world.baseUrl}/ui/lobby/signin`);
    assert.deepEqual(await cookieNames(context), []);
    await page.goto(world.baseUrl + profile);
    assert.equal(await page.getByRole('heading', { level: 1 }).textContent(), 'Sign in');
    await context.close();
  });
});

/** When Dora's secret of the fixture expires in that world. */
async function expiryOf(world) {
  const { started } = await world.control('GET', '/clock');
  return new Date(Date.parse(started) + 90 * 86_400_000).toISOString().replace(/\.\d+Z/, 'Z');
}

/** What assistive technology is told of a page, line by line. */
const roles = async (page) => (await page.locator('body').ariaSnapshot()).split('\n').map((line) => line.trim());
