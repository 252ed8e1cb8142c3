// What scripts/lib/cognito-operations runs.
import { readPage, tableOf, writePage } from './cognito_operations.js';
import { startGallery } from './understudy.js';

const server = await startGallery('default');
const { text, fresh } = await readPage(await tableOf(server.baseUrl));
await server.stop();
if (text === fresh) {
  console.log('docs/cognito.md is up to date');
} else if (process.argv.includes('--check')) {
  console.error('docs/cognito.md is stale: run scripts/lib/cognito-operations');
  process.exitCode = 1;
} else {
  await writePage(fresh);
  console.log('docs/cognito.md is written');
}
