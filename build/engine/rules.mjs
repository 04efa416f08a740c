/** The firewall rules that an engine left for its bridges, and taking them away. */
import { run } from '../tools/run.mjs'

/**
 * The arguments that delete each rule about one of these links, from what iptables-save prints:
 *   *nat
 *   -A POSTROUTING -s 10.217.0.0/17 ! -o escale217 -j MASQUERADE
 * @param {string} saved
 * @param {readonly string[]} links
 * @returns {string[][]}
 */
export function deletions(saved, links) {
  let table = 'filter'
  return saved.split('\n').flatMap((line) => {
    if (line.startsWith('*')) table = line.slice(1).trim()
    if (!line.startsWith('-A ')) return []
    // A comment may hold quoted spaces: such a rule is none of an engine's own.
    const words = line.trim().split(' ')
    const about = words.some(
      (word, at) => ['-i', '-o', '--comment'].includes(words[at - 1] ?? '') && links.includes(word)
    )
    return about && !line.includes('"') ? [['-w', '-t', table, '-D', ...words.slice(1)]] : []
  })
}

const ownChains = ['DOCKER', 'DOCKER-ISOLATION-STAGE-1', 'DOCKER-ISOLATION-STAGE-2', 'DOCKER-USER']

/**
 * The commands that take away the chains that dockerd makes and leaves, where nothing of anybody's is in them any more.
 * @param {string} saved
 * @returns {string[][]}
 */
export function chainDeletions(saved) {
  return saved.split(/^\*/m).flatMap((section) => {
    const table = /^\w+/.exec(section)?.[0] ?? 'filter'
    const rules = section.split('\n').filter((line) => line.startsWith('-A '))
    const empty = ownChains.filter(
      (chain) =>
        section.includes(`\n:${chain} `) &&
        rules.every((rule) => !rule.startsWith(`-A ${chain} `) || rule === `-A ${chain} -j RETURN`)
    )
    const words = (/** @type {string} */ rule) => rule.split(' ').slice(1)
    const jumps = rules.filter((rule) => empty.some((chain) => rule.endsWith(` -j ${chain}`)))
    return [
      ...jumps.map((rule) => ['-w', '-t', table, '-D', ...words(rule)]),
      ...empty.map((chain) => ['-w', '-t', table, '-F', chain]),
      ...empty.map((chain) => ['-w', '-t', table, '-X', chain])
    ]
  })
}

/** For an engine that wrote firewall rules, once no dockerd runs. */
export async function removeChains() {
  for (const program of ['iptables', 'ip6tables']) {
    const { code, stdout } = await run(`${program}-save`, [])
    if (code === 0) for (const args of chainDeletions(stdout)) await run(program, args)
  }
}

/** @param {readonly string[]} links */
export async function removeRules(links) {
  for (const program of ['iptables', 'ip6tables']) {
    const { code, stdout } = await run(`${program}-save`, [])
    if (code === 0) for (const args of deletions(stdout, links)) await run(program, args)
  }
}

/**
 * Lets the containers of one engine reach each other, also where another engine has the machine drop what is forwarded.
 * The rule bears the link's name, so that removeRules finds it.
 * @param {string} link
 * @param {string} network
 */
export async function allowWithin(link, network) {
  const comment = ['-m', 'comment', '--comment', link]
  await run('iptables', ['-w', '-I', 'FORWARD', '-s', network, '-d', network, ...comment, '-j', 'ACCEPT'])
}
