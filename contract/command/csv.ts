/** One record of comma-separated values, as Go's encoding/csv reads what `--mount`, `--network` and `--gpus` take. */

/** A field in double quotes may hold commas, and doubled quotes; undefined where it cannot be read. */
export function readCsv(text: string): string[] | undefined {
  const fields: string[] = []
  let rest = text
  for (;;) {
    const field = /^(?:"((?:[^"]|"")*)"|([^",]*))(,|$)/.exec(rest)
    if (field === null) return undefined
    fields.push(field[1] === undefined ? (field[2] ?? '') : field[1].replaceAll('""', '"'))
    if (field[3] === '') return fields
    rest = rest.slice(field[0].length)
  }
}

export const csvText = (fields: readonly string[]): string => fields.map(csvField).join(',')

const csvField = (text: string): string => (/[",\r\n]|^\s/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)

/** `key=value` in two; without an equals sign there is no value. */
export function cutPair(text: string): readonly [string, string | undefined] {
  const at = text.indexOf('=')
  return at < 0 ? [text, undefined] : [text.slice(0, at), text.slice(at + 1)]
}
