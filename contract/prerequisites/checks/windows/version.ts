/** Windows' own version and build, by which Docker Desktops take it or not. */
import { cure, type Speak } from '../speak'
import { factCheck } from './define'
import { editionOf, isServer } from './facts'
import { firstTen, isCurrent, lastDesktop, least, nameOf, serverLeast, serverNameOf } from './versions'

const releaseNotes = 'https://docs.docker.com/desktop/release-notes/'
const toolbox = 'https://github.com/docker-archive/toolbox/releases'

const cures = (build: number, home: boolean, speak: Speak) => {
  const last = lastDesktop(build, home)
  return [
    cure(
      speak(build >= firstTen ? 'cure.update' : 'cure.upgrade'),
      build >= firstTen ? ['start ms-settings:windowsupdate'] : []
    ),
    last === undefined
      ? cure(speak('cure.toolbox'), [], { link: toolbox })
      : cure(speak('cure.last-desktop', { version: last }), [], { link: releaseNotes })
  ]
}

const wanted = { ten: String(least.ten), eleven: String(least.eleven.build) }

export const version = factCheck({
  name: 'version',
  group: 'system',
  required: true,
  values: wanted,
  judge(facts, speak) {
    const { build } = facts
    if (build === undefined) return 'untold'
    if (isServer(facts)) {
      const needed = speak('needed-server', { build: String(serverLeast) })
      const found = speak('found.version', { name: serverNameOf(build), build: String(build) })
      return build >= serverLeast
        ? { outcome: 'met', found, needed }
        : { outcome: 'not-met', found, needed, cures: [cure(speak('cure.server'))] }
    }
    const needed = speak('needed', wanted)
    const edition = editionOf(facts)
    const found = speak(`found.${edition === undefined || edition === 'server' ? 'version' : edition}`, {
      name: nameOf(build),
      build: String(build)
    })
    if (isCurrent(build)) return { outcome: 'met', found, needed }
    return { outcome: 'not-met', found, needed, cures: cures(build, edition === 'home', speak) }
  }
})
