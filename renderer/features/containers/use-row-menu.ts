/** The menu of the rows that are meant: where it stands open, what it offers, and what is done with the choice. */
import { computed, ref, shallowRef, type ComputedRef, type Ref } from 'vue'
import { useI18n } from 'vue-i18n'
import { useRouter } from 'vue-router'
import type { Container } from '../../../contract/containers/model'
import { useConnections } from '../../stores/connections'
import { useContainers } from '../../stores/containers'
import { copyText } from '../../ui/base/copy-text'
import type { MenuItem, MenuPlace } from '../../ui/base/menu-model'
import type { ContainerAction } from './available'
import type { CareAction } from './care/care'
import { containerMenu } from './menu'

export interface RowMenu {
  /** For UiMenu's `v-model:at`. */
  readonly at: Ref<MenuPlace | undefined>
  readonly items: ComputedRef<readonly MenuItem[]>
  open(rows: readonly Container[], at: MenuPlace): void
  choose(item: string): void
}

/** `act` does what the engine is asked for; `show` opens a tab of the detail. */
export function useRowMenu(
  act: (action: ContainerAction | CareAction, rows: readonly Container[]) => unknown,
  show: (id: string, tab: string) => void
): RowMenu {
  const { t } = useI18n()
  const router = useRouter()
  const connections = useConnections()
  const containers = useContainers()
  const at = ref<MenuPlace>()
  const ids = shallowRef<readonly string[]>([])
  /** As they are now: one that starts or goes while the menu is open changes what it offers. */
  const rows = computed(() => ids.value.flatMap((id) => containers.byId.get(id) ?? []))

  return {
    at,
    items: computed(() => containerMenu(t, rows.value, connections.live)),
    open(meant, place) {
      ids.value = meant.map(({ id }) => id)
      at.value = place
    },
    choose(item) {
      const [first] = rows.value
      if (first === undefined) return
      switch (item) {
        case 'logs':
        case 'terminal':
        case 'inspect':
          return show(first.id, item)
        case 'logs-together':
          return void router.push({
            path: '/containers/logs',
            query: { ids: rows.value.map(({ id }) => id).join(',') }
          })
        case 'copy-id':
          return void copyText(rows.value.map(({ id }) => id).join('\n'))
        case 'copy-name':
          return void copyText(rows.value.map(({ name }) => name).join('\n'))
        default:
          return void act(item as ContainerAction | CareAction, rows.value)
      }
    }
  }
}
