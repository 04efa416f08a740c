/** Three sets of tests: unit (anywhere), integration (a real engine), e2e (a real engine in a real window). */
import { availableParallelism } from 'node:os'
import vue from '@vitejs/plugin-vue'
import { configDefaults, defineConfig } from 'vitest/config'
import { programsAsText } from './build/bundle/programs-as-text.mjs'
import { LongestFirst } from './tests/support/longest-first.mjs'
import { windows } from './tests/support/windows.mjs'

const cores = availableParallelism()

// A time-out is for what would never be: what must be quick says so itself, and the machine may be slow. A poll's own is a second.
const expectations = { poll: { timeout: 20_000 } }
const engineTests = {
  expect: expectations,
  setupFiles: ['tests/support/seed.ts'],
  globalSetup: ['tests/support/global-setup.ts'],
  environment: 'node',
  testTimeout: 120_000,
  hookTimeout: 120_000
}

export default defineConfig({
  test: {
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        plugins: [vue(), programsAsText()],
        define: { __INTLIFY_JIT_COMPILATION__: 'true' },
        test: {
          name: 'unit',
          include: ['{contract,electron,renderer,build,locales,tests/support,tests/bench}/**/*.test.{ts,mjs}'],
          // The window's tests need a document; everything else must work without one.
          environment: 'node',
          setupFiles: ['tests/support/seed.ts'],
          maxWorkers: cores,
          expect: expectations,
          testTimeout: 30_000,
          hookTimeout: 30_000
        }
      },
      {
        plugins: [programsAsText()],
        test: {
          name: 'integration',
          // Most of it waits for engines, of which each file has its own.
          maxWorkers: Math.max(2, 2 * cores),
          // Faults that show in the main process need an engine, and no window.
          include: [
            'tests/integration/**/*.test.ts',
            'tests/faults/{engine,containers,images,builds,volumes,networks,connections,engine-settings}/**/*.test.ts'
          ],
          ...engineTests
        }
      },
      {
        test: {
          name: 'e2e',
          include: ['tests/{e2e,faults,security}/**/*.test.ts'],
          exclude: [
            ...configDefaults.exclude,
            'tests/faults/{engine,containers,images,builds,volumes,networks,connections,engine-settings}/**'
          ],
          ...engineTests,
          globalSetup: ['tests/support/window-setup.ts', ...engineTests.globalSetup],
          setupFiles: [...engineTests.setupFiles, 'tests/support/own-display.ts', 'tests/support/what-was-seen.ts'],
          maxWorkers: windows
        }
      }
    ]
  }
})
