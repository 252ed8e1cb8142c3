// The script for Node that `understudy env --node-preload` writes: real clients that use no proxy, whose calls of vendors'
// hosts arrive all the same. A stand-in for the server says what arrived, so that nothing here depends on its answers.
import assert from 'node:assert/strict';
import { execFile, execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import http from 'node:http';
import https from 'node:https';
import net from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, afterEach, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { program } from './support/program.js';

const here = fileURLToPath(new URL('.', import.meta.url));
const vendor = 'cognito-idp.eu-central-1.amazonaws.com';
let folder, certificate, preload, standIn, url;
let arrived = [];

/** One port that speaks TLS, at once or behind CONNECT, and http. */
function serve(keys) {
  const tunnels = new WeakMap();
  const answer = (request, response) => {
    const { socket } = request;
    arrived.push({ host: request.headers.host, path: request.url, name: socket.servername, ...tunnels.get(socket) });
    request.resume();
    if (request.url === '/big') return response.end(Buffer.alloc(8_000_000, 'x'));
    request.on('end', () => response.writeHead(200, { 'content-type': 'application/x-amz-json-1.1' }).end('{"UserPools":[]}'));
  };
  const secure = https.createServer(keys, answer);
  const plain = http.createServer((request, response) => {
    arrived.push({ host: request.headers.host, path: request.url, isPlain: true });
    response.end('plain');
  });
  secure.on('secureConnection', (socket) => {
    const { remotePort } = socket;
    if (standIn.by.has(remotePort)) tunnels.set(socket, standIn.by.get(remotePort));
  });
  plain.on('connect', (request, socket) => {
    if (standIn.refuses) return socket.end('HTTP/1.1 407 No\r\n\r\n');
    const user = Buffer.from((request.headers['proxy-authorization'] ?? '').replace('Basic ', ''), 'base64').toString();
    standIn.by.set(socket.remotePort, { through: request.url, user });
    socket.write('HTTP/1.1 200 Yes\r\n\r\n');
    secure.emit('connection', socket);
  });
  standIn = net.createServer((socket) => {
    socket.on('error', () => {});
    socket.once('data', (bytes) => {
      socket.pause();
      socket.unshift(bytes);
      (bytes[0] === 0x16 ? secure : plain).emit('connection', socket);
      process.nextTick(() => socket.resume());
    });
  });
  standIn.by = new Map();
}

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'understudy-preload-'));
  certificate = join(folder, 'cert.pem');
  execFileSync('openssl', ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '2', '-subj', '/CN=stand-in',
    '-addext', `subjectAltName=DNS:${vendor},DNS:user.sls.epilot.io,DNS:api.shiftiq.com`, '-keyout', join(folder, 'key.pem'), '-out', certificate], { stdio: 'ignore' });
  serve({ cert: await readFile(certificate), key: await readFile(join(folder, 'key.pem')) });
  standIn.listen(0, 'localhost');
  await once(standIn, 'listening');
  url = `http://localhost:${standIn.address().port}`;
  preload = join(folder, 'preload.cjs');
  execFileSync(program, ['env', '--shell', 'dotenv', '--data-dir', folder, '--url', url, '--node-preload', preload], { env: { PATH: process.env.PATH, HOME: folder }, stdio: 'ignore' });
});
after(async () => {
  standIn.close();
  await rm(folder, { recursive: true });
});
afterEach(() => {
  arrived = [];
  standIn.refuses = false;
});

