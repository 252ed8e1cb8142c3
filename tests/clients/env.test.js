// `understudy env`: what it prints is read by the very programs that it is for, whatever characters a value has.
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { cp, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { program } from './support/program.js';
import { startUnderstudy } from './support/understudy.js';

let folder, server;
const authorities = () => join(folder, 'authorities');
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'understudy-env-'));
  server = await startUnderstudy('--tls', '--data-dir', authorities());
});
after(async () => {
  await server.stop();
  await rm(folder, { recursive: true });
});

const clean = (more = {}) => ({ PATH: process.env.PATH, HOME: folder, ...more });
function print(args, env = {}) {
  const { status, stdout, stderr } = spawnSync(program, ['env', ...args], { env: clean(env), encoding: 'utf8' });
  return { status, out: stdout, err: stderr };
}
/** NUL-separated, as `env -0` has it. */
const variables = (text) => Object.fromEntries(text.split('\0').filter(Boolean).map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]));
const has = (command) => spawnSync('sh', ['-c', `command -v ${command}`]).status === 0;

/** Every character that means something to somebody; a folder may be called so. */
const nasty = `/a b'c"d\\e$HOME $(id) \`id\` %PATH% #!&|;<>*?[~]{x}=\t é ‘q’ ‚r‛ \\' \\`;
const lines = `${nasty}\nEOF\nx='y'\r\nEND`;
const expected = (data) => ({
  UNDERSTUDY_URL: server.baseUrl,
  UNDERSTUDY_BASE_URL: `${server.baseUrl}/w/ci`,
  SSL_CERT_FILE: `${data}/bundle.pem`,
  HTTPS_PROXY: server.baseUrl.replace('://', '://ci:any@'),
  AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER: `${server.baseUrl}/w/ci`,
});
/** A folder of that name with the server's certificates, where programs of this machine are to use it. */
const folderCalled = async (name) => {
  const data = join(folder, 'called', name);
  await cp(authorities(), data, { recursive: true });
  return data;
};
const printed = (form, data) => {
  const { status, out, err } = print(['--shell', form, '--url', server.baseUrl, '--world', 'ci', '--data-dir', data], { NODE_OPTIONS: '' });
  assert.equal(status, 0, err);
  return out;
};
const assertSet = (set, data) => {
  for (const [name, value] of Object.entries(expected(data))) assert.equal(set[name], value, name);
};

describe('the variables, as printed for', () => {
  const shells = ['sh', 'bash', 'dash', 'zsh'].filter(has);
  for (const shell of shells)
    it(shell, async () => {
      for (const name of ['/plain', nasty, lines]) {
        const data = await folderCalled(name);
        const set = execFileSync(shell, ['-c', 'eval "$1"; env -0', shell, printed('sh', data)], { env: clean(), encoding: 'utf8' });
        assertSet(variables(set), data);
      }
    });

  it('fish', { skip: !has('fish') && 'there is no fish here' }, async () => {
    for (const name of ['/plain', nasty, lines]) {
      const data = await folderCalled(name);
      const set = execFileSync('fish', ['--no-config', '-c', 'cat | source; env -0'], { env: clean(), input: printed('fish', data), encoding: 'utf8' });
      assertSet(variables(set), data);
    }
  });

  it('PowerShell', { skip: !has('pwsh') && 'there is no PowerShell here' }, async () => {
    for (const name of ['/plain', nasty, lines]) {
      const data = await folderCalled(name);
      const set = execFileSync('pwsh', ['-NoProfile', '-Command', '$input | Out-String | Invoke-Expression; env -0'], { env: clean(), input: printed('powershell', data), encoding: 'utf8' });
      assertSet(variables(set), data);
    }
  });

  it('a file of variables, which Node reads, and sh', async () => {
    const file = join(folder, '.env');
    for (const data of ['/plain', '/a b#c', '/$HOME/`x`', '/é ‘q’']) {
      await writeFile(file, printed('dotenv', data));
      const set = JSON.parse(execFileSync(process.execPath, [`--env-file=${file}`, '-p', 'JSON.stringify(process.env)'], { env: clean(), encoding: 'utf8' }));
      assertSet(set, data);
      assertSet(variables(execFileSync('sh', ['-c', 'set -a; . "$1"; env -0', 'sh', file], { env: clean(), encoding: 'utf8' })), data);
    }
    const { status, out, err } = print(['--shell', 'dotenv', '--url', server.baseUrl, '--data-dir', nasty]);
    assert.deepEqual([status, out], [2, '']);
    assert.match(err, /has characters that no spelling in dotenv is safe for; choose another --shell, or a --data-dir without them/);
  });

  it('a job of GitHub, whose runner reads lines', async () => {
    for (const name of ['/plain', nasty, lines]) {
      const data = await folderCalled(name);
      // As the runner does it: NAME=value, or NAME<<MARK, lines, and the mark.
      const set = {};
      const text = printed('github', data).split('\n');
      while (text.length > 1) {
        const line = text.shift();
        const at = line.search(/=|<</);
        if (line[at] === '=') {
          set[line.slice(0, at)] = line.slice(at + 1);
          continue;
        }
        const mark = line.slice(at + 2);
        set[line.slice(0, at)] = text.splice(0, text.indexOf(mark)).join('\n');
        text.shift();
      }
      assertSet(set, data);
    }
  });

  it('Compose, whose file is YAML in which dollars are doubled', { skip: !has('python3') && 'there is no Python here' }, () => {
    for (const data of ['/plain', nasty.replaceAll('\t', ' ')]) {
      const read = 'import sys, json, yaml; print(json.dumps(yaml.safe_load(sys.stdin)["environment"]))';
      const yaml = spawnSync('python3', ['-c', read], { input: printed('compose', data), encoding: 'utf8' });
      if (/No module named/.test(yaml.stderr)) return;
      const set = JSON.parse(yaml.stdout);
      assertSet(Object.fromEntries(Object.entries(set).map(([name, value]) => [name, value.replaceAll('$$', '$')])), data);
    }
  });
});

