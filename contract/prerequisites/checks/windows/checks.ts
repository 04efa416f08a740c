/** What Windows must have for Docker, in the order in which it is shown. */
import type { Check } from '../check'
import { containers } from './containers'
import { desktop } from './desktop'
import { administrator, dockerUsers } from './groups'
import { hyperV } from './hyper-v'
import { hypervisor } from './hypervisor'
import { memory } from './memory'
import { pipe } from './pipe'
import { processor } from './processor'
import { reboot } from './reboot'
import { server } from './server'
import { version } from './version'
import { virtualMachinePlatform } from './virtual-machine-platform'
import { slat, virtualization } from './virtualization'
import { wsl, wslDistribution } from './wsl'

export const windowsChecks: readonly Check[] = [
  processor,
  virtualization,
  slat,
  memory,
  version,
  wsl,
  virtualMachinePlatform,
  hypervisor,
  hyperV,
  wslDistribution,
  reboot,
  desktop,
  server,
  pipe,
  dockerUsers,
  administrator,
  containers
]
