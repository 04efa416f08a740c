/** How machines read: their names, and their sizes in the units in which their products count. */
import { useI18n } from 'vue-i18n'
import type { Machine, MachineRef, MachineState } from '../../../contract/machines/model'
import { useFormat } from '../../ui/format/use-format'
import type { StateSource } from '../../ui/base/state'

/** A machine's state by the look that containers have for theirs. */
export const looks: Readonly<Record<MachineState, StateSource['state']>> = {
  running: 'running',
  starting: 'restarting',
  stopping: 'removing',
  stopped: 'exited',
  paused: 'paused',
  broken: 'dead',
  unknown: 'unknown'
}

export const isUp = ({ state }: Pick<Machine, 'state'>): boolean =>
  state === 'running' || state === 'starting' || state === 'paused'

/** A machine as its commands are written from it. */
export const refOf = (machine: Machine): MachineRef => ({
  product: machine.product,
  name: machine.name,
  system: machine.system,
  running: isUp(machine),
  ...(machine.way === undefined ? {} : { way: machine.way })
})

export const gibibyte = 1024 ** 3

export function useMachineWords() {
  const { t } = useI18n()
  const format = useFormat()
  /** `8 GiB`: binary, as each product counts. */
  const size = (bytes: number): string =>
    `${format.number(Math.round((bytes / gibibyte) * 100) / 100)}\u00a0${t('machines.change.gibibytes')}`
  /** `Colima work`; the product's name alone where it has but one machine. */
  const nameOf = ({ product, name }: Pick<Machine, 'product' | 'name'>): string => {
    const isOnly = name === product || (product === 'engine-service' && name === 'docker')
    return isOnly ? t(`machines.product.${product}`) : `${t(`machines.product.${product}`)} ${name}`
  }
  return { size, nameOf }
}
