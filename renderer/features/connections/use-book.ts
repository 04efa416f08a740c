/** The book of connections while a page shows it, and its rows. */
import { computed, shallowRef } from 'vue'
import type { ConnectionBook } from '../../../contract/connections/book/model'
import { useStream } from '../../ipc/use-stream'
import { useConnections } from '../../stores/connections'
import { connectionRows } from './connection-rows'

export function useBook() {
  const connections = useConnections()
  const book = shallowRef<ConnectionBook>()
  useStream('connections.book', () => ({}), { items: (items) => (book.value = items.at(-1) ?? book.value) })
  const rows = computed(() => connectionRows(connections.connections, book.value, connections.currentId))
  return { book, rows }
}