describe('env', () => {
  it('fetches the certificates of the server, and keeps them for whoever comes after', async () => {
    const { status, out, err } = print(['--url', server.baseUrl]);
    assert.deepEqual([status, err], [0, '']);
    const kept = join(folder, '.local/share/understudy/servers', `localhost-${new URL(server.baseUrl).port}`);
    assert.ok(out.includes(`export NODE_EXTRA_CA_CERTS='${join(kept, 'both-cas.pem')}'\n`), out);
    assert.equal((await stat(kept)).mode & 0o777, 0o700);
    const curl = 'eval "$1"; curl -sS -o /dev/null -w "%{http_code}" "https://localhost:${UNDERSTUDY_URL##*:}/v2/users/me"';
    assert.equal(execFileSync('sh', ['-c', curl, 'sh', out], { env: clean(), encoding: 'utf8' }), '401');
    const again = 'eval "$1"; "$2" env --port "${UNDERSTUDY_URL##*:}" | grep SSL_CERT_FILE; "$2" run -- sh -c "echo \\$SSL_CERT_FILE"';
    const second = execFileSync('sh', ['-c', again, 'sh', out, program], { env: clean(), encoding: 'utf8' });
    assert.equal(second, `export SSL_CERT_FILE='${join(kept, 'bundle.pem')}'\n${join(kept, 'bundle.pem')}\n`);
  });

  it('prints nothing where something is wrong', () => {
    for (const [args, told, env] of [
      [['--url', 'http://localhost:1'], /no server answers at http:\/\/localhost:1;/],
      [['--url', server.baseUrl], /there is no home folder to keep certificates in; name one with --data-dir/, { HOME: '' }],
      [['--url', server.baseUrl, '--shell', 'cmd'], /--shell: .*sh, fish, powershell, dotenv, github/],
      [['--url', server.baseUrl, '--node-preload', join(folder, 'no', 'such.cjs')], /cannot write .*no\/such\.cjs \(No such file or directory\); name a file in a folder that is there/],
      [['--url', server.baseUrl, '--node-preload', ''], /--node-preload/],
      [['--url', server.baseUrl, '--no-tls', '--node-preload', 'x.cjs'], /--no-tls excludes --node-preload/],
      [['--url', server.baseUrl], /a proxy is set already \(https_proxy\); --override-proxy/, { https_proxy: 'http://corp:3128' }],
    ]) {
      const { status, out, err } = print(args, env);
      assert.deepEqual([status, out], [2, ''], args.join(' '));
      assert.match(err, told);
    }
  });

  it('says what it leaves out', () => {
    const github = print(['--url', server.baseUrl, '--shell', 'github', '--node-preload', join(folder, 'p.cjs')]);
    assert.deepEqual([github.status, github.err], [0, 'understudy: NODE_OPTIONS is left out, since its reader refuses it; set it where the program starts\n']);
    assert.ok(!/^NODE_OPTIONS/m.test(github.out));
    const set = print(['--url', server.baseUrl], { SSL_CERT_FILE: '/mine' });
    assert.equal(set.err, 'understudy: SSL_CERT_FILE is set already, and stays as it is\n');
    assert.ok(!set.out.includes('SSL_CERT_FILE'));
    // Of the machine that reads a file of variables nothing is known.
    assert.ok(/^SSL_CERT_FILE=/m.test(print(['--url', server.baseUrl, '--shell', 'dotenv'], { SSL_CERT_FILE: '/mine', https_proxy: 'http://corp' }).out));
    const missing = print(['--url', server.baseUrl, '--data-dir', '/no/such']);
    assert.deepEqual([missing.status, missing.out], [2, '']);
    assert.match(missing.err, /certificates are missing in \/no\/such/);
  });

  it('needs no server where it is told the folder, or to do without', () => {
    assert.equal(print(['--url', 'http://auth.test:1', '--shell', 'compose', '--data-dir', '/certs']).status, 0);
    const { status, out, err } = print(['--url', 'http://localhost:1', '--no-tls'], { https_proxy: 'http://corp' });
    assert.deepEqual([status, err], [0, '']);
    assert.ok(out.includes("export UNDERSTUDY_URL='http://localhost:1'") && !out.includes('PROXY=\'http'));
  });

  it('writes a script for Node, which Node can read', async () => {
    const file = join(folder, 'my preload.cjs');
    const { status, out } = print(['--url', server.baseUrl, '--world', 'ci', '--node-preload', file]);
    assert.equal(status, 0);
    assert.match(await readFile(file, 'utf8'), /^\/\/ Understudy: .*\n'use strict';\nconst server = "http:.*";\nconst world = "ci";\n/);
    assert.equal(execFileSync('sh', ['-c', 'eval "$1"; node -p 1+1', 'sh', out], { env: clean(), encoding: 'utf8' }), '2\n');
  });
});
