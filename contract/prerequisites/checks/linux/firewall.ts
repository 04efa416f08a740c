/** iptables, by which the engine joins containers to networks and publishes their ports. */
import * as v from 'valibot'
import type { Answer, Check } from '../check'
import { reached } from '../engine/connection'
import { atLeast, parseJson, says, textOf, unknown, versionOf } from '../read'
import { distributionOf, installs } from './distribution'

const needed = says('prerequisites-linux.firewall.needed')
const link = 'https://docs.docker.com/engine/network/packet-filtering-firewalls/'
const packages = {
  debian: 'iptables',
  'red-hat': 'iptables-nft',
  suse: 'iptables',
  arch: 'iptables-nft',
  alpine: 'iptables'
}

/** `iptables v1.8.9 (nf_tables)`, `iptables v1.8.7 (legacy)`, `iptables v1.4.21`. */
function iptablesOf(answer: Answer): { readonly version: string; readonly way: string } | undefined {
  const found = /iptables\s+v(\d+(?:\.\d+)+)(?:\s+\((\w+)\))?/.exec(textOf(answer) ?? '')
  return found?.[1] === undefined ? undefined : { version: found[1], way: found[2] ?? 'legacy' }
}

/** What an engine from 28 on says of itself (API 1.49: `FirewallBackend`). */
const Backend = v.object({ FirewallBackend: v.object({ Driver: v.string() }) })

export const firewall: Check = {
  id: 'linux-firewall',
  group: 'system',
  required: true,
  systems: ['linux'],
  probes: ['linux-iptables', 'linux-nft', 'linux-dockerd', 'linux-os-release', 'engine-info', 'engine-connection'],
  judge(answers) {
    const answer = answers('linux-iptables')
    const known = iptablesOf(answer)
    const commands = installs(distributionOf(answers).family, packages)
    const cures = [{ says: says('prerequisites-linux.firewall.cure.install'), commands, link }]
    if (known !== undefined) {
      const way = known.way === 'nf_tables' ? 'nft' : 'legacy'
      const enough = atLeast(versionOf(known.version) ?? [], [1, 4])
      const found = says(`prerequisites-linux.firewall.found.${way}`, { version: known.version })
      return enough ? { outcome: 'met', found, needed } : { outcome: 'not-met', found, needed, cures }
    }
    if (answer.kind !== 'missing') return unknown(answer, needed)
    if (parseJson(answers('engine-info'), Backend)?.FirewallBackend.Driver.startsWith('nftables') === true)
      return { outcome: 'met', found: says('prerequisites-linux.firewall.found.own-nftables'), needed }
    // An engine that runs here found it outside the PATH (NixOS wraps it so), or is a product's own machine and has it inside.
    if (reached(answers)?.endpoint.startsWith('unix://') === true)
      return { outcome: 'met', found: says('prerequisites-linux.firewall.found.not-on-path'), needed }
    const nft = textOf(answers('linux-nft'))
    if (nft === undefined)
      return { outcome: 'not-met', found: says('prerequisites-linux.firewall.found.none'), needed, cures }
    // From 29 on an engine can be told to use nftables itself (its release notes; still experimental).
    const engine = versionOf(textOf(answers('linux-dockerd')) ?? '')
    const link29 = 'https://docs.docker.com/engine/network/firewall-nftables/'
    const own = { says: says('prerequisites-linux.firewall.cure.nftables'), commands: [], link: link29 }
    return {
      outcome: 'not-met',
      found: says('prerequisites-linux.firewall.found.nft-alone', { version: (versionOf(nft) ?? []).join('.') }),
      needed,
      cures: engine !== undefined && atLeast(engine, [29]) ? [...cures, own] : cures
    }
  }
}
