// A network of a test's own: nothing is there but this machine, whose port 443 is free, and its hosts file is the test's.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { endChild, startChild } from './children.js';
import { runProgram } from './program.js';

/**
 * Its hosts entries are these names. `enter` are the words that a program's own follow to be run in there. Whoever waits
 * inside holds it open, and ends when this process does, however that ends.
 */
export async function startNetwork(names) {
  const folder = await mkdtemp(join(tmpdir(), 'understudy-network-'));
  const hosts = join(folder, 'hosts');
  await writeFile(hosts, ['localhost', ...names].map((name) => `127.0.0.1 ${name}\n`).join(''));
  const script = 'mount --bind "$1" /etc/hosts && ip link set lo up && echo there && exec cat >/dev/null';
  const holder = startChild('unshare', ['-rmn', 'sh', '-c', script, 'sh', hosts], { stdio: ['pipe', 'pipe', 'pipe'] });
  const { stdin, stdout, stderr } = holder.child;
  let complaint = '';
  stderr.on('data', (data) => (complaint += data));
  const [first] = await Promise.race([once(stdout, 'data'), once(stderr, 'end')]);
  if (!first) {
    await rm(folder, { recursive: true });
    throw new Error(`These tests need user, mount and network namespaces, and this machine gives none (unshare -rmn: ${complaint.trim()}). `
      + 'A container must be allowed them (--security-opt seccomp=unconfined, or --privileged), the kernel must give them to this user, and it gives none in a chroot.');
  }
  for (const stream of [stdin, stdout, stderr]) stream.unref();

  const enter = ['nsenter', '--preserve-credentials', '-U', '-m', '-n', '-t', String(holder.child.pid), 'env', '-C', process.cwd()];
  return {
    enter,
    run: (words, variables = {}) => runProgram(enter[0], [...enter.slice(1), ...words], variables),
    async stop() {
      await endChild(holder);
      await rm(folder, { recursive: true });
    },
  };
}
