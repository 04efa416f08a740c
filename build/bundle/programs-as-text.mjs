/**
 * What a thread of its own runs, with all that it imports, as one text: `import program from './thread-program?program'`. The
 * same in the app and in the tests, which have no file that a thread could be started from.
 */
import { build } from 'vite'

const mark = '?program'

/** @returns {import('vite').Plugin} */
export const programsAsText = () => ({
  name: 'programs-as-text',
  enforce: 'pre',
  async resolveId(source, importer) {
    if (!source.endsWith(mark)) return null
    const file = await this.resolve(source.slice(0, -mark.length), importer, { skipSelf: true })
    return file === null ? null : `${file.id}${mark}`
  },
  async load(id) {
    if (!id.endsWith(mark)) return null
    const built = await build({
      configFile: false,
      envFile: false,
      logLevel: 'error',
      ssr: { noExternal: true },
      build: {
        ssr: id.slice(0, -mark.length),
        target: 'node20.18',
        write: false,
        minify: true,
        rollupOptions: { output: { format: 'es', codeSplitting: false } }
      }
    })
    const [whole] = /** @type {import('vite').Rolldown.RolldownOutput[]} */ ([built].flat())
    if (whole === undefined) throw new Error(`${id} is nothing`)
    const [chunk, ...others] = whole.output
    if (others.length > 0) throw new Error(`${id} is more than one file`)
    for (const module of chunk.moduleIds) if (!module.startsWith('\0')) this.addWatchFile(module)
    return { code: `export default ${JSON.stringify(chunk.code)}`, moduleType: 'js' }
  }
})
