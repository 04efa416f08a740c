/** The command that the form makes, or the commands; and the words of what it is for. */
import { computed, type Ref } from 'vue'
import { useI18n } from 'vue-i18n'
import { recreateSteps } from '../../../contract/containers/lifecycle/recreate-command'
import type { RunOptions } from '../../../contract/containers/run'
import { create as createCommand, run as runCommand } from '../../../contract/containers/run-command'
import { useTarget } from './use-target'

export function useRunLine(chosen: () => RunOptions, pull: Ref<boolean>) {
  const { t } = useI18n()
  const target = useTarget()

  /** The container that goes for it. */
  const replaced = computed(() => (target.value.kind === 'recreate' ? target.value.container : undefined))
  /** Nothing chosen yet: the line still shows where the image goes. */
  const options = computed(() => (chosen().image === '' ? { ...chosen(), image: 'IMAGE' } : chosen()))
  return {
    replaced,
    title: computed(() => {
      if (replaced.value !== undefined) return t('run.title-recreate', { name: replaced.value.name })
      return t(target.value.kind === 'create' ? 'run.title-create' : 'run.title')
    }),
    action: computed(() => t(`run.${target.value.kind}`)),
    line: computed(() => (target.value.kind === 'create' ? createCommand : runCommand)({ options: options.value })),
    steps: computed(() =>
      replaced.value === undefined
        ? undefined
        : recreateSteps({ connection: '', container: replaced.value, options: options.value, pull: pull.value })
    )
  }
}
