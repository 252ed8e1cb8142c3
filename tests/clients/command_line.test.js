// The program as a shell or a CI job meets it: options, environment variables, exit status, and what it says.
import assert from 'node:assert/strict';
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { lstat, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { program, run } from './support/program.js';
import { startUnderstudy } from './support/understudy.js';

const fixture = fileURLToPath(new URL('./fixture.yaml', import.meta.url));
const zshHelper = fileURLToPath(new URL('./support/complete.zsh', import.meta.url));

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
    const { status, out } = await run(['--help']);
    assert.equal(status, 0);
    assert.equal((await run(['help'])).out, out);
    assert.deepEqual(out.split('\n').filter((line) => line.length > 100), []);
    const commands = [...out.match(/Commands:\n((?: .*\n)+)/)[1].matchAll(/^  (\w+)/gm)].map((match) => match[1]);
    assert.ok(commands.includes('mint'), out);
    for (const command of commands) {
      const help = await run([command, '--help']);
      assert.equal(help.status, 0, command);
      assert.match(help.out, new RegExp(`^understudy ${command}: .*\\n`));
      assert.match(help.out, /\nExamples:\n {2}\S/, command);
      assert.deepEqual(help.out.split('\n').filter((line) => line.length > 100), [], command);
    }
    assert.match((await run(['serve', '--help'])).out, /UNDERSTUDY_PUBLIC_URL/);
    assert.match((await run(['--version'])).out, /^understudy \d+\.\d+\.\d+\n$/);
  });

  it('refuses wrong words with status 2 and the next step', async () => {
    for (const args of [['--prot', '1'], ['--port', '65536'], ['--port', '-1'], ['--port', 'x'], ['--log', 'loud'], ['check'],
      ['--world-idle', 'soon'], ['healthcheck', '--wait', 'x'], ['schema', 'x'], ['completion'], ['completion', 'tcsh'],
      ['mint', '--claim', 'x'], ['mint', '--type', 'pai'], ['mint', '--url', 'https://x'], ['mint', '--key', 'epilot.api', '--key-file', 'x'],
      ['mint', '--expires-in', 'soon'], ['mint', 'x'], ['mint', '--user', ''], ['mint', '--role='], ['mint', '--key-file', ''], ['mint', '--without-claim', ''],
      ['mint', '--url', 'http://localhost:1/w/abc', '--world', 'def'], ['healthcheck', '--url', 'localhost:9119'], ['healthcheck', '--url', 'https://x'], ['mint', '--no-roles', '--role', 'x'], ['--strict-worlds=maybe']]) {
      const { status, err } = await run(args);
      assert.equal(status, 2, args.join(' '));
      assert.match(err, /^understudy: .*\nRun understudy \w+ --help to see what it takes\.\n$/, args.join(' '));
    }
  });

  it('names an option that there is not, whatever else is missing', async () => {
    for (const [args, told] of [
      [['check', '--nonsense'], 'there is no option --nonsense'], [['check', '--hepl'], 'there is no option --hepl; did you mean --help?'],
      [['--prot', '1'], 'there is no option --prot; did you mean --port?'], [['mint', '--usr=x'], 'there is no option --usr; did you mean --user?'],
      [['completion', '-x'], 'there is no option -x']])
      assert.equal((await run(args)).err.split('\n')[0], `understudy: ${told}`);
  });

  it('ends at variables that nobody knows', async () => {
    const words = [[], ['check', fixture], ['mint'], ['healthcheck'], ['schema'], ['check', '--nonsense']];
    for (const args of words) {
      const { status, out, err } = await run(args, { UNDERSTUDY_PRT: '1', UNDERSTUDY_FIXTURS: 'x', UNDERSTUDY_ZZZZZZ: 'secret', UNDERSTUDY_PORTT: '' });
      assert.deepEqual({ status, out, err }, { status: 2, out: '', err: `understudy: there is no environment variable UNDERSTUDY_FIXTURS; did you mean UNDERSTUDY_FIXTURES?
understudy: there is no environment variable UNDERSTUDY_PRT; did you mean UNDERSTUDY_PORT?
understudy: there is no environment variable UNDERSTUDY_ZZZZZZ; understudy COMMAND --help lists those that there are
` });
    }
    for (const args of [['--help'], ['mint', '--help'], ['--version']]) assert.equal((await run(args, { UNDERSTUDY_PRT: '1' })).status, 0);
  });

  it('knows the variables of all commands and helpers', async () => {
    const env = { UNDERSTUDY_URL: 'http://localhost:1', UNDERSTUDY_WORLD: 'w', UNDERSTUDY_BINARY: 'b', UNDERSTUDY_UPDATE_TRANSCRIPTS: '1', UNDERSTUDY_READY_FILE: join(folder, 'all') };
    assert.deepEqual(await run(['check', fixture], env).then(({ status, err }) => [status, err]), [0, '']);
    const { ready } = await readyLine([fixture, '--port', '0', '--log', 'json'], env);
    assert.equal(ready.event, 'ready');
  });

  it('asks the server whose port it is given, wherever UNDERSTUDY_URL points', async () => {
    const server = await startUnderstudy();
    const env = { UNDERSTUDY_URL: server.baseUrl };
    assert.equal((await run(['healthcheck'], env)).status, 0);
    for (const args of [['--port', '1'], ['--port=1'], ['--host', '192.0.2.1']])
      assert.equal((await run(['healthcheck', ...args], env)).status, 1, args.join(' '));
    await server.stop();
  });

  it('ignores what Kubernetes and Docker set for a service of its name', async () => {
    const env = Object.fromEntries(['UNDERSTUDY', 'UNDERSTUDY_WEB'].flatMap((name) => [
      ['SERVICE_HOST', '10.0.0.7'], ['SERVICE_PORT', '9119'], ['SERVICE_PORT_HTTP', '9119'], ['PORT', 'tcp://10.0.0.7:9119'],
      ['PORT_9119_TCP', 'tcp://10.0.0.7:9119'], ['PORT_9119_TCP_PROTO', 'tcp'], ['PORT_9119_TCP_PORT', '9119'], ['PORT_9119_TCP_ADDR', '10.0.0.7'],
      ['PORT_53_UDP', 'udp://10.0.0.7:53'], ['PORT_53_UDP_PORT', '53'], ['PORT_9119_TCP_START', 'tcp://10.0.0.7:9119'], ['PORT_9119_TCP_PORT_END', '9120'],
      ['NAME', '/app/understudy'], ['ENV_UNDERSTUDY_LOG', 'json'],
    ].map(([rest, value]) => [`${name}_${rest}`, value])));
    // An address that no machine has, so that the port which it would listen on is told.
    const { err } = await run([fixture, '--host', '192.0.2.1'], env);
    assert.match(err, /port 9119 of 192\.0\.2\.1/);
    assert.deepEqual(await run(['check', fixture], env).then(({ status, err }) => [status, err]), [0, '']);
    assert.notEqual((await run(['healthcheck'], env)).status, 2);
    for (const wrong of [{ UNDERSTUDY_NAME: 'x' }, { UNDERSTUDY_WEB_PORT: '80' }, { UNDERSTUDY_PORT_X_TCP: '1' }, { UNDERSTUDY_PORT_1_TCPX: '1' }, { UNDERSTUDY_SERVICE: 'x' }])
      assert.equal((await run(['check', fixture], wrong)).status, 2, JSON.stringify(wrong));
    assert.match((await run([fixture], { UNDERSTUDY_PORT: 'tcp' })).err, /the environment variable UNDERSTUDY_PORT: 'tcp' is no whole number/);
  });

  it('takes an empty variable for one that is not set', async () => {
    const env = { UNDERSTUDY_PORT: '', UNDERSTUDY_FIXTURES: '', UNDERSTUDY_FIXTURE: '', UNDERSTUDY_STRICT_WORLDS: '', UNDERSTUDY_PUBLIC_URL: '' };
    const { ready } = await readyLine(['--port', '0', '--log', 'json'], env);
    assert.deepEqual(ready.fixtures, []);
  });

  it('offers the nearest word', async () => {
    for (const [args, meant] of [[['minth'], 'mint'], [['helthcheck'], 'healthcheck'], [['mint', '--type', 'jurney'], 'journey']])
      assert.match((await run(args)).err, new RegExp(`did you mean ${meant}\\?`), args.join(' '));
  });

  it('names the variable that is wrong', async () => {
    for (const [variable, value, args = []] of [
      ['UNDERSTUDY_PORT', 'x'], ['UNDERSTUDY_LOG', 'loud'], ['UNDERSTUDY_STRICT_WORLDS', 'maybe'], ['UNDERSTUDY_WORLD_IDLE', 'soon'],
      ['UNDERSTUDY_PUBLIC_URL', 'nonsense'], ['UNDERSTUDY_MAX_WORLDS', '0'], ['UNDERSTUDY_FIXTURES', '/no/such.yaml'],
      ['UNDERSTUDY_FIXTURE', 'nonsense'], ['UNDERSTUDY_PORT', 'x', ['healthcheck']], ['UNDERSTUDY_URL', 'x', ['mint']]]) {
      const { status, err } = await run(args, { [variable]: value });
      assert.equal(status, 2, variable);
      assert.ok(err.includes(variable), err);
      assert.ok(!err.includes('--'  + variable.slice(11).toLowerCase().replace('_', '-')), err);
    }
    const word = await run(['--port', 'y'], { UNDERSTUDY_PORT: 'x' });
    assert.match(word.err, /^understudy: --port: 'y'/);
    assert.equal((await run(['schema'], { UNDERSTUDY_PORT: 'x' })).status, 0);
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
    assert.match(good.out, /^good: 2 tenants, 4 users, .* access tokens, 0 invitations, 2 app clients, \d+ client secrets\n$/);
    const one = join(folder, 'one.yaml');
    await writeFile(one, 'version: 1\ntenants: [{name: Acme, users: [{email: a@a.test, access_tokens: [{name: CI}]}]}]\n');
    assert.equal((await run(['check', one])).out, 'good: 1 tenant, 1 user, 3 roles, 1 access token, 0 invitations, 1 app client, 0 client secrets\n');
  });

  it('tells what a fixture that reads well gets wrong', async () => {
    const path = join(folder, 'contradictions.yaml');
    const own = 'http://localhost:9119/w/ci/v1/access-tokens';
    await writeFile(path, `version: 1
server: {public_url: "http://localhost:9119"}
trusted_issuers:
  - issuer: ${own}
    tenant_claim: org_id
    jwks: {keys: [{kid: a, kty: OKP, crv: Ed25519, x: 11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo}]}
shiftiq: {throttle: {costs: [{operation: listUser, cost: 3}, {operation: listUsers, cost: 3}]}}
tenants: [{name: Acme, users: [{email: a@acme.test}]}]
`);
    const told = `understudy: trusted_issuers: ${own} is Understudy's own issuer, whose tokens pass anyway; leave it out
understudy: shiftiq.throttle.costs: Shift iQ has no operation listUser; did you mean listUsers?
`;
    for (const words of [['check', path], [path, '--port', '0']]) {
      const { status, err } = await run(words);
      assert.deepEqual([status, err], [2, told]);
    }
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
      assert.match(err, /^understudy: --public-url: .* is no http or https address/s, url);
    }
  });

  it('reads standard input where a fixture is -', () => {
    const feed = (args, input) => spawnSync(program, args, { input, encoding: 'utf8', timeout: 10_000 });
    const text = 'version: 1\ntenants: [{name: Piped, users: [{email: piped@acme.test}]}]\n';
    const good = feed(['check', fixture, '-'], text);
    assert.equal(good.status, 0, good.stderr);
    assert.match(good.stdout, / 5 users/);
    for (const args of [['check', '-'], ['serve', '-'], ['-'], ['-', '--port', '0'], ['--port', '0', '-']]) {
      const { status, stdout, stderr } = feed(args, 'version: 1\nsead: s\n');
      assert.deepEqual([status, stdout, stderr], [2, '', 'standard input:2:1: sead: unknown key; did you mean "seed"?\n'], args.join(' '));
    }
    assert.equal(feed(['check', '-'], '').stderr, 'standard input: the fixture is empty; it begins with: version: 1\n');
    assert.equal(feed(['-'], '#'.repeat(9 << 20)).stderr, 'standard input: a fixture of more than 8 MiB; split it into several files\n');
    for (const args of [['check', '-', '-'], ['-', fixture, '-']]) {
      const { status, stderr } = feed(args, text);
      assert.deepEqual([status, stderr], [2, 'understudy: - is given twice, but standard input can be read only once\n']);
    }
    const closed = spawnSync('sh', ['-c', 'exec "$0" check - <&-', program], { encoding: 'utf8' });
    assert.equal(closed.status, 2);
    assert.match(closed.stderr, /^understudy: cannot read standard input \(/);
  });

  it('serves what standard input gives', async () => {
    const child = spawn(program, ['-', '--port', '0', '--log', 'json'], { stdio: ['pipe', 'pipe', 'inherit'] });
    child.stdin.end('\uFEFFversion: 1\r\ntenants: [{name: Piped, users: [{email: piped@acme.test}]}]\r\n');
    const [line] = await once(child.stdout, 'data');
    const { port, fixtures } = JSON.parse(line);
    assert.deepEqual(fixtures, ['-']);
    const credentials = await (await fetch(`http://127.0.0.1:${port}/_understudy/v1/worlds/default/credentials`)).json();
    assert.equal(credentials.users[0].email, 'piped@acme.test');
    child.kill('SIGTERM');
    assert.deepEqual(await once(child, 'close'), [0, null]);
  });

  it('takes lists with blanks around their commas', async () => {
    const env = { UNDERSTUDY_CONTROL_ORIGINS: ' https://app.example , https://b.example', UNDERSTUDY_CONTROL_HOSTS: 'a.example ,b.example ' };
    const { ready } = await readyLine(['--port', '0', '--log', 'json'], env);
    assert.equal(ready.event, 'ready');
    await readyLine(['--port', '0', '--log', 'json', '--control-origins', 'https://a.example, https://b.example']);
    const { status, err } = await run(['--port', '0', '--control-hosts', 'a.example, b:1']);
    assert.equal(status, 2);
    assert.match(err, /'b:1' is no host without a port/);
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
    const more = join(folder, 'more.yaml');
    await writeFile(more, text);
    const list = await readyLine([], { ...env, UNDERSTUDY_FIXTURES: ` ${fixture} , ${more}` });
    assert.deepEqual(list.ready.fixtures, [fixture, more]);
    assert.equal(list.credentials.users.length, 5);
    const gap = await run([], { UNDERSTUDY_FIXTURES: `${fixture}, ` });
    assert.equal(gap.status, 2);
    assert.match(gap.err, /^understudy: the environment variable UNDERSTUDY_FIXTURES: one of its values is empty\n/);
    const lost = await run([], { UNDERSTUDY_FIXTURES: `${fixture}, /no/such.yaml` });
    assert.match(lost.err, /cannot read \/no\/such\.yaml, which UNDERSTUDY_FIXTURES names/);
    const both = await readyLine([fixture], { ...env, UNDERSTUDY_FIXTURE: text });
    assert.equal(both.credentials.users.length, 5);
    for (const form of [`'${JSON.stringify({ version: 1, seed: 's' })}'\r`, `"${forms.base64.replace(/=+$/, '')}"`])
      assert.deepEqual((await readyLine([], { ...env, UNDERSTUDY_FIXTURE: form })).ready.fixtures, ['UNDERSTUDY_FIXTURE'], form);
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
      assert.equal((await run(['healthcheck', '--url', url])).status, 2, url);
  });

  it('asks where the same variables would have a server listen', async () => {
    for (const host of ['::1', '[::1]', '127.0.0.2', '*', 'localhost', '0.0.0.0', '::']) {
      const server = await startUnderstudy('--host', host);
      const env = { UNDERSTUDY_HOST: host, UNDERSTUDY_PORT: String(server.ready.port) };
      const { out, ...minted } = await run(['mint'], env);
      assert.equal(minted.status, 0, `${host}: ${minted.err}`);
      assert.match(out, /^eyJ.*\n$/);
      assert.equal((await run(['healthcheck'], env)).status, 0, host);
      assert.equal((await run(['healthcheck', '--host', host, '--port', env.UNDERSTUDY_PORT])).status, 0, host);
      if (host === '::1') {
        assert.equal((await run(['healthcheck', '--port', env.UNDERSTUDY_PORT])).status, 0, 'without a host, both loopbacks');
        assert.equal((await run(['healthcheck'], { ...env, UNDERSTUDY_HOST: '127.0.0.2' })).status, 1);
      }
      await server.stop();
    }
  });

  it('takes a public URL in any case, and writes it in one', async () => {
    for (const [given, written] of [['HTTP://Auth.Example:80/Mock/', 'http://auth.example/Mock'], ['HttpS://AUTH.example', 'https://auth.example']]) {
      const { ready } = await readyLine([fixture, '--port', '0', '--log', 'json', '--public-url', given]);
      assert.equal(ready.base_url, written);
      assert.equal(ready.issuer, `${written}/v1/access-tokens`);
    }
    const server = await startUnderstudy();
    const url = server.baseUrl.replace('http://localhost', 'HTTP://LocalHost');
    assert.equal((await run(['mint', '--url', url])).status, 0);
    assert.equal((await run(['healthcheck', '--url', url])).status, 0);
    await server.stop();
  });

  it('minds the size of a cookie only where Shift iQ is named', async () => {
    const path = join(folder, 'many-roles.yaml');
    const roles = Array.from({ length: 60 }, (_, i) => `role-${i}-${'x'.repeat(50)}`);
    const tenants = [{ name: 'Acme', roles: roles.map((slug) => ({ slug })), users: [{ email: 'a@acme.test', roles }] }];
    await writeFile(path, JSON.stringify({ version: 1, tenants }));
    assert.equal((await run(['check', path])).err, '');
    await writeFile(path, JSON.stringify({ version: 1, tenants, shiftiq: {} }));
    const { status, err } = await run(['check', path]);
    assert.equal(status, 2);
    assert.match(err, /^understudy: users: the roles of a@acme\.test make a session cookie of Shift iQ of about \d+ bytes/);
  });

  it('writes fixtures to start from', async () => {
    const list = (await run(['init', '--list'])).out;
    const cases = [...list.matchAll(/^  (\S+) +\S.*$/gm)].map((match) => match[1]);
    assert.deepEqual(cases, ['minimal', 'tenants', 'roles', 'ci', 'tokens', 'journeys', 'partners', 'many-users', 'shift-iq', 'user-pools', 'second-factors', 'custom-sign-in', 'routes']);
    for (const name of cases) {
      const file = join(folder, `${name}.yaml`);
      const written = await run(['init', name, '--output', file]);
      assert.equal(written.status, 0, written.err);
      const { out } = await run(['init', name]);
      assert.equal(await readFile(file, 'utf8'), out);
      assert.match(out, /^# yaml-language-server: \$schema=understudy\.schema\.json\n.*\n# +understudy schema > understudy\.schema\.json\n/);
      assert.deepEqual((await run(['check', file])).err, '', name);
    }
    assert.equal((await run(['init'])).out, (await run(['init', 'minimal'])).out);
    const unknown = await run(['init', 'tokns']);
    assert.equal(unknown.status, 2);
    assert.ok(unknown.err.includes(list), unknown.err);
  });

  it('writes over a fixture only when it is told to', async () => {
    const file = join(folder, 'mine.yaml');
    await writeFile(file, 'mine');
    const kept = await run(['init', '-o', file]);
    assert.equal(kept.status, 2);
    assert.match(kept.err, /is there already; .* --force/);
    assert.equal(await readFile(file, 'utf8'), 'mine');
    assert.equal((await run(['init', '-o', file, '--force'])).status, 0);
    assert.match(await readFile(file, 'utf8'), /^version: 1$/m);
    const nowhere = await run(['init', '-o', join(folder, 'no', 'folder')]);
    assert.equal(nowhere.status, 2);
    assert.match(nowhere.err, /cannot write .*No such file/);
  });

  it('completes in a shell', async () => {
    const scripts = {};
    for (const shell of ['bash', 'zsh', 'fish']) {
      scripts[shell] = join(folder, `completion.${shell}`);
      await writeFile(scripts[shell], (await run(['completion', shell])).out);
      execFileSync(shell, ['-n', scripts[shell]]);
    }
    const files = join(folder, 'files');
    await mkdir(files);
    await writeFile(join(files, 'a fixture.yaml'), '');
    // Each function gives what the shell itself offers for the last word.
    const bash = (...words) =>
      execFileSync('bash', ['-c', `source "$1"; complete -p understudy | grep -q _understudy; COMP_WORDS=("\${@:2}"); COMP_CWORD=$(($# - 2))
        _understudy; printf '%s\n' "\${COMPREPLY[@]}"`, 'bash', scripts.bash, 'understudy', ...words], { cwd: files, encoding: 'utf8' });
    const fish = (...words) =>
      execFileSync('fish', ['--no-config', '-c', `source ${scripts.fish}; complete -C '${['understudy', ...words].join(' ')}'`], { cwd: files, encoding: 'utf8' })
        .replaceAll(/\t.*/g, '');
    for (const complete of [bash, fish]) {
      const offered = (...words) => complete(...words).split('\n').filter((line) => line).sort();
      assert.deepEqual(offered('mi'), ['mint']);
      assert.deepEqual(offered('completion', ''), ['bash', 'fish', 'zsh']);
      assert.deepEqual(offered('serve', '--log', ''), ['json', 'off', 'text']);
      assert.deepEqual(offered('--log', 'j'), ['json']);
      assert.deepEqual(offered('mint', '--type', 'portal'), ['portal', 'portal_preview']);
      assert.deepEqual(offered('mint', '--user', ''), []);
      assert.deepEqual(offered('mint', '--key-'), ['--key-file']);
      assert.deepEqual(offered('--public'), ['--public-url']);
      assert.deepEqual(offered('init', 'many'), ['many-users']);
      assert.match(complete('check', 'a'), /^a\\? fixture\.yaml$/m);
      assert.match(complete('a'), /^a\\? fixture\.yaml$/m);
    }
    assert.equal(bash('serve', '--log', '=', 'j'), 'json\n');

    const lines = {
      'understudy mi': 'understudy mint',
      'understudy completion f': 'understudy completion fish',
      'understudy serve --log=j': 'understudy serve --log=json',
      'understudy --log o': 'understudy --log off',
      'understudy mint --type jo': 'understudy mint --type journey',
      'understudy mint --key-': 'understudy mint --key-file',
      'understudy init many': 'understudy init many-users',
      'understudy check a': 'understudy check a fixture.yaml',
    };
    const typed = execFileSync('zsh', ['-f', zshHelper, scripts.zsh, ...Object.keys(lines)], { cwd: files, encoding: 'utf8', timeout: 30_000 });
    assert.deepEqual(typed.trim().split('\n').map((line) => line.slice(1, -1).replace('\\', '').trim()), Object.values(lines));
  });

  it('has a manual page', async () => {
    const { status, out } = await run(['man']);
    assert.equal(status, 0);
    const page = execFileSync('groff', ['-man', '-Tascii', '-P-cbou', '-ww', '-Wbreak'], { input: out, encoding: 'utf8', stdio: 'pipe' });
    for (const title of ['NAME', 'SYNOPSIS', 'COMMANDS', 'EXAMPLES', 'ENVIRONMENT', 'EXIT STATUS'])
      assert.match(page, new RegExp(`^${title}$`, 'm'));
    assert.match(page, /--public-url URL\n.*\n?.*UNDERSTUDY_PUBLIC_URL/);
    const warnings = spawnSync('groff', ['-man', '-z', '-ww'], { input: out, encoding: 'utf8' });
    assert.equal(warnings.stderr, '');
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
