/** One archive with the programs in it, for a Linux that has no packages. https://docs.docker.com/engine/install/binaries/ */
import { staticArchitecture } from '../family'
import type { InstallOptions, InstallStep, InstallSystem } from '../model'
import { run } from '../step'
import { accessSteps, dataSteps, groupSteps, proofSteps, startSteps } from './after'
import { downloadsPath } from './downloads'

/** There is no address for the newest one. */
const staticVersion = '28.5.1'

const folder = '/usr/local/bin'
/** https://docs.docker.com/engine/install/linux-postinstall/#configure-docker-to-start-on-boot-with-systemd */
const unit = `[Unit]
Description=Docker Application Container Engine
After=network-online.target
Wants=network-online.target

[Service]
ExecStart=${folder}/dockerd
Restart=always
RestartSec=5
Delegate=yes
KillMode=process

[Install]
WantedBy=multi-user.target
`

export function staticSteps(system: InstallSystem, options: InstallOptions): readonly InstallStep[] {
  const name = `docker-${staticVersion}.tgz`
  const file = downloadsPath(system, name)
  const address = `https://download.docker.com/linux/static/stable/${staticArchitecture(system.arch) ?? 'x86_64'}/${name}`
  return [
    run('download', ['curl', '-fL', '-o', file, address], {
      asRoot: false,
      values: { file: name },
      undo: { words: ['rm', '-f', file], from: 'download' }
    }),
    ...dataSteps(system, options),
    run('unpack', ['tar', '-xzf', file, '--strip-components=1', '-C', folder], { values: { folder } }),
    ...groupSteps(system, options),
    ...startSteps(system, unit),
    ...accessSteps(system, options),
    ...proofSteps(system, options)
  ]
}
