/** Looking into a registry from this computer, with the person's sign-in: what it has, and deleting where it allows it. */
import * as v from 'valibot'
import { call, stream } from '../../define'
import { ConnectionId, Nothing } from '../../scope'
import { Digest, RegistryHost, RepositoryName, TagName } from '../names'
import { RegistryWay, RepositoryPage, SharedTags, TagAnswer, TagDescription, TagPage } from './model'

const RegistryScope = v.object({
  /** Its engine says which registries may be asked without encryption, and which platform a pull would take. */
  connection: ConnectionId,
  registry: RegistryHost
})
const RepositoryScope = v.object({ ...RegistryScope.entries, repository: RepositoryName })
const DescribeRequest = v.object({ ...RepositoryScope.entries, tags: v.pipe(v.array(TagName), v.maxLength(500)) })
const TagRequest = v.object({ ...RepositoryScope.entries, tag: TagName })
const SharedRequest = v.object({ ...RepositoryScope.entries, digest: Digest })
const RemoveRequest = v.object({
  ...SharedRequest.entries,
  /** What the person saw would go. */ tags: v.array(TagName)
})
export type RegistryScope = v.InferOutput<typeof RegistryScope>
export type RepositoryScope = v.InferOutput<typeof RepositoryScope>

export const browse = {
  /** Page after page, as the registry gives them. */
  repositories: stream({ request: RegistryScope, item: RepositoryPage }),
  tags: stream({ request: RepositoryScope, item: TagPage }),
  /** Each as it comes, in no order. */
  describe: stream({ request: DescribeRequest, item: TagAnswer }),
  /** With the size of every platform. */
  tag: call({ request: TagRequest, reply: TagDescription }),
  /** How this computer asks it, for whoever wants to ask it by hand: docker has no command for what a registry does itself. */
  way: call({ request: RegistryScope, reply: RegistryWay }),
  /** Which tags name this image: all of the repository are asked. */
  sharing: stream({ request: SharedRequest, item: SharedTags }),
  /** Deletes an image, and with it every tag that names it. Fails with unsupported where the registry does not delete. */
  removeImage: call({ request: RemoveRequest, reply: Nothing, effect: 'destroys' })
}
