/** How the three programs are built: main and preload as CommonJS, the window as ES modules behind app://. */
import { fileURLToPath } from 'node:url'
import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'electron-vite'

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url))

export default defineConfig({
  main: {
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
        output: { format: 'cjs', entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' }
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
    plugins: [vue()],
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
          // What the first frame needs is one file: each more is one more turn through the main process, which is busy then.
          advancedChunks: {
            groups: [
              {
                name: 'start',
                test: /node_modules\/(@vue|vue|vue-router|vue-i18n|@intlify|pinia|valibot|@vueuse|@lucide)\/|\/contract\/(?!command|prerequisites|machines|engine-settings|builds|template)|\/renderer\/(ipc|modules\/(?!messages)|stores|ui\/(base|table|toasts|format)\/(?!MenuPanel))/
              }
            ]
          }
        }
      }
    }
  }
})
