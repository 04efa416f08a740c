/** `npm run bench`: sets up what is missing as `npm test` does, then measures (tests/bench/run.mjs). */
import { canInstall } from './debian/apt.mjs'
import { providePackages } from './steps/packages.mjs'
import { provideTestPackages } from './steps/test-packages.mjs'
import { step } from './tools/step.mjs'

await step('Node packages', providePackages)
if (canInstall()) await step('Debian packages', provideTestPackages)
await import('../tests/bench/run.mjs')
