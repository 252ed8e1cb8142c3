// The program itself, for tests of its words.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

export const program = process.env.UNDERSTUDY_BINARY ?? fileURLToPath(new URL('../../../build/understudy', import.meta.url));

/** Runs the program to its end. */
export const run = (args, env = {}) => runProgram(program, args, env);

/** Runs any other one to its end. */
export async function runProgram(command, args, env = {}) {
  const child = spawn(command, args, { env: { ...process.env, ...env } });
  const said = { out: '', err: '' };
  child.stdout.on('data', (data) => (said.out += data));
  child.stderr.on('data', (data) => (said.err += data));
  const [status] = await once(child, 'close');
  return { status, ...said };
}
