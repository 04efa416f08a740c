/** The variables for a docker command that acts on a connection: those that speak of another engine are left out. */

/** docker looks at them where nothing on the command line says otherwise; those of TLS also where `-H` does. */
const ofTls = ['DOCKER_TLS_VERIFY', 'DOCKER_TLS', 'DOCKER_CERT_PATH']
const ofEngine = ['DOCKER_HOST', 'DOCKER_CONTEXT', ...ofTls]

/** `cli`: what names the connection; empty where docker goes there by itself, by these very variables perhaps. */
export function dockerEnvironment(cli: readonly string[], env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const dropped = cli.length > 0 ? ofEngine : (env['DOCKER_HOST'] ?? '') === '' ? ofTls : []
  return Object.fromEntries(Object.entries(env).filter(([name]) => !dropped.includes(name)))
}
