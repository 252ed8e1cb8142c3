// Who may use the control API, seen by a real browser: pages of other hosts, pages under a host name that was rebound to
// this machine, pages of the application under test; and by programs.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { request } from 'node:http';
import { after, before, describe, it } from 'node:test';
import { promisify } from 'node:util';
import { startApplication, startChromium } from './support/chromium.js';
import { run } from './support/program.js';
import { startUnderstudy } from './support/understudy.js';

const credentials = '/_understudy/v1/worlds/default/credentials';

/** Every way in which a page may ask without being told no by its own browser first; each gives what the page got. */
const waysToAsk = async (base) => {
  const tell = async (asked) => {
    try {
      const response = await asked;
      return response.type === 'opaque' ? 'opaque' : `${response.status} ${(await response.text()).slice(0, 40)}`;
    } catch (error) {
      return error.name;
    }
  };
  const load = (tag, address) => new Promise((done) => {
    const element = document.createElement(tag);
    element.onload = () => done('loaded');
    element.onerror = () => done('error');
    element.src = address;
    document.body.append(element);
  });
  const worlds = `${base}/_understudy/v1/worlds`;
  const text = { method: 'POST', headers: { 'content-type': 'text/plain' }, body: '{"name":"by-page"}' };
  return {
    read: await tell(fetch(`${worlds}/default/credentials`)),
    readKey: await tell(fetch(`${worlds}/default/keys/epilot.api/private`, { credentials: 'include' })),
    spelledOtherwise: await tell(fetch(`${base}/%5Funderstudy/v1/worlds/default/credentials`)),
    plainPost: await tell(fetch(worlds, text)),
    blindPost: await tell(fetch(worlds, { ...text, mode: 'no-cors' })),
    blindGet: await tell(fetch(`${worlds}/default/credentials`, { mode: 'no-cors' })),
    withPreflight: await tell(fetch(`${worlds}/default`, { method: 'DELETE' })),
    clock: await tell(fetch(`${worlds}/default/clock/freeze`, { method: 'POST', body: '{"at":"2031-01-01"}' })),
    script: await load('script', `${worlds}/default/credentials`),
    image: await load('img', `${base}/w/by-image/v1/access-tokens/.well-known/jwks.json`),
    imageByHost: await load('img', base.replace('//localhost', '//by-image-host.localhost')),
  };
};

/** With the connection's own Host header, as fetch cannot have it. */
const askAs = (host, port, path, headers = {}) => new Promise((done, fail) => {
  request({ host: '127.0.0.1', port, path, headers: { host, ...headers } }, (response) => {
    response.resume();
    response.on('end', () => done(response.statusCode));
  }).on('error', fail).end();
});

