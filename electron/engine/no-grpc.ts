/**
 * Stands in for gRPC and protobuf in the built app: dockerode requires them for BuildKit sessions, which Escale leaves to
 * `docker buildx`; loading gRPC takes three times as long as the rest of dockerode.
 */
const absent = (): never => {
  throw new Error('BuildKit sessions are not part of this build')
}

export const loadPackageDefinition = absent
export const loadSync = absent
