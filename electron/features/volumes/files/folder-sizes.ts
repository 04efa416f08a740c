/** What takes the space of a folder, its largest parts by name. */
import type { SizesRequest } from '../../../../contract/volumes/files/api'
import type { SizeNode, SizesStep } from '../../../../contract/volumes/files/model'
import { FailureError } from '../../../engine/failure-error'
import type { VolumeBrowser } from '../helper/volume-browser'
import { countOf } from './trees'

const kinds: Readonly<Record<string, SizeNode['kind']>> = {
  f: 'file',
  d: 'folder',
  l: 'link',
  p: 'pipe',
  s: 'socket',
  b: 'device',
  r: 'rest'
}

interface Growing extends Omit<SizeNode, 'children'> {
  readonly children: Growing[]
}

/** `LEVEL KIND FILES FOLDERS BYTES STORED NAME`, each part before those within it. */
function readSizes(text: string): SizeNode {
  const way: Growing[] = []
  for (const line of text.split('\n')) {
    const [level, kind = '', files, folders, bytes, stored, name = ''] = line.split(' ')
    if (stored === undefined) continue
    const node: Growing = {
      name,
      kind: kinds[kind] ?? 'other',
      ...countOf([files ?? '', folders ?? '', bytes ?? '', stored]),
      children: []
    }
    const depth = Number(level)
    if (depth > 0) way[depth - 1]?.children.push(node)
    way.splice(depth, way.length, node)
  }
  const [root] = way
  if (root === undefined) throw new FailureError({ kind: 'internal', message: 'Sizes of nothing' })
  return root
}

export async function* folderSizes(
  browser: VolumeBrowser,
  { path, depth, top }: SizesRequest,
  signal: AbortSignal
): AsyncGenerator<SizesStep, void> {
  const replies = browser.request('read', ['sizes', path, String(depth), String(top)], { signal })
  let text = ''
  try {
    for (;;) {
      const { done, value } = await replies.next()
      if (done === true) {
        yield { kind: 'weighed', root: readSizes(text), complete: Number(value[4]) === 0 }
        return
      }
      if (value.kind === 'piece') text += value.data.toString('latin1')
      else yield { kind: 'counting', ...countOf(value.fields) }
    }
  } finally {
    await replies.return([])
  }
}
