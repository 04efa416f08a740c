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

/**
 * What the tests need, by the program that shows that it is there: a machine may have another maker's, which must stay.
 * @type {Readonly<Record<string, string>>}
 */
export const testPrograms = {
  dockerd: 'docker.io',
  iptables: 'iptables',
  ip: 'iproute2',
  'docker-registry': 'docker-registry',
  busybox: 'busybox-static',
  openssl: 'openssl',
  htpasswd: 'apache2-utils',
  ssh: 'openssh-client',
  sshd: 'openssh-server',
  debootstrap: 'debootstrap',
  zstd: 'zstd'
}

/** Where docker.io comes without the docker command (Debian 13 on), this brings it. */
export const commandPackage = 'docker-cli'
