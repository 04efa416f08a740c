/** Which builder will build, and what of the form it does not take. */
import { computed, shallowRef, watch } from 'vue'
import { useI18n } from 'vue-i18n'
import { isForBuildx } from '../../../../contract/builds/buildx'
import { buildFieldNames, buildFields, emptyBuildFields, type BuildFieldName } from '../../../../contract/builds/fields'
import type { BuildOptions } from '../../../../contract/builds/options'
import type { ReplyOf } from '../../../../contract/define'
import type { builds } from '../../../../contract/builds/api'
import { call } from '../../../ipc/client'
import { useConnections } from '../../../stores/connections'
import { buildForm } from './draft'

export function useAbilities() {
  const { t } = useI18n()
  const connections = useConnections()
  const abilities = shallowRef<ReplyOf<(typeof builds)['abilities']>>()
  watch(
    () => connections.currentId,
    async (connection) => {
      abilities.value = undefined
      if (connection === undefined) return
      const asked = await call('builds.abilities', { connection })
      // Another engine may have been chosen meanwhile.
      if (asked.ok && connection === connections.currentId) abilities.value = asked.value
    },
    { immediate: true }
  )
  /** Undefined: not known yet. */
  const way = computed(() => {
    const { builder } = buildForm.draft
    if (builder !== 'auto') return builder
    if (abilities.value === undefined) return undefined
    return abilities.value.buildKit ? 'buildkit' : 'classic'
  })
  const buildxReason = computed(() => {
    const state = abilities.value?.buildx
    return state === undefined || state === 'there' ? undefined : t(`builds.reason.buildx-${state}`)
  })

  /** Why a field can do nothing here. */
  function reasonOf(name: BuildFieldName): string | undefined {
    const { builder } = buildFields[name]
    if (builder === 'both' || way.value === undefined) return undefined
    if (builder === 'classic') return way.value === 'classic' ? undefined : t('builds.reason.classic')
    if (way.value === 'classic')
      return t(abilities.value?.buildKit === false ? 'builds.reason.no-buildkit' : 'builds.reason.buildkit')
    return builder === 'buildx' ? buildxReason.value : undefined
  }
  /** Why one value of a field that is taken can do nothing here: with another one the engine is asked by itself. */
  function valueReason(name: BuildFieldName, text: string): string | undefined {
    if (!isForBuildx(name, text)) return undefined
    return way.value === 'classic' ? t('builds.reason.buildkit') : buildxReason.value
  }
  /** Without what is not taken: it stays in the form, for another builder. */
  function taken(options: BuildOptions): BuildOptions {
    const left = buildFieldNames.filter((name) => reasonOf(name) !== undefined)
    return { ...options, ...Object.fromEntries(left.map((name) => [name, emptyBuildFields[name]])) }
  }
  return { abilities, reasonOf, valueReason, taken }
}
