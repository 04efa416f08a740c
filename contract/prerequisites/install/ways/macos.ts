/**
 * macOS: Docker Desktop by Homebrew or by its own image, or Colima. https://docs.docker.com/desktop/setup/install/mac-install/,
 * https://formulae.brew.sh/cask/docker-desktop, https://github.com/abiosoft/colima
 */
import { desktopArchitecture } from '../family'
import type { InstallStep, InstallSystem } from '../model'
import { hand, run } from '../step'
import { downloadsPath } from './downloads'

/** Homebrew refuses to run as root. */
const asPerson = { asRoot: false }
const hello = run('hello', ['docker', 'run', '--rm', 'hello-world'], asPerson)
const open = [run('desktop-open', ['open', '-a', 'Docker'], asPerson), hand('desktop-agree'), hello]

export const macBrew = (): readonly InstallStep[] => [
  run('brew-desktop', ['brew', 'install', '--cask', 'docker-desktop'], asPerson),
  ...open
]

export function macDownload(system: InstallSystem): readonly InstallStep[] {
  const name = 'Docker.dmg'
  const file = downloadsPath(system, name)
  const address = `https://desktop.docker.com/mac/main/${desktopArchitecture(system.arch) ?? 'amd64'}/${name}`
  const installer = ['/Volumes/Docker/Docker.app/Contents/MacOS/install', `--user=${system.user}`]
  return [
    run('download', ['curl', '-fL', '-o', file, address], {
      ...asPerson,
      values: { file: name },
      undo: { words: ['rm', '-f', file], from: 'download' }
    }),
    run('image-open', ['hdiutil', 'attach', '-nobrowse', file], asPerson),
    run('image-install', installer),
    run('image-close', ['hdiutil', 'detach', '/Volumes/Docker'], asPerson),
    ...open
  ]
}

export const macColima = (): readonly InstallStep[] => [
  run('brew-colima', ['brew', 'install', 'colima', 'docker', 'docker-buildx', 'docker-compose'], asPerson),
  run('colima-start', ['colima', 'start'], {
    ...asPerson,
    check: { words: ['colima', 'status'], asRoot: false, patience: 0 }
  }),
  hello
]
