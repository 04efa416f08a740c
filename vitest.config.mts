/** Three sets of tests: unit (anywhere), integration (a real engine), e2e (a real engine in a real window). */
import vue from '@vitejs/plugin-vue'
import { configDefaults, defineConfig } from 'vitest/config'

const engineTests = {
  globalSetup: ['tests/support/global-setup.ts'],
  environment: 'node',
  testTimeout: 60_000,
  hookTimeout: 60_000
}

export default defineConfig({
  test: {
    projects: [
      {
        plugins: [vue()],
        define: { __INTLIFY_JIT_COMPILATION__: 'true' },
        test: {
          name: 'unit',
          include: ['{contract,electron,renderer,build,locales,tests/support,tests/bench}/**/*.test.{ts,mjs}'],
          // The window's tests need a document; everything else must work without one.
          environment: 'node'
        }
      },
      {
        test: {
          name: 'integration',
          // Most of it waits for engines, of which each file has its own.
          maxWorkers: 2,
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
          setupFiles: ['tests/support/what-was-seen.ts'],
          testTimeout: 120_000,
          // One window at a time: two on two cores only make each other late.
          fileParallelism: false
        }
      }
    ]
  }
})
