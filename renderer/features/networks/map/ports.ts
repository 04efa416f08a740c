/** What of a container is published, shortly: `8080→80`. */
import type { Container } from '../../../../contract/containers/model'

/** Each once, although an engine publishes it on IPv4 and IPv6 apart. */
export const publishedText = ({ ports }: Pick<Container, 'ports'>): readonly string[] => [
  ...new Set(
    ports.flatMap(({ public: host, private: inside, protocol }) =>
      host === undefined ? [] : [`${host}→${inside}${protocol === 'tcp' ? '' : `/${protocol}`}`]
    )
  )
]
