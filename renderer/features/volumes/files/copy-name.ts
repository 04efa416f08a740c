/** Bytes of a name on nearly every file system. */
const longest = 255

const lengthOf = (name: string): number => name.replace(/%[0-9A-F]{2}/g, ' ').length
/** Characters as they travel, or bytes that are part of none. */
const characters = (text: string): readonly string[] =>
  text.match(/%[C-F][0-9A-F](?:%[89AB][0-9A-F])*|%[0-9A-F]{2}|[^%]/g) ?? []

/** The beginning of a text that has so much room, no character cut in two. */
function cutTo(text: string, room: number): string {
  const kept = [...characters(text)]
  while (kept.length > 0 && lengthOf(kept.join('')) > room) kept.pop()
  return kept.join('')
}

/** A free name beside a file, as names travel: `notes.txt`, then `notes.mine.txt`, `notes.mine-2.txt`. */
export function copyName(name: string, turn: number): string {
  const dot = name.lastIndexOf('.')
  const [stem, ending] = dot <= 0 ? [name, ''] : [name.slice(0, dot), name.slice(dot)]
  const mark = `.mine${turn === 1 ? '' : `-${turn}`}`
  // What stands behind the last dot of a name that long is rather a part of it than a kind.
  const kept = lengthOf(ending) <= 32 ? ending : ''
  const begin = kept === ending ? stem : name
  return `${cutTo(begin, longest - lengthOf(mark) - lengthOf(kept))}${mark}${kept}`
}
