/** Which shell variable stands for which secret. */
import type { EnvironmentVariable } from '../containers/run'

/** Names that a shell or a system already gives a meaning: a secret of that name must not take its value from there. */
const taken = new Set([
  'PATH',
  'HOME',
  'USER',
  'LOGNAME',
  'SHELL',
  'PWD',
  'OLDPWD',
  'IFS',
  'PS1',
  'PS2',
  'PS4',
  'LANG',
  'TERM',
  'TMPDIR',
  'TEMP',
  'TMP',
  'MAIL',
  'ENV',
  'HOSTNAME',
  'UID',
  'EUID',
  'PPID',
  'RANDOM',
  'SECONDS',
  'LINENO',
  'OPTARG',
  'OPTIND',
  'USERNAME',
  'USERPROFILE'
])

/**
 * For each variable the name of the shell variable that holds its value, where it is a secret; names that a shell
 * cannot hold are changed (`my-key` to `my_key`), and no two secrets share one.
 */
export function shellVariables(environment: readonly EnvironmentVariable[]): ReadonlyArray<string | undefined> {
  const used = new Map<string, string>()
  return environment.map(({ name, value, secret }) => {
    if (!secret) return undefined
    const base = shellName(name)
    let candidate = base
    for (let count = 2; used.has(candidate) && used.get(candidate) !== value; count++) candidate = `${base}_${count}`
    used.set(candidate, value)
    return candidate
  })
}

function shellName(name: string): string {
  const clean = name.replace(/[^A-Za-z0-9_]/g, '_').replace(/^(?=\d)/, '_')
  return taken.has(clean.toUpperCase()) || /^_+$/.test(clean) ? `CONTAINER_${clean}` : clean
}
