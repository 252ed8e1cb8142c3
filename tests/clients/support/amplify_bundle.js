// AWS Amplify for browsers, as an application's own build has it.
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

/** Amplify as a page takes it: `amplify.auth` and `amplify.Amplify`. */
export async function bundleAmplify() {
  const contents = "export * as auth from 'aws-amplify/auth'; export { Amplify } from 'aws-amplify';";
  const resolveDir = fileURLToPath(new URL('..', import.meta.url));
  const { outputFiles } = await build({ stdin: { contents, resolveDir }, bundle: true, write: false, format: 'iife', globalName: 'amplify', logLevel: 'error' });
  return outputFiles[0].text;
}
