import { describe, expect, it } from 'vitest'
import { humanSize } from '../../../contract/format/size'
import { rowsOf } from './disk-use'

const size = (bytes: number) => humanSize(bytes, 4).text

describe('what the engine keeps on its disk', () => {
  it('is reckoned as docker system df reckons it', () => {
    const rows = rowsOf({
      LayersSize: 802_900_000,
      Images: [
        { Size: 776_570_000, SharedSize: 0, Containers: 2 },
        { Size: 26_330_000, SharedSize: 0, Containers: 0 },
        // Not reckoned: docker leaves it out.
        { Size: 1, SharedSize: -1, Containers: 1 }
      ],
      Containers: [
        { SizeRw: 128_700, State: 'exited' },
        { SizeRw: 1_000, State: 'running' }
      ],
      Volumes: [
        { UsageData: { Size: 154_600_000, RefCount: 1 } },
        { UsageData: { Size: 1_000, RefCount: 0 } },
        { UsageData: { Size: -1, RefCount: -1 } },
        { UsageData: undefined }
      ],
      BuildCache: [
        { Size: 96_100_000, InUse: false, Shared: false },
        { Size: 900, InUse: true, Shared: false },
        { Size: 5, InUse: true, Shared: true }
      ]
    })
    expect(
      rows.map((row) => [row.kind, row.total, row.active, size(row.size), size(row.reclaimable), row.share])
    ).toEqual([
      ['images', 3, 2, '802.9MB', '26.33MB', 3],
      ['containers', 2, 1, '129.7kB', '128.7kB', 99],
      ['volumes', 4, 1, '154.6MB', '1kB', 0],
      ['build-cache', 3, 2, '96.1MB', '96.1MB', undefined]
    ])
  })

  it('of nothing has no share', () => {
    const rows = rowsOf({ LayersSize: 0, Images: [], Containers: [], Volumes: [], BuildCache: [] })
    expect(rows.map(({ size: bytes, share }) => [bytes, share])).toEqual(
      Array.from({ length: 4 }, () => [0, undefined])
    )
  })
})
