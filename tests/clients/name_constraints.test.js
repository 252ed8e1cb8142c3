// What somebody could do who came by the keys that Understudy keeps: a certificate for any name, signed by one of its
// authorities. The constraints in them are looked at by the client, and here is which client does.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { endChild, startChild } from './support/children.js';
import { forgetWhatIsTold } from './support/environment.js';
import { forgetPrograms, get, httpsClients } from './support/https_clients.js';
import { signLeaf } from './support/leaves.js';
import { startNetwork } from './support/network.js';
import { run } from './support/program.js';

// By which authority each is signed. Within: nothing else is wrong with what is signed by hand.
const within = { 'app.test': 'local', 'entity.sls.epilot.io': 'vendors' };
const outside = { 'bank.example': 'local', 'www.bank.example': 'vendors', 'user.sls.epilot.io': 'local', 'www.epilot.io': 'vendors', 'other.test': 'vendors' };
const anySubdomain = 'w1.localhost';

let folder, network, server;
before(async () => {
  forgetWhatIsTold();
  folder = await mkdtemp(join(tmpdir(), 'understudy-constraints-'));
  assert.equal((await run(['ca', '--data-dir', folder])).status, 0);
  const authority = (name) => join(folder, `${name}-authority.pem`);
  await Promise.all([
    ...Object.entries({ ...within, ...outside }).map(([host, signer]) => signLeaf(authority(signer), folder, host)),
    signLeaf(authority('local'), folder, anySubdomain, '*.localhost'),
  ]);
  network = await startNetwork([...Object.keys({ ...within, ...outside }), anySubdomain]);
  const [command, ...words] = [...network.enter, process.execPath, fileURLToPath(new URL('programs/serve_leaves.mjs', import.meta.url)), folder];
  server = startChild(command, words, { stdio: ['ignore', 'pipe', 'inherit'] });
  await once(server.child.stdout, 'data');
  server.child.stdout.unref();
});
after(async () => {
  if (server) await endChild(server);
  await network?.stop();
  await rm(folder, { recursive: true });
});
after(forgetPrograms);

const ask = (client, host) =>
  get({ ...client, words: async (url) => [...network.enter, ...(await client.words(url))] }, `https://${host}/`, client.variables(folder));

describe('a certificate that is signed by hand', () => {
  for (const client of httpsClients) {
    it(`is taken by ${client.name} for a name within the constraints`, async () => {
      for (const host of Object.keys(within)) assert.equal(await ask(client, host), 'taken', host);
    });

    // Java 17 does not look at the constraints of an authority that it trusts.
    if (client.name === 'Java')
      it('is taken by Java for any other name as well', async () => {
        for (const host of ['bank.example', 'www.bank.example']) assert.equal(await ask(client, host), 'taken', host);
      });
    else
      it(`is refused by ${client.name} for every other name`, () =>
        Promise.all(Object.keys(outside).map((host) => assert.rejects(ask(client, host), /permitted/, host))));

    // So that each name below .localhost has a certificate of its own.
    const takes = ['Go', 'Java'].includes(client.name);
    it(`is ${takes ? 'taken' : 'refused'} by ${client.name} for *.localhost`, async () => {
      if (takes) assert.equal(await ask(client, anySubdomain), 'taken');
      else await assert.rejects(ask(client, anySubdomain), /match|altnames/i);
    });
  }
});
