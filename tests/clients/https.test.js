// https on the port of http: who trusts its certificates and who does not, and the files by which they are told.
import assert from 'node:assert/strict';
import { X509Certificate } from 'node:crypto';
import { chmod, mkdir, mkdtemp, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { request as askSecurely } from 'node:https';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { connect } from 'node:tls';
import { forgetPrograms, get, httpsClients } from './support/https_clients.js';
import { program, run, runProgram } from './support/program.js';
import { startUnderstudy } from './support/understudy.js';

let folder;
before(async () => (folder = await mkdtemp(join(tmpdir(), 'understudy-https-'))));
after(() => rm(folder, { recursive: true }));
after(forgetPrograms);

const certificates = (pem) => pem.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? [];

describe('understudy ca', () => {
  it('makes two authorities, whose keys are for their owner alone, and the files that tell of them', async () => {
    const place = join(folder, 'made', 'here');
    const { status, out, err } = await run(['ca', '--data-dir', place]);
    assert.equal(status, 0, err);
    assert.equal((await stat(place)).mode & 0o777, 0o700);
    const modes = {};
    for (const file of await readdir(place)) modes[file] = ((await stat(join(place, file))).mode & 0o777).toString(8);
    assert.deepEqual(modes, {
      'both-cas.pem': '644',
      'bundle.pem': '644',
      'ca.pem': '644',
      'local-authority.pem': '600',
      'truststore.p12': '644',
      'vendors-authority.pem': '600',
      'vendors-ca.pem': '644',
    });
    for (const file of ['ca.pem', 'vendors-ca.pem', 'both-cas.pem', 'bundle.pem', 'truststore.p12'])
      assert.ok(out.includes(join(place, file)), out);

    const pem = Object.fromEntries(await Promise.all(
      Object.keys(modes).filter((file) => file.endsWith('.pem')).map(async (file) => [file, await readFile(join(place, file), 'utf8')]),
    ));
    assert.equal(certificates(pem['ca.pem']).length, 1);
    assert.equal(certificates(pem['vendors-ca.pem']).length, 1);
    assert.equal(pem['both-cas.pem'], pem['ca.pem'] + pem['vendors-ca.pem']);
    assert.ok(pem['bundle.pem'].endsWith(pem['both-cas.pem']));
    assert.ok(certificates(pem['bundle.pem']).length > 50, 'the roots of the system');
    for (const file of ['ca.pem', 'vendors-ca.pem', 'both-cas.pem', 'bundle.pem'])
      assert.ok(!pem[file].includes('PRIVATE KEY'), file);
    const listed = await runProgram('keytool', ['-list', '-storepass', 'changeit', '-keystore', join(place, 'truststore.p12')]);
    assert.match(listed.out, new RegExp(`contains ${certificates(pem['bundle.pem']).length} entries`));

    const again = await run(['ca', '--data-dir', place]);
    assert.equal(again.status, 0);
    assert.equal(await readFile(join(place, 'ca.pem'), 'utf8'), pem['ca.pem'], 'what is there stays');
    await run(['ca', '--data-dir', place, '--renew', '--names', 'a.example,b.example']);
    const renewed = new X509Certificate(await readFile(join(place, 'ca.pem')));
    assert.notEqual(renewed.toString(), pem['ca.pem']);
    const refused = await run(['ca', '--data-dir', place, '--names', 'C.example.,d.example']);
    assert.match(refused.err, /does not vouch for c\.example, d\.example; make a new one: understudy ca --data-dir \S+ --renew --names c\.example,d\.example\n/);
    for (const [names, said] of [
      [',', '--names: its list is empty; write one or more of HOST'],
      ['10.0.0.1', '10.0.0.1 is an address, for which the local CA vouches anyway'],
      ['a..b', 'a..b is no host: a part of it is empty'],
      ['127.1', '127.1 is no host: '],
      ['User.sls.epilot.io.', "user.sls.epilot.io is a vendor's, for whom another authority vouches"],
      ['io', "io is a domain of a vendor's hosts"],
    ]) {
      const told = await run(['ca', '--data-dir', place, '--renew', '--names', names]);
      assert.equal(told.status, 2, names);
      assert.ok(told.err.includes(said), told.err);
    }
    assert.equal(new X509Certificate(await readFile(join(place, 'ca.pem'))).toString(), renewed.toString(), 'a refusal renews nothing');
  });

  it('says what to do where it cannot keep them', async () => {
    const open = join(folder, 'open');
    await mkdir(open, { mode: 0o755 });
    await chmod(open, 0o755);
    for (const [words, env, said] of [
      [['--data-dir', open], {}, `close it: chmod 700 ${open}`],
      [['--data-dir', '/dev/null'], {}, 'cannot use the folder /dev/null (Not a directory); name another folder with --data-dir'],
      [[], { HOME: '', XDG_DATA_HOME: '' }, 'neither XDG_DATA_HOME nor HOME tells where to keep them; name a folder with --data-dir'],
      [['--data-dir', ''], {}, '--data-dir'],
      [['--names', 'a b'], {}, '--names'],
    ]) {
      const { status, err } = await run(['ca', ...words], env);
      assert.equal(status, 2, words.join(' '));
      assert.ok(err.includes(said), err);
      assert.ok(err.trim().split('\n').length <= 2, err);
    }
    const kept = join(folder, 'kept');
    await run(['ca', '--data-dir', kept]);
    await chmod(join(kept, 'local-authority.pem'), 0o644);
    assert.match((await run(['ca', '--data-dir', kept])).err, /can be read by others; close it: chmod 600 /);
    await chmod(join(kept, 'local-authority.pem'), 0o600);
    await writeFile(join(kept, 'local-authority.pem'), 'no key');
    assert.match((await run(['ca', '--data-dir', kept])).err, /is no certificate authority: .*understudy ca --data-dir \S+ --renew\n/);
  });

  it('keeps them in the usual folder where none is named', async () => {
    const home = join(folder, 'home');
    await mkdir(home);
    assert.equal((await run(['ca'], { HOME: home, XDG_DATA_HOME: '' })).status, 0);
    assert.ok((await readdir(join(home, '.local/share/understudy'))).includes('ca.pem'));
    assert.equal((await run(['ca'], { HOME: home, XDG_DATA_HOME: join(home, 'data') })).status, 0);
    assert.ok((await readdir(join(home, 'data/understudy'))).includes('ca.pem'));
  });
});

describe('serve --tls', () => {
  let server, trust, other, port;
  before(async () => {
    trust = join(folder, 'trust');
    server = await startUnderstudy('--tls', '--data-dir', trust);
    port = server.ready.port;
    other = join(folder, 'other');
    await run(['ca', '--data-dir', other]);
  });
  after(() => server.stop());

  const jwks = (origin) => `${origin}/v1/access-tokens/.well-known/jwks.json`;

  it('tells where it is', async () => {
    assert.equal(server.ready.base_url, `http://localhost:${port}`);
    assert.equal(server.ready.https_url, `https://localhost:${port}`);
    assert.equal(server.ready.ca_file, join(trust, 'ca.pem'));
  });

  it('says in one command how an authority comes to vouch for what it does not, and where it is', async () => {
    const place = join(folder, 'it is kept');
    await run(['ca', '--data-dir', place]);
    const UNDERSTUDY_FIXTURE = JSON.stringify({ version: 1, server: { hosts: ['a.example', '10.0.0.7', 'a.test'] } });
    const start = ['1', program, 'serve', '--port', '0', '--log', 'json', '--tls', '--data-dir', relative(process.cwd(), place)];
    const { out, err } = await runProgram('timeout', [...start, '--public-url', 'https://b.example'], { UNDERSTUDY_FIXTURE });
    assert.match(err, /^understudy: https: the local CA does not vouch for b\.example, a\.example: no certificate; make a new one: understudy ca --data-dir '[^']*it is kept' --renew --names b\.example,a\.example,a\.test\n$/);
    assert.equal(JSON.parse(out).ca_file, join(place, 'ca.pem'));
  });

  it('has no public URL that is a vendor\'s, and makes no authority for one', async () => {
    const place = join(folder, 'unmade');
    const { status, err } = await run(['serve', '--port', '0', '--tls', '--data-dir', place, '--public-url', 'https://user.sls.epilot.io']);
    assert.equal(status, 2);
    assert.match(err, /the public URL: user\.sls\.epilot\.io is a vendor's host/);
    await assert.rejects(stat(place));
  });

  it('hands out the certificates of its authorities to everybody', async () => {
    for (const file of ['ca.pem', 'vendors-ca.pem']) {
      const answer = await fetch(`http://localhost:${port}/_understudy/v1/${file}`);
      assert.equal(answer.status, 200);
      assert.equal(answer.headers.get('content-type'), 'application/x-pem-file');
      assert.equal(await answer.text(), await readFile(join(trust, file), 'utf8'));
    }
  });

  it('lets no page of another site read them, which would know this machine again by them', async () => {
    for (const file of ['ca.pem', 'vendors-ca.pem'])
      for (const origin of ['https://evil.example', 'null', `http://localhost:${port + 1}`]) {
        const answer = await fetch(`http://localhost:${port}/_understudy/v1/${file}`, { headers: { origin } });
        assert.equal(answer.headers.get('access-control-allow-origin'), null, origin);
      }
  });

  for (const client of httpsClients) {
    it(`is trusted by ${client.name}, told by a variable alone`, async () => {
      const expected = await (await fetch(jwks(server.baseUrl))).text();
      for (const host of ['localhost', '127.0.0.1'])
        assert.equal(await get(client, jwks(`https://${host}:${port}`), client.variables(trust)), expected);
    });

    it(`is not trusted by ${client.name} that was told of another authority`, async () => {
      await assert.rejects(get(client, jwks(`https://localhost:${port}`), client.variables(other)));
    });
  }

  const handshake = (options) => new Promise((resolve, reject) => {
    const socket = connect({ host: '127.0.0.1', port, rejectUnauthorized: false, ...options }, () => {
      const seen = { certificate: socket.getPeerCertificate(true), protocol: socket.getProtocol(), alpn: socket.alpnProtocol, reused: socket.isSessionReused() };
      socket.end();
      resolve(seen);
    });
    socket.once('error', reject);
  });

  it('has certificates by name, and none for whom it is not', async () => {
    for (const name of ['w1.localhost', 'deep.w1.localhost', 'app.test', 'App.TEST'])
      assert.equal((await handshake({ servername: name })).certificate.subjectaltname, `DNS:${name.toLowerCase()}`);
    for (const name of ['', 'localhost', 'LOCALHOST'])
      assert.equal((await handshake({ servername: name })).certificate.subjectaltname, 'DNS:localhost, IP Address:127.0.0.1, IP Address:0:0:0:0:0:0:0:1');
    for (const name of ['example.com', 'test', 'xlocalhost', 'x.localhost.example', 'a'.repeat(64)])
      await assert.rejects(handshake({ servername: name }), /unrecognized name|unrecognized_name/, name);
  });

  it('has certificates for the public URL and for what the fixture lists as well', async () => {
    process.env.UNDERSTUDY_FIXTURE = JSON.stringify({ version: 1, server: { hosts: ['Own.example.', '10.0.0.7', '[2001:DB8::7]'] } });
    const named = await startUnderstudy('--tls', '--public-url', 'https://auth.example/mock');
    delete process.env.UNDERSTUDY_FIXTURE;
    for (const name of ['auth.example', 'own.example'])
      assert.equal((await handshake({ servername: name, port: named.ready.port })).certificate.subjectaltname, `DNS:${name}`);
    assert.equal((await handshake({ servername: '', port: named.ready.port })).certificate.subjectaltname,
      'DNS:localhost, DNS:auth.example, IP Address:127.0.0.1, IP Address:0:0:0:0:0:0:0:1, IP Address:10.0.0.7, IP Address:2001:DB8:0:0:0:0:0:7');
    await assert.rejects(handshake({ servername: 'other.example', port: named.ready.port }));
    assert.ok(Object.values(named.ready.issuers).every((issuer) => issuer.startsWith('https://auth.example/mock/')));
    await named.stop();
  });

  it('speaks TLS 1.2 and 1.3, and http/1.1 alone', async () => {
    for (const version of ['TLSv1.2', 'TLSv1.3']) {
      const seen = await handshake({ servername: 'localhost', minVersion: version, maxVersion: version, ALPNProtocols: ['h2', 'http/1.1'] });
      assert.deepEqual([seen.protocol, seen.alpn], [version, 'http/1.1']);
    }
    await assert.rejects(handshake({ servername: 'localhost', ALPNProtocols: ['h2'] }), /no_application_protocol|no application protocol/);
    await assert.rejects(handshake({ servername: 'localhost', maxVersion: 'TLSv1.1', minVersion: 'TLSv1', ciphers: 'DEFAULT@SECLEVEL=0' }));
  });

  it('resumes sessions', async () => {
    const ask = (agentOptions) => new Promise((resolve, reject) => {
      const sent = askSecurely({ host: 'localhost', port, path: '/v1/access-tokens/.well-known/jwks.json', rejectUnauthorized: false, ...agentOptions }, (answer) => {
        const reused = answer.socket.isSessionReused();
        answer.resume().on('end', () => resolve(reused));
      });
      sent.on('error', reject).end();
    });
    let session;
    const first = connect({ host: 'localhost', port, servername: 'localhost', rejectUnauthorized: false });
    await new Promise((resolve) => first.on('session', (given) => ((session = given), resolve())));
    first.end();
    assert.equal(await ask({ agent: false, session, servername: 'localhost' }), true);
    assert.equal(await ask({ agent: false, servername: 'localhost' }), false);
  });

  it('is not listened to at the port of a server without it', async () => {
    const plain = await startUnderstudy();
    await assert.rejects(get(httpsClients[0], jwks(`https://localhost:${plain.ready.port}`), httpsClients[0].variables(trust)));
    assert.equal(plain.ready.https_url, undefined);
    const answer = await fetch(`${plain.baseUrl}/_understudy/v1/ca.pem`);
    assert.equal(answer.status, 404);
    await plain.stop();
  });
});

describe('the certificate of one\'s own', () => {
  const made = async (place, name) => {
    await mkdir(place, { recursive: true });
    const words = ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2', '-subj', `/CN=${name}`,
      '-addext', `subjectAltName=DNS:${name}`, '-keyout', join(place, 'key.pem'), '-out', join(place, 'cert.pem')];
    assert.equal((await runProgram('openssl', words)).status, 0);
  };

  it('is shown for the names that it says, and the local authority vouches for the others', async () => {
    const place = join(folder, 'own');
    await made(place, 'own.example');
    const server = await startUnderstudy('--tls', '--tls-cert', join(place, 'cert.pem'), '--tls-key', join(place, 'key.pem'));
    const subject = (servername) => new Promise((resolve, reject) => {
      const socket = connect({ host: '127.0.0.1', port: server.ready.port, servername, rejectUnauthorized: false }, () => {
        resolve(socket.getPeerCertificate().subject.CN);
        socket.end();
      });
      socket.once('error', reject);
    });
    assert.equal(await subject('own.example'), 'own.example');
    assert.equal(await subject('localhost'), 'localhost');
    await server.stop();
  });

  it('vouches in the place of the local authority, where it is one, and never for the vendors', async () => {
    const place = join(folder, 'authority');
    await mkdir(place);
    const [certificate, key] = [join(place, 'ca.pem'), join(place, 'ca-key.pem')];
    const words = ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2', '-subj', '/CN=Our own authority',
      '-addext', 'basicConstraints=critical,CA:TRUE', '-addext', 'keyUsage=critical,keyCertSign', '-keyout', key, '-out', certificate];
    assert.equal((await runProgram('openssl', words)).status, 0);
    const server = await startUnderstudy('--tls', '--ca-cert', certificate, '--ca-key', key);
    const issuer = (servername) => new Promise((resolve, reject) => {
      const socket = connect({ host: '127.0.0.1', port: server.ready.port, servername, rejectUnauthorized: false }, () => {
        resolve(socket.getPeerCertificate().issuer.CN);
        socket.end();
      });
      socket.once('error', reject);
    });
    assert.equal(await issuer('localhost'), 'Our own authority');
    assert.match(await issuer('user.sls.epilot.io'), /^Understudy vendors CA/);
    assert.equal(await (await fetch(`${server.baseUrl}/_understudy/v1/ca.pem`)).text(), await readFile(certificate, 'utf8'));
    await server.stop();
  });

  it('is refused at the start where it is none', async () => {
    const place = join(folder, 'wrong');
    await made(place, 'a.example');
    await made(join(place, 'b'), 'b.example');
    const [certificate, key, stranger] = [join(place, 'cert.pem'), join(place, 'key.pem'), join(place, 'b/key.pem')];
    for (const [words, said] of [
      [['--tls', '--tls-cert', certificate], '--tls-key'],
      [['--tls', '--tls-key', key], '--tls-cert'],
      [['--tls-cert', certificate, '--tls-key', key], '--tls'],
      [['--data-dir', place], '--data-dir: does nothing without --tls; give that too, or leave this out'],
      [['--tls', '--ca-cert', certificate], '--ca-key'],
      [['--tls', '--tls-cert', key, '--tls-key', certificate], '--tls-cert'],
      [['--tls', '--tls-cert', certificate, '--tls-key', stranger], '--tls-key'],
      [['--tls', '--tls-cert', '/no/such', '--tls-key', key], '/no/such'],
      [['--tls', '--ca-cert', '/dev/null', '--ca-key', key], '/dev/null'],
    ]) {
      const { status, err } = await run(['serve', '--port', '0', ...words]);
      assert.equal(status, 2, words.join(' '));
      assert.ok(err.includes(said), err);
      assert.ok(err.trim().split('\n').length <= 2, err);
    }
  });
});
