// `understudy run`: a program as a child, its signals and status, its variables, its world, and what stays behind: nothing.
import assert from 'node:assert/strict';
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdir, mkdtemp, readdir, readFile, readlink, rm, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { program } from './support/program.js';
import { startUnderstudy } from './support/understudy.js';

/** A server of its own speaks http alone here: what these tests are about is the child. */
const own = ['run', '--no-tls'];
const proxies = ['HTTPS_PROXY', 'https_proxy', 'ALL_PROXY', 'all_proxy', 'HTTP_PROXY', 'http_proxy'];

let folder;
/** Nothing of whoever runs these tests: they may sit behind a proxy themselves. */
const clean = (more = {}) => ({ PATH: process.env.PATH, HOME: folder, ...more });

function start(args, { env = {}, stdio = ['ignore', 'pipe', 'pipe'], command = program, ...more } = {}) {
  const child = spawn(command, args, { env: clean(env), stdio, ...more });
  const said = { out: '', err: '' };
  child.stdout?.on('data', (data) => (said.out += data));
  child.stderr?.on('data', (data) => (said.err += data));
  const ended = once(child, 'close').then(([status, signal]) => ({ status, signal, ...said }));
  const says = async (text) => {
    while (!said.out.includes(text)) await Promise.race([once(child.stdout, 'data'), pause(5000).then(() => assert.fail(`no "${text}" in ${said.out}${said.err}`))]);
    return said.out;
  };
  return { child, ended, says };
}
const run = (args, options) => start(args, options).ended;
const sh = (script, ...args) => ['--', 'sh', '-c', script, 'sh', ...args];
/** What env prints, as an object. */
const variables = (out) => Object.fromEntries(out.split('\n').filter((line) => line.includes('=')).map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]));

const childrenOf = async (pid) => (await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8')).split(' ').filter(Boolean).map(Number);
const isRunning = async (pid) => !/^State:\s+[ZX]/m.test(await readFile(`/proc/${pid}/status`, 'utf8').catch(() => 'State: X'));
const commandOf = async (pid) => (await readFile(`/proc/${pid}/cmdline`, 'utf8')).split('\0');
async function gone(pid) {
  for (let i = 0; i < 400 && (await isRunning(pid)); ++i) await pause(5);
  assert.ok(!(await isRunning(pid)), `${pid} is still there`);
}
const serverOf = async (pid) => {
  for (const child of await childrenOf(pid)) if ((await commandOf(child)).includes('serve')) return child;
};

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'understudy-run-'));
  for (const name of ['both-cas.pem', 'bundle.pem', 'truststore.p12']) await writeFile(join(folder, name), '');
});
after(() => rm(folder, { recursive: true }));

