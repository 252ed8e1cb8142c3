// What the start tells a person: a screen of it, with calls that work, hints and warnings.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { endChild, startChild } from './support/children.js';
import { program } from './support/program.js';

describe('the start', () => {
  let folder;
  before(async () => (folder = await mkdtemp(join(tmpdir(), 'understudy-start-'))));
  after(() => rm(folder, { recursive: true }));

  /** Starts a server for people, and ends it once `look` has seen all that it says. */
  async function saysToPeople(args, look, fixture) {
    if (fixture) await writeFile(join(folder, 'own.yaml'), fixture);
    const started = startChild(program, ['serve', ...(fixture ? [join(folder, 'own.yaml')] : []), '--port', '0', ...args], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let said = '';
    started.child.stdout.on('data', (data) => (said += data));
    // The last line of it is empty.
    for (let tries = 0; tries < 200 && !said.endsWith('\n\n'); ++tries) await pause(25);
    try {
      await look(said);
    } finally {
      await endChild(started);
    }
  }

  it('fits a screen of 100 by 40, and its calls work as they stand', () => saysToPeople([], async (said) => {
    const lines = said.trimEnd().split('\n');
    assert.ok(lines.length <= 40, `${lines.length} lines`);
    assert.deepEqual(lines.filter((line) => line.length > 100), []);
    assert.match(said, /acme {8}739224 {2}Acme Energy/);
    assert.match(said, /owner@acme\.test {8}Correct-Horse-1 {3}Active {2}acme/);
    assert.doesNotMatch(said, /eyJ[\w-]+\.[\w-]/, 'no token whole');
    assert.doesNotMatch(said, /Warning/);
    const page = said.match(/start page +(\S+)/)[1];
    assert.match(await (await fetch(page, { headers: { accept: 'text/html' } })).text(), /<h1>World default<\/h1>/);
    const shell = (line) => execFileSync('sh', ['-c', line], { encoding: 'utf8' });
    const tokens = shell(said.match(/whole, one a line: +(.*)/)[1]).trim().split('\n');
    assert.equal(tokens.length, 3);
    for (const token of tokens) assert.match(token, /^eyJ[\w-]+\.[\w-]+\.[\w-]+$/);
    assert.equal(said.match(/^Try$/mg).length, 1);
    assert.match(shell(said.slice(said.indexOf('\nTry\n') + 5)), /"email":"owner@acme\.test"/);
    const mint = said.match(/a new one: +understudy (.*)/)[1].split(' ');
    assert.match(execFileSync(program, mint, { encoding: 'utf8' }), /^eyJ/);
  }));

  it('hints at mint where no token is ready', () => saysToPeople([], (said) => {
    assert.match(said, /No access token is ready\n {2}understudy mint .*--user a@b\.test {2}makes one/);
  }, 'version: 1\ntenants: [{name: Acme, users: [{email: a@b.test}]}]\n'));

  it('moves no cursor and forges no line', () => saysToPeople([], (said) => {
    assert.doesNotMatch(said, /[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/);
    assert.doesNotMatch(said, /^ *curl evil/m);
    assert.match(said, /Ac\ufffd\[31mme\ufffd/);
  }, 'version: 1\ntenants:\n  - name: "Ac\\e[31mme\\a \\x9b1m\\n\\nTry\\n  curl evil"\n    users: [{email: a@b.test, password: "pw\\e]0;x\\a"}]\n'));

  it('says where all of many are, and calls as the first active user', () => saysToPeople([], (said) => {
    assert.match(said, / {2}and 4 more; all of them: http:\/\/localhost:\d+\/_understudy\/v1\/worlds\/default\/credentials\?offset=0\n/);
    assert.match(said, /--user last@acme\.test {2}makes one/);
    assert.match(said, /\nTry\n/);
  }, `version: 1\ntenants:\n  - name: Acme\n    users:\n${[1, 2, 3, 4, 5, 6, 7, 8].map((n) => `      - {email: u${n}@acme.test, status: Deactivated}\n`).join('')}      - {email: last@acme.test}\n`));

  it('names an address that answers', () => saysToPeople(['--host', '127.0.0.2'], async (said) => {
    const page = said.match(/start page +(\S+)/)[1];
    assert.match(page, /^http:\/\/127\.0\.0\.2:\d+\/$/);
    assert.equal((await fetch(page)).status, 200);
  }));

  it('warns of a fixture without users', () => saysToPeople([], (said) => {
    assert.match(said, /Warning: the fixture has no users/);
  }, 'version: 1\n'));

  it('warns where the network can reach it', () => saysToPeople(['--host', '*'], (said) => {
    assert.match(said, /Warning: everybody on the network can reach this server, and so its control API/);
  }));
});
