/** Downloads and uploads of a container's files. */
import { useI18n } from 'vue-i18n'
import type { Container } from '../../../../../contract/containers/model'
import { start } from '../../../../ipc/client'
import { useConnections } from '../../../../stores/connections'
import { useTransfers } from '../../../../ui/files/use-transfers'

export function useContainerTransfers(container: () => Container, uploaded: () => void) {
  const { t } = useI18n()
  const connections = useConnections()
  const on = () => ({
    connection: connections.currentId ?? '',
    container: { id: container().id, name: container().name }
  })
  return useTransfers({
    name: () => container().name,
    save: (path, target, as) => start('containers.saveFile', { ...on(), path, target, as }),
    unpack: (paths, target) => start('containers.unpackFiles', { ...on(), paths, target }),
    upload: (folder, sources, overwrite) => start('containers.uploadFiles', { ...on(), folder, sources, overwrite }),
    uploaded,
    partLeft: () => t('containers-files.part-left')
  })
}
