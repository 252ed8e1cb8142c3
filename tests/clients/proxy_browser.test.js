// The forward proxy in a real browser: the vendors' names are its addresses, and it is told a proxy and whom to trust.
import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { bundleAmplify } from './support/amplify_bundle.js';
import { installIn, startApplication, startChromium } from './support/chromium.js';
import { anna, sunny } from './support/cognito.js';
import { forgetWhatIsTold } from './support/environment.js';
import { claimsOf } from './support/epilot.js';
import { startGallery } from './support/understudy.js';

const keys = 'https://access-token.sls.epilot.io/v1/access-tokens/.well-known/jwks.json';
const pages = 'https://academy.shiftiq.com';
const api = 'https://api.shiftiq.com';
const userPools = fileURLToPath(new URL('../../fixtures/user-pools.yaml', import.meta.url));

let folder, application, server, asking, port, browser;
before(async () => {
  forgetWhatIsTold();
  folder = await mkdtemp(join(tmpdir(), 'understudy-browser-'));
  const trust = join(folder, 'trust');
  // A partition has the vendor's domain where the fixture names none. The gallery's names another, and its pages alone may call the API.
  const partitions = [{ slug: 'e01', name: 'Enterprise', domain: 'shiftiq.com' }, { slug: 'e02', name: 'Harbour', domain: 'harbour.test' }];
  process.env.UNDERSTUDY_FIXTURE = JSON.stringify({ version: 1, shiftiq: { partitions } });
  server = await startGallery('shift-iq', userPools, '--tls', '--data-dir', trust);
  asking = await startGallery('shift-iq', '--tls', '--data-dir', trust, '--proxy-auth');
  delete process.env.UNDERSTUDY_FIXTURE;
  port = server.ready.port;
  await installIn(folder, join(trust, 'ca.pem'), join(trust, 'vendors-ca.pem'));
  application = await startApplication({ '/amplify.js': await bundleAmplify() });
  browser = await startChromium({ home: folder, words: [`--proxy-server=http://localhost:${port}`] });
});
after(async () => {
  await browser?.close();
  await application?.stop();
  await server?.stop();
  await asking?.stop();
  await rm(folder, { recursive: true });
});

async function open(options) {
  const context = await browser.newContext(options);
  context.setDefaultTimeout(10_000);
  return context;
}

describe('Chromium with the proxy', () => {
  it("shows the vendors' names, by https and by http", async () => {
    const context = await open();
    const page = await context.newPage();
    for (const url of [keys, keys.replace('https', 'http')]) {
      const answer = await page.goto(url);
      assert.equal(page.url(), url);
      assert.ok((await answer.json()).keys.length > 0);
    }
    await context.close();
  });

  it("leads Amplify on a page of this machine's, with no endpoint", async () => {
    const context = await open();
    const page = await context.newPage();
    await page.goto(`http://localhost:${application.port}/`);
    await page.addScriptTag({ url: '/amplify.js' });
    const signedIn = await page.evaluate(async ([{ UserPoolId, ClientId }, { username, password }]) => {
      amplify.Amplify.configure({ Auth: { Cognito: { userPoolId: UserPoolId, userPoolClientId: ClientId } } });
      await amplify.auth.signIn({ username, password });
      const { tokens } = await amplify.auth.fetchAuthSession();
      return [tokens.idToken.payload.email, tokens.accessToken.payload.iss];
    }, [sunny, anna]);
    assert.deepEqual(signedIn, [anna.username, `https://cognito-idp.eu-central-1.amazonaws.com/${sunny.UserPoolId}`]);
    await context.close();
  });

  it("shows nothing of Understudy's own by it", async () => {
    const context = await open();
    const page = await context.newPage();
    for (const origin of ['https://access-token.sls.epilot.io', 'http://access-token.sls.epilot.io', `https://app.test:${port}`, `http://app.test:${port}`])
      for (const path of ['/', '/_understudy/v1/worlds', '/_understudy/mailbox'])
        assert.equal((await page.goto(origin + path)).status(), 403, origin + path);
    await context.close();
  });

  it("passes it by for loopbacks and what is below .localhost, which Playwright's own option does where it is told to", async () => {
    const own = [`http://localhost:${port}/`, `https://localhost:${port}/`, `http://127.0.0.1:${port}/`, `http://w1.localhost:${port}/`];
    const statuses = async (proxy) => {
      const context = await open(proxy && { proxy: { server: `http://localhost:${port}`, ...proxy } });
      const page = await context.newPage();
      const seen = [];
      for (const url of own) seen.push((await page.goto(url)).status());
      await context.close();
      return seen;
    };
    assert.deepEqual(await statuses(), [200, 200, 200, 200]);
    assert.deepEqual(await statuses({}), [403, 403, 403, 403]);
    assert.deepEqual(await statuses({ bypass: 'localhost,127.0.0.1,.localhost' }), [200, 200, 200, 200]);
  });

  it('may call this machine from a page of a vendor, which counts as being where the proxy is', async () => {
    const context = await open();
    const page = await context.newPage();
    await page.goto(keys);
    const url = `https://localhost:${port}/v1/access-tokens/.well-known/jwks.json`;
    assert.equal(await page.evaluate(async (address) => (await fetch(address, { mode: 'no-cors' })).type, url), 'opaque');
    await context.close();
  });

  it('tells it a user when it is asked for one, and not before', async () => {
    const told = [];
    for (const each of [server, asking]) {
      const context = await open({ proxy: { server: `http://localhost:${each.ready.port}`, username: 'told', password: 'any' } });
      assert.equal((await (await context.newPage()).goto(keys)).status(), 200);
      await context.close();
      const { entries } = await each.world('told').control('GET', '/journal');
      told.push(entries.some(({ path }) => path === new URL(keys).pathname));
    }
    assert.deepEqual(told, [false, true]);
  });

  it('gets nobody else', async () => {
    const context = await open();
    const page = await context.newPage();
    assert.equal((await page.goto('http://example.com/')).status(), 502);
    await assert.rejects(page.goto('https://example.com/'), /ERR_TUNNEL_CONNECTION_FAILED/);
    await context.close();
  });
});

