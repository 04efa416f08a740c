/**
 * Imports each icon from its own file: through the package's one list of all of them, whoever needs one at start would
 * have those of every page in the first script.
 */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

const name = '@lucide/vue'
const imports = /import\s*\{([^}]*)\}\s*from\s*['"]@lucide\/vue['"];?/g

/**
 * @param {string} list the package's list: `export { default as Hammer, default as HammerIcon } from './icons/hammer.mjs';`
 * @returns {ReadonlyMap<string, string>} files by the names of what they hold
 */
export function iconFiles(list) {
  return new Map(
    [...list.matchAll(/^export \{([^}]*)\} from '\.\/(icons\/[\w-]+\.mjs)'/gm)].flatMap(([, names = '', file = '']) =>
      [...names.matchAll(/default as (\w+)/g)].map(([, icon = '']) => /** @type {const} */ ([icon, file]))
    )
  )
}

/**
 * @param {string} code
 * @param {ReadonlyMap<string, string>} files
 */
export const withDirectIcons = (code, files) =>
  code.replace(imports, (whole, /** @type {string} */ names) => {
    const wanted = names.split(',').flatMap((one) => {
      const [icon = '', local = icon] = one.trim().split(/\s+as\s+/)
      return icon === '' ? [] : [{ local, file: files.get(icon) }]
    })
    return wanted.some(({ file }) => file === undefined)
      ? whole
      : wanted.map(({ local, file }) => `import ${local} from '${name}/dist/esm/${file}';`).join(' ')
  })

/** @returns {import('vite').Plugin} */
export function directIcons() {
  const folder = dirname(createRequire(import.meta.url).resolve(`${name}/package.json`))
  const files = iconFiles(readFileSync(join(folder, 'dist/esm/lucide-vue.mjs'), 'utf8'))
  return {
    name: 'direct-icons',
    apply: 'build',
    enforce: 'post',
    transform: (code, id) =>
      !id.includes('/node_modules/') && code.includes(name) ? { code: withDirectIcons(code, files), map: null } : null
  }
}
