/** What the tests in a window need beside an engine: the runtime, the built app, and a display where the machine has none. */
import { provideRuntime } from '../../build/electron/runtime.mjs'
import { provideBuilt } from '../../build/steps/built.mjs'
import { hasDisplay } from '../../build/steps/libraries.mjs'
import { startDisplay } from '../../build/tools/virtual-display.mjs'

export default async function setup(): Promise<() => void> {
  await provideRuntime()
  await provideBuilt()
  if (hasDisplay()) return () => undefined
  const display = await startDisplay()
  Object.assign(process.env, display.env)
  return display.stop
}
