/** Where a file that is downloaded goes: a folder of this person's own, so that nobody else can put another in its place. */
import type { InstallSystem } from '../model'

export const downloadsPath = ({ downloads, platform }: InstallSystem, name: string): string =>
  platform === 'win32' ? `${downloads}\\${name}` : `${downloads}/${name}`
