/** `npm run -s electron-path`: prints the runtime's executable, fetching the runtime first where there is none. */
import { provideRuntime } from './electron/runtime.mjs'
import { main } from './tools/step.mjs'

await main(async () => {
  const [{ executable }] = await provideRuntime()
  process.stdout.write(`${executable}\n`)
  return 0
})
