/** Before the first change of a volume that running containers use, a person is told so, once for the same containers. */
import { computed } from 'vue'
import { useI18n } from 'vue-i18n'
import { useConnections } from '../../../stores/connections'
import { useContainers } from '../../../stores/containers'
import { useDialogs } from '../../../ui/dialogs/use-dialogs'
import { isUp } from '../volume-rows'

const agreed = new Set<string>()

export function useWriteGuard(volume: () => string) {
  const { t } = useI18n()
  const connections = useConnections()
  const containers = useContainers()
  const { confirm } = useDialogs()
  const usersOf = (name: string) => containers.list.filter((one) => isUp(one) && one.volumes.includes(name))
  const running = computed(() => usersOf(volume()))

  /** `name`: another volume that is written to. */
  async function mayWrite(name = volume()): Promise<boolean> {
    const users = usersOf(name)
    const key = JSON.stringify([connections.currentId, name, users.map(({ id }) => id).sort()])
    if (users.length === 0 || agreed.has(key)) return true
    const yes = await confirm({
      title: t('volumes-files.used.title'),
      body: t('volumes-files.used.body'),
      details: users.map((user) => ({ name: user.name, note: user.image })),
      confirmLabel: t('volumes-files.used.confirm')
    })
    if (yes) agreed.add(key)
    return yes
  }
  return { running, mayWrite }
}
