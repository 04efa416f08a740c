/**
 * The credential helper that docker's CLI takes where config.json names none and holds no sign-in: the system's own, if its
 * program is there. Source: docker/cli, cli/config/credentials/default_store.go.
 */
import { access, constants } from 'node:fs/promises'
import { delimiter, join } from 'node:path'

export interface HelperPlaces {
  readonly platform: NodeJS.Platform
  readonly environment: Readonly<Record<string, string | undefined>>
}

export async function defaultHelper({ platform, environment }: HelperPlaces): Promise<string | undefined> {
  const isThere = (program: string): Promise<boolean> => isOnPath(program, platform, environment)
  const name =
    platform === 'darwin'
      ? 'osxkeychain'
      : platform === 'win32'
        ? 'wincred'
        : (await isThere('pass'))
          ? 'pass'
          : 'secretservice'
  return (await isThere(`docker-credential-${name}`)) ? name : undefined
}

async function isOnPath(
  program: string,
  platform: NodeJS.Platform,
  environment: HelperPlaces['environment']
): Promise<boolean> {
  const file = platform === 'win32' ? `${program}.exe` : program
  const folders = (environment['PATH'] ?? environment['Path'] ?? '').split(delimiter).filter((one) => one !== '')
  for (const folder of folders) {
    const found = await access(join(folder, file), constants.X_OK).then(
      () => true,
      () => false
    )
    if (found) return true
  }
  return false
}
