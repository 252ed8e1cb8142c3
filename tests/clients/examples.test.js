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
