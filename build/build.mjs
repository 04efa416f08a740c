/** `npm run build`: the app in out/, built again where a source has changed. */
import { provideBuilt } from './steps/built.mjs'
import { providePackages } from './steps/packages.mjs'
import { main, step } from './tools/step.mjs'

await main(async () => {
  await step('Node packages', providePackages)
  await step('App', provideBuilt)
  return 0
})
