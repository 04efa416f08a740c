/** Volumes' operations as docker commands. */
import { docker } from '../command/build'
import type { CommandLine } from '../command/line'
import type { RemoveVolumesRequest } from './api'
import { refersTo, type OnVolume } from './requests'

export const list = (): CommandLine => docker('volume-ls').line()

export const inspect = ({ volume }: Pick<OnVolume, 'volume'>): CommandLine =>
  docker('volume-inspect').argument('volume', volume, refersTo(volume)).line()

export const inspectFormat = (volume: string, template: string): CommandLine =>
  docker('volume-inspect').option('format', '--format', template).argument('volume', volume, refersTo(volume)).line()

export const remove = ({ volumes }: Pick<RemoveVolumesRequest, 'volumes'>): CommandLine =>
  docker('volume-rm')
    .each(volumes, (line, name) => line.argument('volume', name, refersTo(name)))
    .line()
