// What users copy from docs/: each snippet runs, or its environment starts the program.
import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { program } from './support/program.js';
import { startUnderstudy } from './support/understudy.js';

const path = (relative) => fileURLToPath(new URL(relative, import.meta.url));
const exampleFixture = path('../../fixtures/default.yaml');

/** The fenced blocks of a page of docs/ that are in this language. */
async function snippets(page, language) {
  const text = await readFile(path(`../../docs/${page}`), 'utf8');
  return [...text.matchAll(/^```(\w+)\n(.*?)^```$/gms)].filter((match) => match[1] === language).map((match) => match[2]);
}

/** Every map below `value` that sets variables of Understudy, with the map that it stands in. */
function* environments(value, holder = {}) {
  if (value === null || typeof value !== 'object') return;
  if (Object.keys(value).some((name) => /^UNDERSTUDY_(FIXTURES?|PUBLIC_URL)$/.test(name))) yield { variables: value, holder };
  for (const member of Object.values(value)) yield* environments(member, value);
}

// PyYAML reads YAML 1.1 as Compose and the CI systems do.
const parseYaml = (text) =>
  JSON.parse(execFileSync('/usr/bin/python3', ['-c', 'import json, sys, yaml; print(json.dumps(yaml.safe_load(sys.stdin)))'], { input: text }));

describe('the examples', () => {
  it('give every test a world of its own, by one rule in each language', async () => {
    const names = ['my-test', 'a--b', 'A b', 'a B', 'a b', 'a_b', 'pr\u00fcfung', 'pr\u00e4fung', '\u30c6\u30b9\u30c8', '\u691c\u67fb', '\u212aelvin', '\u0130x', ' ', 'a\nb',
      'x'.repeat(63), 'x'.repeat(64), `${'x'.repeat(70)} one`, `${'x'.repeat(70)} two`, '-x-', 'x[1-2]'];
    const { worldName } = await import('../../examples/node/understudy.mjs');
    const inNode = names.map(worldName);
    const inPython = JSON.parse(execFileSync('/usr/bin/python3', ['-B', '-c', 'import json, sys; from understudy import world_name; print(json.dumps([world_name(name) for name in json.load(sys.stdin)]))'],
      { cwd: path('../../examples/python'), input: JSON.stringify(names) }));
    const inShell = execFileSync('bash', ['-c', 'source "$1"; shift; for name; do world_name "$name"; done', 'bash', path('../../examples/shell/understudy.sh'), ...names], { encoding: 'utf8' });
    assert.deepEqual(inPython, inNode);
    assert.deepEqual(inShell.trim().split('\n'), inNode);
    assert.equal(new Set(inNode).size, names.length);
    for (const name of inNode) assert.match(name, /^[a-z0-9-]{1,63}$/);
    assert.deepEqual([inNode[0], inNode[1], inNode[14]], ['my-test', 'a--b', 'x'.repeat(63)]);
    assert.equal(inNode[2], 'a-b-a760b0e1');
  });
});

describe('the documentation', () => {
  let folder;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'understudy-'));
    await symlink(program, join(folder, 'understudy'));
  });
  after(() => rm(folder, { recursive: true }));

  const shell = (script, variables) =>
    execFileSync('bash', ['-euo', 'pipefail', '-c', script], {
      cwd: folder,
      env: { ...process.env, PATH: `${folder}:${process.env.PATH}`, ...variables },
      encoding: 'utf8',
    });

  it('has scripts for CI jobs that run', async () => {
    const scripts = await snippets('ci.md', 'bash');
    assert.equal(scripts.length, 2);
    const answers = scripts.map((script) => shell(script));
    assert.equal(JSON.parse(answers[0]).email, 'owner@acme.test');
    assert.match(answers[1], /^eyJ/);
  });

  it('has commands that run', async () => {
    const child = spawn(program, ['--port', '0', '--log', 'json'], { stdio: ['ignore', 'pipe', 'inherit'] });
    const [line] = await once(child.stdout, 'data');
    try {
      const scripts = await snippets('command-line.md', 'bash');
      assert.equal(scripts.length, 3);
      for (const script of scripts) shell(script, { UNDERSTUDY_URL: JSON.parse(line).base_url });
    } finally {
      child.kill('SIGTERM');
    }
  });

  it('has environments that the program starts with', async () => {
    const blocks = await snippets('ci.md', 'yaml');
    let count = 0;
    for (const block of blocks) {
      for (const { variables, holder } of environments(parseYaml(block))) {
        ++count;
        const env = { ...variables };
        if (env.UNDERSTUDY_FIXTURES) {
          // The file that is mounted where the variable looks for it.
          assert.deepEqual(holder.volumes.map((volume) => volume.split(':')[1]), [env.UNDERSTUDY_FIXTURES]);
          env.UNDERSTUDY_FIXTURES = exampleFixture;
        }
        const child = spawn(program, [], { env: { ...env, UNDERSTUDY_PORT: '0', UNDERSTUDY_LOG: 'json' }, stdio: ['ignore', 'pipe', 'inherit'] });
        const [line] = await once(child.stdout, 'data');
        const ready = JSON.parse(line);
        assert.equal(ready.base_url, env.UNDERSTUDY_PUBLIC_URL ?? `http://localhost:${ready.port}`);

        const [, , ...check] = holder.healthcheck?.test ?? ['CMD', '/understudy', 'healthcheck'];
        execFileSync(program, check, { env: { UNDERSTUDY_PORT: String(ready.port) } });
        child.kill('SIGTERM');
        assert.deepEqual(await once(child, 'close'), [0, null]);
      }
    }
    assert.equal(count, 4);
  });

  it('is right about the one issuer', async () => {
    const [, , compose] = await snippets('ci.md', 'yaml');
    const { auth, backend } = parseYaml(compose).services;
    const server = await startUnderstudy('--public-url', auth.environment.UNDERSTUDY_PUBLIC_URL);
    try {
      const discovery = new URL(backend.environment.AUTH_DISCOVERY);
      // fetch sets no Host header, curl does.
      const document = JSON.parse(
        execFileSync('curl', ['-fsS', '-H', `Host: ${discovery.host}`, `http://127.0.0.1:${server.ready.port}${discovery.pathname}`]));
      assert.equal(document.issuer, backend.environment.AUTH_ISSUER);
      assert.equal(new URL(document.jwks_uri).host, discovery.host);
    } finally {
      await server.stop();
    }
  });
});
