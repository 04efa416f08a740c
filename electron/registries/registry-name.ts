/** How a registry is called where: Docker Hub has a name of its own in each place. */

/** Docker Hub's key in config.json and in credential helpers, as docker's CLI has written it from the beginning. */
const hubKey = 'https://index.docker.io/v1/'
/** As an image's name has it. */
export const hubName = 'docker.io'

/** What a person, an image's name or config.json calls a registry, as an image's name has it: `docker.io`, `ghcr.io`, `127.0.0.1:5000`. */
export function registryName(text: string): string {
  const host = text
    .trim()
    .toLowerCase()
    .replace(/^https?:\/\//, '')
    .replace(/\/.*$/, '')
  return [
    '',
    'docker.io',
    'index.docker.io',
    'registry-1.docker.io',
    'registry.hub.docker.com',
    'hub.docker.com'
  ].includes(host)
    ? hubName
    : host
}

/** Its key in config.json and in credential helpers. */
export const keyOf = (name: string): string => (name === hubName ? hubKey : name)
