/** `npm run -s operations`: every operation of the contract, one JSON object a line. */
import { fileURLToPath } from 'node:url'
import { build } from 'vite'

const contract = fileURLToPath(new URL('../contract/index.ts', import.meta.url))
const built = await build({
  configFile: false,
  logLevel: 'silent',
  ssr: { noExternal: true },
  build: { ssr: contract, write: false, minify: false }
})
const [{ code }] = /** @type {{ output: [{ code: string }] }} */ (/** @type {unknown} */ (built)).output
const { operations } = await import(`data:text/javascript;base64,${Buffer.from(code).toString('base64')}`)

for (const [name, { kind, effect, command }] of operations())
  process.stdout.write(`${JSON.stringify({ name, kind, effect, command: command !== undefined })}\n`)
