// One jar, two worlds: cookies of worlds that are named by path, host or header, through clients that keep cookies by
// rules of their own.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { promisify } from 'node:util';
import { startChromium } from './support/chromium.js';
import { axiosWith, strictJar } from './support/cookies.js';
import { startShiftIq } from './support/understudy.js';

const login = (person) => `/api/security/cookies/login?organizationCode=acme&email=${person}@acme.test`;
const me = '/api/me/context';
const persons = [['dora', 'Dora'], ['lena', 'Lena']];

/** The same two persons in two worlds, one in the other's stead: each must be found where it signed in. */
async function findsEach(worlds, ask) {
  for (const [i, world] of worlds.entries()) await ask(world, 'POST', login(persons[i % 2][0]));
  for (const round of [1, 2])
    for (const [i, world] of worlds.entries()) {
      const { UserName } = JSON.parse(await ask(world, 'GET', me));
      assert.equal(UserName.split(' ')[0], persons[i % 2][1], `${JSON.stringify(world)}, round ${round}`);
    }
}

describe('cookies of several worlds', () => {
  let server, byPath, byHost;
  before(async () => {
    server = await startShiftIq({ shiftiq: { cookie: { secure: false } } });
    byPath = ['', '/w/t1', '/w/t2', '/w/t10'].map((prefix) => server.baseUrl + prefix);
    byHost = ['localhost', 't1.localhost', 't2.localhost'].map((host) => server.baseUrl.replace('localhost', host));
  });
  after(() => server.stop());

  it('are told apart by Chromium, by path and by host in one browser', async () => {
    const browser = await startChromium();
    for (const worlds of [byPath, byHost]) {
      const page = await (await browser.newContext()).newPage();
      await findsEach(worlds, async (base, method, path) => {
        // A page of the world itself asks, as an application behind one origin does.
        await page.goto(`${base}/api/diagnostic/health`);
        return page.evaluate(async ([address, how]) =>
          (await fetch(address, { method: how, credentials: 'include' })).text(), [base + path, method]);
      });
    }
    await browser.close();
  });

  it('are told apart by pages: signed in to the default world, a browser is let into a path world', async () => {
    const browser = await startChromium();
    for (const worlds of [byPath, byHost]) {
      const page = await (await browser.newContext()).newPage();
      for (const [i, base] of worlds.entries()) {
        await page.goto(`${base}/ui/lobby/signin?Organization=acme`);
        await page.getByLabel('E-mail address').fill(`${persons[i % 2][0]}@acme.test`);
        await page.getByLabel('Password').fill(i % 2 ? 'Correct-Horse-4' : 'Correct-Horse-1');
        await page.getByRole('button', { name: 'Sign in' }).click();
        await page.waitForURL((url) => !url.pathname.includes('signin'));
        assert.ok(page.url().startsWith(`${base}/ui/`), page.url());
      }
      for (const [i, base] of worlds.entries()) {
        const context = await page.goto(base + me);
        assert.equal(JSON.parse(await context.text()).UserName.split(' ')[0], persons[i % 2][1], base);
      }
    }
    await browser.close();
  });

  it('are told apart by curl, by path and by host in one jar', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'understudy-jar-'));
    try {
      for (const [name, worlds] of [['path', byPath], ['host', byHost]])
        await findsEach(worlds, async (base, method, path) => {
          const jar = join(folder, name);
          return (await promisify(execFile)('curl', ['-sS', '-X', method, '-b', jar, '-c', jar, base + path])).stdout;
        });
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  it('are told apart by tough-cookie, by path, and by header with a jar for each', async () => {
    const jar = strictJar({ allowSecureOnLocal: false });
    await findsEach(byPath, async (base, method, path) => (await axiosWith(jar, base).request({ method, url: path })).data);
    const jars = new Map();
    await findsEach(['default', 't1', 't2'], async (world, method, path) => {
      if (!jars.has(world)) jars.set(world, strictJar({ allowSecureOnLocal: false }));
      const client = axiosWith(jars.get(world), server.baseUrl);
      return (await client.request({ method, url: path, headers: { 'X-Understudy-World': world } })).data;
    });
  });

  it('are told apart by Python, by path in one session, and by header or Host with a session for each', async () => {
    const script = `
import json, sys, requests
base, ways = json.loads(sys.argv[1])
for prefixes, headers, one in ways:
    shared = requests.Session()
    sessions = [shared if one else requests.Session() for _ in prefixes]
    people = ["dora", "lena"]
    for i, prefix in enumerate(prefixes):
        sessions[i].headers.update(headers[i])
        answer = sessions[i].post(base + prefix + "/api/security/cookies/login?organizationCode=acme&email=" + people[i % 2] + "@acme.test", headers=headers[i])
        assert answer.status_code == 200, answer.text
    for i, prefix in enumerate(prefixes):
        answer = sessions[i].get(base + prefix + "/api/me/context", headers=headers[i])
        assert answer.status_code == 200, (prefix, headers[i], answer.text)
        assert answer.json()["UserName"].lower().startswith(people[i % 2]), (prefix, answer.text)
print("told apart")
`;
    const { port } = server.ready;
    const ways = [
      [['', '/w/t1', '/w/t2'], [{}, {}, {}], true],
      [['', ''], [{ 'X-Understudy-World': 't1' }, { 'X-Understudy-World': 't2' }], false],
      [['', ''], [{ Host: `t1.localhost:${port}` }, { Host: `t2.localhost:${port}` }], false],
    ];
    for (const base of [`http://localhost:${port}`, `http://127.0.0.1:${port}`]) {
      const args = ['-c', script, JSON.stringify([base, ways])];
      assert.equal((await promisify(execFile)('/usr/bin/python3', args)).stdout, 'told apart\n', base);
    }
  });
});

describe('cookies with Secure over plain http', () => {
  let server;
  before(async () => (server = await startShiftIq()));
  after(() => server.stop());

  it('are kept and sent on localhost by Chromium, curl and tough-cookie, and not by Python', async () => {
    const browser = await startChromium();
    const page = await (await browser.newContext()).newPage();
    const asks = {
      chromium: async (method, path) => {
        await page.goto(`${server.baseUrl}/api/diagnostic/health`);
        return page.evaluate(async ([address, how]) => (await fetch(address, { method: how })).status, [path, method]);
      },
      curl: (jar => async (method, path) => Number((await promisify(execFile)('curl',
        ['-sS', '-X', method, '-b', jar, '-c', jar, '-o', '/dev/null', '-w', '%{http_code}', server.baseUrl + path])).stdout)),
      tough: (client => async (method, path) => (await client.request({ method, url: path })).status)(axiosWith(strictJar(), server.baseUrl)),
    };
    const folder = await mkdtemp(join(tmpdir(), 'understudy-jar-'));
    asks.curl = asks.curl(join(folder, 'jar'));
    try {
      for (const [client, ask] of Object.entries(asks)) {
        assert.equal(await ask('POST', login('dora')), 200, client);
        assert.equal(await ask('GET', me), 200, client);
      }
      const script = 'import sys, requests; s = requests.Session(); s.post(sys.argv[1]); print(s.get(sys.argv[2]).status_code)';
      const { stdout } = await promisify(execFile)('/usr/bin/python3', ['-c', script, server.baseUrl + login('dora'), server.baseUrl + me]);
      assert.equal(stdout, '401\n');
    } finally {
      await browser.close();
      await rm(folder, { recursive: true });
    }
  });
});
