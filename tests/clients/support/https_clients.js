// Clients of several languages that get one URL each, and are told by variables alone whom to trust and which proxy to
// use. None of them is told anything about Understudy.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runProgram } from './program.js';

const source = (name) => fileURLToPath(new URL(`../programs/${name}`, import.meta.url));
const python = '/usr/bin/python3';

let folder;
let built;

/** Go's program, built once for a whole file. */
function goProgram() {
  built ??= (async () => {
    folder = await mkdtemp(join(tmpdir(), 'understudy-go-'));
    const program = join(folder, 'get');
    const { status, err } = await runProgram('go', ['build', '-o', program, source('get.go')], { GO111MODULE: 'off' });
    if (status !== 0) throw new Error(err);
    return program;
  })();
  return built;
}

export async function forgetPrograms() {
  if (folder) await rm(folder, { recursive: true });
}

/** `variables` of a trust folder: those that lead this client to trust what is in there. */
export const httpsClients = [
  {
    name: 'curl',
    variables: (trust) => ({ CURL_CA_BUNDLE: join(trust, 'bundle.pem') }),
    words: async (url) => ['curl', '-sS', '--fail', '--max-time', '20', url],
  },
  {
    name: 'Node',
    variables: (trust) => ({ NODE_EXTRA_CA_CERTS: join(trust, 'both-cas.pem') }),
    words: async (url) => [process.execPath, source('get.mjs'), url],
  },
  {
    name: 'Python',
    variables: (trust) => ({ SSL_CERT_FILE: join(trust, 'bundle.pem') }),
    words: async (url) => [python, source('get.py'), url],
  },
  {
    name: 'Python, strict',
    variables: (trust) => ({ SSL_CERT_FILE: join(trust, 'bundle.pem') }),
    words: async (url) => [python, source('get.py'), url, '--strict'],
  },
  {
    name: 'Go',
    variables: (trust) => ({ SSL_CERT_FILE: join(trust, 'bundle.pem') }),
    words: async (url) => [await goProgram(), url],
  },
  {
    name: 'Java',
    variables: (trust) => ({
      JAVA_TOOL_OPTIONS: `-Djavax.net.ssl.trustStore=${join(trust, 'truststore.p12')} -Djavax.net.ssl.trustStorePassword=changeit`,
    }),
    words: async (url) => ['java', source('Get.java'), url],
  },
];

/** What the client prints of the URL; throws with what it says where it fails. */
export async function get(client, url, variables = {}) {
  const [command, ...words] = await client.words(url);
  const { status, out, err } = await runProgram(command, words, { NO_PROXY: '', no_proxy: '', ...variables });
  if (status !== 0) throw new Error(`${client.name}: ${err}`);
  return out;
}
