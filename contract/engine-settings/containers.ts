/** How Docker Desktop on Windows is told which containers to run: its newer command, and the program that it always had. */
import type { CommandWords } from './place'

/** The first where Docker Desktop knows it (4.40 and later), else the second. Source: its CLI reference; DockerCli.exe -Help. */
export const switchCommand = (to: 'linux' | 'windows', programFiles: string): readonly [CommandWords, CommandWords] => [
  ['docker', 'desktop', 'engine', 'use', to],
  [`${programFiles}\\Docker\\Docker\\DockerCli.exe`, to === 'linux' ? '-SwitchLinuxEngine' : '-SwitchWindowsEngine']
]
