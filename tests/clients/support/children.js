// Programs that tests start. None of them keeps a run waiting, or outlives it, where a test fails before it ends them.
import { spawn } from 'node:child_process';
import { once } from 'node:events';

const running = new Set();
process.on('exit', () => running.forEach((child) => child.kill('SIGKILL')));

/** Starts a program: the child, and the promise of its end. */
export function startChild(command, args, options) {
  const child = spawn(command, args, options);
  const ended = once(child, 'exit');
  ended.catch(() => {});  // told where it is awaited
  running.add(child);
  child.once('exit', () => running.delete(child));
  child.once('error', () => running.delete(child));
  child.unref();
  return { child, ended };
}

/** Ends a child and gives what its end was: `[code, signal]`. */
export async function endChild({ child, ended }) {
  child.ref();
  child.kill('SIGTERM');
  return ended;
}
