/** Icon files of Windows and macOS: both hold PNG pictures of several sizes. */

/** @typedef {{ readonly size: number, readonly png: Buffer }} Picture */

/**
 * https://learn.microsoft.com/en-us/previous-versions/ms997538(v=msdn.10); sizes up to 256.
 * @param {readonly Picture[]} pictures
 */
export function ico(pictures) {
  const heading = Buffer.alloc(6 + 16 * pictures.length)
  heading.writeUInt16LE(1, 2)
  heading.writeUInt16LE(pictures.length, 4)
  let offset = heading.length
  for (const [index, { size, png }] of pictures.entries()) {
    const at = 6 + 16 * index
    heading[at] = size & 0xff // 256 is written as 0
    heading[at + 1] = size & 0xff
    heading.writeUInt16LE(1, at + 4)
    heading.writeUInt16LE(32, at + 6)
    heading.writeUInt32LE(png.length, at + 8)
    heading.writeUInt32LE(offset, at + 12)
    offset += png.length
  }
  return Buffer.concat([heading, ...pictures.map(({ png }) => png)])
}

/** Apple's names of the sizes: https://en.wikipedia.org/wiki/Apple_Icon_Image_format @type {Readonly<Record<number, string>>} */
const names = { 16: 'icp4', 32: 'icp5', 64: 'icp6', 128: 'ic07', 256: 'ic08', 512: 'ic09', 1024: 'ic10' }

/** @param {readonly Picture[]} pictures */
export function icns(pictures) {
  const parts = pictures.flatMap(({ size, png }) => {
    const name = names[size]
    if (name === undefined) return []
    const heading = Buffer.alloc(8)
    heading.write(name, 0, 'latin1')
    heading.writeUInt32BE(png.length + 8, 4)
    return [heading, png]
  })
  const all = Buffer.concat(parts)
  const heading = Buffer.from('icns\0\0\0\0', 'latin1')
  heading.writeUInt32BE(all.length + 8, 4)
  return Buffer.concat([heading, all])
}
