/** What Linux must have for Docker, in the order in which it is shown. */
import type { Check } from '../check'
import { bits } from './bits'
import { cgroups } from './cgroups'
import { client } from './client'
import { desktopKvm, desktopMemory } from './desktop'
import { disk } from './disk'
import { dockerGroup } from './docker-group'
import { engineInstalled } from './engine-installed'
import { engineRunning } from './engine-running'
import { environment } from './environment'
import { firewall } from './firewall'
import { kernel } from './kernel'
import { kernelOptions } from './kernel-options'
import { overlay } from './overlay'
import { packages } from './packages'
import { rootlessIds, rootlessNamespaces, rootlessPrograms, rootlessRuntime } from './rootless'
import { socket } from './socket'

export const linuxChecks: readonly Check[] = [
  bits,
  environment,
  disk,
  kernel,
  cgroups,
  kernelOptions,
  overlay,
  firewall,
  engineInstalled,
  engineRunning,
  client,
  packages,
  socket,
  dockerGroup,
  rootlessPrograms,
  rootlessIds,
  rootlessRuntime,
  rootlessNamespaces,
  desktopKvm,
  desktopMemory
]
