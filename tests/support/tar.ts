/** Layers as tar archives: the little of ustar that an image needs. */

export interface TarEntry {
  readonly path: string
  /** A file's content, where a link points to, or neither for a folder. */
  readonly content?: Buffer | string
  readonly link?: string
  /** 0o755 unless told. */
  readonly mode?: number
}

/** https://www.gnu.org/software/tar/manual/html_node/Standard.html */
function header({ path, link, mode = 0o755 }: TarEntry, size: number, type: string): Buffer {
  const block = Buffer.alloc(512)
  const octal = (value: number, length: number): string => value.toString(8).padStart(length - 1, '0')
  block.write(path, 0, 100)
  block.write(octal(mode, 8), 100)
  block.write(octal(0, 8), 108)
  block.write(octal(0, 8), 116)
  block.write(octal(size, 12), 124)
  block.write(octal(1_700_000_000, 12), 136)
  block.write(' '.repeat(8), 148)
  block.write(type, 156)
  block.write(link ?? '', 157, 100)
  block.write('ustar\x0000', 257)
  block.write(
    `${octal(
      block.reduce((sum, byte) => sum + byte, 0),
      7
    )}\0 `,
    148
  )
  return block
}

export function tar(entries: readonly TarEntry[]): Buffer {
  const parts = entries.flatMap((entry) => {
    const content = Buffer.from(entry.content ?? '')
    const type = entry.link !== undefined ? '2' : entry.content !== undefined ? '0' : '5'
    return [header(entry, content.length, type), content, Buffer.alloc(-content.length & 511)]
  })
  return Buffer.concat([...parts, Buffer.alloc(1024)])
}
