/**
 * The one wrapper that starts a program with an administrator's rights, by the question that the system itself asks. Nothing is run
 * here. Sources: pkexec(1), sudo(8), Apple's Technical Note TN2065 (do shell script), ProcessStartInfo.Verb of .NET.
 */
import { quote } from '../../../contract/command/quote'
import { withUac } from './windows'

export interface Started {
  readonly program: string
  readonly words: readonly string[]
}

export interface RightsOptions {
  /** Linux: sudo knows this person without a password, and there is nobody to ask by a window. */
  readonly sudo?: boolean
  /** Windows: the beginning of the names of two files that take the output (`.out`, `.err`). */
  readonly output?: string
}

/**
 * The program and words to start so that `program` runs with rights. Already with them: the same. On Linux nothing asks for a
 * password without a window: pkexec's own question on a terminal is switched off.
 */
export function asAdministrator(
  program: string,
  words: readonly string[],
  platform: NodeJS.Platform,
  isRoot: boolean,
  { sudo = false, output }: RightsOptions = {}
): Started {
  if (isRoot) return { program, words }
  switch (platform) {
    case 'win32':
      return { program: 'powershell.exe', words: withUac(program, words, output) }
    case 'darwin': {
      const line = [program, ...words].map((word) => quote(word, 'posix')).join(' ')
      const script = `do shell script ${appleText(`${line} 2>&1`)} with administrator privileges without altering line endings`
      return { program: 'osascript', words: ['-e', script] }
    }
    default:
      return sudo
        ? { program: 'sudo', words: ['-n', '--', program, ...words] }
        : { program: 'pkexec', words: ['--disable-internal-agent', program, ...words] }
  }
}

/** A text of AppleScript: only these two mean something in it. */
export const appleText = (text: string): string => `"${text.replace(/[\\"]/g, '\\$&')}"`
