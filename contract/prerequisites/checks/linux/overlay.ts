/** The overlay file system, on which images' layers are put together. */
import type { Check } from '../check'
import { atLeast, says, textOf, unknown } from '../read'
import { readUname } from './uname'

const needed = says('prerequisites-linux.overlay.needed')
const link = 'https://docs.docker.com/engine/storage/drivers/overlayfs-driver/'

export const overlay: Check = {
  id: 'linux-overlay',
  group: 'system',
  required: true,
  systems: ['linux'],
  probes: ['linux-filesystems', 'linux-modules', 'linux-kernel-config', 'linux-uname'],
  judge(answers) {
    const filesystems = textOf(answers('linux-filesystems'))
    const modules = textOf(answers('linux-modules'))
    const option = /^CONFIG_OVERLAY_FS=([ym])/m.exec(textOf(answers('linux-kernel-config')) ?? '')?.[1]
    const loaded = /^nodev\s+overlay$/m.test(filesystems ?? '') || /^overlay\s/m.test(modules ?? '')
    if (loaded || option === 'y')
      return { outcome: 'met', found: says('prerequisites-linux.overlay.found.there'), needed }
    if (option === 'm') return { outcome: 'met', found: says('prerequisites-linux.overlay.found.module'), needed }
    if (filesystems === undefined || !/^nodev/m.test(filesystems)) return unknown(answers('linux-filesystems'), needed)
    // Not loaded yet, and how the kernel was built is not known: the engine loads it when it starts.
    const configKnown = /^CONFIG_/m.test(textOf(answers('linux-kernel-config')) ?? '')
    const cure = { says: says('prerequisites-linux.overlay.cure.load'), commands: ['sudo modprobe overlay'], link }
    if (!configKnown)
      return { outcome: 'unknown', found: says('prerequisites-linux.overlay.found.not-loaded'), needed, cures: [cure] }
    const version = readUname(answers('linux-uname'))?.version
    const old = version !== undefined && !atLeast(version, [3, 18])
    return {
      outcome: 'not-met',
      found: says(`prerequisites-linux.overlay.found.${old ? 'old-kernel' : 'absent'}`),
      needed,
      cures: [old ? { says: says('prerequisites-linux.overlay.cure.kernel'), commands: [], link } : cure]
    }
  }
}
