// The program as a shell or a CI job meets it: options, environment variables, exit status, and what it says.
import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { lstat, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { startUnderstudy } from './support/understudy.js';

const program = process.env.UNDERSTUDY_BINARY ?? fileURLToPath(new URL('../../build/understudy', import.meta.url));
const fixture = fileURLToPath(new URL('./fixture.yaml', import.meta.url));

/** Runs the program to its end. */
async function run(args, env = {}) {
  const child = spawn(program, args, { env: { ...process.env, ...env } });
  const said = { out: '', err: '' };
  child.stdout.on('data', (data) => (said.out += data));
  child.stderr.on('data', (data) => (said.err += data));
  const [status] = await once(child, 'close');
  return { status, ...said };
}

/** Starts the program with these arguments and variables, gives its ready line, and ends it. */
async function readyLine(args, env = {}) {
  const child = spawn(program, args, { env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'inherit'] });
  const [line] = await once(child.stdout, 'data');
  const ready = JSON.parse(line);
  const health = await fetch(`http://127.0.0.1:${ready.port}/_understudy/v1/worlds/default/credentials`);
  const credentials = await health.json();
  child.kill('SIGINT');
  const [status] = await once(child, 'close');
  assert.equal(status, 0);
  return { ready, credentials };
}

describe('the command line', () => {
  let folder;
  before(async () => (folder = await mkdtemp(join(tmpdir(), 'understudy-'))));
  after(() => rm(folder, { recursive: true }));

  it('helps', async () => {
    for (const args of [['--help'], ['help'], ['serve', '--help'], ['check', '--help']]) {
      const { status, out } = await run(args);
      assert.equal(status, 0);
      assert.match(out, /understudy/i);
    }
    assert.match((await run(['serve', '--help'])).out, /UNDERSTUDY_PUBLIC_URL/);
    assert.match((await run(['--version'])).out, /^understudy \d+\.\d+\.\d+\n$/);
  });

  it('refuses wrong words with status 2 and the next step', async () => {
    for (const args of [['--prot', '1'], ['--port', '65536'], ['--port', '-1'], ['--port', 'x'], ['--log', 'loud'], ['check'],
      ['--world-idle', 'soon'], ['healthcheck', '--wait', 'x'], ['schema', 'x']]) {
      const { status, err } = await run(args);
      assert.equal(status, 2, args.join(' '));
      assert.match(err, /^understudy: .*\nRun understudy --help/, args.join(' '));
    }
  });

  it('says which file it cannot read', async () => {
    for (const path of [join(folder, 'nothing.yaml'), folder]) {
      const { status, err } = await run([path]);
      assert.equal(status, 2);
      assert.ok(err.includes(path), err);
    }
  });

  it('checks fixtures', async () => {
    const bad = join(folder, 'bad.yaml');
    await writeFile(bad, 'version: 1\ntenants:\n  - name: Acme\n    users:\n      - {email: a@a.test, rols: [owner]}\n');
    const { status, err } = await run(['check', bad]);
    assert.equal(status, 2);
    assert.match(err, /bad\.yaml:5:\d+: tenants\[0\]\.users\[0\].*roles/);
    assert.equal((await run([bad, '--port', '0'])).status, 2);
    const good = await run(['check', fixture]);
    assert.deepEqual([good.status, good.err], [0, '']);
    assert.match(good.out, /^good: 2 tenants, 4 users/);
  });

  it('prints a schema', async () => {
    const { status, out } = await run(['schema']);
    assert.equal(status, 0);
    assert.equal(JSON.parse(out).$schema, 'https://json-schema.org/draft/2020-12/schema');
  });

  it('refuses a port that is taken with one line', async () => {
    const server = await startUnderstudy();
    try {
      const { status, err } = await run(['--port', String(server.ready.port)]);
      assert.equal(status, 2);
      assert.match(err, new RegExp(`^understudy: .*${server.ready.port}.*\n$`));
    } finally {
      await server.stop();
    }
  });

  it('writes the ready line to a file too', async () => {
    const file = join(folder, 'ready.json');
    const { ready } = await readyLine([fixture, '--port', '0', '--log', 'json', '--ready-file', file]);
    assert.deepEqual(JSON.parse(await readFile(file)), ready);
    const nowhere = await run([fixture, '--port', '0', '--ready-file', join(folder, 'no', 'folder')]);
    assert.equal(nowhere.status, 2);
    assert.match(nowhere.err, /cannot write the ready file/);
  });

  it('writes the ready line to a pipe without replacing it', async () => {
    const pipe = join(folder, 'pipe');
    execFileSync('mkfifo', [pipe]);
    const child = spawn(program, [fixture, '--port', '0', '--log', 'off', '--ready-file', pipe], { stdio: 'inherit' });
    assert.equal(JSON.parse(await readFile(pipe)).event, 'ready');
    assert.ok((await lstat(pipe)).isFIFO());
    child.kill('SIGTERM');
    assert.deepEqual(await once(child, 'close'), [0, null]);
  });

  it('survives a reset as soon as it is ready', async () => {
    for (let round = 0; round < 5; ++round) {
      const file = join(folder, `ready-${round}`);
      const child = spawn(program, ['--port', '0', '--ready-file', file], { stdio: ['ignore', 'ignore', 'inherit'] });
      let ready;
      while (!ready) ready = await readFile(file).then(JSON.parse, () => pause(1));
      for (let i = 0; i < 20; ++i)
        assert.equal((await fetch(`${ready.control_url}worlds/default/reset`, { method: 'POST' })).status, 200);
      child.kill('SIGTERM');
      assert.deepEqual(await once(child, 'close'), [0, null]);
    }
  });

  it('refuses a public URL that is none', async () => {
    for (const url of ['nonsense', 'javascript:alert(1)', 'http://', 'http://x/?q=1', 'http://u:p@x', 'http://x/#f', 'http://x\r\ny']) {
      const { status, err } = await run([fixture, '--port', '0', '--public-url', url]);
      assert.equal(status, 2, url);
      assert.match(err, /^understudy: the public URL is an http or https address/, url);
    }
  });

  it('takes everything from the environment', async () => {
    const env = { UNDERSTUDY_PORT: '0', UNDERSTUDY_LOG: 'json', UNDERSTUDY_PUBLIC_URL: 'http://auth.example/' };
    const text = 'version: 1\ntenants: [{name: Env, users: [{email: env@env.test, password: p}]}]\n';
    const forms = { UNDERSTUDY_FIXTURE: text, base64: Buffer.from(text).toString('base64') };
    for (const form of Object.values(forms)) {
      const { ready, credentials } = await readyLine([], { ...env, UNDERSTUDY_FIXTURE: form });
      assert.equal(ready.base_url, 'http://auth.example');
      assert.equal(ready.issuer, 'http://auth.example/v1/access-tokens');
      assert.equal(credentials.users[0].email, 'env@env.test');
    }
    const files = await readyLine([], { ...env, UNDERSTUDY_FIXTURES: fixture });
    assert.equal(files.credentials.users.length, 4);
    const both = await readyLine([fixture], { ...env, UNDERSTUDY_FIXTURE: text });
    assert.equal(both.credentials.users.length, 5);
    const wrong = await run([], { ...env, UNDERSTUDY_FIXTURE: 'version: 2\n' });
    assert.equal(wrong.status, 2);
    assert.match(wrong.err, /^UNDERSTUDY_FIXTURE:1:/);
  });

  it('asks a server how it is', async () => {
    const server = await startUnderstudy();
    const port = String(server.ready.port);
    assert.equal((await run(['healthcheck', '--port', port])).status, 0);
    assert.equal((await run(['healthcheck', '--url', `http://localhost:${port}`])).status, 0);
    assert.equal((await run(['healthcheck', '--url', `http://[::1]:${port}`])).status, 0);
    await server.stop();
    const gone = await run(['healthcheck', '--port', port, '--wait', '50ms']);
    assert.equal(gone.status, 1);
    assert.match(gone.err, /no server answers at/);
    for (const url of ['https://localhost', 'localhost', 'http://', 'http://[', 'http://localhost:0'])
      assert.equal((await run(['healthcheck', '--url', url])).status, 1, url);
  });

  it('keeps a strict house', async () => {
    const server = await startUnderstudy('--strict-worlds');
    try {
      const ask = () => fetch(`${server.baseUrl}/w/t1/v2/users/me`).then(({ status }) => status);
      assert.equal(await ask(), 404);
      await fetch(`${server.baseUrl}/_understudy/v1/worlds`, { method: 'POST', body: '{"name":"t1"}' });
      assert.equal(await ask(), 401);
    } finally {
      await server.stop();
    }
  });
});
