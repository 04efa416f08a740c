/** A new volume in the engine's own terms. */
import type { CreateVolumeRequest } from '../../../../contract/volumes/making/api'

/** As docker's own command sends it (docker/cli, cli/command/volume/create.go). */
export const createBody = ({ name, driver, options, labels }: Omit<CreateVolumeRequest, 'connection'>): object => ({
  Name: name,
  Driver: driver === '' ? 'local' : driver,
  DriverOpts: Object.fromEntries(options.map((option) => [option.name, `${option.value}${option.secret ?? ''}`])),
  Labels: Object.fromEntries(labels.map((label) => [label.name, label.value]))
})
