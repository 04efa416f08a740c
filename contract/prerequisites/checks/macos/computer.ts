/** The Mac itself: its processor, what it can virtualize, its memory and its disk. */
import { unknown } from '../read'
import { cure } from '../speak'
import { macCheck } from './define'
import { hardwareOf } from './hardware'

const install = 'https://docs.docker.com/desktop/setup/install/mac-install/'

export const processor = macCheck({
  name: 'processor',
  group: 'computer',
  required: true,
  probes: ['macos-hardware'],
  judge(answers, speak) {
    const needed = speak('needed')
    const { chip, brand, translated } = hardwareOf(answers('macos-hardware'))
    // That it is not translated is said too: half an answer is none.
    if (chip === undefined || (chip === 'apple' && translated === undefined))
      return unknown(answers('macos-hardware'), needed)
    if (chip === 'apple' && translated === true)
      return {
        outcome: 'not-met',
        found: speak('found.translated'),
        needed,
        cures: [cure(speak('cure.native'), [], { link: install })]
      }
    return { outcome: 'met', found: speak(`found.${chip}`, { brand: brand ?? '' }), needed }
  }
})

export const virtualization = macCheck({
  name: 'virtualization',
  group: 'computer',
  required: true,
  probes: ['macos-hardware'],
  judge(answers, speak) {
    const needed = speak('needed')
    const { hypervisor, guest, chip } = hardwareOf(answers('macos-hardware'))
    // Every Apple chip has it, which system_profiler tells without a word of it.
    if (hypervisor === undefined && (chip !== 'apple' || guest)) return unknown(answers('macos-hardware'), needed)
    if (hypervisor !== false) return { outcome: 'met', found: speak('found.supported'), needed }
    return {
      outcome: 'not-met',
      found: speak(guest ? 'found.guest' : 'found.none'),
      needed,
      cures: [cure(speak(guest || chip === 'apple' ? 'cure.nested' : 'cure.toolbox'))]
    }
  }
})

/** Bytes: 4 GB, which Macs count in full. */
const leastMemory = 4_000_000_000

export const memory = macCheck({
  name: 'memory',
  group: 'computer',
  required: true,
  probes: ['macos-hardware'],
  judge(answers, speak) {
    const needed = speak('needed')
    const size = hardwareOf(answers('macos-hardware')).memory
    if (size === undefined) return unknown(answers('macos-hardware'), needed)
    const found = speak('found.size', { sizeBytes: size })
    if (size >= leastMemory) return { outcome: 'met', found, needed }
    return { outcome: 'not-met', found, needed, cures: [cure(speak('cure.more'))] }
  }
})

/** Bytes: Docker Desktop itself and the first images. */
const leastDisk = 8_000_000_000

/** `/dev/disk3s1s1   482797652  11009936  84271892    12%  404475  842718920    0%   /`: in 1024 bytes, available the fourth. */
function freeOf(text: string): number | undefined {
  const blocks = /^\/dev\/\S+\s+\d+\s+\d+\s+(\d+)\s+\d+%.*\s\/(?:System\/Volumes\/Data)?\s*$/m.exec(text)?.[1]
  return blocks === undefined ? undefined : Number(blocks) * 1024
}

export const disk = macCheck({
  name: 'disk',
  group: 'computer',
  required: false,
  probes: ['macos-disk'],
  judge(answers, speak) {
    const needed = speak('needed', { sizeBytes: leastDisk })
    const answer = answers('macos-disk')
    const free = answer.kind === 'answered' ? freeOf(answer.text) : undefined
    if (free === undefined) return unknown(answer, needed)
    const found = speak('found.free', { sizeBytes: free })
    if (free >= leastDisk) return { outcome: 'met', found, needed }
    return {
      outcome: 'not-met',
      found,
      needed,
      cures: [cure(speak('cure.free'), ['docker system df', 'docker system prune'])]
    }
  }
})
