// A private nginx: its configuration and all its files lie in a temporary folder, and it ends with the test.
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { endChild, startChild } from './children.js';

/** Runs nginx with the given lines inside `server { … }`; gives its base URL and `stop()`. */
export async function startNginx(serverLines) {
  const folder = await mkdtemp(join(tmpdir(), 'understudy-nginx-'));
  const port = await freePort();
  const files = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((name) => `${name}_temp_path ${folder}/${name};`);
  await writeFile(join(folder, 'nginx.conf'), `
    daemon off;
    master_process off;
    pid ${folder}/nginx.pid;
    error_log stderr crit;
    events {}
    http {
      access_log off;
      ${files.join('\n')}
      server {
        listen 127.0.0.1:${port};
        ${serverLines}
      }
    }`);
  const started = startChild('/usr/sbin/nginx', ['-p', folder, '-e', 'stderr', '-c', join(folder, 'nginx.conf')], {
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  const baseUrl = `http://127.0.0.1:${port}`;
  for (let tries = 0; ; ++tries) {
    const answered = await fetch(baseUrl).then(() => true, () => false);
    if (answered) break;
    if (tries === 100 || started.child.exitCode !== null) throw new Error('nginx did not start');
    await pause(50);
  }
  return {
    baseUrl,
    async stop() {
      await endChild(started);
      await rm(folder, { recursive: true });
    },
  };
}

/** The block below a heading of docs/gateway.md, as a reader copies it. */
export async function documentedBlock(heading) {
  const page = await readFile(new URL('../../../docs/gateway.md', import.meta.url), 'utf8');
  const section = page.split('\n## ').find((part) => part.startsWith(`${heading}\n`));
  return section.split('\n').filter((line) => line.startsWith('    ')).map((line) => `${line}\n`).join('');
}

async function freePort() {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address();
  probe.close();
  await once(probe, 'close');
  return port;
}
