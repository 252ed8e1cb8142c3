// An authenticator app: Debian's oathtool, which knows nothing of the server.
import { execFileSync } from 'node:child_process';

/** The six digits that an app with that secret shows at a time, in milliseconds. */
export const codeOfApp = (secret, time) =>
  execFileSync('oathtool', ['--totp', '--base32', `--now=@${Math.floor(time / 1000)}`, secret], { encoding: 'utf8' }).trim();

/** An app whose clock is the world's. */
export const appIn = (world, secret) => ({
  async code() {
    const { now } = await world.control('GET', '/clock');
    return codeOfApp(secret, Date.parse(now));
  },
  /** Another code than the last one: half a minute later. */
  async nextCode() {
    await world.advance('30s');
    return this.code();
  },
});
