/** The Debian packages that the scripts install, by what for. On a machine with nothing, these are all there are. */

/** What Electron's Linux binary needs, and a font to write with. */
export const electronPackages = [
  'libgtk-3-0',
  'libnss3',
  'libasound2',
  'libgbm1',
  'libxss1',
  'libxtst6',
  'libatk-bridge2.0-0',
  'libcups2',
  'libdrm2',
  'dbus',
  'fonts-dejavu-core'
]

/** A display for a machine that has none. */
export const displayPackages = ['xvfb']

/** A Docker engine. */
export const enginePackages = ['docker.io', 'iptables', 'iproute2', 'ca-certificates']

/** What the tests need beside an engine: a registry, a program for images, certificates. */
export const testPackages = ['docker-registry', 'busybox-static', 'openssl']
