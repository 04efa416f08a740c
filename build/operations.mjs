/** `npm run -s operations`: every operation of the contract, one JSON object a line. */
import { rolldown } from 'rolldown'
import { fileURLToPath } from 'node:url'

const input = fileURLToPath(new URL('../contract/index.ts', import.meta.url))
const bundle = await rolldown({ input, logLevel: 'silent' })
const { output } = await bundle.generate({ format: 'esm' })
const { operations } = await import(`data:text/javascript;base64,${Buffer.from(output[0].code).toString('base64')}`)

const lines = operations().map(([name, { kind, effect, command }]) =>
  JSON.stringify({ name, kind, effect, command: command !== undefined })
)
process.stdout.write(`${lines.join('\n')}\n`)