/** Runs a script of Node with the preload, and no proxy. */
async function node(script, { env = {}, kind = 'module' } = {}) {
  const all = { PATH: process.env.PATH, HOME: folder, NODE_EXTRA_CA_CERTS: certificate, NODE_OPTIONS: `--require ${preload}`, ...env };
  const args = kind === 'module' ? ['--input-type=module', '-e', script] : ['-e', script];
  return (await promisify(execFile)(process.execPath, args, { cwd: here, env: all, timeout: 20_000 })).stdout.trim();
}
const aws = `
import { CognitoIdentityProviderClient, ListUserPoolsCommand } from '@aws-sdk/client-cognito-identity-provider';
const sdk = new CognitoIdentityProviderClient({ region: 'eu-central-1', credentials: { accessKeyId: 'a', secretAccessKey: 'b' }, maxAttempts: 1 });
const { UserPools } = await sdk.send(new ListUserPoolsCommand({ MaxResults: 1 }));
await sdk.send(new ListUserPoolsCommand({ MaxResults: 2 }));
console.log(JSON.stringify(UserPools));`;
const clients = {
  'AWS SDK v3': [aws, '[]', [vendor, vendor]],
  fetch: [`console.log((await fetch('https://user.sls.epilot.io/v2/users/me')).status)`, '200', ['user.sls.epilot.io']],
  https: [`import https from 'node:https'; https.get('https://api.shiftiq.com/v2/x', (answer) => { console.log(answer.statusCode); answer.resume(); })`, '200', ['api.shiftiq.com']],
  'https with an agent of its own': [
    `import { Agent, request } from 'node:https'; const agent = new Agent({ keepAlive: true, maxSockets: 1 });
     for (let i = 0; i < 2; ++i) await new Promise((done) => request({ agent, method: 'POST', host: '${vendor}', servername: '', path: '/', lookup: () => { throw new Error('asked'); } },
       (answer) => answer.resume().on('end', done)).end('x'.repeat(200_000)));
     console.log('done'); agent.destroy();`, 'done', [vendor, vendor]],
  'a long answer that is read slowly': [
    `import https from 'node:https'; https.get('https://${vendor}/big', async (answer) => { let size = 0; for await (const piece of answer) { size += piece.length; if (size < 500_000) await new Promise((go) => setTimeout(go, 5)); } console.log(size); })`, '8000000', [vendor]],
  axios: [`import axios from 'axios'; console.log((await axios.get('https://user.sls.epilot.io/v2/users/me', { proxy: false })).status)`, '200', ['user.sls.epilot.io']],
  'a name imported from tls': [
    `import { connect } from 'node:tls'; const socket = connect(443, '${vendor}', { servername: '${vendor}' }, () => socket.end('GET / HTTP/1.1\\r\\nHost: ${vendor}\\r\\nConnection: close\\r\\n\\r\\n'));
     let text = ''; socket.on('data', (data) => (text += data)).on('end', () => console.log(text.split('\\r\\n')[0]));`, 'HTTP/1.1 200 OK', [vendor]],
  'a worker': [`import { Worker } from 'node:worker_threads'; new Worker("fetch('https://user.sls.epilot.io/').then((answer) => console.log(answer.status))", { eval: true });`, '200', ['user.sls.epilot.io']],
};

describe('calls of vendors\' hosts that use no proxy, in the default world', () => {
  for (const [name, [script, said, hosts]] of Object.entries(clients))
    it(name, async () => {
      assert.equal(await node(script), said);
      assert.deepEqual(arrived.map(({ host, name, through }) => [host, name, through]), hosts.map((host) => [host, host, undefined]));
    });
});

describe('calls of vendors\' hosts that use no proxy, in a world with a name', () => {
  for (const [name, [script, said, hosts]] of Object.entries(clients))
    it(name, async () => {
      assert.equal(await node(script, { env: { UNDERSTUDY_URL: url, UNDERSTUDY_WORLD: 'ci-7' } }), said);
      assert.deepEqual(arrived.map(({ host, name, through, user }) => [host, name, through, user]), hosts.map((host) => [host, host, `${host}:443`, 'ci-7:']));
    });

  it('are refused with what the server says', async () => {
    standIn.refuses = true;
    const script = `fetch('https://user.sls.epilot.io/').catch(({ cause }) => console.log(cause.message))`;
    assert.equal(await node(script, { env: { UNDERSTUDY_WORLD: 'no' } }), 'Understudy does not open user.sls.epilot.io:443: HTTP/1.1 407 No');
  });

  it('hold a program open as connections do, and no longer', async () => {
    const unref = `import tls from 'node:tls'; const socket = tls.connect({ host: '${vendor}', port: 443 }, () => { console.log('up'); socket.unref(); });`;
    assert.equal(await node(unref, { env: { UNDERSTUDY_WORLD: 'ci' } }), 'up');
    assert.equal(await node(unref), 'up');
  });
});

