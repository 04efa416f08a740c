/** Which Docker each macOS takes, by its version. */
import { atLeast } from '../read'

/** Today's Docker Desktop (docker/docs pull 23541: macOS 14 from 4.49.0 on; the current release and the two before it). */
export const least = [14] as const
/** The oldest that this app runs on: its Electron's (node_modules/electron/README.md). */
export const leastForApp = [13] as const

/**
 * The last Docker Desktop that a version took. github.com/docker/docs content/manuals/desktop/release-notes.md: macOS 13 until 4.48.0,
 * 11 until 4.24.2 ("Monterey or later" in 4.25.0); 12 until 4.41.2 and 10.15 until 4.15.0: gist.github.com/FranklinYu/5e0bb9d6c0d873f33c78415dd2ea4138;
 * 10.14: docker/for-mac issue 6845 (the release of April 2022 was the first without); 10.13: docker/for-mac issue 4993 (until Big Sur).
 */
const lastOnes: ReadonlyArray<readonly [first: readonly number[], desktop: string]> = [
  [[13], '4.48.0'],
  [[12], '4.41.2'],
  [[11], '4.24.2'],
  [[10, 15], '4.15.0'],
  [[10, 14], '4.6.1'],
  [[10, 13], '2.5.0.1']
]
export const lastDesktop = (version: readonly number[]): string | undefined =>
  lastOnes.find(([first]) => atLeast(version, first))?.[1]

/** Docker for Mac began with 10.11 (docker-for-mac/install.md of 2018); Toolbox took 10.8 and later. */
export const firstForMac = [10, 11] as const
export const firstForToolbox = [10, 8] as const

const names: ReadonlyArray<readonly [readonly number[], string]> = [
  [[27], ''],
  [[26], 'Tahoe'],
  [[16], ''],
  [[15], 'Sequoia'],
  [[14], 'Sonoma'],
  [[13], 'Ventura'],
  [[12], 'Monterey'],
  [[11], 'Big Sur'],
  [[10, 15], 'Catalina'],
  [[10, 14], 'Mojave'],
  [[10, 13], 'High Sierra'],
  [[10, 12], 'Sierra'],
  [[10, 11], 'El Capitan'],
  [[10, 10], 'Yosemite'],
  [[10, 9], 'Mavericks'],
  [[10, 8], 'Mountain Lion']
]
export const nameOf = (version: readonly number[]): string =>
  names.find(([first]) => atLeast(version, first))?.[1] ?? ''

/** `uname` tells the kernel: Darwin 19 is macOS 10.15, 20 is 11, 24 is 15, and 25 is 26, since Apple counts by years. */
export function versionOfDarwin(major: number): readonly number[] | undefined {
  if (major >= 25) return [major + 1]
  if (major >= 20) return [major - 9]
  return major >= 5 ? [10, major - 4] : undefined
}
