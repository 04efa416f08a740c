/** Docker's credential helpers, as small programs. */
import { chmodSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** A helper as docker has them, that keeps its secrets in a file beside it. */
export function makeHelper(folder: string, name: string): void {
  const program = join(folder, `docker-credential-${name}`)
  writeFileSync(
    program,
    `#!/usr/bin/env node
const { readFileSync, writeFileSync } = require('node:fs')
const file = ${JSON.stringify(join(folder, 'kept.json'))}
let kept = {}
try { kept = JSON.parse(readFileSync(file, 'utf8')) } catch {}
const input = readFileSync(0, 'utf8')
const fail = (words) => { process.stdout.write(words); process.exit(1) }
switch (process.argv[2]) {
  case 'get': {
    const found = kept[input.trim()]
    if (!found) fail('credentials not found in native keychain')
    process.stdout.write(JSON.stringify({ ServerURL: input.trim(), ...found }))
    break
  }
  case 'store': {
    const { ServerURL, Username, Secret } = JSON.parse(input)
    kept[ServerURL] = { Username, Secret }
    writeFileSync(file, JSON.stringify(kept))
    break
  }
  case 'erase':
    delete kept[input.trim()]
    writeFileSync(file, JSON.stringify(kept))
    break
  case 'list':
    process.stdout.write(JSON.stringify(Object.fromEntries(Object.entries(kept).map(([k, v]) => [k, v.Username]))))
    break
  default:
    fail('unknown action')
}
`
  )
  chmodSync(program, 0o755)
}
