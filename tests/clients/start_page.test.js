// The first look: the start page and the lists of operations in a real browser, without a script, by keyboard, in light
// and dark, narrow and wide, and at 200 % zoom.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { startChromium } from './support/chromium.js';
import { startGallery, startShiftIq } from './support/understudy.js';

let browser, server;
before(async () => {
  [browser, server] = [await startChromium(), await startGallery('default')];
});
after(async () => {
  await browser.close();
  await server.stop();
});

/** Somebody new at the browser, who sees no script run, and what the browser complained of. */
async function open(url, options = {}) {
  const context = await browser.newContext({ javaScriptEnabled: false, ...options });
  context.setDefaultTimeout(10_000);
  const page = await context.newPage();
  const complaints = [];
  page.on('console', (message) => ['error', 'warning'].includes(message.type()) && complaints.push(message.text()));
  page.on('requestfailed', (request) => complaints.push(request.url()));
  const response = await page.goto(url);
  assert.equal(response.status(), 200, url);
  return { context, page, complaints };
}

const everyPage = (base) => ['/', '/w/t1/', '/_understudy/mailbox', '/_understudy/v1/', '/_understudy/apis/epilot', '/_understudy/apis/shiftiq',
  '/_understudy/apis/gateway', '/ui/lobby/signin', '/ui/lobby/signin?organizationCode=nobody&ReturnUrl=//x'].map((path) => base + path);

