/** Builds the gallery to a folder outside of the project: `GALLERY_OUT`. */
import { fileURLToPath } from 'node:url'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vite'

export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  base: './',
  plugins: [vue()],
  define: {
    __VUE_OPTIONS_API__: 'false',
    __VUE_PROD_DEVTOOLS__: 'false',
    __VUE_I18N_LEGACY_API__: 'false',
    __VUE_I18N_FULL_INSTALL__: 'false',
    __INTLIFY_JIT_COMPILATION__: 'true'
  },
  build: {
    outDir: process.env['GALLERY_OUT'] ?? join(tmpdir(), 'escale-gallery'),
    emptyOutDir: true,
    target: 'chrome130'
  }
})