describe('the script', () => {
  const tries = (host, options = '{}') => `import tls from 'node:tls'; tls.connect({ host: '${host}', port: 1, ...${options} }).on('error', (error) => console.log(error.code))`;

  it('leaves every other host alone', async () => {
    for (const host of ['localhost', '127.0.0.1', 'amazonaws.com.localhost', 'user.sls.epilot.io.localhost', 'cognito-idp.localhost'])
      assert.match(await node(tries(host)), /ECONNREFUSED|ENOTFOUND/, host);
    const ask = `import dns from 'node:dns'; import tls from 'node:tls';
      tls.connect({ host: process.argv[1], port: 443, lookup: (host) => { console.log(host); process.exit(); } });`;
    for (const host of ['s3.eu-central-1.amazonaws.com', 'docs.epilot.io', 'sls.epilot.io', 'a.b.sls.epilot.io', 'user.sls.epilot.io.evil.example', 'userXsls.epilot.io',
      'registry.npmjs.org', 'api.notshiftiq.com', 'cognito-idp.amazonaws.com', 'cognito-idp.eu-central-1.amazonaws.com.evil.example'])
      assert.equal(await node(ask.replace('process.argv[1]', JSON.stringify(host))), host);
    assert.deepEqual(arrived, []);
  });

  it('knows the hosts of every stage and partition', async () => {
    const ask = `const tls = require('node:tls'); const done = (socket) => new Promise((go) => socket.on('error', ({ code }) => go(code)));
      Promise.all(process.env.HOSTS.split(' ').map((host) => done(tls.connect({ host, port: 443, lookup: () => { throw new Error('asked for ' + host); } })))).then((codes) => console.log(...new Set(codes)));`;
    const HOSTS = `access-token.sls.epilot.io User.DEV.sls.epilot.io permissions.staging.sls.epilot.io mcp.epilot.io portal.epilot.cloud portal.dev.epilot.cloud
      cognito-idp-fips.us-gov-west-1.amazonaws.com cognito-idp.eusc-de-east-1.amazonaws.eu cognito-idp.cn-north-1.amazonaws.com.cn cognito-idp.us-gov-east-1.api.aws
      cognito-identity.eu-west-1.amazonaws.com issuer-cognito-idp.eu-west-1.amazonaws.com acme-login.auth.eu-west-1.amazoncognito.com x.auth-fips.us-west-2.amazoncognito.com
      api.shiftiq.com dev-api.insite.com acme.cmds.app`.split(/\s+/).join(' ');
    assert.equal(await node(ask, { kind: 'script', env: { HOSTS, UNDERSTUDY_URL: 'http://127.0.0.1:1' } }), 'ECONNREFUSED');
  });

  it('refuses who is not the vendor, as without it', async () => {
    assert.match(await node(`fetch('https://notification.sls.epilot.io/').catch(({ cause }) => console.log(cause.code))`), /ERR_TLS_CERT_ALTNAME_INVALID/);
    assert.match(await node(`fetch('https://user.sls.epilot.io/').catch(({ cause }) => console.log(cause.code))`, { env: { NODE_EXTRA_CA_CERTS: '' } }), /DEPTH_ZERO_SELF_SIGNED_CERT/);
  });

  it('goes by the variables first, and loads once', async () => {
    const other = 'http://127.0.0.1:1';
    assert.equal(await node(`fetch('https://user.sls.epilot.io/').catch(({ cause }) => console.log(cause.code))`, { env: { UNDERSTUDY_URL: other } }), 'ECONNREFUSED');
    assert.equal(await node(clients.fetch[0], { env: { UNDERSTUDY_URL: `${url}/w/mine`, NODE_OPTIONS: `--require ${preload} --require ${preload}` } }), '200');
    assert.deepEqual(arrived.map(({ user }) => user), ['mine:']);
  });

  it('ends a program that it cannot lead anywhere', async () => {
    for (const address of ['nonsense', 'https://localhost:9119', 'http://[', 'http://'])
      await assert.rejects(node(`console.log('fine')`, { env: { UNDERSTUDY_URL: address } }),
        ({ code, stderr }) => code === 1 && /^Error: Understudy: UNDERSTUDY_URL is no address of a server, such as http:\/\/localhost:9119$/m.test(stderr), address);
  });

  it('leads names with a final dot as those without', async () => {
    const ask = `import https from 'node:https'; https.get('https://user.sls.epilot.io./v2', (answer) => { console.log(answer.statusCode); answer.resume(); });`;
    for (const world of ['default', 'ci']) assert.equal(await node(ask, { env: { UNDERSTUDY_WORLD: world } }), '200');
    assert.deepEqual(arrived.map(({ name, through }) => [name, through]), [['user.sls.epilot.io', undefined], ['user.sls.epilot.io', 'user.sls.epilot.io:443']]);
  });

  it('has ports on which no vendor answers refused, in every world', async () => {
    standIn.refuses = true;
    const ask = `fetch('https://user.sls.epilot.io:8443/').catch(({ cause }) => console.log(cause.message))`;
    for (const world of ['default', 'ci']) assert.equal(await node(ask, { env: { UNDERSTUDY_WORLD: world } }), 'Understudy does not open user.sls.epilot.io:8443: HTTP/1.1 407 No');
  });
});
