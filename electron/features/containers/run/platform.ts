/** `--platform` as the API's query has it, normalised as containerd's platforms.Parse does. */

/** Names that are one architecture, and its variant. */
const aliases: Readonly<Record<string, readonly [string, string?]>> = {
  i386: ['386'],
  i686: ['386'],
  x86_64: ['amd64'],
  'x86-64': ['amd64'],
  aarch64: ['arm64'],
  armhf: ['arm', 'v7'],
  armel: ['arm', 'v6']
}

/** `linux/arm64`, `arm64`, `linux`, `linux/arm/v7`. Undefined where nothing is asked for. */
export function platformQuery(
  text: string,
  engine: { readonly os: string; readonly arch: string }
): string | undefined {
  if (text === '') return undefined
  const [first = '', second, third] = text.toLowerCase().split('/')
  const isOs = second !== undefined || /^(?:linux|windows|darwin|macos|freebsd|wasi)(?:\(.*\))?$/.test(first)
  const os = isOs ? (first === 'macos' ? 'darwin' : first) : engine.os
  const [arch, variant] = normal(isOs ? (second ?? engine.arch) : first, third)
  return [os, arch, variant].filter((part) => part !== undefined && part !== '').join('/')
}

function normal(written: string, variant: string | undefined): readonly [string, string?] {
  const [arch, own] = aliases[written] ?? [written]
  const given = variant ?? own
  if (given === undefined) return arch === 'arm' ? [arch, 'v7'] : [arch]
  const named = /^\d+$/.test(given) ? `v${given}` : given
  // Where there is one only, it goes without saying.
  return (arch === 'arm64' && named === 'v8') || (arch === 'amd64' && named === 'v1') ? [arch] : [arch, named]
}