describe('two persons at one browser, whose proxies have each a user', () => {
  const of = (world) => open({ proxy: { server: `http://localhost:${asking.ready.port}`, username: world, password: 'any' } });

  /** Signs in at the vendor's page, and leaves it at the profile. */
  async function signIn(context, email, password) {
    const page = await context.newPage();
    await page.goto(`${pages}/ui/portal/profile`);
    assert.equal(new URL(page.url()).pathname, '/ui/lobby/signin');
    await page.getByLabel('E-mail address').fill(email);
    await page.getByLabel('Password').fill(password);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.waitForURL(`${pages}/ui/portal/profile`);
    assert.equal(await page.getByTestId('email').textContent(), email);
    return page;
  }

  /** What another page of the same host gets of the vendor's API, on a host beside it. The profile's own policy lets it fetch nothing. */
  async function ask(context, path, options) {
    const page = await context.newPage();
    await page.goto(`${pages}/api/diagnostic/health`);
    const said = await page.evaluate(async ([url, how]) => {
      const answer = await fetch(url, { credentials: 'include', ...how });
      return { status: answer.status, text: await answer.text() };
    }, [api + path, options]);
    await page.close();
    return said;
  }
  const me = async (context) => {
    const { status, text } = await ask(context, '/api/me/context');
    return status === 200 ? JSON.parse(text).UserName : status;
  };

  const journal = async (world) =>
    (await asking.world(world).control('GET', '/journal')).entries.map(({ operation, status }) => `${operation} ${status}`);

  it('have each a world, sessions for pages and API, and nothing of one another', async () => {
    const [one, other] = await Promise.all([of('browser-1'), of('browser-2')]);
    const page = await signIn(one, 'dora@academy.test', 'Dora-1');
    const cookies = (await one.cookies()).sort((a, b) => a.name.localeCompare(b.name));
    assert.deepEqual(cookies.map(({ name, domain, path, secure, httpOnly, sameSite }) => ({ name, domain, path, secure, httpOnly, sameSite })),
      ['InSite.WebToken', 'InSite.WebTokenId'].map((name) => ({ name, domain: '.shiftiq.com', path: '/', secure: true, httpOnly: true, sameSite: 'Lax' })));
    assert.equal(await me(one), 'Dora');

    assert.deepEqual(await other.cookies(), []);
    await signIn(other, 'olga@academy.test', 'Olga-1');
    assert.deepEqual([await me(other), await me(one)], ['Olga', 'Dora']);

    await page.getByRole('button', { name: 'Refresh access token' }).click();
    const token = await page.getByTestId('access-token').textContent();
    assert.equal(new URL(claimsOf(token).iss).protocol, 'https:');
    await page.getByRole('button', { name: 'Regenerate client secret' }).click();
    const secret = await page.getByTestId('client-secret').textContent();
    const generate = async (context, Secret) => (await ask(context, '/api/security/tokens/generate',
      { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ Secret }) })).status;
    const statuses = async (context) => [await generate(context, secret), await generate(context, 'Good-Secret-Of-Dora')];
    assert.deepEqual([await statuses(one), await statuses(other)], [[200, 401], [401, 200]], 'a secret that one has changed is what it was for the other');

    await other.clearCookies();
    await other.addCookies(await one.cookies());
    assert.equal(await me(other), 401, 'a session of one is none in the world of the other');
    assert.equal(await me(one), 'Dora');

    const [mine, theirs, nobodys] = await Promise.all(['browser-1', 'browser-2', 'default'].map(journal));
    assert.ok(mine.length > 5 && theirs.length > 5, `${mine} / ${theirs}`);
    assert.ok(nobodys.every((entry) => entry === 'proxy 407'), `${nobodys}`);
    await Promise.all([one.close(), other.close()]);
  });
});
