/** Every check of every system: those of this computer run here, the others judge what is pasted from theirs. */
import type { Check, System } from './check'
import { engineChecks } from './engine/checks'
import { linuxChecks } from './linux/checks'
import { macosChecks } from './macos/checks'
import { windowsChecks } from './windows/checks'

export const allChecks: readonly Check[] = [...linuxChecks, ...windowsChecks, ...macosChecks, ...engineChecks]

export const checksOf = (system: System): readonly Check[] =>
  allChecks.filter(({ systems }) => systems.includes(system))
