/** Whether, and how, this person can be asked for an administrator's rights on this computer. */
import { runProgram, type ProgramEnd, type ProgramOptions } from '../programs/run-program'

/** `root`: there already. Each other: who asks. `none`: nobody here can; what needs rights is copied into a terminal instead. */
export type RightsWay = 'root' | 'pkexec' | 'sudo' | 'osascript' | 'uac' | 'none'

export interface RightsSurroundings {
  readonly platform: NodeJS.Platform
  /** process.getuid(); undefined on Windows. */
  readonly uid: number | undefined
  readonly environment: Readonly<Record<string, string | undefined>>
  readonly run?: (program: string, words: readonly string[], options?: ProgramOptions) => Promise<ProgramEnd>
}

export const thisRights = (): RightsSurroundings => ({
  platform: process.platform,
  uid: process.getuid?.(),
  environment: process.env
})

const succeeded = (end: ProgramEnd): boolean => end.kind === 'ended' && end.code === 0

export async function canAskRights({
  platform,
  uid,
  environment,
  run = runProgram
}: RightsSurroundings): Promise<RightsWay> {
  if (uid === 0) return 'root'
  if (platform === 'win32') {
    // The label of a process with full rights, whatever the language.
    const groups = await run('whoami', ['/groups'])
    return groups.kind === 'ended' && groups.stdout.includes('S-1-16-12288') ? 'root' : 'uac'
  }
  if (platform === 'darwin') return 'osascript'
  // The question of pkexec is a window of the desktop: without one there is nobody to ask it.
  const desktop = [environment['DISPLAY'], environment['WAYLAND_DISPLAY']].some((name) => (name ?? '') !== '')
  if (desktop && succeeded(await run('pkexec', ['--version'], { env: environment }))) return 'pkexec'
  return succeeded(await run('sudo', ['-n', 'true'], { env: environment })) ? 'sudo' : 'none'
}
