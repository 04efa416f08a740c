/** The paths of this computer that options name besides the context and the Dockerfile: each must have been chosen in a dialog. */
import { csvFields } from '../../../../contract/builds/buildx'
import type { BuildOptions } from '../../../../contract/builds/options'

const local = (text: string, name: 'src' | 'dest'): readonly string[] => {
  const fields = csvFields(text)
  const path = fields?.get('type') === 'local' ? fields.get(name) : undefined
  return path === undefined ? [] : [path]
}

/** `secrets` are not among them: their files are read, and checked, here. */
export function namedPaths({ outputs, cacheFrom, cacheTo, ssh }: BuildOptions): readonly string[] {
  return [
    ...outputs.flatMap((text) => {
      const fields = csvFields(text)
      return [fields?.get('dest') ?? (fields?.has('type') === true ? undefined : fields?.get(''))].filter(
        (path) => path !== undefined
      )
    }),
    ...cacheFrom.flatMap((text) => local(text, 'src')),
    ...cacheTo.flatMap((text) => local(text, 'dest')),
    // `id=/path/one,/path/two`
    ...ssh.flatMap((text) => (text.includes('=') ? text.slice(text.indexOf('=') + 1).split(',') : []))
  ]
}

/** The files of secrets. */
export const secretPaths = ({ secrets }: BuildOptions): readonly string[] =>
  secrets.flatMap((text) => {
    const fields = csvFields(text)
    const path = fields?.get('src') ?? fields?.get('source')
    return path === undefined ? [] : [path]
  })
