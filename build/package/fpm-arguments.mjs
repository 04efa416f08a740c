/** The command line of fpm as electron-builder writes it, and the control file that a Debian package has for it. */

const bare = new Set(['--force', '--debug'])

/**
 * @param {readonly string[]} words
 * @returns {{ readonly options: ReadonlyMap<string, readonly string[]>, readonly files: ReadonlyArray<{ readonly source: string, readonly target: string }> }}
 */
export function readArguments(words) {
  /** @type {Map<string, string[]>} */
  const options = new Map()
  const files = []
  for (const rest = [...words]; rest.length > 0;) {
    const word = rest.shift() ?? ''
    if (bare.has(word)) continue
    if (word.startsWith('-')) options.set(word, [...(options.get(word) ?? []), rest.shift() ?? ''])
    else {
      const [, source = '', target = ''] = /^(.*)=(\/.*)$/.exec(word) ?? []
      if (target === '') throw new Error(`not a file and its place: ${word}`)
      files.push({ source, target })
    }
  }
  return { options, files }
}

/**
 * https://www.debian.org/doc/debian-policy/ch-controlfields.html
 * @param {ReadonlyMap<string, readonly string[]>} options
 */
export function control(options) {
  const one = (/** @type {string} */ name) => options.get(name)?.at(-1)?.trim() ?? ''
  const many = (/** @type {string} */ name) => options.get(name)?.join(', ') ?? ''
  // The first line is the summary; the others are set in by a space, an empty one is a dot.
  const [summary = '', ...text] = one('--description').split('\n')
  const fields = [
    ['Package', one('--name')],
    ['Version', one('--version')],
    ['Architecture', one('--architecture')],
    ['Maintainer', one('--maintainer')],
    ['Section', one('--category')],
    ['Priority', one('--deb-priority')],
    ['Depends', many('-d')],
    ['Recommends', many('--deb-recommends')],
    ['Homepage', one('--url')],
    ['Description', [summary, ...text.map((line) => ` ${line.trim() || '.'}`)].join('\n')]
  ]
  return `${fields.flatMap(([name, value]) => (value ? [`${name}: ${value}`] : [])).join('\n')}\n`
}
