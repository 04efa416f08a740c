/** A kernel's configuration, pasted whole: `zcat /proc/config.gz`, `cat /boot/config-…`, or what moby's check-config.sh says of it. */
import { namesOfOptions } from '../checks/linux/kernel-options'

/** Characters: it is longer than all else that is pasted, and is read apart. */
const mostConfig = 2_000_000
const option = /^[> \t]*(?:CONFIG_\w+=\S*|# CONFIG_\w+ is not set)[ \t]*\r?$/gm
const wanted = new Set([...namesOfOptions, 'OVERLAY_FS'])

/** moby's `check-config.sh`: `- CONFIG_VETH: enabled (as module)`. */
const checked = /^[> \t]*-? *CONFIG_(\w+): (enabled(?: \(as module\))?|missing)/gm

/**
 * The options that are looked at, of a whole `zcat /proc/config.gz`, or of check-config.sh. A part of one tells nothing: what it lacks
 * may be elsewhere. Whole is one with its beginning (the name of the version) and its end (what a kernel is debugged by).
 */
export function readKernelConfig(pasted: string): string | undefined {
  const text = pasted.slice(0, mostConfig)
  const begins = /\bCONFIG_(?:LOCALVERSION|INIT_ENV_ARG_LIMIT|SYSVIPC|SWAP)\b/.test(text)
  const ends = /\bCONFIG_(?:DEBUG_KERNEL|MAGIC_SYSRQ|STRICT_DEVMEM|PRINTK_TIME)\b/.test(text)
  const lines = begins && ends ? (text.match(option) ?? []) : []
  if (lines.length > 100) {
    const on = lines.map((line) => /CONFIG_(\w+)=([ym])/.exec(line)).filter((found) => found !== null)
    return on
      .filter(([, name = '']) => wanted.has(name))
      .map(([found]) => found)
      .join('\n')
  }
  if (!/Generally Necessary:/.test(text) || !/Optional Features:/.test(text)) return undefined
  const plain = text.replace(/\u001B\[[\d;]*m/g, '')
  return [...plain.matchAll(checked)]
    .filter(([, name = '', state]) => wanted.has(name) && state !== 'missing')
    .map(([, name = '', state = '']) => `CONFIG_${name}=${state.includes('module') ? 'm' : 'y'}`)
    .join('\n')
}
export const withoutConfig = (pasted: string): string =>
  pasted.length > 20_000 ? pasted.replace(option, '').replace(/\n{3,}/g, '\n\n') : pasted
