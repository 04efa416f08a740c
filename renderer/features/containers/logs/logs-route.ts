/** What the page of logs is about, from its address; the log is asked for on the way there. */
import type { LocationQuery, RouteLocationNormalized } from 'vue-router'
import { openAhead } from '../../../ipc/open-ahead'
import { useConnections } from '../../../stores/connections'

const mostLogs = 100

/** Ids of the containers, in the order in which they were chosen. */
export const idsOf = ({ ids }: LocationQuery): readonly string[] =>
  typeof ids === 'string' ? ids.split(',').slice(0, mostLogs) : []

/** The request of a page that nothing else was asked of yet. */
export function openLogAhead({ query }: RouteLocationNormalized): void {
  const ids = idsOf(query)
  const connection = useConnections().currentId
  if (connection === undefined || ids.length === 0) return
  openAhead('containers.viewLogs', { connection, containers: ids.map((id) => ({ id, name: '' })), follow: true })
}
