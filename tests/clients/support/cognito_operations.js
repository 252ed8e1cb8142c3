// Which operations of Cognito's user pools API a server emulates, as docs/cognito.md tells it. The list is that of the SDK's
// own model, and whether one is emulated is asked of the server: it answers 501 to what it lacks.
import * as sdk from '@aws-sdk/client-cognito-identity-provider';
import { readFile, writeFile } from 'node:fs/promises';

const page = new URL('../../../docs/cognito.md', import.meta.url);
const begin = '<!-- The table of operations: scripts/lib/cognito-operations writes it. -->\n';
const end = '<!-- The end of the table of operations. -->\n';

export const operations = Object.keys(sdk).filter((name) => /^[A-Z]\w+Command$/.test(name)).map((name) => name.slice(0, -'Command'.length)).sort();

/** Whether the server emulates the operation; a rejection where it has none of that name. */
export async function isEmulated(baseUrl, operation) {
  const response = await fetch(baseUrl, {
    method: 'POST',
    headers: { 'content-type': 'application/x-amz-json-1.1', 'x-amz-target': `AWSCognitoIdentityProviderService.${operation}` },
    body: '{}',
  });
  const text = await response.text();
  if (text.includes('UnknownOperationException')) throw new Error(`the server does not know ${operation}`);
  return response.status !== 501;
}

/** The table's lines, one for each operation. */
export async function tableOf(baseUrl) {
  const lines = ['| operation | |', '|---|---|'];
  for (const operation of operations) lines.push(`| \`${operation}\` | ${(await isEmulated(baseUrl, operation)) ? 'emulated' : '501'} |`);
  return lines.join('\n') + '\n';
}

/** The page as it is, and as it would be with that table. */
export async function readPage(table) {
  const text = await readFile(page, 'utf8');
  const [before, rest] = text.split(begin);
  const after = rest?.split(end)[1];
  if (after === undefined) throw new Error('docs/cognito.md has no place for the table of operations');
  return { text, fresh: before + begin + '\n' + table + '\n' + end + after };
}

export const writePage = (text) => writeFile(page, text);
