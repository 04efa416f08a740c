/**
 * Fails a build whose program reads too much before it shows anything: a start is won in many small steps and lost in
 * one import. The figures are bytes as built, compressed by nothing; see docs/decisions/0007-start.md.
 */

/**
 * @typedef {{ readonly type: 'chunk', readonly fileName: string, readonly name: string, readonly isEntry: boolean, readonly code: string, readonly imports: readonly string[], readonly viteMetadata?: { readonly importedCss: ReadonlySet<string> } }} Chunk
 * @typedef {{ readonly type: 'asset', readonly fileName: string, readonly source: string | Uint8Array }} Asset
 * @typedef {Readonly<Record<string, Chunk | Asset>>} Bundle
 */

/**
 * A chunk and all that it imports at once, with their styles.
 * @param {Bundle} bundle
 * @param {(chunk: Chunk) => boolean} begins
 * @returns {ReadonlyMap<string, number>} bytes by file
 */
export function readAtOnce(bundle, begins) {
  const files = new Set(
    Object.values(bundle).flatMap((file) => (file.type === 'chunk' && begins(file) ? [file.fileName] : []))
  )
  for (const name of files) {
    const file = bundle[name]
    if (file?.type !== 'chunk') continue
    // What is not in the bundle is the system's own.
    for (const imported of file.imports) if (bundle[imported] !== undefined) files.add(imported)
    for (const style of file.viteMetadata?.importedCss ?? []) files.add(style)
  }
  return new Map(
    [...files].map((name) => {
      const file = bundle[name]
      return [name, Buffer.byteLength(file?.type === 'chunk' ? file.code : (file?.source ?? ''))]
    })
  )
}

/**
 * @param {{ readonly of: string, readonly begins?: (chunk: Chunk) => boolean, readonly bytes: number, readonly files: number }} budget
 *   `of` says in words what is limited
 * @returns {import('vite').Plugin}
 */
export function startBudget({ of, begins = ({ isEntry }) => isEntry, bytes, files }) {
  return {
    name: 'start-budget',
    apply: 'build',
    generateBundle(_options, bundle) {
      const read = readAtOnce(/** @type {Bundle} */ (/** @type {unknown} */ (bundle)), begins)
      const sum = [...read.values()].reduce((total, size) => total + size, 0)
      if (read.size === 0) this.error(`Nothing begins ${of}: its limit holds nothing.`)
      if (sum <= bytes && read.size <= files) return
      const list = [...read].map(([name, size]) => `  ${name} ${size}`).join('\n')
      this.error(
        `${of} reads ${sum} bytes in ${read.size} files (at most ${bytes} in ${files}). What is new there is loaded later, by import(…); or the limit is raised where it is set.\n${list}`
      )
    }
  }
}
