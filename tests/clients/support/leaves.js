// Certificates signed by hand with the keys that Understudy keeps: for names that it would make none for.
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:https';
import { join } from 'node:path';
import { createSecureContext } from 'node:tls';
import { runProgram } from './program.js';

async function openssl(...words) {
  const { status, err } = await runProgram('openssl', words);
  if (status !== 0) throw new Error(`openssl ${words[0]}: ${err}`);
}

/** Puts `HOST.pem` into the folder: a certificate for the name, which is the host's but for a wildcard, and its key. */
export async function signLeaf(authority, folder, host, name = host) {
  const file = (ending) => join(folder, `${host}.${ending}`);
  // The profile of Understudy's own, so that nothing but the name can be what is wrong with it.
  await writeFile(file('extensions'), `subjectAltName=DNS:${name}\nbasicConstraints=critical,CA:FALSE\nkeyUsage=critical,digitalSignature\n`
    + 'extendedKeyUsage=serverAuth\nsubjectKeyIdentifier=hash\nauthorityKeyIdentifier=keyid\n');
  await openssl('req', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-subj', `/CN=${name}`, '-keyout', file('key'), '-out', file('request'));
  await openssl('x509', '-req', '-in', file('request'), '-CA', authority, '-CAkey', authority, '-set_serial', `0x4${randomBytes(15).toString('hex')}`,
    '-days', '2', '-extfile', file('extensions'), '-out', file('certificate'));
  await writeFile(file('pem'), (await Promise.all(['key', 'certificate'].map((ending) => readFile(file(ending), 'utf8')))).join(''));
}

/** Says "taken" to whoever takes the folder's certificate for the name that was asked for. */
export async function serveLeaves(folder, port) {
  const SNICallback = (name, done) => {
    const pem = readFileSync(join(folder, `${name}.pem`));
    done(null, createSecureContext({ key: pem, cert: pem }));
  };
  const server = createServer({ SNICallback }, (request, response) => response.end('taken')).listen(port, '127.0.0.1');
  await once(server, 'listening');
  return server;
}
