// https in a real browser, which is told nothing but whom to trust, by the database of its user. No error of a certificate is
// ignored anywhere.
import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { installIn, startChromium } from './support/chromium.js';
import { forgetWhatIsTold } from './support/environment.js';
import { serveLeaves, signLeaf } from './support/leaves.js';
import { startUnderstudy } from './support/understudy.js';

// One of each domain that has an own entry in the constraints.
const vendors = [
  'access-token.sls.epilot.io', 'mcp.epilot.io', 'portal.epilot.cloud', 'portal.dev.epilot.cloud', 'portal.staging.epilot.cloud',
  'cognito-idp.eu-central-1.amazonaws.com', 'cognito-idp.cn-north-1.amazonaws.com.cn', 'cognito-idp.eusc-de-east-1.amazonaws.eu',
  'cognito-idp.us-gov-west-1.api.aws', 'cognito-idp.cn-north-1.api.amazonwebservices.com.cn', 'cognito-idp.eusc-de-east-1.api.amazonwebservices.eu',
  'acme.auth.eu-central-1.amazoncognito.com', 'hub.shiftiq.com', 'hub.insite.com',
];
const forced = ['dev', 'app', 'new'];

// The browsers of three persons, by whom they trust.
let none, one, both;
let folder, trust, server, port, byHand;
const browsers = [];
before(async () => {
  forgetWhatIsTold();
  folder = await mkdtemp(join(tmpdir(), 'understudy-browser-'));
  trust = join(folder, 'trust');
  server = await startUnderstudy('--tls', '--data-dir', trust);
  port = server.ready.port;

  const [localKey, vendorsKey] = ['local', 'vendors'].map((name) => join(trust, `${name}-authority.pem`));
  const leaves = join(folder, 'leaves');
  await mkdir(leaves);
  await Promise.all([
    signLeaf(localKey, leaves, 'app.test'), signLeaf(localKey, leaves, 'bank.example'), signLeaf(vendorsKey, leaves, 'www.bank.example'),
    signLeaf(localKey, leaves, 'w1.localhost', '*.localhost'),
  ]);
  byHand = await serveLeaves(leaves, 0);

  const more = [...[...vendors, 'hub.cmds.app'].map((host) => `MAP ${host} 127.0.0.1:${port}`), ...forced.map((name) => `MAP *.${name} 127.0.0.1`)];
  const of = async (name, ...authorities) => {
    const home = join(folder, name);
    await installIn(home, ...authorities.map((file) => join(trust, file)));
    const browser = await startChromium({ home, more });
    browsers.push(browser);
    return browser;
  };
  [none, one, both] = await Promise.all([of('none'), of('one', 'ca.pem'), of('both', 'ca.pem', 'vendors-ca.pem')]);
});
after(async () => {
  await Promise.all(browsers.map((browser) => browser.close()));
  byHand?.close();
  byHand?.closeAllConnections();
  await server?.stop();
  await rm(folder, { recursive: true });
});

/** What a browser shows of an address, or the name of its error. A page that has shown an error is at times slow with the next address. */
async function open(browser, url) {
  const page = await browser.newPage();
  try {
    const answer = await page.goto(url, { timeout: 10_000 });
    return { status: answer.status(), url: page.url(), title: await page.title(), text: await page.locator('body').textContent() };
  } catch (error) {
    return { failed: error.message.match(/net::(\w+)/)?.[1] ?? error.message };
  } finally {
    await page.close();
  }
}

describe('Chromium', () => {
  it('trusts the local names where the local authority is installed', async () => {
    for (const host of ['localhost', '127.0.0.1', 'app.test', 'deep.app.test', 'w1.localhost']) {
      const { status, url } = await open(one, `https://${host}:${port}/`);
      assert.deepEqual([status, url], [200, `https://${host}:${port}/`]);
    }
    assert.match((await open(one, `https://localhost:${port}/`)).title, /Understudy/);
  });

  it('trusts none of them where it is not', async () => {
    for (const host of ['localhost', 'app.test'])
      assert.deepEqual(await open(none, `https://${host}:${port}/`), { failed: 'ERR_CERT_AUTHORITY_INVALID' });
  });

  it("trusts vendors' names where the other authority is installed too", async () => {
    const url = `https://${vendors[0]}/v1/access-tokens/.well-known/jwks.json`;
    assert.ok(JSON.parse((await open(both, url)).text).keys.length > 0);
    assert.deepEqual(await open(one, url), { failed: 'ERR_CERT_AUTHORITY_INVALID' });
  });

  it('takes what is signed by hand for a name within the constraints alone, and not for *.localhost', async () => {
    const ask = async (host) => {
      const { text, failed } = await open(both, `https://${host}:${byHand.address().port}/`);
      return text ?? failed;
    };
    const expected = {
      'app.test': 'taken', 'bank.example': 'ERR_CERT_INVALID', 'www.bank.example': 'ERR_CERT_INVALID', 'w1.localhost': 'ERR_CERT_COMMON_NAME_INVALID',
    };
    for (const [host, said] of Object.entries(expected)) assert.equal(await ask(host), said, host);
  });

  /** The addresses that the browser asks for when it is told these. */
  async function asked(urls) {
    const page = await both.newPage();
    const seen = [];
    page.on('request', (request) => request.isNavigationRequest() && seen.push(request.url()));
    const last = [];
    for (const url of urls) {
      await page.goto(url, { timeout: 10_000, waitUntil: 'commit' }).catch(() => {});
      last.push(seen.at(-1));
    }
    await page.close();
    return last;
  }

  it('asks for names below .dev, .app and .new by https, whatever it is told', async () => {
    const rest = [...forced.map((name) => `://one.${name}:${port}/`), '://hub.cmds.app/'];
    assert.deepEqual(await asked(rest.map((url) => `http${url}`)), rest.map((url) => `https${url}`));
  });

  it('asks for local names and those of the other vendors by plain http too', async () => {
    for (const host of ['app.test', 'w1.localhost', 'localhost']) {
      const { status, url } = await open(none, `http://${host}:${port}/`);
      assert.deepEqual([status, url], [200, `http://${host}:${port}/`]);
    }
    const urls = vendors.map((host) => `http://${host}/`);
    assert.deepEqual(await asked(urls), urls);
  });
});
