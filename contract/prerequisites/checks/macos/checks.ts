/** What macOS must have for Docker, in the order in which it is shown. */
import type { Check } from '../check'
import { disk, memory, processor, virtualization } from './computer'
import { homebrew, product, rosetta } from './installed'
import { socket, socketPath } from './socket'
import { monitors, version } from './version'

export const macosChecks: readonly Check[] = [
  processor,
  virtualization,
  memory,
  disk,
  version,
  monitors,
  rosetta,
  product,
  homebrew,
  socket,
  socketPath
]
