/** A connection with all that is known of it. */
import type { Certificate, ConnectionBook, ConnectionFacts } from '../../../contract/connections/book/model'
import type { Connection } from '../../../contract/connections/model'

export interface ConnectionRow {
  readonly connection: Connection
  /** Undefined until the book has come. */
  readonly facts: ConnectionFacts | undefined
  /** What the window shows. */
  readonly shown: boolean
  /** Others that lead to the very same engine. */
  readonly sameAs: readonly string[]
}

export function connectionRows(
  connections: readonly Connection[],
  book: ConnectionBook | undefined,
  currentId: string | undefined
): readonly ConnectionRow[] {
  const facts = new Map(book?.facts.map((one) => [one.connection, one]))
  return connections.map((connection) => ({
    connection,
    facts: facts.get(connection.id),
    shown: connection.id === currentId,
    sameAs: connections
      .filter(({ id, engineId }) => id !== connection.id && engineId !== undefined && engineId === connection.engineId)
      .map(({ name }) => name)
  }))
}

export const isLive = ({ state }: Connection): boolean => state.kind === 'connected' || state.kind === 'degraded'

/** Milliseconds before its end from which a certificate's age is worth a word. */
const soon = 30 * 24 * 60 * 60 * 1000

export type CertificateAge = 'good' | 'soon' | 'over' | 'early' | 'broken'

export function certificateAge({ from, until, problem }: Certificate, now: number): CertificateAge {
  if (problem !== undefined || until === undefined) return 'broken'
  if (until <= now) return 'over'
  if (from !== undefined && from > now) return 'early'
  return until - now < soon ? 'soon' : 'good'
}