describe('a program that runs against a server of its own', () => {
  it('ends with the status of the program, and says nothing of its own', async () => {
    const quiet = { out: '', err: '', signal: null };
    assert.deepEqual(await run([...own, '--', 'true']), { status: 0, ...quiet });
    assert.deepEqual(await run([...own, ...sh('exit 7')]), { status: 7, ...quiet });
    for (const [signal, number] of [['KILL', 9], ['TERM', 15], ['SEGV', 11]])
      assert.equal((await run([...own, ...sh(`ulimit -c 0; kill -${signal} $$`)])).status, 128 + number, signal);
    const none = await run([...own, '--', 'no-such-command']);
    assert.deepEqual(none, { status: 127, signal: null, out: '', err: 'understudy: there is no command no-such-command\n' });
    const cannot = await run([...own, '--', folder]);
    assert.deepEqual(cannot, { status: 126, signal: null, out: '', err: `understudy: cannot run ${folder} (Permission denied)\n` });
  });

  it('hands the words on as they are, whatever they look like', async () => {
    const { out } = await run([...own, ...sh('printf "<%s>" "$@"', '--help', '', '--', '-x', 'a b', '--url=x')]);
    assert.equal(out, '<--help><><--><-x><a b><--url=x>');
  });

  it('leaves input and output alone', async () => {
    const { child, ended } = start([...own, ...sh('cat; echo err >&2')], { stdio: ['pipe', 'pipe', 'pipe'] });
    child.stdin.end('in\n');
    assert.deepEqual(await ended, { status: 0, signal: null, out: 'in\n', err: 'err\n' });
    assert.equal((await run([...own, ...sh('cat <&0 2>/dev/null; echo closed')], { stdio: ['ignore', 'pipe', 'pipe'] })).out, 'closed\n');
    const closed = execFileSync('sh', ['-c', '"$0" run --no-tls -- sh -c "ls /proc/self/fd" <&- 2>&-', program], { env: clean(), encoding: 'utf8' });
    const direct = execFileSync('sh', ['-c', 'sh -c "ls /proc/self/fd" <&- 2>&-'], { env: clean(), encoding: 'utf8' });
    assert.equal(closed, direct);
  });

  it('gives the program no descriptor of its own, and the server none of the program', async () => {
    const ls = ['-c', 'ls /proc/self/fd; readlink /proc/self/fd/9'];
    const stdio = ['ignore', 'pipe', 'pipe', 'ignore', 'ignore', 'ignore', 'ignore', 'ignore', 'ignore', 'pipe'];
    const direct = spawn('sh', ls, { env: clean(), stdio });
    let expected = '';
    direct.stdout.on('data', (data) => (expected += data));
    await once(direct, 'close');
    const { out } = await run([...own, '--', 'sh', ...ls], { stdio });
    assert.deepEqual(out.split('\n').slice(0, -2), expected.split('\n').slice(0, -2));

    const { child, ended, says } = start([...own, ...sh('echo up; read x')], { stdio: ['pipe', 'pipe', 'pipe', 'pipe'] });
    await says('up');
    const server = await serverOf(child.pid);
    const passed = await readlink(`/proc/${child.pid}/fd/3`);
    for (const name of await readdir(`/proc/${server}/fd`))
      assert.notEqual(await readlink(`/proc/${server}/fd/${name}`), passed);
    child.stdin.end('\n');
    assert.equal((await ended).status, 0);
    await gone(server);
  });

  it('serves the fixture that it is given, in the world that is named', async () => {
    const fixture = join(folder, 'mine.yaml');
    await writeFile(fixture, 'version: 1\ntenants: [{name: Mine, users: [{email: mine@mine.test}]}]\n');
    const ask = '"$0" mint --user mine@mine.test >/dev/null && curl -sf "$UNDERSTUDY_URL/_understudy/v1/worlds" && echo && env';
    const { status, out, err } = await run(['run', '--no-tls', fixture, '--world', 'w-1', '--', 'sh', '-c', ask, program]);
    assert.equal(status, 0, err);
    const set = variables(out);
    assert.equal(set.UNDERSTUDY_WORLD, 'w-1');
    assert.equal(set.UNDERSTUDY_BASE_URL, `${set.UNDERSTUDY_URL}/w/w-1`);
    assert.equal(set.AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER, set.UNDERSTUDY_BASE_URL);
    assert.ok(out.includes('"name":"w-1"'));
    const named = await run([...own, ...sh('env')], { env: { UNDERSTUDY_FIXTURES: fixture, UNDERSTUDY_PORT: '9119', UNDERSTUDY_READY_FILE: join(folder, 'no', 'such') } });
    assert.equal(named.status, 0, named.err);
    assert.equal(variables(named.out).UNDERSTUDY_BASE_URL, variables(named.out).UNDERSTUDY_URL);
    const strict = await run([...own, '--world', 'w-2', ...sh('curl -s -o /dev/null -w %{http_code} "$UNDERSTUDY_BASE_URL/v2/users/me"')], { env: { UNDERSTUDY_STRICT_WORLDS: '1' } });
    assert.equal(strict.out, '401');
  });

  it('says why it does not begin', async () => {
    const bad = join(folder, 'bad.yaml');
    await writeFile(bad, 'version: 2\n');
    for (const [args, told, env] of [
      [['run', '--no-tls', bad, '--', 'true'], /bad\.yaml:1/],
      [['run', '--no-tls', '-', '--', 'true'], /standard input is the command's/],
      [['run', '--no-tls'], /there is no command to run; it stands behind --/],
      [['run', '--no-tls', '--'], /there is no command to run/],
      [['run', '--no-tls', '--world', 'No!', '--', 'true'], /'No!' is no name of a world/],
      [['run', '--url', 'http://localhost:1', 'x.yaml', '--', 'true'], /fixture: is for a server of its own/],
      [['run', 'x.yaml', '--', 'true'], /fixture: is for a server of its own/, { UNDERSTUDY_URL: 'http://localhost:1' }],
      [['run', '--url', 'http://localhost:1', '--data-dir', folder, '--', 'true'], /no server answers at http:\/\/localhost:1;/],
      [['run', '--url', 'http://localhost:1', '--data-dir', '/no/such', '--', 'true'], /certificates are missing in \/no\/such; a server with --tls and --data-dir writes them there/],
      [['run', '--url', 'http://localhost:1', '--', 'true'], /no server answers at http:\/\/localhost:1;/],
      [['run', '--url', 'https://localhost:1', '--', 'true'], /'https:\/\/localhost:1' is https, and the server is asked by http/],
      [['run', '--', 'true'], /the environment variable UNDERSTUDY_TLS: 'maybe' is neither true nor false/, { UNDERSTUDY_TLS: 'maybe' }],
      [['run', '--', 'true'], /the environment variable UNDERSTUDY_LOG: 'jsn' is not known; did you mean json\?/, { UNDERSTUDY_LOG: 'jsn' }],
      [['run', '--', 'true'], /the environment variable UNDERSTUDY_PORT: 'abc' is no whole number/, { UNDERSTUDY_PORT: 'abc' }],
      [['run', '--no-tls', '--', 'true'], /the environment variable UNDERSTUDY_MAX_WORLDS: 'x'/, { UNDERSTUDY_MAX_WORLDS: 'x' }],
      [['run', '--override-proxy', '--keep-proxy', '--', 'true'], /--override-proxy excludes --keep-proxy/],
    ]) {
      const { status, out, err } = await run(args, { env });
      assert.deepEqual([status, out], [2, ''], args.join(' '));
      assert.match(err, told);
    }
  });

  it('tells the journal of a program that fails, where it is asked to', async () => {
    const fail = sh('for i in 1 2 3; do curl -s -o /dev/null "$UNDERSTUDY_BASE_URL/v2/users/me?$i"; done; exit "$1"', '3');
    const told = await run([...own, '--journal-on-failure', ...fail]);
    assert.equal(told.status, 3);
    const lines = told.err.trim().split('\n');
    assert.equal(lines[0], 'understudy: the journal of the world default:');
    assert.deepEqual(lines.slice(1).map((line) => JSON.parse(line)).map(({ sequence, path, status }) => [sequence, path, status]), [1, 2, 3].map((n) => [n, '/v2/users/me', 401]));
    assert.equal((await run([...own, ...fail])).err, '');
    fail[fail.length - 1] = '0';
    assert.equal((await run([...own, '--journal-on-failure', ...fail])).err, '');
  });

  it('tells a journal of any length', async () => {
    const many = sh('seq -f "url=$UNDERSTUDY_BASE_URL/v2/users/me?%.0f" 1 800 | curl -s -K - >/dev/null; exit 1');
    const { err } = await run([...own, '--journal-on-failure', ...many]);
    assert.deepEqual(err.trim().split('\n').slice(1).map((line) => JSON.parse(line).sequence), Array.from({ length: 800 }, (_, i) => i + 1));
  });
});

describe('signals', () => {
  const counting = sh(`for s in INT TERM HUP QUIT USR1 USR2; do trap "echo got $s" $s; done; echo up; while :; do read x && [ "$x" = end ] && exit 5; done`);

  it('go on to the program, each once', async () => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT', 'SIGUSR1', 'SIGUSR2']) {
      const { child, ended, says } = start([...own, ...counting], { stdio: ['pipe', 'pipe', 'pipe'] });
      await says('up');
      const server = await serverOf(child.pid);
      child.kill(signal);
      await says(`got ${signal.slice(3)}`);
      assert.ok(await isRunning(server), 'the server outlives what the program survives');
      child.stdin.end('end\n');
      const { status, out } = await ended;
      assert.equal(status, 5);
      assert.equal(out, `up\ngot ${signal.slice(3)}\n`);
      await gone(server);
    }
  });

  it('that end the program are its status', async () => {
    for (const [signal, number] of [['SIGINT', 2], ['SIGTERM', 15], ['SIGHUP', 1], ['SIGQUIT', 3]]) {
      const { child, ended, says } = start([...own, ...sh('ulimit -c 0; echo up; exec sleep 60')]);
      await says('up');
      child.kill(signal);
      assert.equal((await ended).status, 128 + number, signal);
    }
  });

  it('that were ignored before stay so', async () => {
    const { child, ended, says } = start([...own, ...sh('echo up; sleep 0.3; echo end')], {});
    await says('up');
    const plain = execFileSync('sh', ['-c', 'trap "" HUP INT; exec "$0" run --no-tls -- sh -c "grep SigIgn /proc/self/status"', program], { env: clean(), encoding: 'utf8' });
    const direct = execFileSync('sh', ['-c', 'trap "" HUP INT; exec sh -c "grep SigIgn /proc/self/status"'], { env: clean(), encoding: 'utf8' });
    assert.equal(plain, direct);
    const masks = ['-c', 'grep -E "Sig(Blk|Ign|Cgt)" /proc/self/status'];
    assert.equal((await run([...own, '--', 'sh', ...masks])).out, (await once(Object.assign(spawn('sh', masks, { env: clean() }).stdout), 'data')).toString());
    assert.equal((await ended).out, 'up\nend\n');
    assert.equal(child.exitCode, 0);
  });

  it('of a terminal come once, and not to the server', () => {
    // A terminal of its own, at which Ctrl-C is typed twice while the program counts.
    const typing = `
import os, pty, sys, time
pid, terminal = pty.fork()
if pid == 0:
    os.execv(sys.argv[1], [sys.argv[1], "run", "--no-tls", "--", "sh", "-c",
        'trap "echo got" INT; echo up; for i in 1 2 3 4 5 6 7 8 9 10; do sleep 0.1; done; curl -s -o /dev/null -w "%{http_code}" $UNDERSTUDY_URL/_understudy/v1/health; echo; exit 6'])
seen = b""
typed = 0
while True:
    try:
        piece = os.read(terminal, 4096)
    except OSError:
        break
    if not piece: break
    seen += piece
    if typed == 0 and b"up" in seen or typed == 1 and b"got" in seen:
        typed += 1
        os.write(terminal, b"\\x03")
status = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
print(status, seen.count(b"got"), seen.count(b"200"))
`;
    assert.equal(execFileSync('python3', ['-c', typing, program], { env: clean(), encoding: 'utf8', timeout: 20_000 }), '6 2 1\n');
  });

  it('that nobody can catch leave no server behind, and no program', async () => {
    const { child, ended, says } = start([...own, ...sh('echo up $UNDERSTUDY_URL; exec sleep 60')]);
    const url = (await says('up')).trim().split(' ')[1];
    const children = await childrenOf(child.pid);
    assert.equal(children.length, 2);
    assert.equal((await fetch(`${url}/_understudy/v1/health`)).status, 200);
    child.kill('SIGKILL');
    assert.equal((await ended).signal, 'SIGKILL');
    for (const pid of children) await gone(pid);
    await assert.rejects(fetch(`${url}/_understudy/v1/health`));
  });

  it('end it while its server starts', async () => {
    const fifo = join(folder, 'fifo.yaml');
    execFileSync('mkfifo', [fifo]);
    const { child, ended } = start(['run', '--no-tls', fifo, '--', 'true']);
    let server;
    while (!server) server = await serverOf(child.pid).catch(() => undefined);
    child.kill('SIGTERM');
    assert.equal((await ended).status, 143);
    await gone(server);
  });

  it('leave the program its server, if that one dies', async () => {
    const { child, ended, says } = start([...own, ...sh('echo up; read x; exit 4')], { stdio: ['pipe', 'pipe', 'pipe'] });
    await says('up');
    process.kill(await serverOf(child.pid), 'SIGKILL');
    await pause(50);
    child.stdin.end('\n');
    assert.deepEqual(await ended, { status: 4, signal: null, out: 'up\n', err: 'understudy: the server has ended before the command\n' });
  });

  const canUnshare = spawnSync('unshare', ['-pf', '--mount-proc', 'true']).status === 0;
  it('of orphans are heard by the first process of a container', { skip: !canUnshare && 'needs rights to make a namespace' }, () => {
    const script = '(sh -c "sleep 0.05 &"); (sh -c "exit 1" &); sleep 0.2; ps -eo stat=,comm=; exit 9';
    const { status, stdout: out, stderr: err } = spawnSync('unshare', ['-pf', '--mount-proc', program, ...own, ...sh(script)], { env: clean(), encoding: 'utf8' });
    assert.deepEqual([status, err], [9, '']);
    assert.ok(!/^Z/m.test(out), out);
  });

  it('of children are all heard: none stays as a zombie', async () => {
    const { child, ended, says } = start([...own, ...sh('echo up; read x')], { stdio: ['pipe', 'pipe', 'pipe'] });
    await says('up');
    const server = await serverOf(child.pid);
    process.kill(server, 'SIGKILL');
    for (let i = 0; i < 400 && (await childrenOf(child.pid)).includes(server); ++i) await pause(5);
    assert.equal((await childrenOf(child.pid)).length, 1);
    child.stdin.end('\n');
    assert.equal((await ended).status, 0);
  });
});

