// A Node that has a switch for proxies (NODE_USE_ENV_PROXY), which the npm package called node brings.
import { access } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { runProgram } from './program.js';

const folder = fileURLToPath(new URL('../../../build/deps/node24', import.meta.url));
const program = `${folder}/node_modules/.bin/node`;

/** Its path; fetched where it is missing. */
export async function node24() {
  if (Number(process.versions.node.split('.')[0]) >= 24) return process.execPath;
  try {
    await access(program);
  } catch {
    const { status, err } = await runProgram('npm', ['install', '--no-save', '--prefix', folder, 'node@24.21.0']);
    if (status !== 0) throw new Error(err);
  }
  return program;
}
