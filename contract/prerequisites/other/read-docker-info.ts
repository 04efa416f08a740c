/** `docker info`: what the checks read of it, and what it says of the computer that its engine runs on. */

export const field = (lines: readonly string[], name: string): string | undefined => {
  const pattern = new RegExp(`^\\s*${name}:\\s+(\\S.*)$`, 'i')
  return lines.map((line) => pattern.exec(line)?.[1]?.trim()).find((value) => value !== undefined)
}

/** By the version of an engine the newest API that it speaks (docs.docker.com/reference/api/engine, "API version matrix"). */
const apis: ReadonlyArray<readonly [version: readonly [number, number], api: string]> = [
  [[29, 0], '1.52'],
  [[28, 3], '1.51'],
  [[28, 2], '1.50'],
  [[28, 1], '1.49'],
  [[28, 0], '1.48'],
  [[27, 2], '1.47'],
  [[27, 0], '1.46'],
  [[26, 0], '1.45'],
  [[25, 0], '1.44'],
  [[24, 0], '1.43'],
  [[23, 0], '1.42'],
  [[20, 10], '1.41'],
  [[19, 3], '1.40'],
  [[18, 9], '1.39'],
  [[18, 6], '1.38'],
  [[18, 3], '1.37'],
  [[17, 12], '1.35'],
  [[17, 9], '1.32'],
  [[17, 6], '1.30'],
  [[17, 3], '1.27'],
  [[1, 13], '1.26'],
  [[1, 12], '1.24'],
  [[1, 11], '1.23'],
  [[1, 10], '1.22'],
  [[1, 9], '1.21'],
  [[1, 8], '1.20'],
  [[1, 7], '1.19']
]

/** Empty: it is none that is known. */
export function apiOf(version: string): string {
  const [, major = '', minor = ''] = /^(\d+)\.(\d+)/.exec(version) ?? []
  const found = apis.find(
    ([[first, second]]) => Number(major) > first || (Number(major) === first && Number(minor) >= second)
  )
  return major === '' ? '' : (found?.[1] ?? '')
}

export interface InfoTold {
  /** `24.0.7`; undefined where no engine answered. */
  readonly version: string | undefined
  readonly product: string
  /** `Ubuntu 22.04.3 LTS`, `Docker Desktop` */
  readonly system: string | undefined
  readonly kernel: string | undefined
  readonly architecture: string | undefined
  /** `15.49GiB` */
  readonly memory: string | undefined
  readonly root: string | undefined
}

export function infoOf(lines: readonly string[]): InfoTold | undefined {
  const version = /^\d+\.\d+\S*/.exec(field(lines, 'Server Version') ?? '')?.[0]
  const system = field(lines, 'Operating System')
  const driver = field(lines, 'Storage Driver')
  if (driver === undefined) return undefined
  return {
    version: version?.slice(0, 60),
    product: system === 'Docker Desktop' && version !== undefined ? `Docker Desktop (${version})` : '',
    system,
    kernel: /^\d+\.\d+\S*$/.exec(field(lines, 'Kernel Version') ?? '')?.[0],
    architecture: /^\w+$/.exec(field(lines, 'Architecture') ?? '')?.[0],
    memory: field(lines, 'Total Memory'),
    root: /^\/\S+$/.exec(field(lines, 'Docker Root Dir') ?? '')?.[0]
  }
}

/** `docker info`, as `/info` answers: what the checks read of it. Undefined where there is no engine in it. */
export function readDockerInfo(lines: readonly string[]): string | undefined {
  const json = lines.find((line) => /^\s*\{"ID":"/.test(line) && /"Driver":"/.test(line) && line.endsWith('}'))
  if (json !== undefined) return json.trim()
  const driver = field(lines, 'Storage Driver')
  const os = field(lines, 'OSType') ?? (field(lines, 'Kernel Version') === undefined ? undefined : 'linux')
  if (driver === undefined || os === undefined) return undefined
  const snapshotter = field(lines, 'driver-type')
  const warnings = lines
    .map((line) => /^\s*WARNING:\s*(\S.*)$/.exec(line)?.[0]?.trim())
    .filter((line) => line !== undefined)
  return JSON.stringify({
    Driver: driver,
    OSType: os,
    DriverStatus: snapshotter === undefined ? [] : [['driver-type', snapshotter]],
    CgroupDriver: field(lines, 'Cgroup Driver') ?? '',
    CgroupVersion: field(lines, 'Cgroup Version') ?? '',
    Warnings: [...new Set(warnings)]
  })
}

/** Whose computer it is, where the client does not say: by the folders of its plugins, and by the kernel of Docker Desktop's machine. */
export function systemOfInfo(lines: readonly string[]): 'windows' | 'darwin' | 'linux' | undefined {
  const told = infoOf(lines)
  const path = field(lines, 'Path') ?? ''
  if (/^[A-Za-z]:\\/.test(path)) return 'windows'
  if (/^\/(?:Users|Applications|opt\/homebrew)\//.test(path)) return 'darwin'
  if (told === undefined) return path.startsWith('/') ? 'linux' : undefined
  if (told.system === 'Docker Desktop') {
    if (/microsoft/i.test(told.kernel ?? '')) return 'windows'
    return /linuxkit/.test(told.kernel ?? '') && told.architecture === 'aarch64' ? 'darwin' : undefined
  }
  return /^(?:Microsoft )?Windows\b/.test(told.system ?? '') ? 'windows' : 'linux'
}

const inLinux = (address: string): boolean => /^\/(?:home|run|root|var\/run)\//.test(address)

/** By the address in a client's complaint. */
export function systemOfFailure(failure: string): 'windows' | 'darwin' | 'linux' | undefined {
  if (/npipe:|\/\/\.\/pipe\/|%2F%2F\.%2Fpipe|cannot find the file specified/i.test(failure)) return 'windows'
  const path = /unix:\/\/(\/\S+)/.exec(failure)?.[1] ?? ''
  if (path.startsWith('/Users/')) return 'darwin'
  return inLinux(path) ? 'linux' : undefined
}
