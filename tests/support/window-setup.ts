/** What the tests in a window need beside an engine: the runtime, the built app, and displays where the machine has none. */
import { provideRuntime } from '../../build/electron/runtime.mjs'
import { provideBuilt } from '../../build/steps/built.mjs'
import { hasDisplay } from '../../build/steps/libraries.mjs'
import { startDisplay } from '../../build/tools/virtual-display.mjs'
import { windows } from './windows.mjs'

export default async function setup(): Promise<() => void> {
  await provideRuntime()
  await provideBuilt()
  if (hasDisplay()) return () => undefined
  const displays = await Promise.all(Array.from({ length: windows }, startDisplay))
  process.env['ESCALE_DISPLAYS'] = JSON.stringify(displays.map(({ env }) => env))
  return () => {
    delete process.env['ESCALE_DISPLAYS']
    for (const display of displays) display.stop()
  }
}
