// Reads mutants of fixtures from standard input, one JSON line each with the loader's verdict, and fails where the JSON
// Schema comes to another: fixture_mutants FIXTURE… | node verdicts.js SCHEMA
// Where a line has the text itself, it is read anew by another YAML reader, as editors do.
import { readFileSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { isDeepStrictEqual } from 'node:util'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { parse } from 'yaml'

// "type" lists such as ["string", "integer"] are wanted; all else that strict mode frowns on is a mistake in the schema.
const ajv = new Ajv2020({ strict: true, allowUnionTypes: true })
const validate = ajv.compile(JSON.parse(readFileSync(process.argv[2], 'utf8')))

/** What the other reader makes of the text; nothing where it refuses it. */
function read(yaml) {
  try {
    return parse(yaml, { merge: true, logLevel: 'error' })
  } catch {
    return undefined
  }
}

const count = { accepted: 0, refused: 0, disagreed: 0 }
for await (const line of createInterface({ input: process.stdin })) {
  const { name, yaml, document: ours, accepted } = JSON.parse(line)
  const document = yaml === undefined ? ours : read(yaml)
  const valid = validate(document)
  if (yaml !== undefined && accepted && !isDeepStrictEqual(document, ours)) {
    count.disagreed += 1
    console.log(`${name}: two YAML readers make ${JSON.stringify(ours)} and ${JSON.stringify(document)} of it`)
  }
  if (valid === accepted) {
    count[accepted ? 'accepted' : 'refused'] += 1
    continue
  }
  count.disagreed += 1
  if (count.disagreed <= 50) {
    const why = valid ? '' : ` (${ajv.errorsText(validate.errors)})`
    console.log(`${name}: the loader ${accepted ? 'accepts' : 'refuses'} it, the schema does not agree${why}`)
  }
}
console.log(`${count.accepted} accepted and ${count.refused} refused by both, ${count.disagreed} without agreement`)

// A run without mutants, or with one verdict for all of them, would show nothing.
process.exitCode = count.disagreed === 0 && count.accepted > 100 && count.refused > 100 ? 0 : 1
