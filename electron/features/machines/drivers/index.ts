/** The products, in the order in which they are shown. One that is not of this system is not there at all. */
import type { HostSystem } from '../../../../contract/machines/model'
import type { Driver } from '../driver'
import { colima } from './colima'
import { dockerDesktop } from './docker-desktop'
import { dockerMachine } from './docker-machine'
import { engineService } from './engine-service'
import { hyperV } from './hyper-v'
import { lima } from './lima'
import { orbstack } from './orbstack'
import { podmanMachine } from './podman-machine'
import { rancherDesktop } from './rancher-desktop'
import { wsl } from './wsl'

const drivers: readonly Driver[] = [
  dockerDesktop,
  engineService,
  colima,
  orbstack,
  rancherDesktop,
  podmanMachine,
  lima,
  dockerMachine,
  wsl,
  hyperV
]

export const driversOf = (system: HostSystem): readonly Driver[] =>
  drivers.filter(({ systems }) => systems.includes(system))
