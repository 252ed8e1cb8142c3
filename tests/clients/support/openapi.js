// The OpenAPI documents that epilot ships in its SDK, as judges of what is answered.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import Ajv from 'ajv';
import addFormats from 'ajv-formats';

/** Says whether a reply is one that the document declares: `(operationId, status, body) => void`, or throws. */
export function repliesOf(api) {
  // Read as a file: the package ships its definitions and exports none of them.
  const file = new URL(`../node_modules/@epilot/sdk/definitions/${api}.json`, import.meta.url);
  const document = JSON.parse(readFileSync(file));
  // OpenAPI's own keywords and formats (int32, nullable) are none of JSON Schema's.
  const ajv = new Ajv({ strict: false, allErrors: true, logger: false });
  addFormats(ajv);
  ajv.addSchema(document, 'document');
  const operations = new Map();
  for (const [path, methods] of Object.entries(document.paths))
    for (const [method, operation] of Object.entries(methods))
      if (operation.operationId) operations.set(operation.operationId, { path, method, operation });

  return (operationId, status, body) => {
    const { path, method, operation } = operations.get(operationId) ?? assert.fail(`no operation ${operationId}`);
    const declared = operation.responses[status] ?? assert.fail(`${operationId} declares no status ${status}`);
    if (!declared.content) return;
    const mime = Object.keys(declared.content).find((type) => type.includes('json'));
    const pointer = ['paths', path, method, 'responses', status, 'content', mime, 'schema']
      .map((step) => encodeURIComponent(String(step).replaceAll('~', '~0').replaceAll('/', '~1')))
      .join('/');
    const validate = ajv.compile({ $ref: `document#/${pointer}` });
    assert.ok(validate(body), `${operationId} ${status}: ${ajv.errorsText(validate.errors)} in ${JSON.stringify(body)}`);
  };
}
