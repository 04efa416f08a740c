/** The flags of docker build are known as the docker CLI lists them, with or without a value. */
import { describe, expect, it } from 'vitest'
import { buildFlags } from '../../../contract/builds/parse-build'
import { execute } from '../command/docker-cli'

/** Both what is installed first and what Debian brings, where they differ, and what 20.10 adds for BuildKit. */
describe.each([
  ['docker', '0'],
  ['/usr/bin/docker', '0'],
  ['/usr/bin/docker', '1']
])('%s build, DOCKER_BUILDKIT=%s', (program, buildKit) => {
  it('has no flag that is not known', async () => {
    const { stdout } = await execute(program, ['build', '--help'], { DOCKER_BUILDKIT: buildKit })
    const listed = [...stdout.matchAll(/^ {2,6}(?:-(\w), )?--([a-z0-9-]+)(?: ([a-z][\w-]*))?(?: {2,}|$)/gm)]
    // Without its BuildKit part a docker lists nothing.
    if (buildKit === '0') expect(listed.length).toBeGreaterThan(20)
    for (const [, short, name = '', type] of listed) {
      const expected = { name, takesValue: type !== undefined, ...(short === undefined ? {} : { short }) }
      expect(
        buildFlags.find((flag) => flag.name === name),
        name
      ).toEqual(expected)
    }
  })
})
