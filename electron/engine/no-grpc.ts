/**
 * Stands in for gRPC in the built app: dockerode requires it at its top for BuildKit sessions, which Escale leaves to
 * `docker buildx`, and loading it takes three times as long as the rest of dockerode.
 */
export const loadPackageDefinition = (): never => {
  throw new Error('BuildKit sessions are not part of this build')
}
