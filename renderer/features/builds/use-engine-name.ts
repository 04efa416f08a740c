/** What the engine of a build is called; one that is no longer found goes by what it was reached by. */
import { useConnections } from '../../stores/connections'

export function useEngineName(): (connection: string) => string {
  const connections = useConnections()
  return (connection) => connections.connections.find(({ id }) => id === connection)?.name ?? connection
}
