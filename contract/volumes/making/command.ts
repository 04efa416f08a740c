import { docker } from '../../command/build'
import type { CommandLine } from '../../command/line'
import type { CreateVolumeRequest } from './api'

/** The shell variable that stands for a share's password. */
export const passwordVariable = 'PASSWORD'

export const create = ({ name, driver, options, labels }: Omit<CreateVolumeRequest, 'connection'>): CommandLine =>
  docker('volume-create')
    .when(driver !== '' && driver !== 'local', (line) => line.option('driver', '--driver', driver))
    .each(options, (line, option) =>
      option.secret === undefined
        ? line.option('option', '--opt', `${option.name}=${option.value}`)
        : line.option('option', '--opt', `${option.name}=${option.value}$${passwordVariable}`, {
            value: 'secret-option',
            variable: passwordVariable
          })
    )
    .each(labels, (line, label) =>
      line.option('label', '--label', label.value === '' ? label.name : `${label.name}=${label.value}`)
    )
    .when(name !== '', (line) => line.argument('name', name))
    .line()
