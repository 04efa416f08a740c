/** Which Docker each Windows takes, by its build: today's Docker Desktop, an older one, or none. */

/**
 * Windows 10 22H2 and Windows 11 23H2: the oldest that today's Docker Desktop is made for
 * (docker/docs content/manuals/desktop/setup/install/windows-install.md, 2026).
 */
export const least = { ten: 19_045, eleven: { first: 22_000, build: 22_631 } } as const

/** The oldest that this app runs on: Windows 10 (node_modules/electron/README.md). Windows 7, 8 and 8.1 have builds below. */
export const firstTen = 10_240

/** Windows Server 2016: the first with containers. */
export const serverLeast = 14_393

export const isCurrent = (build: number): boolean =>
  build >= least.eleven.build || (build >= least.ten && build < least.eleven.first)

/**
 * The last Docker Desktop whose installer took a build, newest first. Sources, all in github.com/docker/docs:
 * content/manuals/desktop/release-notes.md, "Support … has ended" in 4.49.0 (pull 23583), "19045 or later" in 4.35.0, "19044 or later" in
 * 4.25.0; pull 12224 (17134 from 3.1.0 on); pull 11402 (15063 in 2020-09). 2.0.0.2 on 14393: MicrosoftDocs/Virtualization-Documentation
 * issue 1268. Before: none that can still be told.
 */
const lastOnes: ReadonlyArray<readonly [build: number, desktop: string]> = [
  [least.eleven.first, '4.49.0'],
  [19_044, '4.34.3'],
  [18_363, '4.24.2'],
  [17_134, '3.1.0'],
  [15_063, '2.3.0.5'],
  [14_393, '2.0.0.2']
]

/** Home has no Hyper-V, and WSL 2 came with 1903 (install-windows-home.md of 2020): before, no Docker Desktop ran on it. */
const firstHome = 18_362

/** Undefined: no Docker Desktop that is known; Docker Toolbox, with VirtualBox, is what is left. */
export const lastDesktop = (build: number, home: boolean): string | undefined =>
  home && build < firstHome ? undefined : lastOnes.find(([first]) => build >= first)?.[1]

/** `21H2` by its build: what a person sees in Windows' own windows. */
const names: ReadonlyArray<readonly [number, string]> = [
  [26_200, '11 25H2'],
  [26_100, '11 24H2'],
  [22_631, '11 23H2'],
  [22_621, '11 22H2'],
  [22_000, '11 21H2'],
  [19_045, '10 22H2'],
  [19_044, '10 21H2'],
  [19_043, '10 21H1'],
  [19_042, '10 20H2'],
  [19_041, '10 2004'],
  [18_363, '10 1909'],
  [18_362, '10 1903'],
  [17_763, '10 1809'],
  [17_134, '10 1803'],
  [16_299, '10 1709'],
  [15_063, '10 1703'],
  [14_393, '10 1607'],
  [10_586, '10 1511'],
  [firstTen, '10 1507'],
  [9600, '8.1'],
  [9200, '8'],
  [7600, '7'],
  [6000, 'Vista']
]
export const nameOf = (build: number): string => names.find(([first]) => build >= first)?.[1] ?? 'XP'

const serverNames: ReadonlyArray<readonly [number, string]> = [
  [26_100, 'Server 2025'],
  [20_348, 'Server 2022'],
  [17_763, 'Server 2019'],
  [14_393, 'Server 2016'],
  [9600, 'Server 2012 R2'],
  [9200, 'Server 2012'],
  [7600, 'Server 2008 R2']
]
export const serverNameOf = (build: number): string => serverNames.find(([first]) => build >= first)?.[1] ?? 'Server'
