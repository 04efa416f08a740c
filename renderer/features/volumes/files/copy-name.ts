/** A free name beside a file, as names travel: `notes.txt`, then `notes.mine.txt`, `notes.mine-2.txt`. */
export function copyName(name: string, turn: number): string {
  const dot = name.lastIndexOf('.')
  const [stem, ending] = dot <= 0 ? [name, ''] : [name.slice(0, dot), name.slice(dot)]
  return `${stem}.mine${turn === 1 ? '' : `-${turn}`}${ending}`
}
