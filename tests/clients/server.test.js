// The server as a process: its end while clients are busy, what the system must grant it, and what it gives back.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { Agent, request } from 'node:http';
import { connect } from 'node:net';
import { describe, it } from 'node:test';
import { endChild, startChild } from './support/children.js';
import { program } from './support/program.js';
import { startShiftIq, startUnderstudy } from './support/understudy.js';

/** A connection that says what it is told to; `whole` is all that comes back until its end. */
function open(port, text) {
  const socket = connect(port, '127.0.0.1');
  const said = { text: '' };
  socket.on('data', (data) => (said.text += data));
  socket.write(text);
  return { socket, said, whole: once(socket, 'close').then(() => said.text) };
}

const head = (line, ...headers) => [line, 'Host: localhost', ...headers, '', ''].join('\r\n');

describe('a server that is told to stop', () => {
  it('answers what is under way, and keeps nobody waiting', async () => {
    const server = await startUnderstudy();
    const { port } = server.ready;
    const journal = '/_understudy/v1/worlds/default/journal';
    const body = JSON.stringify({ name: 'stopped' });
    const post = open(port, head('POST /_understudy/v1/worlds HTTP/1.1', 'Content-Type: application/json',
      `Content-Length: ${body.length}`) + body.slice(0, 5));
    const wait = open(port, head(`GET ${journal}?wait=60s HTTP/1.1`));
    const stream = open(port, head(`GET ${journal} HTTP/1.1`, 'Accept: text/event-stream'));
    const idle = open(port, head('GET /_understudy/v1/health HTTP/1.1'));
    await Promise.all([once(idle.socket, 'data'), once(stream.socket, 'data')]);
    // Both of the others are in by then: connections are taken in the order in which they came.
    for (let i = 0; i < 4; ++i) await fetch(`http://127.0.0.1:${port}/_understudy/v1/health`);

    const begin = Date.now();
    const stopped = server.stop();
    assert.match(await wait.whole, /^HTTP\/1\.1 503 [^]*application\/problem\+json[^]*"detail":"The server is stopping\."/);
    assert.ok((await stream.whole).endsWith('\r\n0\r\n\r\n'), 'the stream ends whole');
    assert.match(await idle.whole, /^HTTP\/1\.1 200 /);
    post.socket.write(body.slice(5));
    assert.match(await post.whole, /^HTTP\/1\.1 201 [^]*Connection: close[^]*"name":"stopped"/);
    await stopped;
    assert.ok(Date.now() - begin < 2500, 'and it did not wait for its deadline of 5 s');
  });
});

describe('a system that grants too little', () => {
  /** Starts the program under a limit of the shell's. */
  const startUnder = (limit) =>
    spawnSync('bash', ['-c', `${limit} && exec "$0" serve --port 0 --log json`, program], { encoding: 'utf8', timeout: 20_000 });

  it('is told in one line: too few open files', () => {
    for (const files of [4, 8, 12, 16, 24]) {
      const { status, stdout, stderr } = startUnder(`ulimit -n ${files}`);
      assert.match(stderr, new RegExp(`^understudy: cannot serve: the system gives too few open files \\(${files} are allowed\\); ` +
        'raise the limit, as by ulimit -n \\d+\n$'));
      assert.deepEqual({ status, stdout }, { status: 2, stdout: '' });
    }
  });

  it('is told in one line: too few that are not open already', () => {
    const { status, stdout, stderr } = startUnder('ulimit -n 64 && for fd in {10..60}; do eval "exec $fd</dev/null"; done');
    assert.match(stderr, /^understudy: cannot serve: the system gives too few open files \(.*\); raise the limit.*\n$/);
    assert.deepEqual({ status, stdout }, { status: 2, stdout: '' });
  });

  it('is told in one line: no threads', () => {
    // More for the stack of a thread than any machine has addresses for.
    const { status, stdout, stderr } = startUnder('ulimit -s 200000000000');
    assert.match(stderr, /^understudy: cannot serve: the system gives too few threads \(.*\); raise the limit of processes .*\n$/);
    assert.deepEqual({ status, stdout }, { status: 2, stdout: '' });
  });

  it('serves with as many open files as it asks for', async () => {
    const least = /ulimit -n (\d+)\n$/.exec(startUnder('ulimit -n 8').stderr)[1];
    const started = startChild('bash', ['-c', `ulimit -n ${least} && exec "$0" serve --port 0 --log json`, program],
      { stdio: ['ignore', 'pipe', 'inherit'] });
    const { port } = JSON.parse((await once(started.child.stdout, 'data'))[0]);
    assert.equal((await fetch(`http://127.0.0.1:${port}/_understudy/v1/health`)).status, 200);
    assert.deepEqual(await endChild(started), [0, null]);
  });
});

describe('pages that are refused by the listener', () => {
  it('may read why', async () => {
    const server = await startUnderstudy();
    const origin = 'Origin: http://localhost:3000';
    const answers = await Promise.all([
      open(server.ready.port, head('POST /v1/access-tokens HTTP/1.1', 'Content-Length: 2000000', origin)).whole,
      open(server.ready.port, head('GET /v1/access-tokens HTTP/1.1', origin, `X-Long: ${'x'.repeat(70_000)}`)).whole,
    ]);
    for (const [i, status] of [413, 431].entries()) {
      assert.ok(answers[i].startsWith(`HTTP/1.1 ${status} `), answers[i]);
      assert.match(answers[i], /\r\nAccess-Control-Allow-Origin: http:\/\/localhost:3000\r\n/);
      assert.match(answers[i], /\r\nAccess-Control-Allow-Credentials: true\r\n/);
      assert.match(answers[i], /\r\nAccess-Control-Expose-Headers: X-Understudy-Reason, /);
    }
    await server.stop();
  });
});

describe('five thousand worlds of three tokens each', () => {
  const resident = async (pid) => Number(/VmRSS:\s+(\d+) kB/.exec(await readFile(`/proc/${pid}/status`, 'utf8'))[1]) / 1000;

  it('leave less than 8 MB behind once they are dropped', async () => {
    const server = await startShiftIq();
    const agent = new Agent({ keepAlive: true, maxSockets: 8 });
    const ask = (method, path, body) => new Promise((resolve, reject) => {
      const headers = body ? { 'content-type': 'application/json' } : {};
      request({ agent, port: server.ready.port, host: '127.0.0.1', method, path, headers }, (response) => {
        response.resume();
        response.on('end', () => resolve(response.statusCode));
      }).on('error', reject).end(body);
    });
    const { client_secrets: [{ secret }] } = await server.world('default').credentials();
    const before = await resident(server.ready.pid);
    const names = Array.from({ length: 5000 }, (_, i) => `dropped-${i}`);
    const each = async (work) => {
      const left = [...names];
      await Promise.all(Array.from({ length: 8 }, async () => {
        for (let name = left.pop(); name; name = left.pop()) await work(name);
      }));
    };
    await each(async (name) => {
      for (const lifetime of [60, 3600, 86_400])
        assert.equal(await ask('POST', `/w/${name}/api/security/tokens/generate`, JSON.stringify({ Secret: secret, Lifetime: lifetime })), 200);
    });
    const full = await resident(server.ready.pid);
    await each(async (name) => assert.equal(await ask('DELETE', `/_understudy/v1/worlds/${name}`), 204));
    const after = await resident(server.ready.pid);
    agent.destroy();
    await server.stop();
    assert.ok(full - before > 20, `they took ${full - before} MB, too little to show anything`);
    assert.ok(after - before < 8, `${before} MB at first, ${full} MB with all worlds, ${after} MB after them`);
  });
});
