/**
 * Windows 10 and 11 with Docker Desktop on WSL 2, and Windows Server's engine for Windows containers.
 * https://docs.docker.com/desktop/setup/install/windows-install/, https://learn.microsoft.com/windows/wsl/install,
 * https://learn.microsoft.com/virtualization/windowscontainers/quick-start/set-up-environment
 */
import { desktopArchitecture } from '../family'
import type { InstallStep, InstallSystem } from '../model'
import { hand, run, when } from '../step'
import { downloadsPath } from './downloads'

const docker = 'C:\\Program Files\\Docker\\Docker\\resources\\bin\\docker.exe'
const answers = { words: ['wsl.exe', '--status'], asRoot: false, patience: 0 }

export function windowsDesktop(system: InstallSystem): readonly InstallStep[] {
  const architecture = desktopArchitecture(system.arch) ?? 'amd64'
  const address = `https://desktop.docker.com/win/main/${architecture}/Docker%20Desktop%20Installer.exe`
  return [
    run('wsl', ['wsl.exe', '--install', '--no-distribution'], { check: answers }),
    hand('restart'),
    run('wsl-update', ['wsl.exe', '--update']),
    ...when(
      system.programs.includes('winget'),
      run(
        'winget',
        [
          'winget.exe',
          'install',
          '--exact',
          '--id',
          'Docker.DockerDesktop',
          '--accept-package-agreements',
          '--accept-source-agreements'
        ],
        { asRoot: false }
      )
    ),
    ...when(!system.programs.includes('winget'), hand('desktop-installer', address)),
    run('desktop-start', [docker, 'desktop', 'start'], { asRoot: false }),
    run('hello', [docker, 'run', '--rm', 'hello-world'], { asRoot: false })
  ]
}

/** Microsoft's own script: it adds the feature Containers, restarts where it must, and registers the service. */
export function windowsServer(system: InstallSystem): readonly InstallStep[] {
  const name = 'install-docker-ce.ps1'
  const file = downloadsPath(system, name)
  const address = `https://raw.githubusercontent.com/microsoft/Windows-Containers/Main/helpful_tools/Install-DockerCE/${name}`
  return [
    run('download', ['curl.exe', '-fL', '-o', file, address], {
      asRoot: false,
      values: { file: name },
      undo: { words: ['cmd.exe', '/d', '/c', 'del', file], from: 'download' }
    }),
    run('server-script', ['powershell.exe', '-NoProfile', '-ExecutionPolicy', 'Bypass', '-File', file]),
    run('hello', ['docker.exe', 'run', '--rm', 'hello-world:nanoserver'])
  ]
}
