/** What `apt-get --simulate install` says that it would do. */

/**
 * @typedef {object} Simulation
 * @property {readonly string[]} installed new packages
 * @property {readonly string[]} upgraded packages that are there in another version
 * @property {readonly string[]} removed
 */

/**
 * Reads lines like these:
 *   Inst iptables (1.8.9-2 Debian:12.5/stable [amd64])
 *   Inst libc6 [2.36-9] (2.36-9+deb12u4 Debian:12.5/stable [amd64]) []
 *   Remv podman [4.3.1+ds1-8+b1]
 *   Conf iptables (1.8.9-2 Debian:12.5/stable [amd64])
 * @param {string} text
 * @returns {Simulation}
 */
export function parseSimulation(text) {
  const lines = text.split('\n').map((line) => /^(Inst|Remv|Purg) (\S+)( \[)?/.exec(line))
  /** @param {(kind: string, upgrade: boolean) => boolean} wanted */
  const names = (wanted) =>
    lines.flatMap((match) => (match && wanted(match[1] ?? '', match[3] !== undefined) ? [match[2] ?? ''] : []))
  return {
    installed: names((kind, upgrade) => kind === 'Inst' && !upgrade),
    upgraded: names((kind, upgrade) => kind === 'Inst' && upgrade),
    removed: names((kind) => kind === 'Remv' || kind === 'Purg')
  }
}