describe('the control API', () => {
  let server, browser, application;
  before(async () => {
    [server, browser, application] = await Promise.all([startUnderstudy(), startChromium(), startApplication()]);
  });
  after(async () => {
    await browser.close();
    await Promise.all([application.stop(), server.stop()]);
  });

  const state = async () => ({
    worlds: (await (await fetch(`${server.baseUrl}/_understudy/v1/worlds`)).json()).worlds.map(({ name }) => name),
    mode: (await server.world('default').control('GET', '/clock')).mode,
  });

  /** What a page at that address gets of the control API at `base`. */
  async function askFrom(address, base) {
    const page = await browser.newPage();
    try {
      await page.goto(address);
      return await page.evaluate(waysToAsk, base);
    } finally {
      await page.close();
    }
  }

  it('gives a page of another site nothing, and does nothing for it', async () => {
    // Cross-Origin-Resource-Policy makes an error even of what nobody could read.
    const got = await askFrom(`http://evil.example:${application.port}/`, server.baseUrl);
    assert.deepEqual(got, {
      read: 'TypeError', readKey: 'TypeError', spelledOtherwise: 'TypeError', plainPost: 'TypeError', blindPost: 'TypeError',
      blindGet: 'TypeError', withPreflight: 'TypeError', clock: 'TypeError', script: 'error', image: 'error', imageByHost: 'error',
    });
    assert.deepEqual(await state(), { worlds: ['default'], mode: 'system' });
  });

  it('gives a page under a rebound name nothing, although it is of the same origin', async () => {
    const rebound = server.baseUrl.replace('localhost', 'rebound.example');
    // A document of the server's own, so that the browser takes all that follows for the same origin.
    const page = await browser.newPage();
    await page.goto(`${rebound}/v1/access-tokens/.well-known/jwks.json`);
    const got = await page.evaluate(async (base) => {
      const worlds = `${base}/_understudy/v1/worlds`;
      const ask = async (path, options) => {
        const response = await fetch(worlds + path, options);
        return [response.status, (await response.json()).reason];
      };
      return [await ask('/default/credentials'), await ask('', { method: 'POST', body: '{"name":"by-page"}' }),
        await ask('/default', { method: 'DELETE' })];
    }, rebound);
    await page.close();
    assert.deepEqual(got, Array(3).fill([403, 'permission_denied']));
    assert.deepEqual(await state(), { worlds: ['default'], mode: 'system' });
  });

  it('gives a sandboxed frame, whose origin is null, nothing', async () => {
    const page = await browser.newPage();
    await page.goto(`http://localhost:${application.port}/`);
    const got = await page.evaluate(async (address) => {
      const frame = document.createElement('iframe');
      frame.sandbox = 'allow-scripts';
      frame.srcdoc = `<script>fetch('${address}').then((r) => r.text(), (e) => e.name).then((t) => parent.postMessage(t, '*'))</script>`;
      const told = new Promise((done) => addEventListener('message', ({ data }) => done(data)));
      document.body.append(frame);
      return told;
    }, server.baseUrl + credentials);
    await page.close();
    assert.equal(got, 'TypeError');
  });

  it('serves pages of the application under test, on every name of a loopback', async () => {
    for (const [page, base] of [['localhost', 'localhost'], ['127.0.0.1', 'localhost'], ['localhost', '127.0.0.1'], ['app.localhost', 'localhost']]) {
      const got = await askFrom(`http://${page}:${application.port}/`, server.baseUrl.replace('localhost', base));
      assert.match(got.read, /^200 \{"world":/, page);
      assert.match(got.readKey, /^200 /, page);
      assert.match(got.plainPost, /^20[01] \{"name":"by-page"/, page);
      assert.match(got.withPreflight, /^400 /, `${page}: the default world stays`);
      assert.match(got.clock, /^200 \{"now":"2031/, page);
      await server.world('by-page').control('DELETE', '');
      await server.world('default').control('POST', '/reset');
    }
  });

  it('serves curl, Node and a sibling container', async () => {
    const { stdout } = await promisify(execFile)('curl', ['-fsS', server.baseUrl + credentials]);
    assert.equal(JSON.parse(stdout).world, 'default');
    assert.equal((await fetch(server.baseUrl + credentials)).status, 200);
    const { port } = server.ready;
    for (const host of ['understudy', 'understudy:9119', 'host.docker.internal', 'auth.test', '127.0.0.1', '[::1]'])
      assert.equal(await askAs(host, port, credentials), 200, host);
    for (const host of ['rebound.example', 'localhost.example', 'auth.test.example'])
      assert.equal(await askAs(host, port, credentials), 403, host);
  });

  it('lets origins and hosts in that the start names', async () => {
    const named = await startUnderstudy('--control-origins', 'http://evil.example:1,https://app.example', '--control-hosts', 'ci.example');
    const { port } = named.ready;
    const ask = (host, origin) => askAs(host, port, credentials, origin ? { origin } : {});
    assert.equal(await ask('ci.example'), 200);
    assert.equal(await ask('ci.example:80', 'https://app.example'), 200);
    assert.equal(await ask('localhost', 'http://evil.example:1'), 200);
    assert.equal(await ask('localhost', 'http://app.example'), 403);
    assert.equal(await ask('other.example', 'https://app.example'), 403);
    await named.stop();
  });

  it('refuses slips in what the start names', async () => {
    for (const [option, value] of [['--control-origins', 'app.example'], ['--control-origins', '*'], ['--control-origins', 'https://app.example/x'],
      ['--control-hosts', 'ci.example:80'], ['--control-hosts', 'https://ci.example'], ['--control-hosts', '*.example']]) {
      const { status, err } = await run(['serve', option, value]);
      assert.equal(status, 2, value);
      assert.ok(err.includes(value) && err.includes('such as'), err);
    }
  });
});