describe('the start page', () => {
  it('shows what runs, and what there is to copy', async () => {
    const { context, page, complaints } = await open(`${server.baseUrl}/`);
    assert.equal(await page.title(), 'World default - Understudy');
    assert.equal(await page.getByTestId('base-url').textContent(), server.baseUrl);
    assert.deepEqual(await page.getByTestId('user').getByRole('heading').allTextContents(),
      ['owner@acme.test', 'anna@acme.test', 'owner@brightside.test']);
    assert.deepEqual(await page.getByTestId('password').allTextContents(),
      ['Correct-Horse-1', 'Battery-Staple-2', 'Sunny-Side-3']);
    const token = await page.getByTestId('token').first().inputValue();
    const me = await fetch(`${server.baseUrl}/v2/users/me`, { headers: { authorization: `Bearer ${token}` } });
    assert.equal((await me.json()).email, 'owner@acme.test');
    assert.equal(await page.getByTestId('secret').inputValue(), 'Client-Secret-Of-Olivia-1');
    assert.deepEqual(complaints, []);
    await context.close();
  });

  it('is gone through by keyboard, each stop visible and named', async () => {
    const { context, page } = await open(`${server.baseUrl}/`, { javaScriptEnabled: true });
    const interactive = await page.locator('a, input, button, summary').count();
    const stops = [];
    for (let stop = 0; stop < interactive; ++stop) {
      await page.keyboard.press('Tab');
      stops.push(await page.evaluate(() => {
        const at = document.activeElement;
        const { outlineStyle, outlineWidth } = getComputedStyle(at);
        const name = at.tagName === 'INPUT' ? at.labels[0]?.textContent.trim() : at.textContent;
        return { place: [...document.querySelectorAll('a, input, button, summary')].indexOf(at), name, outlineStyle, outlineWidth };
      }));
    }
    assert.deepEqual(stops.map(({ place }) => place), [...Array(interactive).keys()], 'in the order of the page, none left out');
    for (const { name, outlineStyle, outlineWidth } of stops)
      assert.deepEqual([Boolean(name), outlineStyle, outlineWidth], [true, 'solid', '3px'], name);
    await context.close();
  });

  it('has its tokens copied by keyboard alone', async () => {
    const { context, page } = await open(`${server.baseUrl}/`, { javaScriptEnabled: true });
    await page.getByTestId('token').first().focus();
    await page.keyboard.press('Control+A');
    const selected = await page.evaluate(() => {
      const { value, selectionStart, selectionEnd } = document.activeElement;
      return value.slice(selectionStart, selectionEnd);
    });
    assert.equal(selected, await page.getByTestId('token').first().inputValue());
    await page.getByTestId('token').first().press('x');
    assert.equal(await page.getByTestId('token').first().inputValue(), selected, 'it cannot be written over');
    await context.close();
  });

  it('leads where it says', async () => {
    const { context, page } = await open(`${server.baseUrl}/w/links/`);
    const links = await page.locator('a').evaluateAll((all) => all.map((link) => [link.textContent, link.href]));
    assert.ok(links.length > 12, `${links.length} links`);
    for (const [text, address] of links) {
      const url = new URL(address);
      const response = await fetch(url, { headers: { accept: 'text/html' } });
      assert.equal(response.status, 200, `${text}: ${address}`);
      assert.match(response.headers.get('content-type'), /^text\/html/, address);
      if (url.hash) assert.equal(await page.locator(url.hash).count(), 1, url.hash);
    }
    await page.getByTestId('user').nth(1).getByTestId('sign-in').click();
    assert.equal(await page.getByTestId('email').inputValue(), 'anna@acme.test');
    assert.equal(await page.getByTestId('organization-code').textContent(), 'acme');
    assert.equal(await page.locator(':focus').getAttribute('data-testid'), 'password');
    await page.keyboard.type('Battery-Staple-2');
    await page.keyboard.press('Enter');
    await page.waitForURL(`${server.baseUrl}/w/links/ui/portal/profile`);
    assert.equal(await page.getByTestId('name').textContent(), 'Anna Agent');
    await context.close();
  });

  it('lists the operations of each API, and which of them are 501', async () => {
    const { context, page } = await open(`${server.baseUrl}/`);
    for (const api of ['epilot', 'gateway', 'shiftiq', 'control']) {
      await page.getByRole('link', { name: api, exact: true }).click();
      assert.equal(await page.getByRole('heading', { level: 1 }).textContent(), `Operations of ${api}`);
      const { operations } = await (await fetch(page.url())).json();
      assert.equal(await page.getByTestId('operation').count(), operations.length);
      assert.equal(await page.getByText('501', { exact: true }).count(), operations.filter(({ emulated }) => !emulated).length);
      await page.getByTestId('start-page').click();
    }
    await context.close();
  });

  it('shows a hostile fixture as text', async () => {
    const hostile = '"><img src=x onerror=alert(1)><script>alert(1)</script>';
    const users = [{ email: 'evil@evil.test', display_name: hostile, password: hostile }];
    const other = await startShiftIq({ tenants: [{ name: hostile, slug: 'evil', users }] });
    try {
      const { context, page, complaints } = await open(`${other.baseUrl}/`, { javaScriptEnabled: true });
      page.on('dialog', (dialog) => assert.fail(dialog.message()));
      assert.equal(await page.locator('img, script').count(), 0);
      assert.equal(await page.getByText(hostile).count(), 3);
      assert.deepEqual(complaints, []);
      await context.close();
    } finally {
      await other.stop();
    }
  });
});

describe('every page', () => {
  // 640 CSS pixels are a window of 1280 at 200 %.
  for (const width of [320, 360, 640, 1280])
    it(`fits a window of ${width} pixels`, async () => {
      for (const url of everyPage(server.baseUrl)) {
        const context = await browser.newContext({ viewport: { width, height: 800 } });
        const page = await context.newPage();
        await page.goto(url);
        assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), width, url);
        await context.close();
      }
    });

  it('is light or dark as the system is', async () => {
    for (const [colorScheme, ...colours] of [
      ['light', 'rgb(244, 245, 247)', 'rgb(255, 255, 255)', 'rgb(28, 33, 39)'],
      ['dark', 'rgb(16, 19, 23)', 'rgb(25, 29, 35)', 'rgb(229, 232, 236)'],
    ])
      for (const url of everyPage(server.baseUrl)) {
        const context = await browser.newContext({ colorScheme });
        const page = await context.newPage();
        await page.goto(url);
        assert.deepEqual(await page.evaluate(() => [
          getComputedStyle(document.body).backgroundColor,
          getComputedStyle(document.querySelector('.card, main:not(.wide)')).backgroundColor,
          getComputedStyle(document.querySelector('h1')).color,
        ]), colours, url);
        await context.close();
      }
  });
});