describe('a program that runs against a running server', () => {
  let server, at;
  before(async () => {
    server = await startUnderstudy('--tls', '--data-dir', folder);
    at = ['run', '--url', server.baseUrl, '--data-dir', folder];
  });
  after(() => server.stop());
  const worlds = async () => (await (await fetch(`${server.baseUrl}/_understudy/v1/worlds`)).json()).worlds.map(({ name }) => name);

  it('has a world of its own, which goes with it', async () => {
    const { status, out, err } = await run([...at, ...sh('env; curl -s "$UNDERSTUDY_URL/_understudy/v1/worlds"')]);
    assert.deepEqual([status, err], [0, '']);
    const set = variables(out);
    assert.match(set.UNDERSTUDY_WORLD, /^run-\d+-[0-9a-f]{8}$/);
    assert.equal(set.UNDERSTUDY_URL, server.baseUrl);
    assert.equal(set.UNDERSTUDY_BASE_URL, `${server.baseUrl}/w/${set.UNDERSTUDY_WORLD}`);
    assert.ok(out.includes(`{"name":"${set.UNDERSTUDY_WORLD}"`));
    assert.equal(set.HTTPS_PROXY, server.baseUrl.replace('://', `://${set.UNDERSTUDY_WORLD}:any@`));
    assert.equal(set.https_proxy, set.HTTPS_PROXY);
    assert.ok(!('HTTP_PROXY' in set) && !('http_proxy' in set));
    assert.equal(set.NODE_EXTRA_CA_CERTS, join(folder, 'both-cas.pem'));
    assert.equal(set.NODE_OPTIONS, `--require ${join(folder, 'node-preload.cjs')}`);
    assert.deepEqual(await worlds(), ['default']);
    for (const failing of [sh('exit 3'), ['--', 'no-such-command']]) await run([...at, ...failing]);
    assert.deepEqual(await worlds(), ['default']);
  });

  it('leaves a world that was named', async () => {
    for (const [args, env, name] of [[['--world', 'kept-1'], {}, 'kept-1'], [[], { UNDERSTUDY_WORLD: 'kept-2' }, 'kept-2'], [['--url', `${server.baseUrl}/w/kept-3/`], {}, 'kept-3']]) {
      const url = args[0] === '--url' ? ['run', '--data-dir', folder] : at;
      assert.equal((await run([...url, ...args, ...sh('printf %s $UNDERSTUDY_WORLD')], { env })).out, name);
      assert.ok((await worlds()).includes(name));
      await fetch(`${server.baseUrl}/_understudy/v1/worlds/${name}`, { method: 'DELETE' });
    }
    assert.equal((await run([...at, '--world', 'default', ...sh('printf "%s %s" $UNDERSTUDY_BASE_URL $HTTPS_PROXY')])).out, `${server.baseUrl} ${server.baseUrl.replace('://', '://default:any@')}`);
  });

  it('leaks nothing into another one beside it', async () => {
    // Each tries its own token and the other one's, once both are there, in its own world.
    const script = `"$0" mint > "$1/token-$2.part"; mv "$1/token-$2.part" "$1/token-$2"
      until [ -e "$1/token-$3" ]; do sleep 0.01; done
      for name in $2 $3; do curl -s -o /dev/null -w '%{http_code}\n' -H "Authorization: Bearer $(cat "$1/token-$name")" "$UNDERSTUDY_BASE_URL/v2/users/me"; done
      touch "$1/done-$2"
      until [ -e "$1/done-$3" ]; do sleep 0.01; done
      curl -s "$UNDERSTUDY_URL/_understudy/v1/worlds/$UNDERSTUDY_WORLD/journal"`;
    const both = await Promise.all([['a', 'b'], ['b', 'a']].map((names) => run([...at, '--', 'sh', '-c', script, program, folder, ...names])));
    for (const { status, out, err } of both) {
      assert.deepEqual([status, err], [0, '']);
      const [mine, other, journal] = out.split('\n');
      assert.deepEqual([mine, other], ['200', '401']);
      assert.equal(JSON.parse(journal).entries.length, 2);
    }
    assert.deepEqual(await worlds(), ['default']);
  });

  it('begins with the certificates of that server alone', async () => {
    const [others, missing] = [join(folder, 'others'), join(folder, 'missing')];
    execFileSync(program, ['ca', '--data-dir', others], { env: clean(), stdio: 'ignore' });
    const other = await startUnderstudy();
    for (const [url, data, told] of [
      [server.baseUrl, others, `the certificates in ${others} are not those of the server at ${server.baseUrl}; name the folder that it was started with, or leave --data-dir`],
      [server.baseUrl, missing, `certificates are missing in ${missing};`],
      [other.baseUrl, folder, `the server at ${other.baseUrl} speaks no https; start it with --tls, or say --no-tls`],
    ])
      for (const words of [['run', '--url', url, '--data-dir', data, '--', 'true'], ['env', '--url', url, '--data-dir', data]]) {
        const { status, out, err } = await run(words);
        assert.deepEqual([status, out], [2, ''], words.join(' '));
        assert.ok(err.startsWith(`understudy: ${told}`), err);
      }
    assert.equal((await run(['run', '--no-tls', '--url', other.baseUrl, '--data-dir', folder, '--', 'true'])).status, 0);
    // Of programs elsewhere, and of a server that is started later, nothing is known.
    assert.equal((await run(['env', '--url', server.baseUrl, '--data-dir', others, '--shell', 'dotenv'])).status, 0);
    assert.equal((await run(['env', '--url', 'http://localhost:1', '--data-dir', others])).status, 0);
    await other.stop();
  });

  it('is led through the proxy by a server that asks for a user, in the default world as well', async () => {
    const asking = await startUnderstudy('--tls', '--proxy-auth');
    const call = 'curl -s -o /dev/null -w %{http_code} https://user.sls.epilot.io/v2/users/me';
    for (const world of [['--world', 'default'], []]) assert.equal((await run(['run', '--url', asking.baseUrl, ...world, ...sh(call)])).out, '401');
    await asking.stop();
  });

  it('is told which entries of NO_PROXY lead to vendors', async () => {
    const { status, err } = await run([...at, '--', 'true'], { env: { no_proxy: 'corp,.epilot.io', NO_PROXY: 'amazonaws.com,*.epilot.io' } });
    assert.equal(status, 0);
    assert.match(err, /^understudy: NO_PROXY has amazonaws.com, \*.epilot.io, which stays: programs that mind it use no proxy there, and call vendors\nunderstudy: no_proxy has .epilot.io, which stays: .*\n$/);
  });

  it('is led elsewhere where a shell was led to another server', async () => {
    const other = await startUnderstudy('--tls');
    const first = (await run(['env', '--url', other.baseUrl, '--world', 'first'])).out;
    const after = (words) => run(['-c', 'eval "$1"; shift; exec "$@"', 'sh', first, program, ...words], { command: 'sh' });
    const led = await after(['run', '--url', server.baseUrl, '--world', 'second', '--data-dir', folder, ...sh('env')]);
    assert.deepEqual([led.status, led.err], [0, '']);
    const set = variables(led.out);
    assert.equal(set.HTTPS_PROXY, server.baseUrl.replace('://', '://second:any@'));
    for (const name of ['SSL_CERT_FILE', 'CURL_CA_BUNDLE', 'REQUESTS_CA_BUNDLE', 'AWS_CA_BUNDLE']) assert.equal(set[name], join(folder, 'bundle.pem'));
    assert.equal(set.AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER, `${server.baseUrl}/w/second`);
    assert.equal(set.JAVA_TOOL_OPTIONS.split('trustStore=').length, 2);
    assert.ok(set.JAVA_TOOL_OPTIONS.includes(`-Dhttps.proxyPort=${new URL(server.baseUrl).port} `));
    const printed = await after(['env', '--url', server.baseUrl, '--world', 'second', '--data-dir', folder]);
    assert.deepEqual([printed.status, printed.err], [0, '']);
    assert.ok(printed.out.includes(`export HTTPS_PROXY='${set.HTTPS_PROXY}'`));
    const fixture = await after(['run', 'my.yaml', '--', 'true']);
    assert.equal(fixture.status, 2);
    assert.match(fixture.err, /UNDERSTUDY_URL names a running one, as it does inside of another run; for one of its own: env -u UNDERSTUDY_URL understudy run/);
    const alone = await run(['-c', 'eval "$1"; exec env -u UNDERSTUDY_URL "$2" run -- sh -c \'echo "$HTTPS_PROXY $UNDERSTUDY_URL"\'', 'sh', first, program], { command: 'sh' });
    assert.deepEqual([alone.status, alone.err], [0, '']);
    assert.ok(!alone.out.includes(`:${new URL(other.baseUrl).port}`), alone.out);
    await fetch(`${server.baseUrl}/_understudy/v1/worlds/second`, { method: 'DELETE' });
    await other.stop();
  });

  it('is led there by a run around it', async () => {
    const { status, out, err } = await run([...at, '--', program, 'run', '--data-dir', folder, ...sh('env')]);
    assert.deepEqual([status, err], [0, '']);
    const set = variables(out);
    assert.equal(set.NODE_OPTIONS, `--require ${join(folder, 'node-preload.cjs')}`);
    assert.equal(set.NO_PROXY, 'localhost,127.0.0.1,::1,.localhost,.test');
    assert.equal(set.HTTPS_PROXY, server.baseUrl.replace('://', `://${set.UNDERSTUDY_WORLD}:any@`));
  });

  it('keeps what is set, and says so', async () => {
    const env = { SSL_CERT_FILE: '/mine.pem', NODE_OPTIONS: '--no-warnings', NO_PROXY: '.corp', AWS_PROFILE: 'mine', CURL_CA_BUNDLE: '' };
    const { out, err } = await run([...at, '--', 'env'], { env });
    const set = variables(out);
    assert.equal(set.SSL_CERT_FILE, '/mine.pem');
    assert.equal(err, 'understudy: SSL_CERT_FILE is set already, and stays as it is\n');
    assert.equal(set.NODE_OPTIONS, `--no-warnings --require ${join(folder, 'node-preload.cjs')}`);
    assert.equal(set.NO_PROXY, '.corp,localhost,127.0.0.1,::1,.localhost,.test');
    assert.equal(set.no_proxy, set.NO_PROXY);
    assert.equal(set.CURL_CA_BUNDLE, join(folder, 'bundle.pem'));
    assert.ok(!('AWS_ACCESS_KEY_ID' in set));
  });

  it('asks what becomes of a proxy that is set', async () => {
    for (const name of proxies) {
      const { status, out, err } = await run([...at, '--', 'true'], { env: { [name]: 'http://user:s3cret@corp:3128' } });
      assert.deepEqual([status, out], [2, ''], name);
      assert.match(err, new RegExp(`^understudy: a proxy is set already \\(${name}\\); --override-proxy .* --keep-proxy .* really calls the vendors\n$`));
      assert.ok(!err.includes('s3cret'));
    }
    const env = { HTTPS_PROXY: 'http://corp:3128', http_proxy: 'http://corp:3128' };
    const kept = await run([...at, '--keep-proxy', '--', 'env'], { env });
    assert.equal(variables(kept.out).HTTPS_PROXY, 'http://corp:3128');
    assert.ok(!('https_proxy' in variables(kept.out)));
    assert.match(kept.err, /^understudy: HTTPS_PROXY, http_proxy: the proxy that is set is kept, so whatever goes through it really calls the vendors\n$/);
    const replaced = await run([...at, '--override-proxy', '--', 'env'], { env });
    assert.match(variables(replaced.out).HTTPS_PROXY, /^http:\/\/run-.*:any@localhost:/);
    assert.deepEqual([replaced.err, variables(replaced.out).http_proxy], ['', 'http://corp:3128']);
    assert.deepEqual(await worlds(), ['default']);
    // A server of its own without https leads nobody through a proxy.
    assert.equal((await run([...own, '--', 'true'], { env })).status, 0);
  });
});

