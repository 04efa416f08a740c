/** A new volume in the engine's own terms. */
import type { CreateVolumeRequest } from '../../../../contract/volumes/making/api'

/** As docker's own command sends it (docker/cli, cli/command/volume/create.go): what is empty is left out. */
export const createBody = ({ name, driver, options, labels }: Omit<CreateVolumeRequest, 'connection'>): object => ({
  ...(name === '' ? {} : { Name: name }),
  Driver: driver === '' ? 'local' : driver,
  ...someOf(
    'DriverOpts',
    options.map((option) => [option.name, `${option.value}${option.secret ?? ''}`])
  ),
  ...someOf(
    'Labels',
    labels.map((label) => [label.name, label.value])
  )
})

const someOf = (name: string, pairs: ReadonlyArray<readonly [string, string]>): object =>
  pairs.length === 0 ? {} : { [name]: Object.fromEntries(pairs) }
