/** How the three programs are built: main and preload as CommonJS, the window as ES modules behind app://. */
import { fileURLToPath } from 'node:url'
import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'electron-vite'
import { directIcons } from './build/bundle/direct-icons.mjs'
import { firstChunk } from './build/bundle/first-chunk.mjs'
import { programsAsText } from './build/bundle/programs-as-text.mjs'
import { startBudget } from './build/bundle/start-budget.mjs'
import { wordsAsText } from './build/bundle/words-as-text.mjs'

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url))

export default defineConfig({
  main: {
    plugins: [
      programsAsText(),
      startBudget({ of: 'The main process before its window', bytes: 65_000, files: 2 }),
      startBudget({
        of: 'What answers the first frame',
        begins: ({ name }) => name === 'services',
        bytes: 850_000,
        files: 3
      })
    ],
    resolve: {
      // docker-modem and dockerode require these at their top for what Escale never uses (docs/decisions/0003-engine-room.md).
      alias: {
        ssh2: here('./electron/engine/no-ssh2.ts'),
        '@grpc/grpc-js': here('./electron/engine/no-grpc.ts'),
        '@grpc/proto-loader': here('./electron/engine/no-grpc.ts'),
        protobufjs: here('./electron/engine/no-grpc.ts')
      }
    },
    build: {
      outDir: 'out/main',
      target: 'node20.18',
      // Everything is bundled: one file to read at start, and nothing of node_modules in the package.
      externalizeDeps: false,
      rollupOptions: {
        input: { main: here('./electron/main.ts') },
        output: {
          format: 'cjs',
          entryFileNames: '[name].js',
          chunkFileNames: '[name]-[hash].js',
          // What answers the first frame is one file too.
          advancedChunks: {
            groups: [
              { name: firstChunk('start', here('./electron/main.ts')) },
              { name: firstChunk('services', here('./electron/services.ts')) }
            ]
          }
        }
      }
    }
  },
  preload: {
    build: {
      outDir: 'out/preload',
      target: 'node20.18',
      externalizeDeps: false,
      rollupOptions: {
        input: { preload: here('./electron/preload.ts') },
        output: { format: 'cjs', entryFileNames: '[name].js' }
      }
    }
  },
  renderer: {
    root: here('./renderer'),
    base: './',
    plugins: [
      vue(),
      wordsAsText(here('./locales')),
      directIcons(),
      startBudget({ of: 'The window’s first frame', bytes: 440_000, files: 4 })
    ],
    define: {
      __VUE_OPTIONS_API__: 'false',
      __VUE_PROD_DEVTOOLS__: 'false',
      __VUE_I18N_LEGACY_API__: 'false',
      __VUE_I18N_FULL_INSTALL__: 'false',
      __INTLIFY_PROD_DEVTOOLS__: 'false',
      __INTLIFY_JIT_COMPILATION__: 'true',
      __INTLIFY_DROP_MESSAGE_COMPILER__: 'false'
    },
    build: {
      outDir: here('./out/renderer'),
      emptyOutDir: true,
      minify: true,
      target: 'chrome130',
      modulePreload: { polyfill: false },
      rollupOptions: {
        input: here('./renderer/index.html'),
        output: {
          // What the first frame needs is one file, and nothing else is in it: each file more is one more turn through the
          // main process, which is busy then, and all that is in it is worked through before anything is seen.
          advancedChunks: { groups: [{ name: firstChunk('start', here('./renderer/main.ts')) }] }
        }
      }
    }
  }
})
