// Reads mutants of fixtures from standard input, one JSON line each with the loader's verdict, and fails where the JSON
// Schema comes to another: fixture_mutants FIXTURE… | node verdicts.js SCHEMA
import { readFileSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { Ajv2020 } from 'ajv/dist/2020.js'

// "type" lists such as ["string", "integer"] are wanted; all else that strict mode frowns on is a mistake in the schema.
const ajv = new Ajv2020({ strict: true, allowUnionTypes: true })
const validate = ajv.compile(JSON.parse(readFileSync(process.argv[2], 'utf8')))

const count = { accepted: 0, refused: 0, disagreed: 0 }
for await (const line of createInterface({ input: process.stdin })) {
  const { name, document, accepted } = JSON.parse(line)
  const valid = validate(document)
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