describe('a program that runs with https', () => {
  const trust = 'printf "%s\\n" "$NODE_EXTRA_CA_CERTS" "$SSL_CERT_FILE" "$UNDERSTUDY_URL"; cat "$NODE_EXTRA_CA_CERTS"; curl -sS -o /dev/null -w "%{http_code}" "https://localhost:${UNDERSTUDY_URL##*:}/v2/users/me"';
  const temporary = async () => (await readdir(join(folder, 'tmp'))).filter((name) => name.startsWith('understudy-'));
  before(async () => {
    await mkdir(join(folder, 'tmp'));
  });

  it('trusts its own server by the usual folder, which others cannot look into', async () => {
    const { status, out, err } = await run(['run', ...sh(trust)]);
    assert.deepEqual([status, err], [0, '']);
    const home = join(folder, '.local/share/understudy');
    assert.deepEqual(out.split('\n').slice(0, 2), [join(home, 'both-cas.pem'), join(home, 'bundle.pem')]);
    assert.ok(out.endsWith('\n401'), out);
    assert.equal((await stat(home)).mode & 0o777, 0o700);
    for (const name of ['local-authority.pem', 'vendors-authority.pem']) assert.equal((await stat(join(home, name))).mode & 0o777, 0o600);
    const again = await run(['run', ...sh('cat "$NODE_EXTRA_CA_CERTS"')]);
    assert.ok(out.includes(again.out), 'the authorities are kept');
  });

  it('has the same authorities in all that begin at once', async () => {
    const all = await Promise.all(Array.from({ length: 6 }, () => run(['run', '--data-dir', join(folder, 'at once'), ...sh(`${trust}; node -p 1`)])));
    for (const { status, out, err } of all) {
      assert.deepEqual([status, err], [0, '']);
      assert.ok(out.endsWith('\n4011\n'), out);
    }
    const roots = all.map(({ out }) => out.slice(out.indexOf('-----BEGIN')));
    assert.deepEqual(new Set(roots).size, 1);
    assert.deepEqual((await readdir(join(folder, 'at once'))).filter((name) => name.endsWith('.part')), []);
    assert.equal(new Set(all.map(({ out }) => out.split('\n')[2])).size, 6);
  });

  it('finds the folder that --data-dir names wherever it goes, and names with blanks', async () => {
    const { status, out, err } = await run(['run', '--data-dir', 'my "certs"', ...sh(`cd /; ${trust}; node -p 1+1`)], { cwd: folder });
    assert.deepEqual([status, err], [0, '']);
    assert.equal(out.split('\n')[0], join(folder, 'my "certs"', 'both-cas.pem'));
    assert.ok(out.endsWith('\n4012\n'), out);
  });

  it('has a folder for itself where there is no home, gone in the end', async () => {
    const { status, out, err } = await run(['run', ...sh(`${trust}; ls -ld "$(dirname "$SSL_CERT_FILE")"`)], { env: { HOME: '', TMPDIR: join(folder, 'tmp') } });
    assert.deepEqual([status, err], [0, '']);
    assert.ok(out.startsWith(join(folder, 'tmp', 'understudy-')), out);
    assert.match(out, /\n401drwx------ /);
    assert.deepEqual(await temporary(), []);
  });

  it('has a folder for itself where its home cannot be written, or is none', async () => {
    for (const home of ['/proc', '/nonexistent']) {
      const { status, out, err } = await run(['run', ...sh(trust)], { env: { HOME: home, TMPDIR: join(folder, 'tmp') } });
      assert.deepEqual([status, err], [0, ''], home);
      assert.ok(out.startsWith(join(folder, 'tmp', 'understudy-')) && out.endsWith('\n401'), out);
      assert.deepEqual(await temporary(), []);
      await assert.rejects(stat('/nonexistent'));
    }
    const named = await run(['run', '--data-dir', join(folder, 'mine.yaml', 'a', 'b'), '--', 'true']);
    assert.equal(named.status, 2);
    assert.match(named.err, /cannot make the folder .*\/mine.yaml\/a\/b \(Not a directory\); name another folder with --data-dir/);
  });

  it('listens where UNDERSTUDY_HOST says', async () => {
    const { status, out, err } = await run([...own, ...sh('echo $UNDERSTUDY_URL; curl -s -o /dev/null -w %{http_code} $UNDERSTUDY_URL/v2/users/me')], { env: { UNDERSTUDY_HOST: '127.0.0.2' } });
    assert.deepEqual([status, err], [0, '']);
    assert.match(out, /^http:\/\/127.0.0.2:\d+\n401$/);
  });

  it('says where the folder cannot be used', async () => {
    const open = join(folder, 'open');
    await mkdir(open);
    await chmod(open, 0o755);
    const { status, out, err } = await run(['run', '--data-dir', open, '--', 'true']);
    assert.deepEqual([status, out], [2, '']);
    assert.match(err, /is open to others, and keys are kept in it; close it: chmod 700/);
  });

  it('has no https where --no-tls says so, whatever the environment says', async () => {
    const env = { UNDERSTUDY_TLS: '1', UNDERSTUDY_DATA_DIR: join(folder, 'never'), SSL_CERT_FILE: '/mine' };
    const { status, out, err } = await run([...own, ...sh('env; curl -s -o /dev/null "https://localhost:${UNDERSTUDY_URL##*:}/"; echo curl=$?')], { env });
    assert.deepEqual([status, err], [0, '']);
    const set = variables(out);
    assert.ok(!('HTTPS_PROXY' in set) && !('NODE_OPTIONS' in set));
    assert.equal(set.SSL_CERT_FILE, '/mine');
    assert.notEqual(set.curl, '0');
    await assert.rejects(stat(join(folder, 'never')));
  });

  describe('of a running server', () => {
    let server, at;
    before(async () => {
      server = await startUnderstudy('--tls');
      at = ['run', '--url', server.baseUrl];
    });
    after(() => server.stop());
    const env = () => ({ TMPDIR: join(folder, 'tmp') });

    it('trusts what that server says, by a folder for itself, gone in the end', async () => {
      const { status, out, err } = await run([...at, ...sh(`${trust}; ls -ld "$(dirname "$SSL_CERT_FILE")"`)], { env: env() });
      assert.deepEqual([status, err], [0, '']);
      assert.ok(out.startsWith(join(folder, 'tmp', 'understudy-')), out);
      for (const name of ['ca.pem', 'vendors-ca.pem']) assert.ok(out.includes(await (await fetch(`${server.baseUrl}/_understudy/v1/${name}`)).text()));
      assert.match(out, /\n401drwx------ /);
      assert.deepEqual(await temporary(), []);
      assert.equal((await run([...at, '--', 'no-such-command'], { env: env() })).status, 127);
      assert.deepEqual(await temporary(), []);
    });

    it('uses the folder of a run around it, where that has the same', async () => {
      const { status, out, err } = await run([...at, '--', program, 'run', ...sh('echo "$SSL_CERT_FILE $NODE_OPTIONS"; node -p 1+1')], { env: env() });
      assert.deepEqual([status, err], [0, '']);
      assert.match(out, /^(.*)\/bundle.pem --require \1\/node-preload.cjs\n2\n$/);
      const other = await startUnderstudy('--tls');
      const nested = await run([...at, '--', program, 'run', '--url', other.baseUrl, ...sh('echo "$SSL_CERT_FILE $HTTPS_PROXY"')], { env: env() });
      await other.stop();
      assert.deepEqual([nested.status, nested.err], [0, '']);
      assert.ok(nested.out.endsWith(`:any@${other.baseUrl.slice('http://'.length)}\n`), nested.out);
      assert.deepEqual(await temporary(), []);
    });

    it('does not begin where that server has no https, unless it is told to do without', async () => {
      const plain = await startUnderstudy();
      const refused = await run(['run', '--url', plain.baseUrl, '--', 'true']);
      const told = await run(['run', '--url', plain.baseUrl, '--no-tls', '--', 'env']);
      await plain.stop();
      assert.deepEqual([refused.status, refused.err], [2, `understudy: the server at ${plain.baseUrl} speaks no https; start it with --tls, or say --no-tls: then addresses alone lead there\n`]);
      assert.deepEqual([told.status, told.err], [0, '']);
      assert.ok(!('HTTPS_PROXY' in variables(told.out)));
      assert.match(variables(told.out).UNDERSTUDY_BASE_URL, /\/w\/run-/);
    });

    it('says that an address has a path that is no server\'s', async () => {
      for (const more of [[], ['--no-tls']]) {
        const { status, err } = await run(['run', ...more, '--url', `${server.baseUrl}/x/y`, '--', 'true'], { env: env() });
        assert.deepEqual([status, err], [2, `understudy: what answers at ${server.baseUrl}/x/y is no Understudy; say by --url where it is, such as http://localhost:9119, or with a world http://localhost:9119/w/ci\n`]);
      }
    });

    it('believes no server that gives something else for a certificate', async () => {
      for (const [status, body, complaint] of [[200, '<html>', /is no Understudy/], [302, '', /is no Understudy; say by --url where it is, such as http/], [404, '', /is no Understudy/], [200, '{"status":"ok"}', /what http:.* gives as its ca.pem is no certificate/]]) {
        const liar = createServer((_, response) => response.writeHead(status, { location: '/' }).end(body)).listen(0, '127.0.0.1');
        await once(liar, 'listening');
        const url = `http://127.0.0.1:${liar.address().port}`;
        const told = await run(['run', '--url', url, '--', 'true'], { env: env() });
        const withoutTls = await run(['run', '--no-tls', '--url', url, '--', 'true']);
        liar.close();
        assert.deepEqual([told.status, withoutTls.status], [2, 2]);
        assert.match(told.err, complaint);
        assert.match(withoutTls.err, body.includes('ok') ? /makes no world/ : /is no Understudy/);
      }
      assert.deepEqual(await temporary(), []);
    });
  });
});
